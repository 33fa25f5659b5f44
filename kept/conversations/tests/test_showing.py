"""A formatted letter as it goes into its frame."""

from __future__ import annotations

import re

import pytest

from kept.channels.email.sanitising import sanitise
from kept.conversations.showing import Shown, show


def shown(page: str, text: str = "", **copies: str) -> Shown:
    return show(sanitise(page), text=text, copies=copies)


def test_a_picture_that_came_along_is_our_copy() -> None:
    assert 'src="/attachments/7/"' in shown('<img src="cid:table">', table="/attachments/7/").body
    odd = show(sanitise('<img src="cid:a%20b&amp;c"> cid:a'), copies={"a b&c": "/attachments/8/"}).body
    assert 'src="/attachments/8/"' in odd
    assert odd.endswith("cid:a"), "words stay words"
    assert "src" not in shown('<img src="cid:nobody">').body


def test_pictures_from_elsewhere_are_counted_and_left_out() -> None:
    letter = shown('<img src="https://x.example/a.png" alt="Us" width=200><img src="https://x.example/b.png">')
    assert letter.afar == 2
    assert "x.example" not in letter.body
    assert 'alt="Us"' in letter.body


@pytest.mark.parametrize("pixel", ["width=1 height=1", 'height="0"', 'style="display:none"', 'style="width:1px"'])
def test_pictures_nobody_can_see_are_never_fetched(pixel: str) -> None:
    page = sanitise(f'<img src="https://x.example/a.png" {pixel}><img src="https://x.example/b.png" width=10>')
    body = show(page, copies={}, afar=lambda url: "/ours/" + url[-5]).body
    assert re.findall(r'src="([^"]*)"', body) == ["/ours/b"]


def test_pictures_written_into_the_page_stay_when_they_are_pictures() -> None:
    body = shown('<img src="data:image/png;base64,iVBORw0KGgo="><img src="data:image/svg+xml,<svg/>">').body
    assert re.findall(r'src="([^"]*)"', body) == ["data:image/png;base64,iVBORw0KGgo="]


def test_links_say_where_they_lead() -> None:
    body = shown('<a href="https://x.example/a" title="bank.example"><span title="bank.example">here</span></a>').body
    assert 'title="Leads to x.example"' in body
    assert "bank.example" not in body
    assert "data-mark" not in body


def test_a_link_whose_words_say_otherwise_is_marked() -> None:
    mark = '<strong data-mark="">leads to evil.example</strong>'
    for words in ("www.bank.co.uk", "<b>www.bank</b>.co.uk", "www.<b></b>bank.co.uk", "&#119;ww.bank.co.uk"):
        assert mark in shown(f'<a href="https://evil.example/">{words}</a>').body
    assert mark not in shown('<a href="https://evil.example/">Your<br>bank</a>').body


GMAIL = (
    '<div>Thursday suits us.</div><div class="gmail_quote"><div class="gmail_attr">On Tue Ana wrote:</div>'
    "<blockquote>Would Thursday suit you?{}<div>Ana</div></blockquote>{}</div>"
)


def test_the_quote_below_is_folded() -> None:
    body = shown(GMAIL.format("", ""), "Thursday suits us.").body
    assert re.search(r"Thursday suits us\.</div><details data-fold=\"\"><summary.*Would Thursday.*</details>", body)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (GMAIL.format("</blockquote><div>Yes.</div><blockquote>", ""), "Thursday suits us.\nYes."),
        (GMAIL.format("", "<div>One more thing.</div>"), "Thursday suits us.\nOne more thing."),
        (GMAIL.format("<div>Half past nine is better.</div>", ""), "Thursday suits us.\nHalf past nine is better."),
        (GMAIL.format("", "") + "<p>And below.</p>", "Thursday suits us.\nAnd below."),
        ('<div class="gmail_quote"><blockquote>Only a quote</blockquote></div>', ""),
        ('<div>Hi</div><div class="yahoo_quoted"><div>Quoted</div><div>Yes</div></div>', "Hi\nYes"),
    ],
)
def test_nothing_newly_written_is_folded_away(page: str, text: str) -> None:
    assert "data-fold" not in shown(page, text).body


def test_only_a_letter_with_colours_of_its_own_needs_paper() -> None:
    assert not shown('<p style="color:#1f497d">Hi <font color="red">red</font></p>').own_colours
    assert not shown('<div style="background:white"><p bgcolor="#ffffff">Hi</p></div>').own_colours
    assert not shown('<style>p{color:#222;margin:0} a{color:blue}</style><p class="x">Hi</p>').own_colours
    assert shown('<table bgcolor="#14346b"><tr><td>Hi</table>').own_colours
    assert shown('<p style="color:#fff">Hi</p>').own_colours
    assert shown('<style>.x{background:#eee}</style><p class="x">Hi</p>').own_colours


def test_dark_words_get_a_lighter_colour_for_dark_pages() -> None:
    body = shown(
        '<span style="color:#1f497d">Hi</span><font color="#cc0000">red</font><b style="color:black">b</b>'
    ).body
    assert body.count("--ink:#") == 2


def test_a_sheet_is_read_again_before_it_is_shown() -> None:
    letter = show("<style>p{color:red;position:fixed}b{background:url(x)}</style><p>Hi</p>", copies={})
    assert letter.sheet == "p{color:red}"


def test_what_was_stored_otherwise_is_cleaned_before_it_is_shown() -> None:
    assert show("<p onclick=x>Hi<script>alert(1)</script>", copies={}).body == "<p>Hi</p>"
