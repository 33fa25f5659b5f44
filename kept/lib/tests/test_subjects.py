import pytest

from kept.lib import subjects


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Boxes",
        "RE: Re: boxes",
        "AW: WG: Boxes",
        "Re[2]: Boxes",
        "SV (3): Boxes",
        "[EXTERNAL] Re: Boxes",
        "Re: [EXT] Boxes",
        "*****SPAM***** Re: Boxes",
        "Fwd: Boxes",
        "回复：Boxes",
        "Automatische Antwort: Boxes",
        "\u200bRe:  Boxes ",
        "Ré\u0301f: Boxes".replace("Ré\u0301", "Re\u0301"),
    ],
)
def test_prefixes_and_tags_say_nothing(subject: str) -> None:
    assert subjects.key(subject) == "boxes"


@pytest.mark.parametrize("subject", ["Return: Boxes", "Rear: Boxes", "[Order 12] Boxes", "Boxes: Re", "Is: Boxes"])
def test_other_words_before_a_colon_say_something(subject: str) -> None:
    assert subjects.key(subject) != "boxes"


@pytest.mark.parametrize(
    ("subject", "answer"),
    [
        ("Re: Boxes", True),
        ("[EXTERNAL] AW: Boxes", True),
        ("Odp: Boxes", True),
        ("Out of office: Boxes", True),
        ("Fwd: Boxes", False),
        ("Boxes", False),
        ("", False),
    ],
)
def test_an_answer_is_known_by_its_prefix(subject: str, answer: bool) -> None:
    assert subjects.is_answer(subject) is answer


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("Re: Boxes for Friday", "Boxes for Friday"),
        ("", "Boxes for Friday"),
        ("Boxes for Friday", ""),
        ("Re: Boxes for Fri", "Boxes for Friday"),
        ("Boxes for Friday - URGENT", "Boxes for Friday"),
        ("Question on your: boxes for Friday", "Boxes for Friday"),
        ("Re: Kartons f?r Freitag", "Kartons für Freitag"),
        ("Re: Kartons f\ufffdr Freitag", "Kartons für Freitag"),
        ("Boxes, for friday!", "Boxes for Friday"),
    ],
)
def test_the_same_matter(new: str, old: str) -> None:
    assert subjects.same_matter(new, [old])


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("The piano", "Boxes for Friday"),
        ("Re: Order 1042", "Order 1041"),
        ("The piano (was: Boxes for Friday)", "Boxes for Friday"),
        ("The piano [war: Boxes for Friday]", "Boxes for Friday"),
        ("Boxes", "Boxes for Friday"),
        ("Van", "Caravan hire"),
    ],
)
def test_another_matter(new: str, old: str) -> None:
    assert not subjects.same_matter(new, [old])


def test_any_of_several_subjects_will_do() -> None:
    assert subjects.same_matter("Re: Offer 7", ["Boxes", "Offer 7"])


def test_a_hostile_subject_is_read_quickly() -> None:
    for subject in ("Re: " * 100_000, "[[[[" * 100_000, "(was: " * 100_000):
        subjects.same_matter(subject, ["Boxes for Friday"])
