"""What the editor may write, whatever a browser sends; said plainly, and laid out for a letter."""

import re
from itertools import product
from pathlib import Path

import pytest

from kept.lib.markup import own
from kept.lib.markup.own import Words

HOSTILE = Path(__file__).parents[3] / "channels/email/tests/fixtures/hostile/markup.txt"
ELEMENT = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^>]*)>")
ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Dear <b>Vera</b></p>", "<p>Dear <strong>Vera</strong></p>"),
        ('<p class="x" style="color:red" onclick="x()">a</p>', "<p>a</p>"),
        ("<p>a</p><script>alert(1)</script><style>p{}</style>", "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="cid:x@y">a</a>', "<a>a</a>"),
        ('<a href="/settings/">a</a>', "<a>a</a>"),
        ('<a href="https://x.example/" target="_top" id="main">a</a>', '<a href="https://x.example/">a</a>'),
        ('<img src="https://x.example/a.png">', ""),
        ('<img src="data:image/png;base64,AA==">', ""),
        ('<img src="cid:here@x" alt="van" width="30" onerror="x()">', '<img src="cid:here@x" alt="van" width="30">'),
        ('<img src="cid:here@x" width="100%">', '<img src="cid:here@x">'),
        ('<img src="cid:elsewhere@x">', ""),
        ('<ol start="3" type="a"><li>x</li></ol>', '<ol start="3"><li>x</li></ol>'),
        (f'<ol start="{"9" * 5000}"><li>x</li></ol>', "<ol><li>x</li></ol>"),
        ("<form action='/x'><input name=y><button>z</button></form>", "z"),
        ("<svg><p><style><img src=x onerror=alert(1)></style></p></svg>", "<p></p>"),
        ("<div><h1>a</h1></div>", "a"),
    ],
)
def test_only_form_comes_through(written: str, kept: str) -> None:
    assert own.clean(written, {"here@x"}) == kept


def test_nothing_hostile_comes_through_either() -> None:
    hostile = HOSTILE.read_text().splitlines()
    assert len(hostile) > 200
    for each in hostile:
        for closing, name, said in ELEMENT.findall(own.clean(each, ())):
            assert name in own.TAGS - {"img"}, each
            assert closing or all(key in {"href", "start"} for key, _value in ATTRIBUTE.findall(said)), each
            assert not re.search(r'href="(?!https?:|mailto:|tel:)', said, re.IGNORECASE), each


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p></p><p>b</p>", "a\n\nb"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<ul><li><p>one</p></li><li><p>two</p><p>more</p></li></ul>", "- one\n- two\n  more"),
        ('<ol start="9"><li><p>i</p></li><li><p>j</p><ul><li><p>k</p></li></ul></li></ol>', "9. i\n10. j\n    - k"),
        ("<ol><li></li><li>x</li></ol>", "1.\n2. x"),
        ("<blockquote><p>a</p><p></p><p>b</p></blockquote><p>c</p>", "> a\n>\n> b\nc"),
        ("<pre><code>x = 1\n  y</code></pre>", "x = 1\n  y"),
        ('<p><a href="https://x.example/a">here</a></p>', "here <https://x.example/a>"),
        ('<p><a href="https://x.example/">https://x.example</a></p>', "https://x.example"),
        ('<p><a href="mailto:a@x.example">a@x.example</a></p>', "a@x.example"),
        ('<p>see <img src="cid:a@x" alt="van.png"></p>', "see [van.png]"),
        ("<p>1 &lt; 2 &amp; <em>3</em></p>", "1 < 2 & 3"),
    ],
)
def test_it_is_said_plainly(html: str, text: str) -> None:
    assert Words.written("", html).text == text


def test_what_has_no_form_is_text_alone() -> None:
    assert Words.written("?", "<p>a &lt;b&gt;</p><p></p><p>c<br>d</p>") == Words("a <b>\n\nc\nd")


def test_form_around_nothing_says_nothing() -> None:
    assert not Words.written("", "<p><strong> </strong></p>")
    assert Words.written("", '<p><img src="cid:a@x"></p>')


def test_what_the_browser_calls_the_text_is_not_believed() -> None:
    assert Words.written("Innocent.", "<p><strong>Not</strong> so</p>").text == "Not so"


def test_both_are_kept_with_their_form() -> None:
    formed, plain = Words.written("", "<p><em>a</em></p>"), Words("b <c>\nd")
    assert formed.above(plain) == Words("a\n\nb <c>\nd", "<p><em>a</em></p><p></p><p>b &lt;c&gt;</p><p>d</p>")
    assert plain.above(Words("")) == plain


@pytest.mark.parametrize(
    ("html", "letter"),
    [
        ("<p>a</p><p>b</p><p></p><p></p><p>c</p>", "<p>a<br>b</p><p>c</p>"),
        ("<ul><li><p>a</p><p>b</p></li></ul><p></p><p>c</p>", "<ul><li>a<br>b</li></ul><p>c</p>"),
        ("<ol><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "<blockquote><p>a<br>b</p></blockquote>"),
    ],
)
def test_a_letter_has_paragraphs_where_the_editor_has_lines(html: str, letter: str) -> None:
    assert own.paragraphs(html) == letter


def test_addresses_in_plain_words_become_links_and_no_others() -> None:
    html = own.clean(
        '<p>https://x.example/a?b=1&c, <a href="https://y.example">https://y.example</a></p><p><code>https://z.example</code></p>'
    )
    assert re.findall(r'href="([^"]*)"', own.linked(html)) == ["https://x.example/a?b=1&amp;c", "https://y.example"]


@pytest.mark.parametrize(("deep", "long"), list(product((3, 400), (1, 2_000))))
def test_depth_and_length_cost_little(deep: int, long: int) -> None:
    html = "<blockquote>" * deep + "<p>x</p>" * long + "<ul><li>" * deep
    words = Words.written("", html)
    assert words.text.count("x") == long
