"""Merging, splitting and moving: everything goes along, and everything comes back."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from kept.conftest import write
from kept.conversations import access
from kept.conversations.answering import Recipients
from kept.conversations.base import MergedMeanwhile
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.merging import Merging
from kept.conversations.message import Message
from kept.conversations.moving import Moving, move_back
from kept.conversations.relocating import CannotRelocate
from kept.conversations.retelling import Retelling
from kept.conversations.splitting import Splitting
from kept.conversations.visiting import Visit
from kept.customers.customer import Customer
from kept.lib import clock
from kept.people.member import Member


@pytest.fixture
def other(sales: Inbox, vera: Customer, conversation: Conversation) -> Conversation:
    """Vera wrote a second time, about the same boxes."""
    other = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes again", channel="email")
    write(other, "Make it thirty.", message_id="<q2@lindqvist.example>")
    assert isinstance(other, Conversation)
    return other


def told(conversation: Conversation) -> list[str]:
    """Its timeline, in words."""
    entries = conversation.timeline().entries
    return [
        each.message.text if each.message else each.note.text if each.note else each.event.sentence for each in entries
    ]


def fresh(conversation: Conversation) -> Conversation:
    return Conversation.objects.get(pk=conversation.pk)  # type: ignore[no-any-return]


def test_what_is_merged_is_told_in_order(conversation: Conversation, other: Conversation, teammate: Member) -> None:
    conversation.note("She moves on Friday.", by=teammate)
    write(other, "Or forty.")
    other.merge_into(conversation, by=teammate)
    assert told(conversation) == [
        "Could you bring twenty boxes on Friday?",
        "Make it thirty.",
        "She moves on Friday.",
        "Or forty.",
        f"Cleo Marsh merged #{other.number} into this conversation",
    ]
    assert conversation.messages.count() == 3
    assert not other.messages.exists()


def test_merging_twice_is_harmless(conversation: Conversation, other: Conversation, teammate: Member) -> None:
    for _ in range(2):
        other.merge_into(conversation, by=teammate)
    assert Merging.objects.count() == 1
    assert told(conversation)[-1].startswith("Cleo Marsh merged")


def test_what_was_merged_is_in_no_list_and_its_number_leads_on(
    conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    other.merge_into(conversation, by=teammate)
    assert not Conversation.objects.open().filter(pk=other.pk).exists()
    assert access.conversation(teammate, other.number) == conversation
    assert fresh(other).standing() == conversation


def test_the_row_says_what_was_said_last(conversation: Conversation, other: Conversation, teammate: Member) -> None:
    conversation.merge_into(other, by=teammate)
    row = fresh(other)
    assert (row.snippet, row.waiting_on) == ("Make it thirty.", "us")
    write(other, "Thanks.")
    other.reply("Gladly.", by=teammate)
    assert fresh(other).waiting_on == "customer"


def test_an_open_one_opens_the_closed_one_it_goes_on_in(
    conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    conversation.close(by=teammate)
    other.merge_into(conversation, by=teammate)
    assert fresh(conversation).state == "open"


def test_a_closed_one_comes_back_closed(conversation: Conversation, other: Conversation, teammate: Member) -> None:
    other.close(by=teammate)
    other.merge_into(conversation, by=teammate)
    other.unmerge(by=teammate)
    assert fresh(other).state == "closed"
    assert fresh(other).closure.by == teammate


def test_participants_and_drafts_come_along(
    conversation: Conversation, other: Conversation, teammate: Member, light: Member
) -> None:
    other.add_participants(["nils@lindqvist.example"])
    other.keep_draft(by=teammate, kind="reply", text="Thirty it is.")
    other.keep_draft(by=light, kind="note", text="Mind the stairs.")
    conversation.keep_draft(by=teammate, kind="reply", text="Dear Vera,")
    other.merge_into(conversation, by=teammate)
    assert "nils@lindqvist.example" in fresh(conversation).participant_addresses
    ours, theirs = conversation.draft(teammate, "reply"), conversation.draft(light, "note")
    assert ours is not None and ours.text == "Dear Vera,\n\nThirty it is."
    assert theirs is not None and theirs.text == "Mind the stairs."


def test_the_holder_comes_along_and_goes_again(
    conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    other.assign(teammate, by=teammate)
    other.merge_into(conversation, by=teammate)
    assert fresh(conversation).assignee == teammate
    other.unmerge(by=teammate)
    assert fresh(conversation).assignee is None
    assert fresh(other).assignee == teammate


def test_a_merging_is_undone_whole(conversation: Conversation, other: Conversation, teammate: Member) -> None:
    other.note("She rang.", by=teammate)
    other.add_participants(["nils@lindqvist.example"])
    before = told(conversation), told(other), fresh(conversation).snippet, fresh(other).snippet
    other.merge_into(conversation, by=teammate)
    other.unmerge(by=teammate)
    conversation, other = fresh(conversation), fresh(other)
    merged, apart = (
        f"Cleo Marsh merged #{other.number} into this conversation",
        f"Cleo Marsh took #{other.number} out again",
    )
    assert told(conversation) == [*before[0], merged, apart]
    assert told(other)[: len(before[1])] == before[1]
    assert (conversation.snippet, other.snippet) == before[2:]
    assert "nils@lindqvist.example" not in conversation.participant_addresses
    assert not Merging.objects.exists() and not Retelling.objects.exists()


def test_what_came_after_the_merging_stays_where_it_came(
    conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    other.merge_into(conversation, by=teammate)
    write(conversation, "On Saturday, rather.")
    other.unmerge(by=teammate)
    assert "On Saturday, rather." in told(conversation)
    assert [each.text for each in other.messages.all()] == ["Make it thirty."]


def test_a_chain_of_mergings_comes_apart_in_any_order(
    sales: Inbox, vera: Customer, conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    third = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes, third", channel="email")
    write(third, "Fifty.")
    other.merge_into(conversation, by=teammate)
    conversation.merge_into(third, by=teammate)
    assert fresh(other).standing() == third
    assert third.messages.count() == 3
    fresh(other).unmerge(by=teammate)
    assert [each.text for each in other.messages.all()] == ["Make it thirty."]
    assert [each for each in told(fresh(other)) if "thirty" in each]
    assert third.messages.count() == 2
    fresh(conversation).unmerge(by=teammate)
    assert [each.text for each in third.messages.all()] == ["Fifty."]
    assert told(fresh(conversation))[0] == "Could you bring twenty boxes on Friday?"
    third.refresh_from_db()
    assert told(third)[0] == "Fifty."


def test_a_chain_undone_from_its_end_keeps_the_first_merging(
    sales: Inbox, vera: Customer, conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    third = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes, third", channel="email")
    write(third, "Fifty.")
    other.merge_into(conversation, by=teammate)
    conversation.merge_into(third, by=teammate)
    fresh(conversation).unmerge(by=teammate)
    assert {each.text for each in conversation.messages.all()} == {
        "Could you bring twenty boxes on Friday?",
        "Make it thirty.",
    }
    assert "Make it thirty." in told(fresh(conversation))
    assert told(third)[0] == "Fifty."


def test_two_customers_in_one_conversation_are_both_in_it(
    conversation: Conversation, sales: Inbox, willem: Customer, teammate: Member
) -> None:
    his = Conversation.objects.begin(inbox=sales, customer=willem, subject="Our boxes", channel="email")
    write(his, "My wife wrote to you.")
    his.merge_into(conversation, by=teammate)
    row = fresh(conversation)
    assert {"vera@lindqvist.example", "willem@devries.example"} <= row.participant_addresses
    assert row.customer != willem


@pytest.mark.parametrize("wrong", ["itself", "merged", "spam"])
def test_some_things_are_not_merged(
    conversation: Conversation, other: Conversation, sales: Inbox, vera: Customer, teammate: Member, wrong: str
) -> None:
    if wrong == "itself":
        other = conversation
    elif wrong == "merged":
        third = Conversation.objects.begin(inbox=sales, customer=vera, subject="Third", channel="email")
        other.merge_into(third, by=teammate)
    else:
        other.mark_spam(by=teammate)
    with pytest.raises(CannotRelocate):
        conversation.merge_into(other, by=teammate)
    assert fresh(conversation).state == "open"


def test_nothing_is_done_to_what_goes_on_elsewhere(
    conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    looked_at = fresh(other)
    other.merge_into(conversation, by=teammate)
    with pytest.raises(MergedMeanwhile):
        looked_at.reply("Gladly.", by=teammate)
    with pytest.raises(MergedMeanwhile), transaction.atomic():
        write(looked_at, "Hello?")
    assert Message.objects.count() == 2


def test_whoever_saw_all_of_both_has_nothing_new_and_others_have(
    conversation: Conversation, other: Conversation, teammate: Member, light: Member
) -> None:
    conversation.see(by=light)
    write(conversation, "And tape.")
    for each in (conversation, other):
        each.see(by=teammate)
    other.merge_into(conversation, by=teammate)
    seen = dict(Visit.objects.filter(conversation=conversation).values_list("member", "event"))
    happened = conversation.events().get(kind="conversation.merged").pk
    unseen = conversation.events().filter(pk__lt=happened)
    assert not unseen.filter(pk__gt=seen[teammate.pk]).exists()
    assert "Make it thirty." in [
        each.message.text for each in conversation.timeline().entries if each.message and each.event.pk > seen[light.pk]
    ]


def test_the_timeline_pages_through_what_was_merged(
    conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    for number in range(4):
        write((conversation, other)[number % 2], f"Line {number}")
    other.merge_into(conversation, by=teammate)
    pages, before = [], None
    while True:
        page = conversation.timeline(before=before, size=3)
        pages.append([each.message.text for each in page.entries if each.message])
        if (before := page.earlier) is None:
            break
    texts = [text for page in reversed(pages) for text in page]
    assert texts[2:] == [f"Line {number}" for number in range(4)]


def test_a_conversation_splits_from_a_message_on(conversation: Conversation, teammate: Member) -> None:
    turning = write(
        conversation,
        "Another thing: the piano.",
        subject="Re: Boxes for Friday",
        cc=[{"name": "", "address": "nils@x.example"}],
    )
    conversation.note("Upright or grand?", by=teammate)
    conversation.reply("Upright or grand?", by=teammate)
    new = conversation.split(turning, by=teammate)
    assert told(conversation) == [
        "Could you bring twenty boxes on Friday?",
        f"Cleo Marsh split what followed off into #{new.number}",
    ]
    assert told(new) == [
        "Another thing: the piano.",
        "Upright or grand?",
        "Upright or grand?",
        f"Cleo Marsh split this conversation off from #{conversation.number}",
    ]
    assert (new.inbox, new.customer, new.waiting_on) == (conversation.inbox, conversation.customer, "customer")
    assert new.participant_addresses == {"vera@lindqvist.example", "nils@x.example"}
    assert fresh(conversation).snippet == "Could you bring twenty boxes on Friday?"
    assert conversation.links_to.get().to == new


def test_whoever_had_seen_it_has_seen_it_where_it_was_split_to(conversation: Conversation, teammate: Member) -> None:
    turning = write(conversation, "Another thing: the piano.")
    conversation.see(by=teammate)
    new = conversation.split(turning, by=teammate)
    seen = Visit.objects.get(conversation=new, member=teammate)
    assert seen.at >= new.last_activity_at
    assert not new.events().filter(pk__gt=seen.event, kind="message.received").exists()


def test_a_moved_message_wakes_what_sleeps(conversation: Conversation, other: Conversation, teammate: Member) -> None:
    other.snooze(clock.now() + timedelta(days=3), by=teammate)
    conversation.move(write(conversation, "Forty."), other, by=teammate)
    assert fresh(other).state == "open"


def test_a_split_is_undone_with_what_was_said_since(conversation: Conversation, teammate: Member) -> None:
    turning = write(conversation, "Another thing: the piano.")
    new = conversation.split(turning, by=teammate)
    write(new, "It is a grand.")
    new.unsplit(by=teammate)
    assert [each.text for each in conversation.messages.order_by("pk")] == [
        "Could you bring twenty boxes on Friday?",
        "Another thing: the piano.",
        "It is a grand.",
    ]
    assert access.conversation(teammate, new.number) == conversation
    assert not Splitting.objects.exists()


def test_the_first_message_cannot_be_split_off(conversation: Conversation, teammate: Member) -> None:
    first = conversation.messages.get()
    with pytest.raises(CannotRelocate):
        conversation.split(first, by=teammate)


def test_a_message_moves_and_comes_back(conversation: Conversation, other: Conversation, teammate: Member) -> None:
    astray = write(conversation, "About the thirty: make it forty.")
    conversation.move(astray, other, by=teammate)
    assert told(other)[-2:] == [
        "About the thirty: make it forty.",
        f"Cleo Marsh moved a message from Vera Lindqvist here, out of #{conversation.number}",
    ]
    assert "About the thirty: make it forty." not in told(conversation)
    assert fresh(other).snippet == "About the thirty: make it forty."
    move_back(Moving.objects.get(), by=teammate)
    assert "About the thirty: make it forty." in told(fresh(conversation))
    assert "About the thirty: make it forty." not in told(fresh(other))
    assert fresh(other).snippet == "Make it thirty."


def test_a_moved_reply_takes_its_delivery_along(
    conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    reply = conversation.reply("Thirty, gladly.", by=teammate)
    reply.delivery.succeed()
    conversation.move(reply, other, by=teammate)
    kinds = list(other.events().filter(subject=reply.pk).values_list("kind", flat=True).order_by("pk"))
    assert kinds == ["message.sent", "delivery.sent"]
    assert fresh(other).waiting_on == "customer"
    assert fresh(conversation).waiting_on == "us"


def test_a_moved_message_finds_home_though_its_home_was_merged(
    sales: Inbox, vera: Customer, conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    third = Conversation.objects.begin(inbox=sales, customer=vera, subject="Third", channel="email")
    write(third, "Fifty.")
    astray = write(conversation, "Forty.")
    conversation.move(astray, other, by=teammate)
    conversation.merge_into(third, by=teammate)
    move_back(Moving.objects.get(), by=teammate)
    astray.refresh_from_db()
    assert astray.conversation == third


def test_the_only_message_is_not_moved(conversation: Conversation, other: Conversation, teammate: Member) -> None:
    with pytest.raises(CannotRelocate):
        conversation.move(conversation.messages.get(), other, by=teammate)


def test_a_message_put_elsewhere_since_is_not_moved_by_an_old_page(
    conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    astray = write(conversation, "Forty.")
    conversation.move(astray, other, by=teammate)
    with pytest.raises(CannotRelocate):
        conversation.move(astray, conversation, by=teammate)


def test_whoever_gets_a_moved_message_takes_part(
    conversation: Conversation, sales: Inbox, willem: Customer, teammate: Member
) -> None:
    his = Conversation.objects.begin(inbox=sales, customer=willem, subject="Sofa", channel="email")
    write(his, "The sofa is blue.")
    astray = write(conversation, "The boxes too.")
    conversation.move(astray, his, by=teammate)
    assert "vera@lindqvist.example" in fresh(his).participant_addresses
    move_back(Moving.objects.get(), by=teammate)
    assert "vera@lindqvist.example" not in fresh(his).participant_addresses
    assert "vera@lindqvist.example" in fresh(conversation).participant_addresses


@pytest.mark.django_db(transaction=True)
def test_merging_both_ways_at_once_ends_in_one_conversation(
    conversation: Conversation, other: Conversation, owner: Member
) -> None:
    together, refused = Barrier(2), []

    def merge(origin: Conversation, into: Conversation) -> None:
        together.wait()
        try:
            fresh(origin).merge_into(fresh(into), by=owner)
        except CannotRelocate as trouble:
            refused.append(trouble)
        connection.close()

    threads = [Thread(target=merge, args=pair) for pair in ((conversation, other), (other, conversation))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(120)
    assert not any(each.is_alive() for each in threads)
    assert len(refused) == 1
    standing = Conversation.objects.standing().get()
    assert standing.messages.count() == 2


@pytest.mark.django_db(transaction=True)
def test_merging_among_replies_loses_none_and_waits_for_none_for_ever(
    conversation: Conversation, other: Conversation, owner: Member
) -> None:
    together, told_elsewhere = Barrier(3), []

    def write_to(here: Conversation) -> None:
        together.wait()
        for number in range(8):
            try:
                fresh(here).standing().reply(
                    f"Line {number}", by=owner, recipients=Recipients([{"name": "", "address": "v@x.example"}])
                )
            except MergedMeanwhile:
                told_elsewhere.append(number)
                fresh(here).standing().reply(
                    f"Line {number}", by=owner, recipients=Recipients([{"name": "", "address": "v@x.example"}])
                )
        connection.close()

    def merge() -> None:
        together.wait()
        for _ in range(4):
            fresh(other).merge_into(fresh(conversation), by=owner)
            fresh(other).unmerge(by=owner)
        fresh(other).merge_into(fresh(conversation), by=owner)
        connection.close()

    threads = [Thread(target=write_to, args=[each]) for each in (conversation, other)] + [Thread(target=merge)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(120)
    assert not any(each.is_alive() for each in threads)
    assert Message.objects.filter(direction="out").count() == 16
    fresh(other).standing()
    shown = [text for text in told(fresh(conversation)) if text.startswith("Line")]
    assert len(shown) == Message.objects.filter(direction="out", conversation=conversation).count()
