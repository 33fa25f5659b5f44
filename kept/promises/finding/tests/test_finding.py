"""What counts as a promise, in whose words, and where it stands."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kept.promises.finding import Found, find

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=BERLIN)


def found(text: str) -> list[Found]:
    return find(text, now=NOW, zone=BERLIN)


@pytest.mark.parametrize(
    "text",
    [
        "Shall I ring you tomorrow?",
        "If the lift is broken, we'll carry everything up.",
        "I can ring you tomorrow at ten, would you like that?",
        "> I'll send the keys on Friday.",
        "You wrote: “I will pay on Friday.”",
        "On 21 Nov Mr Pratt wrote:\n> we will move out on Friday",
        "We delivered the crates on Friday.",
        "We usually reply within a day.",
        "All orders placed before 2pm will be shipped the same day.",
        "The courier says he will come on Friday.",
        "I hope we'll be there by Friday.",
        "If it breaks again I'll eat my hat.",
        "I'll be honest, that was our fault.",
        "I won't be able to ring you before Thursday.",
        "Let me know by Friday.",
        "Wir antworten in der Regel innerhalb eines Tages.",
        "Soll ich Sie am Freitag anrufen?",
        "Laut DHL wird Ihr Paket morgen zugestellt.",
        "Thanks!\n-- \nAna\nI'll be back on Monday",
    ],
)
def test_it_is_no_promise(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("I'll ring you tomorrow.", "I"),
        ("We'll be there at eight on Friday.", "we"),
        ("Ana will ring you.", "Ana"),
        ("Our network team will get in touch by Monday.", "Our network team"),
        ("Your boxes will be delivered on Tuesday.", "we"),
        ("You'll hear from me by noon.", "I"),
        ("I've told the warehouse and they'll ring you by noon.", "the warehouse"),
        ("Frau Berger meldet sich morgen bei Ihnen.", "Frau Berger"),
        ("Sie hören morgen von mir.", "I"),
    ],
)
def test_it_says_who(text: str, who: str) -> None:
    (one,) = found(text)
    assert one.who == who


def test_offsets_are_characters_of_the_text_as_it_came() -> None:
    text = "Hi 🙂,\r\n\r\nthanks for waiting. Tomorrow before noon I’ll ring you, I promise.\r\n"
    (one,) = found(text)
    assert text[one.start : one.end] == one.quote == "Tomorrow before noon I’ll ring you"
    assert (one.what, one.due_text) == ("ring you", "Tomorrow before noon")


def test_several_promises_in_one_sentence() -> None:
    both = found("I'll check the stock today and ring you back by 4 tomorrow, and Ana will send the form on Friday.")
    assert [(one.what, one.due and one.due.day, one.who) for one in both] == [
        ("check the stock", 24, "I"),
        ("ring you back", 25, "I"),
        ("send the form", 27, "Ana"),
    ]


def test_somebody_else_after_und_makes_a_promise_of_his_own() -> None:
    both = found("Morgen liefern wir und am Freitag holt unser Fahrer die Kisten.")
    assert [(one.what, one.who) for one in both] == [("liefern", "we"), ("holt die Kisten", "unser Fahrer")]


def test_one_time_makes_one_promise_of_two_verbs() -> None:
    (one,) = found("Let me check with the warehouse and get back to you by Friday.")
    assert one.quote == "Let me check with the warehouse and get back to you by Friday"


@pytest.mark.parametrize(
    ("text", "what", "dues"),
    [
        ("I'll ring you twice: tomorrow at 9 and on Friday at 10.", "ring you twice", ["25 09:00", "27 10:00"]),
        ("We'll be with you tomorrow morning and on Friday at 10.", "be with you", ["25 12:00", "27 10:00"]),
        ("Ich rufe Sie morgen um 9 und am Freitag um 10 an.", "rufe Sie", ["25 09:00", "27 10:00"]),
    ],
)
def test_two_times_make_two_promises_of_one_verb(text: str, what: str, dues: list[str]) -> None:
    both = found(text)
    assert [one.due and one.due.strftime("%d %H:%M") for one in both] == dues
    assert both[0].what == what and both[1].what.startswith(what)


def test_without_a_time_nothing_is_due() -> None:
    (one,) = found("Let me check with the warehouse and get back to you.")
    assert (one.due, one.due_text) == (None, "")


def test_each_sentence_tells_its_language() -> None:
    two = found("I'll ring you tomorrow. Wir liefern bis Freitag.")
    assert [one.quote for one in two] == ["I'll ring you tomorrow", "Wir liefern bis Freitag"]


def test_a_sentence_may_be_wrapped() -> None:
    text = "We have spoken to the depot about the two missing crates, and we'll\nring you on Friday at noon."
    (one,) = found(text)
    assert one.due and one.due.strftime("%d %H:%M") == "27 12:00"


def test_what_is_dictated_without_a_stop_is_read_to_its_end() -> None:
    text = "so we were on the phone for a while and he was kind about it " * 60 + "anyway i'll ring him tomorrow"
    (one,) = found(text)
    assert one.quote == "i'll ring him tomorrow"


def test_nothing_is_found_in_nothing() -> None:
    assert found("") == found("\n\n") == found("👍") == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("I'll ring you tomorrow before noon.", "ring you"),
        ("Your boxes will be delivered on Tuesday.", "Your boxes delivered"),
        ("Your order is being shipped tomorrow.", "Your order shipped"),
        ("You should hear from us within two working days.", "hear from us"),
        ("I'll be there 9 to 5 on Friday.", "be there"),
        ("We'll deliver it on Friday to your new flat.", "deliver it to your new flat"),
        ("Ich melde mich morgen bei Ihnen.", "melde mich bei Ihnen"),
        ("Morgen früh rufe ich Sie an.", "rufe Sie an"),
        ("Am Freitag bauen unsere Leute den Schrank auf.", "bauen den Schrank auf"),
        ("Wir liefern am 2. Dezember, 12-15 Uhr.", "liefern"),
        ("Morgen ruft Frau Dr. Meier Sie an.", "ruft Sie an"),
        ("Mach ich.", "Mach ich"),
        ("Expect delivery of the boxes on the 2nd of December.", "Expect delivery of the boxes"),
    ],
)
def test_what_is_to_be_done_leaves_out_who_and_when(text: str, what: str) -> None:
    (one,) = found(text)
    assert one.what == what
