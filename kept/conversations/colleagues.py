"""What this room tells the room of people: which inboxes there are to open, and what a colleague has in hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kept.conversations.assigning import NotAllowedHere
from kept.conversations.base import State
from kept.conversations.conversation import Conversation, ConversationQuerySet
from kept.conversations.delivery import Delivery
from kept.conversations.inbox import Inbox
from kept.conversations.inbox_events import InboxMade
from kept.events.event import record
from kept.people import doors, duties, setup
from kept.people.member import Member, Team


class InboxDoors:
    name = "inboxes"
    label = _("Inboxes")

    def every(self) -> Iterable[tuple[int, str]]:
        return list(Inbox.objects.values_list("pk", "name"))

    def open_for(self, holder: Member | Team) -> set[int]:
        rows = holder.inboxaccess_set.values_list("inbox", flat=True)
        return set(rows)

    @transaction.atomic
    def set(self, holder: Member | Team, ids: Collection[int], *, by: Member) -> None:
        before = self.open_for(holder)
        for inbox in Inbox.objects.filter(pk__in=set(ids) - before):
            inbox.open_to(holder, by=by)
        for inbox in Inbox.objects.filter(pk__in=before - set(ids)):
            inbox.shut_to(holder, by=by)
        members = [holder] if isinstance(holder, Member) else holder.members.all()
        duties.put_down_out_of_reach(members, by=by)


class ConversationsInHand:
    def in_hand(self, member: Member) -> str:
        n = self._of(member).count()
        return ngettext("%(n)s open conversation", "%(n)s open conversations", n) % {"n": n} if n else ""

    def hand_over(self, member: Member, to: Member | None, *, by: Member) -> None:
        for conversation in self._of(member).order_by("pk"):
            try:
                conversation.assign(to, by=by)
            except NotAllowedHere:
                conversation.assign(None, by=by)

    def put_down_out_of_reach(self, member: Member, *, by: Member) -> None:
        for conversation in self._of(member).exclude(inbox__in=Inbox.objects.of(member)).order_by("pk"):
            conversation.assign(None, by=by)

    def _of(self, member: Member) -> ConversationQuerySet:
        """Closed ones keep their last holder: see `Assignable.put_down_if_lost`."""
        rows: ConversationQuerySet = Conversation.objects.mine(member).filter(state__in=[State.OPEN, State.SNOOZED])
        return rows


class AnswersForLater:
    """They are told of, and leave when they were to: whoever wrote them has kept their word before they left."""

    def in_hand(self, member: Member) -> str:
        n = Delivery.objects.filter(message__member=member, state="postponed").count()
        words = ngettext("%(n)s answer that still goes out later", "%(n)s answers that still go out later", n)
        return words % {"n": n} if n else ""

    def hand_over(self, member: Member, to: Member | None, *, by: Member) -> None:
        """Nothing to do: when one is held back, whoever has the conversation hears of it."""

    def put_down_out_of_reach(self, member: Member, *, by: Member) -> None:
        """Nothing to do either."""


class FirstInbox(setup.Step):
    heading = _("Your first inbox")
    lead = _("Where customers write to. You can change it, and add others, at any time.")
    prefix = "inbox"

    name = forms.CharField(label=_("Name"), max_length=80, initial=_("Support"))
    address = forms.EmailField(
        label=_("E-mail address of the inbox"),
        help_text=_("Answers leave from this address, such as support@ your company."),
    )

    def take(self, owner: Member) -> None:
        words = self.cleaned_data
        inbox = Inbox.objects.make(words["name"], words["address"].lower())
        record(InboxMade(str(inbox)), by=owner, subject=inbox.pk)


doors.register(InboxDoors())
duties.DUTIES += [ConversationsInHand(), AnswersForLater()]
setup.STEPS.append(FirstInbox)
