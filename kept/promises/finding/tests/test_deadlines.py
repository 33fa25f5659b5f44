"""What each phrase means, to the minute. Said on Tuesday 24 November 2026 at 10:00 in Berlin, unless said otherwise."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from kept.promises.finding import find
from kept.promises.hours import WorkingHours

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
SAID = datetime(2026, 11, 24, 10, 0, tzinfo=BERLIN)


def due(text: str, now: datetime = SAID, zone: ZoneInfo = BERLIN, hours: WorkingHours | None = None) -> str | None:
    """The deadline of the one promise in the text, without its offset."""
    (found,) = find(text, now=now, zone=zone, hours=hours)
    return found.due.strftime("%Y-%m-%d %H:%M") if found.due else None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("today", "2026-11-24 17:00"),
        ("tomorrow", "2026-11-25 17:00"),
        ("tomorrow before noon", "2026-11-25 12:00"),
        ("tomorrow morning", "2026-11-25 12:00"),
        ("in the morning", "2026-11-25 12:00"),
        ("this afternoon", "2026-11-24 17:00"),
        ("tonight", "2026-11-24 20:00"),
        ("the day after tomorrow", "2026-11-26 17:00"),
        ("by Friday", "2026-11-27 17:00"),
        ("before Friday", "2026-11-26 17:00"),
        ("by 8 on Friday", "2026-11-27 08:00"),
        ("next Friday", "2026-12-04 17:00"),
        ("Friday week", "2026-12-04 17:00"),
        ("on Tuesday", "2026-12-01 17:00"),
        ("at the same time next week", "2026-12-01 10:00"),
        ("same time on Friday", "2026-11-27 10:00"),
        ("first thing Monday", "2026-11-30 09:00"),
        ("by close of play on Thursday", "2026-11-26 17:00"),
        ("by end of business", "2026-11-24 17:00"),
        ("at 3", "2026-11-24 15:00"),
        ("at half eight", "2026-11-25 08:30"),
        ("at quarter to nine tomorrow", "2026-11-25 08:45"),
        ("at 5 to 4", "2026-11-24 15:55"),
        ("at 10 to 4", "2026-11-24 15:50"),
        ("from 10 to 4 tomorrow", "2026-11-25 16:00"),
        ("from 5 to 7 tomorrow", "2026-11-25 19:00"),
        ("tomorrow 5-7", "2026-11-25 19:00"),
        ("on Friday 9 to 5", "2026-11-27 17:00"),
        ("between 9 and 11 on Thursday", "2026-11-26 11:00"),
        ("after 2 tomorrow", "2026-11-25 17:00"),
        ("from 2 tomorrow", "2026-11-25 14:00"),
        ("by noon", "2026-11-24 12:00"),
        ("by midnight", "2026-11-25 00:00"),
        ("in a couple of hours", "2026-11-24 12:00"),
        ("within the hour", "2026-11-24 11:00"),
        ("in an hour and a half", "2026-11-24 11:30"),
        ("in three and a half hours", "2026-11-24 13:30"),
        ("in 2½ hours", "2026-11-24 12:30"),
        ("in 1.5 hours", "2026-11-24 11:30"),
        ("in 1h30", "2026-11-24 11:30"),
        ("in 1 hour and 45 minutes", "2026-11-24 11:45"),
        ("in an hour and a quarter", "2026-11-24 11:15"),
        ("in one and a half to two hours", "2026-11-24 12:00"),
        ("in a half hour", "2026-11-24 10:30"),
        ("in a quarter of an hour", "2026-11-24 10:15"),
        ("within a week and a half", "2026-12-04 17:00"),
        ("within 48 hours", "2026-11-26 10:00"),
        ("within two days", "2026-11-26 17:00"),
        ("within two working days", "2026-11-26 17:00"),
        ("within four business hours", "2026-11-24 14:00"),
        ("in 3-5 working days", "2026-12-01 17:00"),
        ("in a fortnight", "2026-12-08 17:00"),
        ("this week", "2026-11-27 17:00"),
        ("early next week", "2026-12-01 17:00"),
        ("by the end of next week", "2026-12-04 17:00"),
        ("by the weekend", "2026-11-27 17:00"),
        ("over the weekend", "2026-11-29 17:00"),
        ("by the end of the month", "2026-11-30 17:00"),
        ("by the end of January", "2027-01-29 17:00"),
        ("by 5 December", "2026-12-05 17:00"),
        ("by December 5th, 2027", "2027-12-05 17:00"),
        ("by 3 March", "2027-03-03 17:00"),
        ("on the 2nd of December between 12 and 3pm", "2026-12-02 15:00"),
        ("on December 2nd, 12-3pm", "2026-12-02 15:00"),
        ("on Friday the 15th of January at noon", "2027-01-15 12:00"),
        ("about the 2nd of the parcels on Friday", "2026-11-27 17:00"),
        ("on Friday, 9-11", "2026-11-27 11:00"),
        ("by 2026-12-05", "2026-12-05 17:00"),
        ("on the 5th at noon", "2026-12-05 12:00"),
        ("by 3pm London time", "2026-11-24 16:00"),
        ("at 2pm EST tomorrow", "2026-11-25 20:00"),
        ("on Tuesday, sorry, Wednesday at two", "2026-11-25 14:00"),
        ("today or tomorrow", "2026-11-25 17:00"),
        ("on 31 November", None),
        ("soon", None),
    ],
)
def test_english(phrase: str, expected: str | None) -> None:
    assert due(f"I'll ring you {phrase}.") == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("heute noch", "2026-11-24 17:00"),
        ("morgen", "2026-11-25 17:00"),
        ("morgen vor 12 Uhr", "2026-11-25 12:00"),
        ("gleich morgen früh", "2026-11-25 09:00"),
        ("übermorgen", "2026-11-26 17:00"),
        ("bis Freitag", "2026-11-27 17:00"),
        ("bis Freitagmittag", "2026-11-27 12:00"),
        ("am Freitag um halb neun", "2026-11-27 08:30"),
        ("am Freitag um Viertel nach drei", "2026-11-27 15:15"),
        ("um 5 vor 4", "2026-11-24 15:55"),
        ("um 10 nach 4", "2026-11-24 16:10"),
        ("um dreiviertel elf", "2026-11-24 10:45"),
        ("in zwei Stunden", "2026-11-24 12:00"),
        ("in 1,5 Stunden", "2026-11-24 11:30"),
        ("in dreieinhalb Stunden", "2026-11-24 13:30"),
        ("in anderthalb Wochen", "2026-12-04 17:00"),
        ("in zwei und einer halben Stunde", "2026-11-24 12:30"),
        ("in 1 Stunde 30 Minuten", "2026-11-24 11:30"),
        ("in 1h30", "2026-11-24 11:30"),
        ("in einer Viertelstunde", "2026-11-24 10:15"),
        ("Dienstag in einer Woche", "2026-12-01 17:00"),
        ("Freitag in einer Woche", "2026-12-04 17:00"),
        ("in anderthalb bis zwei Stunden", "2026-11-24 12:00"),
        ("am Freitag um die gleiche Zeit", "2026-11-27 10:00"),
        ("nächste Woche um dieselbe Zeit", "2026-12-01 10:00"),
        ("in acht Tagen", "2026-12-01 17:00"),
        ("in 14 Tagen", "2026-12-08 17:00"),
        ("innerhalb von zwei Werktagen", "2026-11-26 17:00"),
        ("innerhalb von 24 Stunden", "2026-11-25 10:00"),
        ("in KW 48", "2026-11-27 17:00"),
        ("in der 49. KW", "2026-12-04 17:00"),
        ("Anfang nächster Woche", "2026-12-01 17:00"),
        ("Ende der Woche", "2026-11-27 17:00"),
        ("bis zum 5.12", "2026-12-05 17:00"),
        ("am 5. Dezember um 14 Uhr", "2026-12-05 14:00"),
        ("am Dienstag, den 8. Dezember,", "2026-12-08 17:00"),
        ("am 2. Dezember, 12-15 Uhr", "2026-12-02 15:00"),
        ("zwischen 14 und 16 Uhr", "2026-11-24 16:00"),
        ("bis Feierabend", "2026-11-24 17:00"),
        ("am Dienstag, äh, Mittwoch um neun", "2026-11-25 09:00"),
        ("in Kürze", None),
    ],
)
def test_german(phrase: str, expected: str | None) -> None:
    assert due(f"Ich melde mich {phrase}.") == expected


@pytest.mark.parametrize(
    ("zone", "expected"), [(BERLIN, "2027-11-08 17:00"), (NEW_YORK, "2027-08-11 17:00")], ids=["Berlin", "New York"]
)
def test_the_country_decides_the_order_of_day_and_month(zone: ZoneInfo, expected: str) -> None:
    assert due("We'll settle it by 8/11.", zone=zone) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll ring you tomorrow 🎉 before noon.", "2026-11-25 12:00"),
        ("I'll ring you tomorrow 👨‍👩‍👧 before noon.", "2026-11-25 12:00"),
        ("Ich melde mich morgen 👍🏽 vor 12 Uhr.", "2026-11-25 12:00"),
        ("Our driver will phone you 30 minutes before he arrives on Wednesday.", "2026-11-25 17:00"),
    ],
)
def test_a_time_is_read_past_what_stands_in_it(text: str, expected: str) -> None:
    assert due(text) == expected


def test_the_close_of_the_day_is_the_companys() -> None:
    late = WorkingHours(BERLIN, dict.fromkeys(range(6), ((time(10), time(19)),)), holidays={date(2026, 11, 25)})
    assert due("I'll ring you by Friday.", hours=late) == "2026-11-27 19:00"
    assert due("I'll ring you first thing Monday.", hours=late) == "2026-11-30 10:00"
    assert due("I'll ring you within two working days.", hours=late) == "2026-11-27 19:00"
    assert due("I'll ring you this week.", hours=late) == "2026-11-28 19:00"


def test_after_close_today_is_the_rest_of_the_day_and_close_of_business_the_next() -> None:
    evening = SAID.replace(hour=18, minute=30)
    assert due("I'll send it today.", now=evening) == "2026-11-24 23:59"
    assert due("I'll send it by close of business.", now=evening) == "2026-11-25 17:00"


def test_hours_are_counted_across_a_change_of_the_clock() -> None:
    before = datetime(2026, 10, 24, 12, 0, tzinfo=BERLIN)
    (found,) = find("We'll reply within 24 hours.", now=before, zone=BERLIN)
    assert found.due and found.due.isoformat() == "2026-10-25T11:00:00+01:00"


def test_a_time_that_the_clock_skips_is_the_one_after() -> None:
    before = datetime(2026, 3, 28, 12, 0, tzinfo=BERLIN)
    assert due("We'll switch you over tomorrow at 02:30.", now=before) == "2026-03-29 03:30"
