"""How times are said in English: the phrases and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kept.promises.finding.deadlines import figures
from kept.promises.finding.deadlines.grammar import Grammar, Meaning, Slot
from kept.promises.finding.deadlines.meanings import date, day_of_month, days, mere, numbered, said, two_spans, until
from kept.promises.finding.deadlines.parts import (
    CalendarWeek,
    Clock,
    Date,
    DayPart,
    Edge,
    Half,
    Month,
    Part,
    SameClock,
    SameDay,
    Span,
    Unit,
    Week,
    Weekday,
    WeekOf,
    Zone,
)
from kept.promises.finding.deadlines.whens import Joints
from kept.promises.finding.english import verbs
from kept.promises.finding.words import Word, wordset

_WEEKDAYS = ["monday mon", "tuesday tues tue", "wednesday wed weds", "thursday thurs thur thu", "friday fri"]
_WEEKDAYS += ["saturday sat", "sunday sun"]
_MONTHS = ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug"]
_MONTHS += ["september sept sep", "october oct", "november nov", "december dec"]
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
_ORDINALS += " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"


WEEKDAYS = numbered(_WEEKDAYS, 0)
MONTHS = numbered(_MONTHS, 1)
HOURS = numbered(_NUMBERS.split()[:12], 1)
NUMBERS = {**numbered(_NUMBERS.split(), 1), "a": 1, "an": 1, "couple": 2, "few": 3, "twenty": 20, "thirty": 30}
NUMBERS |= {"forty": 40, "sixty": 60, "ninety": 90}
ORDINALS = {**numbered(_ORDINALS.split(), 1), "thirtieth": 30}
_UNIT_NAMES = ["minute minutes min mins", "hour hours hr hrs h hour's", "day days day's"]
_UNIT_NAMES += ["week weeks wk wks week's", "month months month's"]
_UNIT_NAMES += ["year years"]
_UNIT_ORDER: list[Unit] = ["minute", "hour", "day", "week", "month", "year"]
UNITS: dict[str, Unit] = {name: _UNIT_ORDER[at] for name, at in numbered(_UNIT_NAMES, 0).items()}
ZONES = {"gmt": "UTC", "utc": "UTC", "bst": "Europe/London", "cet": "Europe/Berlin", "cest": "Europe/Berlin"}
ZONES |= dict.fromkeys(("est", "edt", "et", "eastern"), "America/New_York")
ZONES |= dict.fromkeys(("cst", "cdt", "ct", "central"), "America/Chicago")
ZONES |= dict.fromkeys(("mst", "mdt", "mt", "mountain"), "America/Denver")
ZONES |= dict.fromkeys(("pst", "pdt", "pt", "pacific"), "America/Los_Angeles")
ZONES |= {"ist": "Asia/Kolkata", "aest": "Australia/Sydney", "jst": "Asia/Tokyo", "sgt": "Asia/Singapore"}
PLACES = {"london": "Europe/London", "uk": "Europe/London", "british": "Europe/London", "berlin": "Europe/Berlin"}
PLACES |= {"german": "Europe/Berlin", "paris": "Europe/Paris", "dublin": "Europe/Dublin", "irish": "Europe/Dublin"}
PLACES |= {"vienna": "Europe/Vienna", "zurich": "Europe/Zurich", "tokyo": "Asia/Tokyo", "sydney": "Australia/Sydney"}
PLACES |= {"york": "America/New_York", "chicago": "America/Chicago", "california": "America/Los_Angeles"}
PLACES |= {name: zone for name, zone in ZONES.items() if len(name) > 4}

MORNING = DayPart((12, 0), (9, 0), "am")
AFTERNOON = DayPart((17, 0), (12, 0), "pm")
EVENING = DayPart((20, 0), (17, 0), "pm")
LUNCH = DayPart((13, 0), (12, 0), "pm")
DAYPARTS = {
    "morning": MORNING,
    "mornin": MORNING,
    "morn": MORNING,
    "afternoon": AFTERNOON,
    "evening": EVENING,
    "arvo": AFTERNOON,
    "aft": AFTERNOON,
}
DAYPARTS |= {"night": EVENING, "lunch": LUNCH, "lunchtime": LUNCH}
_WITHIN_THE_DAY = {"mid morning": (10, 30), "late morning": (12, 0), "early afternoon": (14, 0), "midmorning": (10, 30)}
_WITHIN_THE_DAY |= {"mid - morning": (10, 30), "mid - afternoon": (15, 0), "mid afternoon": (15, 0)}
_WITHIN_THE_DAY |= {"late afternoon": (17, 0), "early evening": (18, 0), "early morning": (9, 0)}
OPENING, CLOSE = Edge("opening"), Edge("close")


def ordinal(word: Word) -> int | None:
    return ORDINALS.get(word.low)


def count(word: Word) -> int | None:
    return NUMBERS.get(word.low) or figures.number(word)


def hour(word: Word) -> int | None:
    found = HOURS.get(word.low) or figures.number(word)
    return found if found is not None and found <= 24 else None


SLOTS: Mapping[str, Slot] = {
    "weekday": lambda word: WEEKDAYS.get(word.low) if word.low not in ("sat", "sun") or word.is_capital else None,
    "weekday's": lambda word: WEEKDAYS.get(word.low[:-2]) if word.low.endswith("'s") else None,
    "month": lambda word: MONTHS.get(word.low) if word.low not in ("may", "march", "mar") or word.is_capital else None,
    "part": lambda word: DAYPARTS.get(word.low),
    "unit": lambda word: UNITS.get(word.low),
    "zone": lambda word: ZONES.get(word.low),
    "place": lambda word: PLACES.get(word.low),
    "hour": hour,
    "figure": figures.number,
    "count": count,
    "amount": figures.amount,
    "fraction": figures.fraction,
    "ordinal": ordinal,
    "d": day_of_month,
    "year": figures.year,
    "clock": figures.clock,
    "colon": lambda word: figures.clock(word) if ":" in word.low else None,
    "hhmm": figures.four_figures,
    "iso": figures.iso_date,
    "slashed": figures.slashed,
    "dotted": figures.dotted,
}


def _on_the_clock(hour: int, minute: int = 0, half: Any = None) -> tuple[Part, ...] | None:
    return (Clock(hour, minute, half),) if hour <= (12 if half in ("am", "pm") else 24) else None


def _to(minutes: int, hour: int) -> tuple[Part, ...] | None:
    before = (hour - 2) % 12 + 1
    return _on_the_clock(before, 60 - minutes) if hour <= 12 else None


def _span(count: float, unit: Unit, *, working: bool = False, bare: bool = False) -> tuple[Part, ...]:
    return (Span(count, unit, working, bare),)


def _short_day(name: str) -> list[tuple[str, Meaning]]:
    """“Sat by 1pm”: in small letters a day only beside a time or after “on”."""
    day = Weekday(WEEKDAYS[name])
    return [
        (f"on|this|by|until|til {name}", said(day)),
        (f"{name} {{part}}", lambda part: (day, part)),
        (f"{name} (by|at|before|from) {{hour}} am", lambda hour: (day, Clock(hour, 0, "am")) if hour <= 12 else None),
        (f"{name} (by|at|before|from) {{hour}} pm", lambda hour: (day, Clock(hour, 0, "pm")) if hour <= 12 else None),
    ]


_DAYS: list[tuple[str, Meaning]] = [
    ("today", said(days(0))),
    ("at|in tomorrow's", said(days(1))),
    ("at|in today's", said(days(0))),
    ("tonight|tonite", said(days(0), EVENING)),
    ("this {part}", lambda part: (days(0), part)),
    ("later today|on", said(days(0))),
    ("tomorrow", said(days(1))),
    ("(the) day after tomorrow", said(days(2))),
    ("tomorrow but the day after", said(days(2))),
    ("2 moro|mrw|morrow|moz|morra", said(days(1))),
    ("2 nite|night", said(days(0), EVENING)),
    ("today's post|mail|courier|van|run", said(days(0))),
    ("tonight's post|mail|courier|van|run", said(days(0), EVENING)),
    ("tomorrow's post|mail|courier|van|run", said(days(1))),
    *(phrase for name in ("sat", "sun") for phrase in _short_day(name)),
    ("this time tomorrow", said(days(1), SameClock())),
    ("{weekday}", lambda weekday: (Weekday(weekday),)),
    ("on or before|by {weekday}", lambda weekday: (Weekday(weekday),)),
    ("this (coming) {weekday}", lambda weekday: (Weekday(weekday, 0),)),
    ("coming {weekday}", lambda weekday: (Weekday(weekday),)),
    ("next {weekday}", lambda weekday: (Weekday(weekday, 1),)),
    ("{weekday} (of) next week", lambda weekday: (Weekday(weekday, 1),)),
    ("{weekday} am|a.m|a.m.", lambda weekday: (Weekday(weekday), MORNING)),
    ("{weekday} pm|p.m|p.m.", lambda weekday: (Weekday(weekday), AFTERNOON)),
    ("tomorrow am|a.m|a.m.", said(days(1), MORNING)),
    ("tomorrow pm|p.m|p.m.", said(days(1), AFTERNOON)),
    ("{weekday} week", lambda weekday: (Weekday(weekday, None, 7),)),
    ("{weekday} fortnight", lambda weekday: (Weekday(weekday, None, 14),)),
    ("a week (on) {weekday}", lambda weekday: (Weekday(weekday, None, 7),)),
    ("a week today|later", said(days(7))),
    ("a week tomorrow", said(days(8))),
    ("tomorrow week", said(days(8))),
    ("a fortnight today", said(days(14))),
    ("yesterday", said()),
    ("last {weekday}", lambda _: ()),
    ("last week|month|year|night", said()),
    ("(that|the) same day", said(SameDay())),
    ("(the) same|this time next week", said(days(7), SameClock())),
    ("(the) same time tomorrow", said(days(1), SameClock())),
    ("(the) same time (on) {weekday}", lambda weekday: (Weekday(weekday), SameClock())),
]


def _of(weekday: int) -> tuple[Part, ...]:
    """“With Friday's run.”"""
    return (Weekday(weekday),)


_DATES: list[tuple[str, Meaning]] = [
    ("(the) {d} (st|nd|rd|th) (of) {month} (,) {year}", date),
    ("(the) {d} (st|nd|rd|th) (of) {month} (.)", date),
    ("{month} (.) {d} (st|nd|rd|th) (,) {year}", lambda month, day, year: date(day, month, year)),
    ("{month} (.) {d} (st|nd|rd|th)", lambda month, day: date(day, month)),
    ("(the) {ordinal} of {month} (,) {year}", date),
    ("(the) {ordinal} of {month}", date),
    ("{d} st|nd|rd|th (inst)", date),
    ("on or before|by (the) {d} (st|nd|rd|th) (of) {month}", date),
    ("on or before|by {month} {d} (st|nd|rd|th)", lambda month, day: date(day, month)),
    ("on or before|by the {d} st|nd|rd|th", date),
    ("the {d} st|nd|rd|th", date),
    ("the {d} st|nd|rd|th of this month", date),
    ("{weekday} (the) (,) {d} st|nd|rd|th", lambda weekday, day: date(day)),
    ("{weekday} (,) (the) {d} (st|nd|rd|th) (of) {month}", lambda _, day, month: date(day, month)),
    (
        "{weekday} (,) (the) {d} (st|nd|rd|th) (of) {month} (,) {year}",
        lambda _, day, month, year: date(day, month, year),
    ),
    ("the {d} st|nd|rd|th of the month", date),
    ("the {d} st|nd|rd|th of the|your|our|my|these|those|all", lambda _: ()),
    ("the {d} st|nd|rd|th of {count}", lambda *_: ()),
    ("{iso}", lambda on: (on,)),
    ("{iso} t {clock}", lambda on, clock: (on, replace(clock, half="day"))),
    ("{slashed}", lambda on: (on,)),
    ("{dotted} .", lambda on: (on,)),
    ("{weekday} {dotted}", lambda _, on: (on,)),
    ("{dotted}", lambda on: (on,) if on.year else None),
    ("christmas (day)", said(Date(25, 12))),
    ("christmas eve", said(Date(24, 12))),
    ("by|before christmas|xmas", said(Date(24, 12))),
    ("new year (') (s) eve", said(Date(31, 12))),
    ("by|before (the) new year", said(Date(31, 12))),
    ("between christmas and (the) new year", said(Date(31, 12))),
]
_WEEKS: list[tuple[str, Meaning]] = [
    ("this week", said(Week(0))),
    ("later this week", said(Week(0))),
    ("the week", said(Week(0))),
    ("(the) end of (the|this) week", said(Week(0))),
    ("(the) (back) end of next week", said(Week(1))),
    ("(the) back end of (the|this) week", said(Week(0))),
    ("before the week is out|over|up", said(Week(0))),
    ("before the month is out|over|up", said(Month(0))),
    ("in|with (this) {weekday's} post|mail|run|release|van|delivery|round|batch|shipment|truck|drop|load", _of),
    ("w / {weekday's} post|mail|run|release|van|delivery|round|batch|shipment|truck|drop|load", _of),
    ("before the week's out|over|up", said(Week(0))),
    ("next week", said(Week(1))),
    ("(the) week after (next)", said(Week(2))),
    ("early next week", said(Week(1, 1))),
    ("(the) start|beginning of next week", said(Week(1, 1))),
    ("midweek", said(Week(0, 2))),
    ("mid (-) week", said(Week(0, 2))),
    ("mid (-) next week", said(Week(1, 2))),
    ("midweek next week", said(Week(1, 2))),
    ("(the) middle of next week", said(Week(1, 2))),
    ("before|by the weekend", said(Week(0))),
    ("over|at|on|during the weekend", said(Week(0, 6))),
    ("this weekend", said(Week(0, 6))),
    (
        "(the) week commencing|beginning|of (the) {d} (st|nd|rd|th) (of) {month}",
        lambda day, month: (WeekOf(Date(day, month)),),
    ),
    ("the w / c {d} (st|nd|rd|th) (of) {month}", lambda day, month: (WeekOf(Date(day, month)),)),
    ("w / c (the) {d} (st|nd|rd|th) (of) {month}", lambda day, month: (WeekOf(Date(day, month)),)),
    ("(the) week commencing|beginning|of {month} {d} (st|nd|rd|th)", lambda month, day: (WeekOf(Date(day, month)),)),
    ("(the) week commencing|beginning|of {slashed}", lambda on: (WeekOf(on),)),
    ("w / c {slashed}", lambda on: (WeekOf(on),)),
    ("week {count}", lambda week: (CalendarWeek(week),) if 0 < week <= 53 else None),
]
_MONTHS_SAID: list[tuple[str, Meaning]] = [
    ("this month", said(Month(0))),
    ("next month", said(Month(1))),
    ("(the) end of (the|this) month", said(Month(0))),
    ("(the) end of next month", said(Month(1))),
    ("(the) month (-) end", said(Month(0))),
    ("(the) year (-) end", said(Date(31, 12, last=True))),
    ("eom", said(Month(0))),
    ("(the) end of (the|this) year", said(Date(31, 12, last=True))),
    ("(the) end of {month}", lambda month: (Date(28, month, last=True),)),
    ("in|during {month}", lambda month: (Date(28, month, last=True),)),
    ("in|during {month} {year}", lambda month, year: (Date(28, month, year, last=True),)),
    ("early (in) {month}", lambda month: date(10, month)),
    ("(the) beginning|start of {month}", lambda month: date(10, month)),
    ("mid {month}", lambda month: date(15, month)),
    ("mid - {month}", lambda month: date(15, month)),
    ("(the) middle of {month}", lambda month: date(15, month)),
    ("late {month}", lambda month: (Date(28, month, last=True),)),
]
_EDGES: list[tuple[str, Meaning]] = [
    ("first thing", said(OPENING)),
    ("first thing in the morning", said(OPENING)),
    ("bright and early", said(OPENING)),
    ("end of", said(CLOSE)),
    ("(the) end of (the|this|our|my) (working|business) day|shift|play|business", said(CLOSE)),
    ("close of (the) play|business|trading|day|work", said(CLOSE)),
    ("eod|cob|eob|eop", said(CLOSE)),
    ("closing (time)", said(CLOSE)),
    ("before the day is out|over|through|done", said(CLOSE)),
    ("before i|we knock|clock|log off|out", said(CLOSE)),
    ("before i|we leave|close|finish|shut (today)", said(CLOSE)),
    ("before i|we go home", said(CLOSE)),
]
_PARTS: list[tuple[str, Meaning]] = [
    ("{part}", lambda part: (part,)),
    ("{part} manager|porter|nurse|bus|coach|round|shift|crew|team|staff|desk|train|flight|bus", lambda _: ()),
    ("in the morning", said(replace(MORNING, is_coming=True))),
    ("(the) end of the {part}", lambda part: (part,)),
    *(
        (phrase, said(DayPart(ends, ends, MORNING.half if ends[0] < 13 else "pm")))
        for phrase, ends in _WITHIN_THE_DAY.items()
    ),
    ("late tomorrow {part}", lambda part: (days(1), part)),
    ("every|each evening|night", said(EVENING)),
]
_MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twenty five": 25, "5": 5, "10": 10, "20": 20, "25": 25}
_CLOCKS: list[tuple[str, Meaning]] = [
    ("{hour}", lambda hour: (Clock(hour, bare=True),)),
    ("{hour} (-) ish", _on_the_clock),
    ("{hhmm}", lambda clock: (clock,)),
    ("{hhmm} hours|hrs|h", lambda clock: (replace(clock, bare=False),)),
    ("{hour} hours|hrs|h {d}", lambda hour, minute: None),
    ("{hour} h", lambda hour: (Clock(hour, 0, "day", bare=True),)),
    ("{hour} h {count}", lambda hour, minute: _on_the_clock(hour, minute, "day") if minute < 60 else None),
    ("{hour} h 00", lambda hour: _on_the_clock(hour, 0, "day")),
    ("{hour} o'clock", _on_the_clock),
    ("{hour} am|a.m|a.m.", lambda hour: _on_the_clock(hour, 0, "am")),
    ("{hour} pm|p.m|p.m.", lambda hour: _on_the_clock(hour, 0, "pm")),
    ("{hour} -|– {hour}", until),
    ("{clock}|{hour} (am|pm|a.m|p.m|a.m.|p.m.) -|– {hour} am|a.m|a.m.", lambda _, hour: _on_the_clock(hour, 0, "am")),
    ("{clock}|{hour} (am|pm|a.m|p.m|a.m.|p.m.) -|– {hour} pm|p.m|p.m.", lambda _, hour: _on_the_clock(hour, 0, "pm")),
    ("{clock}|{hour} (am|pm|a.m|p.m|a.m.|p.m.) -|– {clock}", until),
    ("{clock} hours|hrs|h", lambda clock: (replace(clock, half="day"),)),
    ("{clock}", lambda clock: (replace(clock, bare=True),)),
    ("the {colon}", lambda clock: (clock,)),
    ("down|in for {colon}", lambda clock: (clock,)),
    ("{clock} am|a.m|a.m.", lambda clock: _on_the_clock(clock.hour, clock.minute, "am")),
    ("{clock} pm|p.m|p.m.", lambda clock: _on_the_clock(clock.hour, clock.minute, "pm")),
    ("am|a.m|a.m.", said(Half("am"))),
    ("pm|p.m|p.m.", said(Half("pm"))),
    ("{hour} fifteen", lambda hour: _on_the_clock(hour, 15)),
    ("{hour} thirty", lambda hour: _on_the_clock(hour, 30)),
    ("{hour} forty (-) five", lambda hour: _on_the_clock(hour, 45)),
    ("half (past) {hour}", lambda hour: _on_the_clock(hour, 30)),
    ("(a) quarter past|after {hour}", lambda hour: _on_the_clock(hour, 15)),
    ("(a) quarter to|before {hour}", lambda hour: _to(15, hour)),
    *(
        (f"{word} (minutes) past {{hour}}", lambda hour, late=late: _on_the_clock(hour, late))
        for word, late in _MINUTES.items()
    ),
    *(
        (f"{word} (minutes) to {{hour}}", lambda hour, early=early: _to(early, hour))
        for word, early in _MINUTES.items()
        if not word.isdecimal()
    ),
    *(
        (f"{lead} {{hour}}", lambda hour, early=early: _to(early, hour))
        for word, early in _MINUTES.items()
        for lead in (f"at|by|before|until|till|around|about {word} to", f"{word} minutes|mins to")
    ),
    ("(12|twelve) noon", said(Clock(12, 0, "day"))),
    ("midday", said(Clock(12, 0, "day"))),
    ("mid - day", said(Clock(12, 0, "day"))),
    ("(12|twelve) midnight", said(Clock(24, 0, "day"))),
    ("{zone} (time)", lambda zone: (Zone(zone),)),
    ("(new) {place} time", lambda zone: (Zone(zone),)),
    ("uk", said(Zone("Europe/London"))),
]
_IN = "in|within|inside (of|the) (about|around|under|roughly|at) (most) (next|another|space) (of)"
_OR_SO = "(or) (so)"
_MIXED: list[tuple[str, Meaning]] = [
    ("{amount} {unit}", _span),
    ("{count} and (a) {fraction} (an|of) {unit}", lambda count, more, unit: _span(count + more, unit)),
    ("{figure} {fraction} {unit}", lambda count, more, unit: _span(count + more, unit)),
    ("{figure} {fraction} to|or|-|– {count} {unit}", lambda _, __, count, unit: _span(count, unit)),
    ("{count} and (a) {fraction} to|or|-|– {count} {unit}", lambda _, __, count, unit: _span(count, unit)),
    ("{count} to|or|-|– {count} and (a) {fraction} {unit}", lambda _, count, more, unit: _span(count + more, unit)),
    ("{count} {unit} and (a) {fraction}", lambda count, unit, more: _span(count + more, unit)),
    ("{count} hour|hours thirty|30", lambda count: _span(count + 0.5, "hour")),
    ("{count} {unit} (and) {count} {unit}", two_spans),
    ("{count} h {count} (m)", lambda hours, minutes: two_spans(hours, "hour", minutes, "minute")),
]
_SPANS: list[tuple[str, Meaning]] = [
    *((f"{_IN} {mixed}", meaning) for mixed, meaning in _MIXED),
    *((f"{mixed} tops|max|maximum", meaning) for mixed, meaning in _MIXED),
    *((f"{mixed} from now", meaning) for mixed, meaning in _MIXED),
    *((mixed, mere(meaning)) for mixed, meaning in _MIXED),
    (f"{_IN} {{count}} {_OR_SO} (of) {{unit}}", _span),
    (f"{_IN} (a) few minutes|mins", said(Span(5, "minute"))),
    (f"{_IN} (a) {{count}} (of) {{unit}} {_OR_SO}", _span),
    (f"{_IN} {{count}} to|or|-|– {{count}} {{unit}}", lambda _, count, unit: _span(count, unit)),
    (f"{_IN} {{count}} {{unit}} to|or|-|– {{count}}", lambda _, unit, count: _span(count, unit)),
    (
        f"{_IN} {{count}} (of) working|business|office|clear {{unit}}",
        lambda count, unit: _span(count, unit, working=True),
    ),
    (
        f"{_IN} {{count}} to|or|-|– {{count}} working|business {{unit}}",
        lambda _, count, unit: _span(count, unit, working=True),
    ),
    ("within the (next) {unit}", lambda unit: _span(1, unit)),
    ("in|within|during the next|following working|business day", said(Span(1, "day", working=True))),
    ("the next|following working|business day", said(Span(1, "day", working=True))),
    ("in|during the next {unit}", lambda unit: _span(1, unit)),
    ("w / i|in {count} {unit}", _span),
    ("w / i|in {count} working|business {unit}", lambda count, unit: _span(count, unit, working=True)),
    ("(the) next {unit} or so", lambda unit: _span(1, unit)),
    ("in|within (a) half an hour", said(Span(0.5, "hour"))),
    ("in|within (a|the) (next) half (an) hour", said(Span(0.5, "hour"))),
    ("half an hour tops|max", said(Span(0.5, "hour"))),
    ("{count} {unit} tops|max|maximum", _span),
    ("half (an) hour", said(Span(0.5, "hour", bare=True))),
    ("in|within half a day", said(Span(0, "day"))),
    ("in|within an hour and a half", said(Span(1.5, "hour"))),
    ("in|within (a) three quarters of an hour", said(Span(0.75, "hour"))),
    ("in|within (a) quarter (of) (an) hour", said(Span(0.25, "hour"))),
    ("in|within (the) (next) fortnight", said(Span(2, "week"))),
    ("in|within a fortnight", said(Span(2, "week"))),
    ("{count} {unit} from now|today", _span),
    (f"{_IN} {{count}} {{unit}} time", _span),
    ("in|within the (next) day or two", said(Span(2, "day"))),
    ("in|within the (next) hour or two", said(Span(2, "hour"))),
    ("in|within the (next) week or two", said(Span(2, "week"))),
    ("{count} {unit}", lambda count, unit: _span(count, unit, bare=True)),
    ("{count} or {count} {unit}", lambda _, count, unit: _span(count, unit, bare=True)),
    ("{count} to|-|– {count} {unit}", lambda _, count, unit: _span(count, unit, bare=True)),
    ("a couple of {unit}", lambda unit: _span(2, unit, bare=True)),
    ("over|during the next {count} {unit}", _span),
    ("for the next {count} {unit}", _span),
    ("every {count} {unit}", _span),
    ("every|each hour", said(Span(1, "hour"))),
    ("hourly", said(Span(1, "hour"))),
]
for _name in ("hour", "day", "week", "month"):
    _two = Span(2, UNITS[_name])
    _SPANS += [(f"{_IN} a {_name} or two", said(_two)), (f"a {_name} or two", said(replace(_two, bare=True)))]

# After these a number counts things: “at three other sites”
_COUNTED = wordset(
    "of other another more most less least many much few several full new old good such same own last next first "
    "second third one two three four five six seven eight nine ten minute min hour hr week month year night both "
    "fine free"
)
NAMED = frozenset().union(
    ["half", "quarter"],
    WEEKDAYS,
    [f"{day}'s" for day in WEEKDAYS],
    MONTHS,
    DAYPARTS,
    UNITS,
    ZONES,
    PLACES,
    NUMBERS,
    HOURS,
    ORDINALS,
)
GRAMMAR = Grammar(SLOTS, NAMED, [*_DAYS, *_DATES, *_WEEKS, *_MONTHS_SAID, *_EDGES, *_PARTS, *_CLOCKS, *_SPANS])

JOINTS = Joints(
    leads={
        "by": "by",
        "than": "by",
        "until": "by",
        "till": "by",
        "til": "by",
        "before": "before",
        "b4": "before",
        "ahead": "before",
        "afore": "before",
        "after": "after",
        "from": "from",
        "between": "between",
        "for": "for",
        "of": "of",
        "since": "since",
        "on": "on",
        "at": "on",
        "@": "on",
        "around": "on",
        "in": "on",
        "about": "on",
        "to": "on",
    },
    fillers=wordset(
        "the later no not latest approx approximately roughly circa say exactly sharp our this round come very , "
        "let's course"
    ),
    stretched=wordset("no later not"),
    given=wordset("it me us"),
    glue=wordset(
        "at on in the of by around about approx say from between before after until till til , during sharp for @ "
        "round roughly exactly - – — ( latest no later than over course early late"
    ),
    ranges=wordset("to till until - – or"),
    from_to=wordset("to - –"),
    both=frozenset({"and", "&"}),
    trailers={
        "at": (("at", "the", "latest"), ("at", "latest")),
        "on": (("on", "the", "dot"),),
        **{word: ((word,),) for word in ("sharp", "prompt", "latest")},
    },
    corrections=wordset("sorry mean rather wait instead oops scratch make correction"),
    never=frozenset({"not", "never"}),
    span_leads=wordset("give in within another need allow"),
    clock_leads=wordset("at by before after until till til b4 around about round from between to than @ - – in onto"),
    after_clock=frozenset(ZONES)
    | (verbs.SMALL - _COUNTED)
    | wordset(
        "what who where how which i you we they instead please too again also until since once unless uk london "
        "pacific on tomorrow today tonight this and or to at in if when while so but with as because for sharp then "
        "that the o'clock from next monday tuesday wednesday thursday friday saturday sunday about whether by is w"
    ),
)
