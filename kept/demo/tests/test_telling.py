"""The demo company's story is told as it would have happened, and the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from kept.channels.inbound import Inbound
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.conversations.drafting import Draft
from kept.conversations.message import Message, Note
from kept.conversations.places import PLACES
from kept.conversations.titling import ConversationKind
from kept.customers.customer import Customer
from kept.demo import telling
from kept.demo.story import TALKS
from kept.events.event import Event
from kept.lib.refusal import Refusal
from kept.people.member import Member, Role

# Each test undoes what it does; by this mark there is a database also where no other file asks for one.
pytestmark = pytest.mark.django_db
END = datetime(2026, 5, 20, 15, 30, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole story, once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        telling.tell(END, say=lambda done, of: None)
        yield
        transaction.set_rollback(True)


def test_the_month_is_as_full_as_promised() -> None:
    assert len(TALKS) == Conversation.objects.count() == 160
    assert Member.objects.count() == 7
    assert {member.role for member in Member.objects.all()} == set(Role)
    assert 55 <= Customer.objects.count() <= 70
    assert Message.objects.count() > 450
    assert Note.objects.count() > 40
    assert Attachment.objects.count() > 40
    assert Draft.objects.count() == 2


def test_every_place_of_the_desk_has_something_for_the_owner() -> None:
    ruth = Member.objects.get(role=Role.OWNER)
    for place in PLACES:
        assert any(rows.exists() for rows in place.of(ruth)), place.slug


def test_every_kind_of_conversation_occurs() -> None:
    assert set(Conversation.objects.values_list("kind", flat=True)) == {"", *ConversationKind.values}


def test_all_of_it_lies_in_the_last_weeks_and_in_order() -> None:
    moments = list(Event.objects.order_by("pk").values_list("at", flat=True))
    month = [at for at in moments if at > END - timedelta(days=60)]
    assert month == sorted(month)
    assert month[-1] <= END
    assert month[0] > END - timedelta(days=35)
    assert not Message.objects.filter(at__gt=END).exists()
    opened = list(Conversation.objects.order_by("pk").values_list("created_at", flat=True))
    assert opened == sorted(opened), "numbers grow with time"


def test_everything_came_through_the_real_intake() -> None:
    states = set(Inbound.objects.values_list("state", "channel"))
    assert states == {("done", "email"), ("done", "form")}
    assert Inbound.objects.count() == Message.objects.filter(direction="in").count()


def test_no_mail_leaves_and_no_job_is_left_behind() -> None:
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent", "failed", "bounced", "postponed"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone()[0] == 0


def test_it_is_told_in_several_languages_and_writings() -> None:
    texts = " ".join(Message.objects.values_list("text", flat=True))
    for words in ("Umzugsgut", "شيفيلد", "Dziękuję", "C'est parfait"):
        assert words in texts
    assert Message.objects.exclude(html="").count() > 20
    assert Message.objects.exclude(quoted="").count() > 50


def test_what_people_quote_stays_out_of_what_they_say() -> None:
    answers = Message.objects.filter(direction="in", channel="email").exclude(in_reply_to="")
    assert answers.count() > 100
    for answer in answers.filter(text__contains="Hillside Removals"):
        assert "wrote:" not in answer.text
        assert "\n>" not in answer.text


def test_deep_conversations_are_among_them() -> None:
    lengths = [conversation.messages.count() for conversation in Conversation.objects.all()]
    assert sum(length >= 5 for length in lengths) >= 15


def test_somebody_is_angry_and_unanswered() -> None:
    waiting = Conversation.objects.open().filter(kind="complaint", waiting_on="us", assignee=None)
    assert waiting.count() == 1
    assert not waiting.get().messages.filter(direction="out").exists()


def test_it_is_not_told_twice_nor_into_somebody_elses_work() -> None:
    assert telling.ensure() is False
    with transaction.atomic():
        Member.objects.filter(role=Role.OWNER).update(email="somebody@else.example")
        with pytest.raises(Refusal, match="in use already"):
            telling.ensure()
        transaction.set_rollback(True)
