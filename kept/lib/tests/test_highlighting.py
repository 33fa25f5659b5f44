"""Words are highlighted where they stand in clean markup."""

from __future__ import annotations

import pytest

from kept.lib.markup.highlighting import Highlight, highlighted


def marked(page: str, *words: str) -> str:
    return highlighted(page, [Highlight(each, "[", "]", "*") for each in words])


@pytest.mark.parametrize(
    ("page", "words", "shown"),
    [
        ("I&#x27;ll ring you, Vera.", "I'll ring you", "[I&#x27;ll ring you*], Vera."),
        ("I&#x27;LL\nring  you", "i'll ring you", "[I&#x27;LL\nring  you*]"),
        ("<p>I'll <strong>ring</strong> you.</p>", "I'll ring you", "<p>[I'll ]<strong>[ring]</strong>[ you*].</p>"),
        ("<p>I'll</p><p>ring you</p>", "I'll ring you", "<p>[I'll]</p><p>[ring you*]</p>"),
        ("Fish &amp; chips &lt;now&gt;", "chips <now", "Fish &amp; [chips &lt;now*]&gt;"),
        ('<a href="https://x.example">we send it</a>', "we send it", '<a href="https://x.example">we send it</a>'),
        ("we sent it", "we sen", "we sent it"),
        ("ich rufe Sie an", "", "ich rufe Sie an"),
        ("سنتصل بك غدا", "سنتصل بك", "[سنتصل بك*] غدا"),
    ],
)
def test_words_are_found_however_they_are_written(page: str, words: str, shown: str) -> None:
    assert marked(page, words) == shown


def test_the_same_words_twice_are_highlighted_once_each_and_never_within_each_other() -> None:
    assert marked("we send it, we send it", "we send it", "we send it") == "[we send it*], [we send it*]"
    assert marked("we send it", "we send it", "send") == "[we send it*]"
