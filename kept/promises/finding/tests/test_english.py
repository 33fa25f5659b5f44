"""General rules of English: whatever the verb, the role or the thing, grammar says whether it is promised."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kept.promises.finding import find
from kept.promises.finding.english import verbs

LONDON = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=LONDON)


def found(text: str) -> list[tuple[str, str]]:
    """Who promises, and the day and hour by which."""
    some = find(text, now=TUESDAY, zone=LONDON)
    return [(each.who, each.due.strftime("%a %H") if each.due else "") for each in some]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm nipping round with the spare key at six.", ("I", "Tue 18")),
        ("We're re-laying the paving on Friday.", ("we", "Fri 17")),
        ("We strip the wallpaper on Monday.", ("we", "Mon 17")),
        ("Tariq re-tests the boiler on Friday.", ("Tariq", "Fri 17")),
        ("Our joiner is hanging the doors on Thursday.", ("Our joiner", "Thu 17")),
        ("Our arborist will grind the stump.", ("Our arborist", "")),
        ("The landscapers will strip the old turf on Thursday.", ("The landscapers", "Thu 17")),
        ("The locker (the blue one) will be rekeyed by Friday.", ("we", "Fri 17")),
        ("Nadia has agreed to redo the hem on Wednesday.", ("Nadia", "Wed 17")),
        ("We're due to pour the slab on Monday.", ("we", "Mon 17")),
        ("I've made a note to test the meter on Friday.", ("I", "Fri 17")),
        ("I've put a reminder in my diary to phone you on Friday at 11.", ("I", "Fri 11")),
        ("You have my word that the boxes are there by Wednesday 6pm.", ("we", "Wed 18")),
        ("I'll see about that refund on Friday.", ("I", "Fri 17")),
        ("I owe you a proper answer by noon tomorrow.", ("I", "Wed 12")),
        ("We've got a van coming to you on Friday.", ("we", "Fri 17")),
        ("It ought to reach you by Friday.", ("we", "Fri 17")),
        ("Call you at 4.", ("I", "Tue 16")),
        ("Revised drawings to you by Wednesday.", ("we", "Wed 17")),
        ("More news from me by noon.", ("I", "Tue 12")),
        ("Sofa coming your way on Friday.", ("we", "Fri 17")),
        ("The boxes go out on Monday.", ("we", "Mon 17")),
        ("Told her Niamh from savings would ring her tomorrow.", ("Niamh from savings", "Wed 17")),
        ("I gave Mr Pryce my word they'd be set out by eight tomorrow.", ("we", "Wed 08")),
    ],
)
def test_whatever_is_done_is_promised(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "I'm feeling better today.",
        "We're hoping to reopen on Monday.",
        "We sell tickets until Friday.",
        "We redid the tiles on Friday.",
        "The clocks go back on Sunday.",
        "The course will begin on 5 January.",
        "Ordering by Friday saves 10%.",
        "Orders you place by noon ship today.",
        "Rent to be paid by Friday.",
        "Delighted to welcome you on Friday.",
        "I'm crossing my fingers for you.",
        "Your data will be encrypted.",
        "The hall will host a fair on Friday.",
        "At this rate we'll deliver it on Friday week.",
        "Give us a ring on Friday.",
        "She will pay on Friday.",
        "We'll see about that on Friday.",
    ],
)
def test_what_is_no_deed_of_ours_is_not(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("ahead of noon", "Tue 12"),
        ("on or before Friday", "Fri 17"),
        ("at the back end of next week", "Fri 17"),
        ("w/i 2 working days", "Thu 17"),
        ("in 2 hrs max", "Tue 12"),
        ("at 3 either way", "Tue 15"),
        ("before the month is out", "Mon 17"),
        ("with Thursday's release", "Thu 17"),
        ("on Friday, arriving at nine", "Fri 09"),
    ],
)
def test_times_as_people_write_them(phrase: str, expected: str) -> None:
    assert found(f"We'll bring it round {phrase}.") == [("we", expected)]


def test_a_verb_is_told_by_its_form() -> None:
    assert all(map(verbs.is_deed, ["hang", "bring", "supply", "proceed", "rekey"]))
    assert not any(map(verbs.is_deed, ["hung", "hanging", "really", "believe", "the", "mr"]))
    assert all(map(verbs.is_ing, ["hanging", "rekeying"]))
    assert not any(map(verbs.is_ing, ["bring", "evening", "during"]))
    assert all(map(verbs.is_present, ["hangs", "carries", "fixes"]))
    assert not any(map(verbs.is_present, ["closes", "needs", "glass", "hours"]))
