"""Quotes and signatures in HTML bodies."""

import pytest

from kept.channels.email import pages
from kept.channels.email.inspection import inspect
from kept.channels.email.lines import Mark
from kept.channels.email.reading import body
from kept.channels.email.tests.cases import FIXTURES, folded

RULE = "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"


@pytest.mark.parametrize("name", sorted(path.name for path in (FIXTURES / "html_replies").iterdir()))
def test_public_replies(name: str) -> None:
    found = inspect((FIXTURES / "html_replies" / name).read_bytes())
    assert folded(found["text"]) == "Hi. I am fine. Thanks, Alex"
    assert "How are you" in found["quoted"]


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        pytest.param(
            '<div dir="ltr">Hi</div><div class="gmail_quote"><div class="gmail_attr">El lun Bob escribió:<br></div>'
            '<blockquote class="gmail_quote">When?</blockquote><div>On Tuesday</div>'
            '<blockquote class="gmail_quote">Price?</blockquote><div>50</div></div>',
            "Hi On Tuesday 50",
            id="Gmail, answers between",
        ),
        pytest.param(
            '<div>Hello<br><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Ann<br>Boss</div>'  # noqa: E501
            '</div><div class="gmail_quote"><div class="gmail_attr">xx yy:<br></div>'
            '<blockquote class="gmail_quote">old</blockquote></div>',
            "Hello",
            id="Gmail, signature",
        ),
        pytest.param(
            '<body dir="auto">Hello<br><div>Sent from my iPhone</div><div><br><blockquote type="cite">On 5 May 2024, at '  # noqa: E501
            '10:30, Bob wrote:<br></blockquote></div><blockquote type="cite"><div>old</div></blockquote></body>',
            "Hello",
            id="Apple Mail",
        ),
        pytest.param(
            '<div>Hello</div><div id="Signature"><p>Ann</p></div><div id="appendonsend"></div><hr>'
            '<div id="divRplyFwdMsg"><b>Xyz:</b> Bob<br><b>Abc:</b> x</div><div>old</div>',
            "Hello",
            id="Outlook on the web, in no known language",
        ),
        pytest.param(
            f'<p class=MsoNormal>Hello</p><div style="{RULE}"><p class=MsoNormal><b>Xx:</b> Bob<br><b>Yy:</b> Mon<br>'
            "<b>Zz:</b> A<br><b>Ss:</b> s</p></div><p>old</p>",
            "Hello",
            id="Outlook, in no known language",
        ),
        pytest.param(
            '<div>Hello</div><div id="ydp9yahoo_quoted_1" class="ydp9yahoo_quoted"><div>On Sunday, Bob wrote:</div>old</div>',  # noqa: E501
            "Hello",
            id="Yahoo",
        ),
        pytest.param(
            '<div>Hello</div><div class="protonmail_signature_block">Sent with Proton</div>'
            '<div class="protonmail_quote">Op zondag schreef Bob:<br><blockquote type="cite">old</blockquote></div>',
            "Hello",
            id="Proton",
        ),
        pytest.param(
            '<div class="moz-cite-prefix">On 5/5/24 10:30, Bob wrote:<br></div><blockquote type="cite"><p>When?</p>'
            '</blockquote>Tuesday<br><blockquote type="cite"><p>Price?</p></blockquote>50',
            "Tuesday 50",
            id="Thunderbird, answers between",
        ),
        pytest.param(
            '<div>See:</div><blockquote style="margin:0 0 0 40px;border:none">my list</blockquote>',
            "See: my list",
            id="an indented paragraph",
        ),
        pytest.param(
            "<p>You say:</p><blockquote>we never break things</blockquote><p>You did.</p>",
            "You say: > we never break things You did.",
            id="a quote that the writer made",
        ),
        pytest.param(
            '<div style="display:none">unseen</div><p>Hello</p><script>x</script><style>y</style><!-- c -->',
            "Hello",
            id="what nobody sees",
        ),
        pytest.param("<ul><li>one<li>two</ul><table><tr><td>a<td>b</table>", "- one - two a b", id="lists and tables"),
    ],
)
def test_what_is_newly_written_in_pages(page: str, wanted: str) -> None:
    assert folded(body("", page)[0]) == wanted


def test_a_forwarded_page_stays_visible() -> None:
    page = '<p>FYI</p><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br></div>broke</div>'  # noqa: E501
    assert folded(body("", page, "Fwd: sofa")[0]).endswith("broke")
    header = f'<p>FYI</p><div style="{RULE}"><p>From: Bob<br>Sent: x<br>To: y<br>Subject: z</p></div><p>broke</p>'
    assert folded(body("", header, "FW: sofa")[0]).endswith("broke")
    assert folded(body("", header, "RE: sofa")[0]) == "FYI"


def test_the_page_helps_where_plain_text_shows_no_quote() -> None:
    page = '<div>Hello</div><div class="gmail_quote"><div class="gmail_attr">zz 5 qq Bob:</div><blockquote>old</blockquote></div>'  # noqa: E501
    assert body("Hello\n\nzz 5 qq Bob:\n\nold", page)[0] == "Hello"


def test_a_plain_part_that_only_points_to_the_page_is_passed_over() -> None:
    page = "<html><body>" + "<p>The real text of this mail.</p>" * 60 + "</body></html>"
    assert body("Your e-mail client does not show HTML.", page)[0].startswith("The real text")


def test_lines_know_what_marked_them() -> None:
    found = pages.lines('<p>Hi</p><blockquote type="cite">old</blockquote>')
    assert [(line.text, line.mark) for line in found if line.text] == [("Hi", Mark.TEXT), ("> old", Mark.QUOTE)]
