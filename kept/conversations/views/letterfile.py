"""What a conversation's page needs, gathered with a number of queries that no length of a history changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from uuid import UUID, uuid4

from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest

from kept.conversations import departure_choices, snooze_choices
from kept.conversations.access import Opened
from kept.conversations.answering import Recipients
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation, ConversationQuerySet
from kept.conversations.drafting import Draft, DraftKind
from kept.conversations.lending import Lent, lent
from kept.conversations.marking import mark
from kept.conversations.parties import as_line
from kept.conversations.prioritising import Priority
from kept.conversations.timeline import Entry
from kept.conversations.titling import ConversationKind
from kept.conversations.views.additions import added
from kept.conversations.views.reaching import reach_of
from kept.conversations.visiting import Presence
from kept.customers.customer import Address, normalised
from kept.customers.trouble import AddressTrouble, reach, troubles
from kept.events.event import Event
from kept.lib.written import Written, blank
from kept.people.member import Member, Role, Team

if TYPE_CHECKING:
    from kept.conversations.inbox import Inbox
    from kept.conversations.views.base import DeskRequest

Context = dict[str, object]
OTHERS_SHOWN = 6


@dataclass(frozen=True)
class Composer:
    """One side of the composer: a reply or a note, with what was written so far and its draft's key and version.

    `news` are messages that came after the writing began; `newest` the newest event the page shows; `troubles` are
    recipients from whom mail comes back; `lent` which of the files will go as links.
    """

    kind: str
    key: UUID
    version: str
    text: str
    html: str
    to: str
    cc: str
    bcc: str
    newest: int
    news: list[Event]
    files: list[Attachment] = field(default_factory=list)
    troubles: list[AddressTrouble] = field(default_factory=list)
    lent: Lent | None = None


def living(request: DeskRequest, conversation: Conversation) -> Context:
    """The parts that change while one looks: the head, the timeline, the news above the composer."""
    since = number_of(request, "since")
    before = conversation.see(by=request.user)
    seen = number_of(request, "seen") or before
    timeline = conversation.timeline(before=number_of(request, "before"), since=since)
    entries = timeline.entries
    mark(conversation, entries)
    written = drafts(request.user, conversation)
    return {
        "conversation": conversation,
        "timeline": timeline,
        "first": since or (entries[0].event.pk if entries else 0),
        "seen": seen,
        "mark": _first_new(entries, seen, request.user),
        "newest": entries[-1].event.pk if entries else 0,
        "drafts": written,
        "reply_news": news_for(request.user, conversation, written.get(DraftKind.REPLY)),
        "may_reply": request.user.may_reply,
        "kinds": ConversationKind.choices,
        "priorities": Priority.choices,
        "snooze_choices": snooze_choices.all_from_now(),
        "departures": departure_choices.all_from_now(conversation.customer),
        "colleagues": [each for each in conversation.inbox.those_who_read if each.may_reply],
        "teams": TEAMS.rows(),
        "place": request.GET.get("place") or request.POST.get("place") or "open",
        **added(request, conversation),
    }


def whole(request: DeskRequest, conversation: Conversation) -> Context:
    """All of the conversation's page, with composer, presence and customer."""
    context = living(request, conversation)
    usual = conversation.recipients()
    chosen = chosen_in(cast("dict[str, Draft]", context["drafts"]).get(DraftKind.REPLY), usual)
    prefetch_related_objects([conversation.customer], "addresses")
    context["troubles"] = found = troubles(conversation.customer, chosen.addresses)
    return context | {
        "reply": composer(DraftKind.REPLY, context, usual),
        "reach": reach_of(conversation, chosen, usual),
        "note": composer(DraftKind.NOTE, context, Recipients([])),
        "others": others_present(conversation, request.user),
        **of_customer(request, conversation, found),
    }


def of_customer(request: DeskRequest, conversation: Conversation, found: list[AddressTrouble] | None = None) -> Context:
    """The customer beside the conversation; `found` are the `troubles` with their addresses, if at hand."""
    return {
        "customer": conversation.customer,
        "addresses": reach(conversation.customer, found),
        "others_of_customer": others_of(conversation, request.user),
    }


def composer(kind: str, context: Context, usual: Recipients) -> Composer:
    """One side of it, filled with the draft if there is one and with whom it goes to by itself."""
    written = cast("dict[str, Draft]", context["drafts"])
    draft = written.get(kind)
    files = list(draft.attachments.all()) if draft else []
    chosen = chosen_in(draft, usual)
    reached = {normalised(Address.Kind.EMAIL, each) for each in chosen.addresses}
    found = cast("list[AddressTrouble]", context["troubles"])
    return Composer(
        kind=kind,
        key=draft.key if draft else uuid4(),
        version=draft.version if draft else "",
        text=draft.text if draft else "",
        html=draft.html if draft else "",
        to=as_line(chosen.to),
        cc=as_line(chosen.cc),
        bcc=as_line(chosen.bcc),
        newest=cast(int, context["newest"]),
        news=cast("list[Event]", context["reply_news"]) if kind == DraftKind.REPLY else [],
        files=files,
        troubles=[each for each in found if each.address in reached] if chosen.to else [],
        lent=lent(cast(Conversation, context["conversation"]).inbox, files) if kind == DraftKind.REPLY else None,
    )


def chosen_in(draft: Draft | None, usual: Recipients) -> Recipients:
    """Whom the writer chose; those whom it goes to by itself where they did not."""
    return usual if draft is None or draft.to is None else Recipients(draft.to, draft.cc, draft.bcc)


def drafts(member: Member, conversation: Conversation) -> dict[str, Draft]:
    return {draft.kind: draft for draft in DRAFTS.rows(member=member.pk, conversation=conversation.pk)}


TEAMS = Written(Team.objects.all)
DRAFTS = Written(lambda: Draft.objects.filter(member=blank("member"), conversation=blank("conversation")))


def news_for(member: Member, conversation: Conversation, draft: Draft | None) -> list[Event]:
    """What was said after that draft was begun."""
    if draft is None or not draft.text.strip():
        return []
    return list(conversation.unread_by_writer(draft).select_related("by", "conversation__customer")[:5])


def colleagues(inbox: Inbox) -> QuerySet[Member]:
    """Those who may answer in that inbox, for handing over."""
    return inbox.readers().exclude(role=Role.LIGHT)


def others_present(conversation: Conversation, member: Member) -> list[Presence]:
    """Who else has it open; they all may, so that they are among those who read."""
    found = conversation.others_present(member)
    known = {each.pk: each for each in conversation.inbox.those_who_read}
    for each in found:
        if each.member_id in known:
            each.member = known[each.member_id]
    return found


def others_of(conversation: Conversation, member: Member) -> list[Conversation]:
    """The customer's newest other conversations that the member may open."""
    return OTHERS.rows(member, customer=conversation.customer_id, number=conversation.pk)


def _others(rows: ConversationQuerySet) -> ConversationQuerySet:
    rows = rows.standing().filter(customer=blank("customer")).exclude(pk=blank("number"))
    return rows.order_by("-last_activity_at", "-pk")[:OTHERS_SHOWN]


OTHERS = Opened(_others)


def number_of(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name) or request.POST.get(name) or ""
    return int(value) if value.isascii() and value.isdigit() else None


def _first_new(entries: list[Entry], seen: int, member: Member) -> int:
    """The first event since the last visit that somebody else caused; 0 on a first visit or when nothing is new."""
    if not seen:
        return 0
    return next((each.event.pk for each in entries if each.event.pk > seen and each.event.by_id != member.pk), 0)
