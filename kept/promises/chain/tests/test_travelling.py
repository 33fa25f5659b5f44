"""What was asked for goes where the promise goes that it is for, and comes back with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import InboxAccess
from kept.lib import clock
from kept.people import duties
from kept.people.member import Member
from kept.promises.chain.asking import Asking
from kept.promises.promise import Promise

pytestmark = pytest.mark.django_db


def test_a_split_takes_it_along_and_gives_it_back(conversation: Conversation, admin: Member, outsider: Member) -> None:
    thing = write(conversation, "And the piano?")
    words, due = conversation.reply("I'll ask the crew.", by=admin), clock.now() + timedelta(days=1)
    upper = Promise.objects.make("ask the crew", in_=conversation, due=due, by=admin, said_in=words)
    asking = Asking.objects.ask(outsider, "look at the piano", upper=upper, wished=due, by=admin)
    lower = asking.promise_back(due, by=outsider)
    new = conversation.split(thing, by=admin)
    where = Promise.objects.filter(pk__in=[upper.pk, lower.pk]).values_list("conversation", flat=True)
    assert set(where) == {new.pk}
    assert new.events().filter(kind="promise.asked").exists()
    new.unsplit(by=admin)
    assert set(where.all()) == {conversation.pk}


def test_it_stays_with_whoever_loses_the_way_to_the_conversation(
    conversation: Conversation, admin: Member, teammate: Member
) -> None:
    due = clock.now() + timedelta(days=1)
    upper = Promise.objects.make("ring", in_=conversation, due=due, by=admin)
    lower = Asking.objects.ask(teammate, "the number", upper=upper, wished=due, by=admin).promise_back(due, by=teammate)
    own = Promise.objects.make("write", in_=conversation, due=due, by=teammate)
    InboxAccess.objects.filter(member=teammate).delete()
    duties.put_down_out_of_reach([teammate], by=admin)
    kept_by = dict(Promise.objects.values_list("pk", "promiser"))
    assert (kept_by[lower.pk], kept_by[own.pk]) == (teammate.pk, admin.pk)
