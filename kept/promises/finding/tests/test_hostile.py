"""Whatever is pasted into a reply: an answer, in time that grows no faster than the text."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kept.promises.finding import find
from kept.promises.finding.english import ENGLISH
from kept.promises.finding.german import GERMAN

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=BERLIN)
PIECES = sorted(ENGLISH.triggers | ENGLISH.timed | GERMAN.triggers)
PIECES += """i'll we'll tomorrow friday by before at 8 24.11. 8/11 99999 31 half within two working days . , - –
( " “ > ? ! bis um morgen halb neun innerhalb werktagen kw 54 0 ʼ""".split()  # noqa: SIM905 easier to read
PIECES += ["\n", "\r\n", "\N{NO-BREAK SPACE}", "\N{SOFT HYPHEN}"]


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)))
def test_any_text_gets_an_answer_that_fits_it(text: str) -> None:
    for one in find(text, now=NOW, zone=BERLIN):
        assert text[one.start : one.end] == one.quote
        assert one.quote.strip() and 0 < one.confidence <= 1
        assert one.due is None or one.due.utcoffset() is not None


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)),  # noqa: DTZ001 hypothesis adds the zone
    st.sampled_from(["UTC", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe"]),
)
def test_any_moment_and_zone(words: str, now: datetime, zone: str) -> None:
    find(f"I'll ring you {words}", now=now.replace(tzinfo=UTC), zone=ZoneInfo(zone))


@pytest.mark.parametrize(
    "repeated",
    [
        "I'll ring you tomorrow ",
        "I'll ring you tomorrow and ",
        "in ",
        "if ",
        "within the next ",
        "by friday, ",
        "„ich ",
        "( ",
        '" ',
        "> ",
        "\n",
        "a.",
        "'",
        "1.",
        "-",
        "und ich melde mich, ",
        "what you asked on friday ",
        "x" * 50,
        " wrote: ",
        "the team of ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(repeated: str) -> None:
    def seconds(times: int) -> float:
        text = repeated * times
        begin = time.process_time()
        find(text, now=NOW, zone=BERLIN)
        return time.process_time() - begin

    small, large = seconds(500), min(seconds(4_000) for _ in range(2))
    assert large < max(small * 8 * 3, 0.5)
