"""How times are said in German: the phrases and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from kept.promises.finding.deadlines import figures
from kept.promises.finding.deadlines.grammar import Grammar, Meaning, Slot
from kept.promises.finding.deadlines.meanings import date, day_of_month, days, mere, numbered, said, two_spans, until
from kept.promises.finding.deadlines.parts import (
    CalendarWeek,
    Clock,
    Date,
    Day,
    DayPart,
    Edge,
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
from kept.promises.finding.words import Word, wordset

_MORE = (
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn"
)
_WEEKDAY_NAMES = [
    "montag mo",
    "dienstag di",
    "mittwoch mi",
    "donnerstag do",
    "freitag fr",
    "samstag sonnabend sa",
    "sonntag so",
]
_MONTH_NAMES = [
    "januar jänner jan",
    "februar feber feb",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september sept",
]
_MONTH_NAMES += ["oktober okt", "november nov", "dezember dez"]


WEEKDAYS = {name: at for name, at in numbered(_WEEKDAY_NAMES, 0).items() if len(name) > 2}
SHORT_WEEKDAYS = {name: at for name, at in numbered(_WEEKDAY_NAMES, 0).items() if len(name) == 2}
MONTHS = numbered(_MONTH_NAMES, 1)
NUMBERS = {"ein": 1, "eine": 1, "einer": 1, "einem": 1, "einen": 1, "eins": 1, **numbered(_MORE.split(), 2)}
NUMBERS |= {"zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "neunzig": 90, "paar": 3}
HALVES = {"anderthalb": 1.5, **{f"{word}einhalb": number + 0.5 for word, number in NUMBERS.items()}}
HOURS = {
    word: number
    for word, number in NUMBERS.items()
    if number <= 12 and word not in ("ein", "eine", "einer", "einem", "einen", "paar")
}
_UNIT_NAMES: list[tuple[Unit, str]] = [
    ("minute", "minute minuten min"),
    ("hour", "stunde stunden std h"),
    ("day", "tag tage tagen tages"),
    ("week", "woche wochen"),
    ("month", "monat monate monaten monats"),
    ("year", "jahr jahre jahren jahres"),
]
UNITS: dict[str, Unit] = {name: unit for unit, names in _UNIT_NAMES for name in names.split()}
WORKDAYS = wordset("werktag werktage werktagen werktages arbeitstag arbeitstage arbeitstagen arbeitstages")
_ORDINALS = "ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften"
ORDINALS = numbered(_ORDINALS.split(), 1)
ZONES = {"mez": "Europe/Berlin", "mesz": "Europe/Berlin", "utc": "UTC", "gmt": "UTC"}
PLACES = {
    "londoner": "Europe/London",
    "deutscher": "Europe/Berlin",
    "wiener": "Europe/Vienna",
    "mitteleuropäischer": "Europe/Berlin",
}
PLACES |= {"schweizer": "Europe/Zurich", "britischer": "Europe/London", "berliner": "Europe/Berlin"}

MORNING = DayPart((12, 0), (9, 0), "am")
NOON = DayPart((12, 0), (12, 0), "pm")
AFTERNOON = DayPart((17, 0), (12, 0), "pm")
EVENING = DayPart((20, 0), (17, 0), "pm")
DAYPARTS = {
    "früh": MORNING,
    "morgen": MORNING,
    "vormittag": MORNING,
    "vormittags": MORNING,
    "mittag": NOON,
    "mittags": NOON,
}
DAYPARTS |= {"nachmittag": AFTERNOON, "nachmittags": AFTERNOON, "abend": EVENING, "abends": EVENING, "nacht": EVENING}
DAYPARTS |= {"nachmittages": AFTERNOON, "vormittages": MORNING, "abends": EVENING, "morgens": MORNING}
OPENING, CLOSE = Edge("opening"), Edge("close")
_JOINED = {
    weekday + part: (Weekday(number), DAYPARTS[part])
    for weekday, number in WEEKDAYS.items()
    for part in ("früh", "morgen", "vormittag", "mittag", "nachmittag", "abend")
}


def _short_weekday(word: Word) -> int | None:
    return None if word.low == "so" else SHORT_WEEKDAYS.get(word.low)


def _weekday(word: Word) -> int | None:
    if word.low in SHORT_WEEKDAYS and word.is_capital and not word.raw.isupper():
        return None
    return WEEKDAYS.get(word.low)


def _count(word: Word) -> int | None:
    return NUMBERS.get(word.low) or figures.number(word)


def _hour(word: Word) -> int | None:
    found = HOURS.get(word.low)
    found = found if found is not None else figures.number(word)
    return found if found is not None and found <= 24 else None


SLOTS: Mapping[str, Slot] = {
    "weekday": _weekday,
    "short": _short_weekday,
    "joined": lambda word: _JOINED.get(word.low),
    "month": lambda word: MONTHS.get(word.low),
    "part": lambda word: DAYPARTS.get(word.low),
    "unit": lambda word: UNITS.get(word.low),
    "workdays": lambda word: word.low if word.low in WORKDAYS else None,
    "zone": lambda word: ZONES.get(word.low),
    "place": lambda word: PLACES.get(word.low),
    "ordinal": lambda word: ORDINALS.get(word.low),
    "figure": lambda word: _hour(word) if word.low.isdecimal() else None,  # before the hour, which it says more about
    "hour": lambda word: None if word.low.isdecimal() and len(word.low) > 2 else _hour(word),
    "count": _count,
    "half": lambda word: HALVES.get(word.low),
    "amount": figures.amount,
    "fraction": figures.fraction,
    "minute": lambda word: int(word.low) if word.low.isdecimal() and int(word.low[:3]) < 60 else None,
    "d": day_of_month,
    "year": figures.year,
    "clock": figures.clock,
    "iso": figures.iso_date,
    "slashed": figures.slashed,
    "dotted": figures.dotted,
}


def _weekday_in(days: int, weekday: int) -> tuple[Part, ...]:
    """“Dienstag in einer Woche”: counted from the next such day, or from today when it is one."""
    return (Day(lambda today: today + timedelta((weekday - today.weekday()) % 7 + days)),)


def _span(count: float, unit: Unit, *, working: bool = False, bare: bool = False) -> tuple[Part, ...]:
    if unit == "day" and count == 8 and not working:
        return (Span(1, "week"),)  # “in acht Tagen” is a week
    return (Span(count, unit, working, bare),)


def _workdays(count: int, _: str) -> tuple[Part, ...]:
    return (Span(count, "day", working=True),)


def _before(minutes: int, hour: int) -> tuple[Part, ...] | None:
    return (Clock((hour - 2) % 12 + 1, 60 - minutes),) if 0 < hour <= 12 else None


def _after(minutes: int, hour: int) -> tuple[Part, ...] | None:
    return (Clock(hour, minutes),) if hour <= 24 else None


_NEXT = "nächste|nächster|nächsten|nächstes|nächstem|kommende|kommender|kommenden|kommendes|folgende|folgenden"
_THIS = "diese|dieser|diesen|dieses"
_SAME = "um|zu|zur (die|der) diese|dieselbe|selben|gleiche|gleichen zeit"
_WEEK_ON = said(days(7), SameClock())
_DAYS: list[tuple[str, Meaning]] = [
    ("heute", said(days(0))),
    ("(noch) heute (noch)", said(days(0))),
    ("heute {part} (noch)", lambda part: (days(0), part)),
    ("heute früh|morgen", said(days(0), MORNING)),
    ("heute in einer woche", said(days(7))),
    ("heute in acht tagen", said(days(7))),
    ("morgen", said(days(1))),
    ("morgen {part}", lambda part: (days(1), part)),
    ("morgen in einer woche", said(days(8))),
    ("morgigen (tag|tages)", said(days(1))),
    ("heutigen (tag|tages)", said(days(0))),
    ("gleich morgen (früh)", said(days(1), OPENING)),
    ("morgen gleich (als) erstes", said(days(1), OPENING)),
    ("übermorgen", said(days(2))),
    ("übermorgen {part}", lambda part: (days(2), part)),
    ("gestern|vorgestern", said()),
    ("letzten|letzte|letzter|vergangenen {weekday}", lambda _: ()),
    ("letzte|letzter|vergangene woche", said()),
    ("{weekday}", lambda weekday: (Weekday(weekday),)),
    ("{weekday} {part}", lambda weekday, part: (Weekday(weekday), part)),
    ("{short} (.) {part}", lambda weekday, part: (Weekday(weekday), part)),
    (
        "{short} (.|,) (um|gegen|bis|ab) {clock} (uhr|h)",
        lambda weekday, clock: (Weekday(weekday), replace(clock, half="day")),
    ),
    ("{short} (.|,) (um|gegen|bis|ab) {hour} uhr|h", lambda weekday, hour: (Weekday(weekday), Clock(hour, 0, "day"))),
    ("{short} .", lambda weekday: (Weekday(weekday),) if weekday != WEEKDAYS["freitag"] else None),
    ("am|bis {short} (.)", lambda weekday: (Weekday(weekday),)),
    ("{joined}", lambda parts: parts),
    (f"{_NEXT} {{weekday}}", lambda weekday: (Weekday(weekday),)),
    (f"{_NEXT} {{joined}}", lambda parts: parts),
    (f"{_THIS} {{weekday}}", lambda weekday: (Weekday(weekday, 0),)),
    ("{weekday} in einer woche", lambda weekday: _weekday_in(7, weekday)),
    ("{weekday} in acht tagen", lambda weekday: _weekday_in(7, weekday)),
    ("{weekday} in zwei wochen", lambda weekday: _weekday_in(14, weekday)),
    ("{weekday} nächster|nächste|kommender woche", lambda weekday: (Weekday(weekday, 1),)),
    (f"(in) (der) nächste|nächster|nächsten|kommende|kommender woche {_SAME}", _WEEK_ON),
    (f"heute in einer woche {_SAME}", _WEEK_ON),
    (f"morgen {_SAME}", said(days(1), SameClock())),
    (f"{{weekday}} {_SAME}", lambda weekday: (Weekday(weekday), SameClock())),
    ("nächste|nächster|kommende|kommender woche {weekday}", lambda weekday: (Weekday(weekday, 1),)),
    ("(noch) am selben|gleichen tag|tage", said(SameDay())),
]
_DATES: list[tuple[str, Meaning]] = [
    ("{d} . {month} (,) {year}", date),
    ("{d} . {month} (.)", date),
    ("{d} {month}", date),
    ("{ordinal} {month}", date),
    ("{weekday} , den|dem {d} .", lambda weekday, day: date(day)),
    ("{weekday} , den|dem {d} . {month}", lambda weekday, day, month: date(day, month)),
    ("{weekday} , den|dem {d} . {month} {year}", lambda weekday, day, month, year: date(day, month, year)),
    ("{weekday} , den|dem {dotted} (.)", lambda weekday, on: (on,)),
    ("{iso}", lambda on: (on,)),
    ("{dotted} .", lambda on: (on,)),
    ("am|zum|dem|den|bis|ab {dotted} (.)", lambda on: (on,)),
    ("{dotted}", lambda on: (on,) if on.year else None),
    ("{slashed}", lambda on: (on,)),
    ("am|zum|den|dem|ab {d} .", date),
    ("am|zum|den|dem|ab {d} . {month} (.)", date),
    ("am|zum|den|dem|ab {d} . {month} (,) {year}", date),
    ("heiligabend|heiligen abend", said(Date(24, 12))),
    ("weihnachten", said(Date(24, 12))),
    ("silvester", said(Date(31, 12))),
    ("zum jahresende", said(Date(31, 12, last=True))),
    ("bis jahresende", said(Date(31, 12, last=True))),
]
_WEEKS: list[tuple[str, Meaning]] = [
    (f"{_THIS} woche (noch)", said(Week(0))),
    ("ende der|dieser woche", said(Week(0))),
    ("laufe der|dieser woche", said(Week(0))),
    ("wochenende", said(Week(0))),
    ("(zum) wochenende", said(Week(0))),
    ("am|übers|über wochenende", said(Week(0, 6))),
    ("am wochenende", said(Week(0, 6))),
    ("über|übers das wochenende", said(Week(0, 6))),
    ("nächste|nächster|kommende|kommender|nächsten|kommenden woche", said(Week(1))),
    ("übernächste|übernächster woche", said(Week(2))),
    ("ende (der) nächster|kommender|nächsten|kommenden woche", said(Week(1))),
    ("anfang (der) nächster|kommender|nächsten|kommenden woche", said(Week(1, 1))),
    ("mitte (der) nächster|kommender|nächsten|kommenden woche", said(Week(1, 2))),
    ("mitte der|dieser woche", said(Week(0, 2))),
    ("(der) woche vom|ab {d} . {month}", lambda day, month: (WeekOf(Date(day, month)),)),
    ("(der) woche vom|ab {dotted} (.)", lambda on: (WeekOf(on),)),
    ("kw|kalenderwoche {count}", lambda week: (CalendarWeek(week),) if 0 < week <= 53 else None),
    ("{count} . kw|kalenderwoche", lambda week: (CalendarWeek(week),) if 0 < week <= 53 else None),
]
_MONTHS_SAID: list[tuple[str, Meaning]] = [
    (f"{_THIS} monat|monats", said(Month(0))),
    ("(ende) des monats", said(Month(0))),
    ("monatsende", said(Month(0))),
    ("ende monat", said(Month(0))),
    ("ende jahr", said(Date(31, 12, last=True))),
    ("ende woche", said(Week(0))),
    ("nächsten|kommenden monat|monats", said(Month(1))),
    ("ende (des) nächsten|kommenden monats", said(Month(1))),
    ("ende des jahres", said(Date(31, 12, last=True))),
    ("jahresende", said(Date(31, 12, last=True))),
    ("ende {month}", lambda month: (Date(28, month, last=True),)),
    ("im {month}", lambda month: (Date(28, month, last=True),)),
    ("mitte {month}", lambda month: date(15, month)),
    ("anfang {month}", lambda month: date(10, month)),
]
_EDGES: list[tuple[str, Meaning]] = [
    ("feierabend|dienstschluss|geschäftsschluss|büroschluss|ladenschluss|betriebsschluss", said(CLOSE)),
    ("ende des (heutigen) tages|arbeitstages|werktages", said(CLOSE)),
    ("ende der geschäftszeit|geschäftszeiten", said(CLOSE)),
    ("laufe des tages", said(days(0))),
]
_PARTS: list[tuple[str, Meaning]] = [
    *(
        (f"{part}", (lambda each: lambda: (each,))(DAYPARTS[part]))
        for part in DAYPARTS
        if part not in ("morgen", "früh", "nacht")
    ),
    ("laufe des vormittags|vormittages", said(MORNING)),
    ("laufe des nachmittags|nachmittages", said(AFTERNOON)),
    ("mittagszeit", said(NOON)),
    ("mittagspause", said()),
    ("zu|guten|schönen|schöner abend|tag|morgen|nachmittag|vormittag", said()),
]
_MINUTES = [("fünf|5", 5), ("zehn|10", 10), ("zwanzig|20", 20)]
_CLOCKS: list[tuple[str, Meaning]] = [
    ("{hour}", lambda hour: (Clock(hour, bare=True),)),
    ("{hour} uhr", lambda hour: (Clock(hour),)),
    ("{figure} uhr", lambda hour: (Clock(hour, 0, "day" if hour > 4 else None),)),
    ("{hour} uhr früh|morgens|vormittags", lambda hour: (Clock(hour, 0, "am"),) if hour <= 12 else None),
    ("{hour} uhr nachmittags|abends", lambda hour: (Clock(hour, 0, "pm"),) if hour <= 12 else None),
    ("{hour} uhr {minute}", lambda hour, minute: (Clock(hour, minute, "day" if hour > 4 else None),)),
    ("{clock}", lambda clock: (replace(clock, bare=True),)),
    ("{clock} uhr", lambda clock: (replace(clock, half="day"),)),
    ("{hour} -|– {hour}", until),
    ("{clock}|{hour} (uhr) -|–|bis {hour} uhr", lambda _, hour: (Clock(hour, 0, "day"),)),
    ("{clock}|{hour} (uhr) -|–|bis {clock} (uhr)", until),
    ("{clock} h", lambda clock: (clock,)),
    ("{hour} h", lambda hour: (Clock(hour, 0, "day"),)),
    ("halb {hour}", lambda hour: _before(30, hour)),
    ("viertel nach {hour}", lambda hour: _after(15, hour)),
    ("viertel vor {hour}", lambda hour: _before(15, hour)),
    ("dreiviertel {hour}", lambda hour: _before(15, hour)),
    ("viertel {hour}", lambda hour: _before(45, hour)),
    *((f"{word} (minuten) nach {{hour}}", lambda hour, late=late: _after(late, hour)) for word, late in _MINUTES),
    *((f"{word} (minuten) vor {{hour}}", lambda hour, early=early: _before(early, hour)) for word, early in _MINUTES),
    ("fünf|5 (minuten) vor halb {hour}", lambda hour: _before(35, hour)),
    ("fünf|5 (minuten) nach halb {hour}", lambda hour: _before(25, hour)),
    ("mitternacht", said(Clock(24, 0, "day"))),
    ("{zone}", lambda zone: (Zone(zone),)),
    ("{place} zeit", lambda zone: (Zone(zone),)),
    ("new yorker zeit", said(Zone("America/New_York"))),
]
_AT_MOST = "von|der|den|etwa|ca|rund|circa|spätestens|längstens|höchstens|maximal"
_IN = f"in|innerhalb|binnen|innert ({_AT_MOST}) (.) (nächsten|kommenden)"
_MIXED: list[tuple[str, Meaning]] = [
    ("{half}|{amount} {unit}", _span),
    ("{fraction} {unit}", _span),
    ("{count} {fraction} {unit}", lambda count, more, unit: _span(count + more, unit)),
    ("{count} {fraction} bis|-|–|oder {count} {unit}", lambda _, __, count, unit: _span(count, unit)),
    ("{half}|{amount} bis|-|–|oder {count}|{half}|{amount} {unit}", lambda _, count, unit: _span(count, unit)),
    ("{count} bis|-|–|oder {half}|{amount} {unit}", lambda _, count, unit: _span(count, unit)),
    ("{count} und eine|einer halbe|halben {unit}", lambda count, unit: _span(count + 0.5, unit)),
    ("{count} {unit} (und) {count} {unit}", two_spans),
    ("{count} h {count} (m)", lambda hours, minutes: two_spans(hours, "hour", minutes, "minute")),
]
_SPANS: list[tuple[str, Meaning]] = [
    *((f"{_IN} {mixed}", meaning) for mixed, meaning in _MIXED),
    *((mixed, mere(meaning)) for mixed, meaning in _MIXED),
    (f"{_IN} {{count}} {{unit}}", _span),
    (f"{_IN} ein|einem paar {{unit}}", lambda unit: _span(3, unit)),
    (f"{_IN} {{count}} bis|-|–|oder {{count}} {{unit}}", lambda _, count, unit: _span(count, unit)),
    (f"{_IN} {{count}} {{workdays}}", _workdays),
    (f"{_IN} {{count}} bis|-|–|oder {{count}} {{workdays}}", lambda _, count, days: _workdays(count, days)),
    ("in|innerhalb|binnen|innert (der) nächsten|kommenden {unit}", lambda unit: _span(1, unit)),
    ("in|innerhalb|binnen|innert (von) (einer) (der) (nächsten) halben stunde", said(Span(0.5, "hour"))),
    ("in|innerhalb|binnen|innert (von) (einer) viertelstunde", said(Span(0.25, "hour"))),
    ("in|innerhalb|binnen|innert (von) (einer) dreiviertelstunde", said(Span(0.75, "hour"))),
    ("in den nächsten tagen", said(Span(3, "day"))),
    ("in den nächsten minuten", said(Span(5, "minute"))),
    ("eine|einer halbe|halben stunde vorher|vor|nach", said()),
    ("{count} {unit} vorher|vor|nach|lang", lambda *_: ()),
    ("alle {count} {unit}", _span),
    ("jede stunde", said(Span(1, "hour"))),
    ("stündlich", said(Span(1, "hour"))),
    ("{count} {unit}", lambda count, unit: _span(count, unit, bare=True)),
    ("{count} bis|- {count} {unit}", lambda _, count, unit: _span(count, unit, bare=True)),
]

NAMED = frozenset().union(
    ["half"],
    HALVES,
    WEEKDAYS,
    SHORT_WEEKDAYS,
    _JOINED,
    MONTHS,
    DAYPARTS,
    UNITS,
    WORKDAYS,
    ZONES,
    PLACES,
    NUMBERS,
    HOURS,
    ORDINALS,
)
GRAMMAR = Grammar(SLOTS, NAMED, [*_DAYS, *_DATES, *_WEEKS, *_MONTHS_SAID, *_EDGES, *_PARTS, *_CLOCKS, *_SPANS])

JOINTS = Joints(
    leads={
        "bis": "by",
        "spätestens": "by",
        "längstens": "by",
        "zw": "between",
        "vor": "before",
        "nach": "after",
        "ab": "from",
        "zwischen": "between",
        "für": "for",
        "vom": "of",
        "von": "of",
        "seit": "since",
        "am": "on",
        "um": "on",
        "im": "on",
        "in": "on",
        "an": "on",
        "gegen": "on",
        "zum": "on",
        "zu": "on",
        "frühestens": "since",
    },
    fillers=wordset(
        ". dem den der die das zum zur noch gleich ca circa etwa ungefähr kurz allerspätestens genau punkt pünktlich "
        "laufe des"
    ),
    stretched=wordset("spätestens"),
    given=wordset("mir uns"),
    glue=wordset(
        "am um im in an den dem der des , gegen bis vor nach ab zwischen von noch gleich spätestens pünktlich punkt "
        "schon ca etwa kurz zum - – gegen also"
    ),
    ranges=wordset("bis - – oder"),
    from_to=wordset("- –"),
    both=frozenset({"und"}),
    trailers={word: ((word,),) for word in ("spätestens", "pünktlich")},
    corrections=wordset("sorry äh nein quatsch sondern vielmehr beziehungsweise bzw korrektur doch meine pardon"),
    never=frozenset({"nicht", "nie"}),
    span_leads=wordset("in innerhalb binnen weiteren"),
    clock_leads=wordset(
        "um bis vor nach ab gegen zwischen und von - – punkt pünktlich spätestens auf kurz heute morgen"
    ),
    after_clock=wordset(
        "an am bei bis und oder zurück da dabei durch wieder hier uhr ein auf bei noch gibt ist nach vor morgen "
        "heute vorbei fertig ab schon ihnen dir euch in im was ob mit pünktlich vor für alles liegt habe haben rufe "
        "melde los aus"
    ),
)
