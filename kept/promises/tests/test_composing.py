"""Promises beside the composer: found, confirmed, dismissed, kept by a reply, and found out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.conversations.message import Message, Note
from kept.customers.trouble import AddressTrouble
from kept.events.stream import catch_up_all
from kept.notifications.notice import Notice
from kept.people.member import Member
from kept.promises import confirming
from kept.promises.answering import keeps
from kept.promises.base import State
from kept.promises.confirming import Confirmation, Dismissal
from kept.promises.deadlines import ring_due
from kept.promises.deeds import deed_of
from kept.promises.finding_out import FindingOut, Manners
from kept.promises.promise import Promise
from kept.promises.standing.calendar import Calendar
from kept.promises.tests.past import past

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
NOON = TUESDAY + timedelta(hours=27)
WORDS = "Hello Vera, I'll ring you tomorrow before noon."
QUOTE = "I'll ring you tomorrow before noon"


@pytest.fixture(autouse=True)
def _morning() -> object:
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


def ask(client: Client, conversation: Conversation, noun: str, kind: str = "reply", **words: object) -> str:
    """The card; where a field needs something, what is said at it."""
    url = f"/conversations/{conversation.pk}/draft/{kind}/promises/{noun}/"
    response = client.post(url, {"text": WORDS} | words)
    assert response.status_code in {200, 422}, response.status_code
    return response.headers.get("HX-Trigger") or response.content.decode()


def yes(client: Client, conversation: Conversation, teammate: Member, kind: str = "reply", **words: object) -> str:
    fields = {"quote": QUOTE, "what": "ring you", "due": "2026-11-25T12:00", "promiser": teammate.pk}
    said = {f"promise-1-{name}": value for name, value in fields.items()}
    return ask(client, conversation, "confirmations", kind, nth="1", **(said | words))


def test_what_is_promised_is_found_with_who_what_and_when(cleo: Client, conversation: Conversation) -> None:
    html = ask(cleo, conversation, "found")
    assert "I&#x27;ll ring you tomorrow before noon" in html
    assert "Cleo Marsh: ring you, by tomorrow 12:00?" in html
    assert ask(cleo, conversation, "found", text="Thank you, that is all.").strip() == ""


def test_a_time_is_proposed_where_the_words_say_none(cleo: Client, conversation: Conversation) -> None:
    html = ask(cleo, conversation, "found", text="Let me check with the warehouse and get back to you.")
    assert "by tomorrow 17:00?" in html
    assert "Your words say no time." in html


def test_times_are_reckoned_in_the_company_s_own_hours(cleo: Client, conversation: Conversation) -> None:
    calendar = Calendar.objects.create(name="Works", time_zone="UTC", week=["08:00-15:30"] * 5 + ["", ""])
    calendar.special_days.create(day=date(2026, 11, 25), name="Inventory")
    assert "by Thursday 15:30?" in ask(cleo, conversation, "found", text="I'll check and get back to you.")
    assert "by Friday 15:30?" in ask(cleo, conversation, "found", text="I'll ring you on Friday.")


def test_nothing_is_proposed_for_a_sunday(cleo: Client, conversation: Conversation) -> None:
    with time_machine.travel(TUESDAY + timedelta(days=4), tick=False):
        assert "by Monday 17:00?" in ask(cleo, conversation, "found", text="I'll check and get back to you.")


def test_the_card_asks_the_database_the_same_however_much_is_promised(cleo: Client, conversation: Conversation) -> None:
    few = queries(cleo, conversation, WORDS)
    many = "\n".join(f"I'll ring you on {day} about {n} things." for day in ("Monday", "Friday") for n in range(9))
    assert queries(cleo, conversation, many) == few <= 18
    assert queries(cleo, conversation, "Thank you, that is all.") < few, "hours are read for a time only"


def queries(client: Client, conversation: Conversation, text: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask(client, conversation, "found", text=text)
    return len(captured)


def test_of_a_reply_sent_later_it_is_promised_when_that_leaves(
    cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    yes(cleo, conversation, teammate)
    tonight = TUESDAY + timedelta(hours=8)
    reply = conversation.reply(WORDS, by=teammate, until=tonight)
    assert not Promise.objects.exists()
    with time_machine.travel(tonight, tick=False):
        conversation.let_go(reply)
        promise = Promise.objects.get()
    assert (promise.message, promise.made_at, promise.due) == (reply, tonight, NOON)


def test_what_a_leavers_reply_promises_when_it_leaves_their_successor_keeps(
    cleo: Client, conversation: Conversation, teammate: Member, owner: Member, admin: Member
) -> None:
    catch_up_all()
    yes(cleo, conversation, teammate)
    reply = conversation.reply(WORDS, by=teammate, until=TUESDAY + timedelta(hours=8))
    teammate.deactivate(by=owner, successor=admin)
    with time_machine.travel(TUESDAY + timedelta(hours=8), tick=False):
        conversation.let_go(reply)
    promise = Promise.objects.get()
    assert (promise.promiser, promise.message, promise.quote) == (admin, reply, QUOTE)
    catch_up_all()
    assert Notice.objects.filter(member=admin, event__kind="promise.made").exists()


def test_where_they_left_before_it_was_known_somebody_who_is_here_keeps_it(
    cleo: Client, conversation: Conversation, teammate: Member, owner: Member, admin: Member
) -> None:
    yes(cleo, conversation, teammate)
    conversation.assign(admin, by=owner)
    reply = conversation.reply(WORDS, by=teammate, until=TUESDAY + timedelta(hours=8))
    Member.objects.filter(pk=teammate.pk).update(is_active=False)
    with time_machine.travel(TUESDAY + timedelta(hours=8), tick=False):
        conversation.let_go(reply)
    assert Promise.objects.get().promiser == admin


def test_confirmed_it_is_promised_when_the_words_are_sent(
    cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    assert "Promised when you send it" in yes(cleo, conversation, teammate)
    assert not Promise.objects.exists(), "words that are not sent promise nothing"
    reply = conversation.reply(WORDS, by=teammate)
    promise = Promise.objects.get()
    assert (promise.message, promise.quote, promise.due, promise.promiser) == (reply, QUOTE, NOON, teammate)
    assert not Confirmation.objects.exists()


def test_words_that_were_struck_out_promise_nothing(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    yes(cleo, conversation, teammate)
    conversation.reply("Hello Vera.", by=teammate)
    assert not Promise.objects.exists()


def test_a_note_promises_as_well(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    yes(cleo, conversation, teammate, kind="note")
    note = conversation.note(WORDS, by=teammate)
    assert Promise.objects.get().note == note


def test_what_is_wrong_is_said_at_its_field(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    said = yes(cleo, conversation, teammate, **{"promise-1-due": "2026-11-23T12:00", "promise-1-what": ""})
    assert json.loads(said)["kept:wrong"] == {
        "promise-1-what": "Say what is promised.",
        "promise-1-due": "That time has passed already. Choose one to come.",
    }
    assert not Confirmation.objects.exists()


def test_the_same_words_are_not_proposed_again_to_who_said_no(
    cleo: Client, conversation: Conversation, teammate: Member, admin: Member
) -> None:
    html = ask(cleo, conversation, "dismissals", nth="1", **{"promise-1-quote": QUOTE})
    assert "1 that you said is no promise." in html
    assert "by tomorrow" not in ask(cleo, conversation, "found", text=WORDS.replace("I'll", "i'll"))
    ben = Client()
    ben.force_login(admin)
    assert "by tomorrow 12:00?" in ask(ben, conversation, "found"), "what one dismisses, another is asked"
    assert "by tomorrow 12:00?" in ask(cleo, conversation, "dismissals", _method="delete", left=QUOTE)
    assert not Dismissal.objects.exists()


def test_a_reply_taken_back_promises_nothing_and_asks_no_second_time(
    cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    yes(cleo, conversation, teammate)
    reply = conversation.reply(WORDS, by=teammate, hold=timedelta(seconds=10))
    assert conversation.take_back(reply, by=teammate)
    assert Promise.objects.get().state == State.WITHDRAWN
    conversation.reply(WORDS, by=teammate)
    assert Promise.objects.outstanding().get().due == NOON


def test_a_reply_keeps_the_promise_that_it_is_said_to_keep(
    cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    promise = Promise.objects.make("let you know about the boxes", in_=conversation, due=NOON, by=teammate)
    text = "Good news: the twenty boxes are here."
    assert "Does this reply keep the promise by tomorrow 12:00?" in ask(cleo, conversation, "found", text=text)
    assert "When you send this, the promise is kept" in ask(cleo, conversation, f"keepings/{promise.pk}", text=text)
    reply = conversation.reply(text, by=teammate, hold=timedelta(seconds=10))
    promise.refresh_from_db()
    assert (promise.state, promise.keeping.message) == (State.KEPT, reply)
    conversation.take_back(reply, by=teammate)
    promise.refresh_from_db()
    assert promise.state == State.PENDING


def test_it_is_asked_below_what_is_newly_promised_and_not_of_what_only_a_call_keeps(
    cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    Promise.objects.make("let you know about the boxes", in_=conversation, due=NOON, by=teammate)
    Promise.objects.make("call back about the twenty boxes", in_=conversation, due=NOON, by=teammate)
    card = ask(cleo, conversation, "found", text=f"{WORDS} The twenty boxes are here.")
    assert card.count("Does this reply keep the promise") == 1, "of the two that share words with it"
    assert card.index("reply-found-1") < card.index("let you know about the boxes")


@pytest.mark.parametrize(
    ("what", "text", "is_asked"),
    [
        ("check with the warehouse and let you know", "First window text, number one.", False),
        ("check with the warehouse and let you know", "The warehouse has your sofa, all is well.", True),
        ("check with the warehouse and let you know", "I asked: your sofa came in this morning.", True),
        ("send a written price", "Thank you for the photographs of the hall.", False),
        ("send a written price", "As promised: it comes to £420 with VAT.", True),
        ("let him know the monthly price", "It is £138 a month for what you describe.", True),
        ("let him know the monthly price", "The 12th of May would suit us well.", False),
        ("tell her how the loom is carried", "Here is the plan of our foreman.", True),
        ("say what we do about the scratch", "The polisher takes the scratch out on Friday.", True),
        ("say what we do about the scratch", "Thank you, we have your photographs.", False),
        ("pay the refund", "The refund left our bank this morning.", True),
        ("pay the refund", "Thank you for your bank's number.", False),
        ("Bescheid geben", "Der Klavierträger kommt am Freitag mit.", True),
        ("ein Angebot schicken", "Vielen Dank für Ihre Nachricht, wir melden uns.", False),
        ("ein Angebot schicken", "Anbei finden Sie, worum Sie baten.", True),
        ("write again", "The van is at the door of number nine.", True),
        ("bring two lidded buckets", "The crew comes at eight with the buckets.", False),
        ("bring two lidded buckets", "Two lidded buckets stand at your door.", True),
    ],
)
def test_a_reply_is_asked_where_its_words_speak_of_what_was_promised(what: str, text: str, is_asked: bool) -> None:
    assert keeps(Promise(what=what, deed=deed_of(what)), text) == is_asked


def test_a_reply_that_brings_files_may_keep_what_was_to_be_sent(
    cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    Promise.objects.make("send a written price", in_=conversation, due=NOON, by=teammate)
    text = "Thank you for the photographs of the hall."
    assert "Does this reply keep" not in ask(cleo, conversation, "found", text=text)
    draft = conversation.keep_draft(by=teammate, kind="reply", text=text)
    Attachment.objects.keep(b"%PDF-1.7", name="price.pdf", type="application/pdf", draft=draft)
    assert "Does this reply keep" in ask(cleo, conversation, "found", text=text)


def test_what_was_sent_without_a_yes_or_no_is_asked_about(
    cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    reply = conversation.reply(WORDS, by=teammate)
    page = f"/conversations/{conversation.pk}/"
    assert "Is it a promise?" in cleo.get(page).content.decode()
    said = {"message": reply.pk, "quote": QUOTE, "what": "ring you", "due": NOON.isoformat()}
    cleo.post(f"{page}promises/", said)
    assert Promise.objects.get().message == reply
    assert "Is it a promise?" not in cleo.get(page).content.decode()
    conversation.reply("I'll ring you on Friday at 9.", by=teammate)
    cleo.post(f"{page}promises/none/", {"quote": "I'll ring you on Friday at 9"})
    assert "Is it a promise?" not in cleo.get(page).content.decode()


def test_what_was_taken_back_is_not_asked_about(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    reply = conversation.reply("I'll ring you tomorrow before noon.", by=teammate)
    url = f"/conversations/{conversation.pk}/"
    assert "Is it a promise?" in cleo.get(url).content.decode()
    assert conversation.take_back(reply, by=teammate)
    assert "Is it a promise?" not in cleo.get(url).content.decode()


def find_out(client: Client, conversation: Conversation, who: Member) -> str:
    words = {"finder": str(who.pk), "find_by": NOON.isoformat(), "text": "Hello Vera,"}
    html = ask(client, conversation, "finding-out", **words)
    assert "data-insert" in html
    return f"Hello Vera,\n\n{Confirmation.objects.get().quote}"


def test_i_will_find_out_hands_the_question_over(
    cleo: Client, conversation: Conversation, teammate: Member, light: Member
) -> None:
    catch_up_all()
    text = find_out(cleo, conversation, light)
    assert "Dan Whitlock will find out" in text
    assert "Wednesday 25 November, 12:00" in text
    conversation.reply(text, by=teammate)
    promise = Promise.objects.get()
    assert (promise.promiser, promise.due) == (light, NOON)
    assert FindingOut.objects.get().question == conversation.messages.get(direction="in")
    note = Note.objects.get().text
    assert "Dan Whitlock, please find this out for Vera Lindqvist" in note
    assert "twenty boxes" in note
    catch_up_all()
    assert Notice.objects.filter(member=light, event__kind="promise.question_handed_over").exists()


def late(conversation: Conversation, hours: float = 28) -> list[Message]:
    with time_machine.travel(TUESDAY + timedelta(hours=hours), tick=False):
        ring_due()
        ring_due()
    return list(conversation.messages.filter(direction="out").order_by("pk"))


def test_when_it_is_late_the_customer_hears_it_once_by_itself(
    cleo: Client, conversation: Conversation, teammate: Member, owner: Member
) -> None:
    catch_up_all()
    conversation.reply(find_out(cleo, conversation, teammate), by=teammate)
    _said, word = late(conversation)
    assert "I have not forgotten you" in word.text
    assert Delivery.objects.filter(message=word).exists()
    assert len(late(conversation, 30)) == 2
    catch_up_all()
    assert Notice.objects.filter(member=owner, event__kind="promise.broken").exists(), "whoever leads sees it"


def test_who_does_not_write_to_customers_does_not_write_then_either(
    cleo: Client, conversation: Conversation, teammate: Member, light: Member
) -> None:
    conversation.reply(find_out(cleo, conversation, light), by=teammate)
    word = late(conversation)[-1]
    assert word.member == teammate
    assert "Dan Whitlock is still finding out" in word.text


@pytest.mark.parametrize("why", ["answered", "off", "machine", "comes back", "spam"])
def test_it_is_not_said(cleo: Client, conversation: Conversation, teammate: Member, why: str) -> None:
    if why == "machine":
        conversation.messages.update(automatic="Auto-Submitted: auto-replied")
    conversation.reply(find_out(cleo, conversation, teammate), by=teammate)
    if why == "answered":
        Promise.objects.get().keep(by=teammate)
    elif why == "off":
        Manners.objects.update_or_create(only=True, defaults={"says_when_late": False})
    elif why == "comes back":
        AddressTrouble.objects.mark(conversation.customer.email, "address unknown", permanent=True)
    elif why == "spam":
        conversation.mark_spam(by=teammate)
    assert len(late(conversation)) == 1


def test_a_confirmation_of_another_kind_or_colleague_waits(
    cleo: Client, conversation: Conversation, teammate: Member, admin: Member
) -> None:
    yes(cleo, conversation, teammate)
    conversation.reply(WORDS, by=admin)
    conversation.note(WORDS, by=teammate)
    assert not Promise.objects.exists()
    assert Confirmation.objects.count() == 1


def test_words_are_the_same_however_they_are_spaced_and_spelt() -> None:
    assert confirming.key_of("I’ll  ring you") == confirming.key_of("i’ll ring YOU.")


@pytest.fixture
def slow_history(conversation: Conversation, teammate: Member) -> None:
    """Ringing has always taken two days: from nine in the morning to eleven on the day after the next."""
    past(conversation, teammate, [50.0] * 30)


def test_history_says_another_time_and_one_click_takes_it(
    slow_history: None, cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    html = ask(cleo, conversation, "found")
    assert "Fewer than 1 of 10 such promises were done by then." in html
    said = "9 of 10 such promises were done within 3 working days: say Thursday 11:00 rather than tomorrow 12:00."
    assert said in html
    html = yes(cleo, conversation, teammate, at="2026-11-26T11:00")
    assert "Promised when you send it: Cleo Marsh, ring you, by Thursday 11:00" in html
    assert "9 of 10 such promises were done by then." in html or "10 of 10 such promises were done by then." in html
    assert Confirmation.objects.get().quote == QUOTE, "the words stay as they are until one says so"


def test_the_words_are_changed_when_one_asks_for_it(
    slow_history: None, cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    html = yes(cleo, conversation, teammate, at="2026-11-26T11:00")
    other = "I&#x27;ll ring you by Thursday at 11:00"
    assert f'Your words say another time. <q dir="auto">{other}</q>' in html
    fields = {"promise-1-quote": QUOTE, "words": "I'll ring you by Thursday at 11:00"}
    html = ask(cleo, conversation, "rewordings", nth="1", **fields)
    assert f'data-put="{other}"' in html
    assert "Your words say another time" not in html
    reply = conversation.reply("Hello Vera, I'll ring you by Thursday at 11:00.", by=teammate)
    promise = Promise.objects.get(message=reply)
    assert promise.due == datetime(2026, 11, 26, 11, tzinfo=UTC)
    assert promise.forecast.moment == promise.due


def test_the_dialogs_say_it_as_well(
    slow_history: None, cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    soon = {"due": "2026-11-24T17:00", "what": "ring about the boxes"}
    making = cleo.get(f"/conversations/{conversation.pk}/promises/outlook/", soon).content.decode()
    assert 'data-take-time="2026-11-26T11:00"' in making
    assert cleo.get(f"/conversations/{conversation.pk}/promises/outlook/", {"what": ""}).content.decode().strip() == ""
    promise = Promise.objects.make("ring about it", in_=conversation, due=NOON, by=teammate)
    moving = cleo.get(f"/conversations/{conversation.pk}/promises/{promise.pk}/outlook/", soon).content.decode()
    assert "say Thursday 11:00 rather than today 17:00." in moving
