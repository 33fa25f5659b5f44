"""Promises go where their words go, and come back with them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.moving import Moving, move_back
from kept.customers.customer import Customer
from kept.lib import clock
from kept.people.member import Member
from kept.promises.confirming import confirm
from kept.promises.promise import Promise


@pytest.fixture
def other(claims: Inbox, vera: Customer, conversation: Conversation) -> Conversation:
    other = Conversation.objects.begin(inbox=claims, customer=vera, subject="A broken chair", channel="email")
    write(other, "The chair is broken.")
    assert isinstance(other, Conversation)
    return other


def promised(conversation: Conversation, by: Member, what: str, said: bool = False) -> Promise:
    due = clock.now() + timedelta(hours=2)
    words = conversation.reply(f"I'll {what}.", by=by) if said else None
    return Promise.objects.make(what, in_=conversation, due=due, by=by, said_in=words)  # type: ignore[no-any-return]


def stand(*promises: Promise) -> list[int]:
    return [Promise.objects.values_list("conversation", flat=True).get(pk=each.pk) for each in promises]


def told(conversation: Conversation) -> int:
    return conversation.events().filter(kind__startswith="promise.").count()


def lists(*conversations: Conversation) -> list[bool]:
    rows = dict(Conversation.objects.values_list("pk", "promised_at"))
    return [rows[each.pk] is not None for each in conversations]


def test_merging_brings_them_along_and_undoing_brings_them_back(
    conversation: Conversation, other: Conversation, admin: Member
) -> None:
    bare, said, theirs = (
        promised(conversation, admin, "ring"),
        promised(conversation, admin, "write", said=True),
        promised(other, admin, "send", said=True),
    )
    conversation.merge_into(other, by=admin)
    assert stand(bare, said, theirs) == [other.pk] * 3
    assert Promise.objects.get(pk=bare.pk).inbox == other.inbox
    assert (told(other), lists(conversation, other)) == (3, [False, True])
    since = promised(other, admin, "call the crew")
    conversation.unmerge(by=admin)
    assert stand(bare, said, theirs, since) == [conversation.pk, conversation.pk, other.pk, other.pk]
    assert (told(conversation), told(other), lists(conversation, other)) == (2, 2, [True, True])


def test_what_happened_to_them_meanwhile_comes_back_too(
    conversation: Conversation, other: Conversation, admin: Member
) -> None:
    bare = promised(conversation, admin, "ring")
    conversation.merge_into(other, by=admin)
    Promise.objects.get(pk=bare.pk).keep(by=admin)
    conversation.unmerge(by=admin)
    assert (told(conversation), told(other)) == (2, 0)


def test_splitting_takes_those_whose_words_it_takes(conversation: Conversation, admin: Member) -> None:
    bare = promised(conversation, admin, "ring")
    thing = write(conversation, "And the piano?")
    said = promised(conversation, admin, "ask the foreman", said=True)
    new = conversation.split(thing, by=admin)
    assert stand(bare, said) == [conversation.pk, new.pk]
    assert (told(conversation), told(new), lists(conversation, new)) == (1, 1, [True, True])
    new.unsplit(by=admin)
    assert stand(bare, said) == [conversation.pk, conversation.pk]
    assert told(conversation) == 2


def test_moving_a_message_moves_its_promise(conversation: Conversation, other: Conversation, admin: Member) -> None:
    said = promised(conversation, admin, "write", said=True)
    assert said.message is not None
    conversation.move(said.message, other, by=admin)
    assert stand(said) == [other.pk]
    assert (told(other), lists(conversation, other)) == (1, [False, True])
    move_back(Moving.objects.get(), by=admin)
    assert stand(said) == [conversation.pk]
    assert lists(conversation, other) == [True, False]


def test_a_moved_one_stays_where_it_was_put_when_a_merger_is_undone(
    conversation: Conversation, other: Conversation, admin: Member
) -> None:
    said = promised(conversation, admin, "write", said=True)
    assert said.message is not None
    conversation.move(said.message, other, by=admin)
    conversation.merge_into(other, by=admin)
    conversation.unmerge(by=admin)
    assert stand(said) == [other.pk]
    assert (told(conversation), told(other)) == (0, 1)


def test_what_was_confirmed_in_a_draft_goes_on_with_it(
    conversation: Conversation, other: Conversation, admin: Member
) -> None:
    words = "I'll ring you tomorrow."
    due = clock.now() + timedelta(days=1)
    confirm(words, by=admin, in_=conversation, kind="reply", what="ring", due=due, promiser=admin)
    conversation.merge_into(other, by=admin)
    other.reply(words, by=admin)
    assert Promise.objects.get().conversation == other
