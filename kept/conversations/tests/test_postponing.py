"""Send later: written now, said when it leaves; never past what the customer wrote meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kept.channels import quoting, sending
from kept.conftest import write
from kept.conversations import departure_choices
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery, overdue
from kept.conversations.forms import TimeToComeField
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.lib import clock
from kept.notifications.news import News
from kept.notifications.notice import Notice
from kept.people import duties
from kept.people.member import Member

LATER = timedelta(hours=12)


@pytest.fixture
def reply(conversation: Conversation, teammate: Member) -> Message:
    """An answer of Cleo's that is to go out in twelve hours."""
    return conversation.reply("On Friday at nine.", by=teammate, until=clock.now() + LATER)


def due(reply: Message) -> Delivery:
    """What becomes of it when its time has come."""
    with clock.telling(clock.now() + LATER + timedelta(seconds=1)):
        sending.deliver(reply.delivery.pk)
    delivery = Delivery.objects.get(pk=reply.delivery.pk)
    reply.refresh_from_db()
    return delivery


def told(conversation: Conversation) -> list[str]:
    return [entry.message.text if entry.message else entry.event.kind for entry in conversation.timeline().entries]


def test_it_stands_where_it_was_written_until_it_leaves(conversation: Conversation, reply: Message) -> None:
    assert told(conversation)[-1] == "On Friday at nine."
    assert reply.delivery.is_postponed
    conversation.refresh_from_db()
    assert conversation.waiting_on == "customer"


def test_nothing_leaves_before_its_time(conversation: Conversation, reply: Message) -> None:
    sending.deliver(reply.delivery.pk)
    assert Delivery.objects.get(pk=reply.delivery.pk).is_postponed


def test_it_counts_as_said_when_it_leaves(conversation: Conversation, reply: Message, teammate: Member) -> None:
    conversation.note("He is on the road.", by=teammate)
    written = reply.at
    assert due(reply).state not in {"postponed", "held"}
    assert reply.at > written
    assert told(conversation)[-3:] == ["message.postponed", "note.written", "On Friday at nine."]


def test_a_lost_job_is_asked_for_again(reply: Message) -> None:
    with clock.telling(clock.now() + LATER + timedelta(minutes=2)):
        assert reply.delivery in overdue()


def test_it_is_held_back_when_the_customer_writes(conversation: Conversation, reply: Message, teammate: Member) -> None:
    News().catch_up()
    write(conversation, "Thursday would be better.")
    assert due(reply).state == "held"
    conversation.refresh_from_db()
    assert conversation.waiting_on == "us"
    News().catch_up()
    assert [str(each.event.kind) for each in Notice.objects.of(teammate)] == ["message.held_back"]


def test_what_a_machine_writes_holds_nothing_back(conversation: Conversation, reply: Message) -> None:
    write(conversation, "I am away.", automatic="auto-replied")
    assert due(reply).state not in {"postponed", "held"}


def test_what_a_merge_brings_holds_it_back_as_well(
    conversation: Conversation, reply: Message, teammate: Member, vera: Customer
) -> None:
    other = Conversation.objects.begin(inbox=conversation.inbox, customer=vera, subject="Again", channel="email")
    write(other, "Thursday would be better.")
    home = conversation.merge_into(other, by=teammate)
    assert due(reply).state == "held"
    assert reply.conversation_id == home.pk


def test_one_held_back_leaves_when_its_writer_says_so(
    conversation: Conversation, reply: Message, teammate: Member
) -> None:
    write(conversation, "Thursday would be better.")
    assert conversation.postpone(reply, clock.now() + LATER, by=teammate)
    assert due(reply).state not in {"postponed", "held"}


def test_at_once_still_leaves_a_moment_for_second_thoughts(
    conversation: Conversation, reply: Message, teammate: Member
) -> None:
    assert conversation.send_now(reply, by=teammate)
    assert reply.delivery.next_try_at > clock.now()
    assert Delivery.objects.get(pk=reply.delivery.pk).state == "pending"
    assert conversation.take_back(reply, by=teammate)
    assert "On Friday at nine." not in told(conversation)


def test_what_has_left_can_neither_be_put_off_nor_sent_again(
    conversation: Conversation, reply: Message, teammate: Member
) -> None:
    due(reply)
    assert not conversation.postpone(reply, clock.now() + LATER, by=teammate)
    assert not conversation.send_now(reply, by=teammate)


def test_spam_gets_no_answer(conversation: Conversation, reply: Message, teammate: Member) -> None:
    conversation.mark_spam(by=teammate)
    assert due(reply).state == "held"


def test_closing_changes_nothing_and_leaving_opens_nothing(
    conversation: Conversation, reply: Message, teammate: Member
) -> None:
    conversation.close(by=teammate)
    assert due(reply).state not in {"postponed", "held"}
    conversation.refresh_from_db()
    assert conversation.is_closed


def test_a_colleague_who_leaves_keeps_their_word(
    conversation: Conversation, reply: Message, teammate: Member, owner: Member
) -> None:
    assert duties.in_hand(teammate) == ["1 answer that still goes out later"]
    conversation.assign(owner, by=owner)
    teammate.deactivate(by=owner)
    assert reply.delivery.is_postponed
    News().catch_up()
    write(conversation, "Thursday would be better.")
    News().catch_up()
    assert "message.held_back" in Notice.objects.of(owner).values_list("event__kind", flat=True)


def test_it_goes_along_when_what_was_said_from_there_on_is_split_off(
    conversation: Conversation, teammate: Member
) -> None:
    question = write(conversation, "And a piano?")
    reply = conversation.reply("Gladly.", by=teammate, until=clock.now() + LATER)
    new = conversation.split(question, by=teammate)
    assert due(reply).state not in {"postponed", "held"}
    assert told(new)[-1] == "Gladly."
    new.unsplit(by=teammate)
    assert "Gladly." in told(conversation)


def test_what_has_not_left_is_quoted_to_nobody(conversation: Conversation, reply: Message, teammate: Member) -> None:
    later = conversation.reply("One more thing.", by=teammate)
    assert "On Friday at nine." not in [each.text for each in quoting.history(later)]


@pytest.mark.parametrize(
    ("now", "own", "theirs"),
    [
        ("2026-06-01T09:00+01:00", "Mon 14:00, Tue 08:00", "Tue 08:00"),  # in Auckland it is Monday evening
        ("2026-06-04T16:00+01:00", "Fri 08:00, Mon 08:00", "Fri 08:00, Mon 08:00"),  # and here the small hours
    ],
)
def test_the_choices_follow_both_clocks(vera: Customer, now: str, own: str, theirs: str) -> None:
    vera.time_zone = "Pacific/Auckland"
    with timezone.override("Europe/London"):
        choices = departure_choices.all_from_now(vera, datetime.fromisoformat(now))
    assert ", ".join(f"{each.at:%a %H:%M}" for each in choices.own) == own
    assert ", ".join(f"{each.at:%a %H:%M}" for each in choices.theirs) == theirs
    assert all(each.at > datetime.fromisoformat(now) for each in [*choices.own, *choices.theirs])


def test_one_clock_needs_one_list(vera: Customer) -> None:
    vera.time_zone = "Europe/London"
    with timezone.override("Europe/London"):
        assert departure_choices.all_from_now(vera).theirs == []


def test_the_morning_after_clocks_change_is_still_at_eight(vera: Customer) -> None:
    before = datetime(2026, 10, 24, 20, 0, tzinfo=ZoneInfo("Europe/London"))  # clocks go back that night
    with timezone.override("Europe/London"):
        choices = departure_choices.all_from_now(vera, before)
    assert choices.own[0].at.astimezone(UTC).hour == 8
    assert before.astimezone(UTC).hour == 19


def test_a_time_that_clocks_leave_out_is_refused_and_the_first_of_two_is_meant() -> None:
    with timezone.override("Europe/London"):
        with pytest.raises(ValidationError, match="forward"):
            TimeToComeField().clean("2030-03-31T01:30")
        twice = TimeToComeField().clean("2030-10-27T01:30")
        with pytest.raises(ValidationError, match="passed"):
            TimeToComeField().clean("2020-10-27T01:30")
    assert twice is not None
    assert twice.astimezone(UTC).hour == 0
