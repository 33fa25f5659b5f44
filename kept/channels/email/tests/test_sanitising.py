"""HTML of mail made harmless, its layout kept."""

import pytest

from kept.channels.email.sanitising import sanitise

ACTIVE = ("script", "onerror", "onload", "javascript", "alert", "url(", "iframe", "position", "data:", "srcset", "<form",  # noqa: E501
          "<input", "<base", "<meta", "<link", "<object", "<embed", "<svg", "<math", "<style", "vbscript")  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" java\nscript:alert(1)">x</a>',
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<a href="vbscript:x">x</a>',
        "<svg onload=alert(1)>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
        '<iframe src="//x"></iframe>',
        '<base href="http://x"><meta http-equiv=refresh content="0;url=http://x"><link rel=stylesheet href=x>',
        "<form action=http://x><input name=a></form>",
        '<div style="background:url(http://t/x)">a</div>',
        '<div style="BACKGROUND:URL(http://t/x)">a</div>',
        '<div style="background:u\\72l(http://t)">a</div>',
        '<div style="background:/**/u/**/rl(x);background:url(x)">a</div>',
        "<div style=\"background:url(';position:fixed;')\">x</div>",
        "<div style=\"background:image-set('http://a' 1x)\">x</div>",
        '<div style="position:fixed;top:0">x</div>',
        '<img srcset="http://t/x 2x">',
        "<style>@import 'x'</style>",
        "<video src=x><source onerror=alert(1)></video>",
        "<object data=x></object><embed src=x>",
        '<table background="http://t/x"><tr><td background="http://t">a</td></table>',
    ],
)
def test_nothing_acts_and_nothing_loads_by_style(page: str) -> None:
    clean = sanitise(page + "<p>seen</p>").lower()
    assert not [one for one in ACTIVE if one in clean]
    assert "http://t" not in clean


def test_layout_pictures_and_links_stay() -> None:
    page = (
        '<table width="600" cellpadding="4"><tbody><tr><td align="center" style="color:#1F497D;padding:3px">'
        '<img src="cid:pic@x" alt="us"><img src="https://x.org/a.png" width="20"><b>Hi</b></td></tr></tbody></table>'
    )
    clean = sanitise(page)
    for piece in (
        'width="600"',
        'align="center"',
        "color:#1F497D",
        'src="cid:pic@x"',
        'src="https://x.org/a.png"',
        "<b>Hi",
    ):
        assert piece in clean


def test_old_styles_in_capitals_stay() -> None:
    assert "COLOR:red" in sanitise('<div style="COLOR: red; POSITION: fixed">x</div>')


def test_links_open_apart_and_tell_nothing() -> None:
    assert sanitise('<a href="https://x.org/">x</a>') == (
        '<a href="https://x.org/" target="_blank" rel="noopener noreferrer nofollow">x</a>'
    )


def test_nothing_points_into_our_own_pages() -> None:
    assert sanitise('<a href="/sign-out/">x</a><img src="/attachments/1">').count("/sign-out") == 0


def test_quotes_can_still_be_told() -> None:
    assert 'class="gmail_quote"' in sanitise('<div class="gmail_quote modal">x</div>')
    assert 'type="cite"' in sanitise('<blockquote type="cite">x</blockquote>')


@pytest.mark.parametrize("page", ["", "  \n", "<!-- only a comment -->"])
def test_empty_pages_are_empty(page: str) -> None:
    assert sanitise(page) == ""
