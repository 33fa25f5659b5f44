"""What the composer shows of promises: those found in the words, and those that the reply keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kept.conversations.conversation import Conversation
from kept.conversations.drafting import Draft, DraftKind
from kept.lib import clock
from kept.people.member import Member
from kept.promises import times
from kept.promises.answering import keeps
from kept.promises.chain.whom import Asked, Choices, choices, named_in
from kept.promises.confirming import Confirmation, bare, dismissed, key_of
from kept.promises.hours import WorkingHours
from kept.promises.looking import hours_for, look
from kept.promises.outlook import Outlook, Outlooks
from kept.promises.promise import Promise
from kept.promises.renegotiating import Renegotiation
from kept.promises.rewording import reworded

if TYPE_CHECKING:
    from kept.promises.finding.found import Found

# How long one is asked about words that were sent without a yes or a no.
LATELY = timedelta(minutes=15)
MOST_OPEN = 5


@dataclass(frozen=True)
class Proposal:
    """Found words that may be a promise. `due` is what they say, or what we propose where they say nothing.

    `outlook` is what history says of it, `rewording` the words for the confirmed time where they say another, `asked`
    for whom the words say that one waits.
    """

    quote: str
    what: str
    due: datetime
    promiser: Member
    says_when: bool
    is_confirmed: bool = False
    outlook: Outlook | None = None
    asked: Asked | None = None
    confirmed: Confirmation | None = None
    rewording: str | None = None


@dataclass(frozen=True)
class Card:
    """`left_out` are words that the writer said no to before; `keeping` open promises, with whether this reply is said
    to keep them; `moving` are those that it tells another time of; `message` is where the words stand that were sent
    already; `everybody` is who could be asked for what a promise waits for, `open_here` what else it could wait for."""

    kind: str
    proposals: list[Proposal] = field(default_factory=list)
    keeping: list[tuple[Promise, bool]] = field(default_factory=list)
    moving: list[Confirmation] = field(default_factory=list)
    everybody: Choices | None = None
    open_here: list[Promise] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    message: int = 0


def card(text: str, *, by: Member, in_: Conversation, kind: str, readers: Sequence[Member]) -> Card:
    """What to show beside those words; nothing while there are none."""
    if not text.strip():
        return Card(kind)
    rows = Confirmation.objects.of(by, in_, kind).select_related("promiser", "moves", "asks", "asks_team", "rests_on")
    confirmed = {each.key: each for each in rows if not each.moves}
    moving = [each for each in rows if each.moves and each.stands_in(text)]
    hours = hours_for(by)
    found = [each for each in look(text, by=by, in_=in_, hours=hours) if not _moves(each, moving)]
    no = dismissed([each.quote for each in found], by)
    found = [each for each in found if not _is_part_of(each, [row.quote for row in confirmed.values()])]
    left_out = [each.quote for each in found if key_of(each.quote) in no and key_of(each.quote) not in confirmed]
    proposals = [
        _proposal(each, by, in_, readers, hours, confirmed.get(key_of(each.quote)))
        for each in found
        if each.quote not in left_out
    ]
    proposals += _written_otherwise(confirmed.values(), proposals, text)
    history = Outlooks(hours=hours)
    proposals = [replace(each, outlook=history.of_words(each.what, each.promiser, in_, each.due)) for each in proposals]
    everybody = choices(by) if proposals else None
    proposals = [_waiting(each, text, found, everybody, by, in_) for each in proposals]
    open_here = _open_here(in_) if proposals or kind == DraftKind.REPLY else []
    told = {each.moves_id for each in moving}
    keepable = [each for each in open_here if each.pk not in told and not each.colleague_id]
    keeping = _keeping(text, keepable, confirmed, by) if kind == DraftKind.REPLY else []
    return Card(kind, proposals, keeping, moving, everybody, open_here, left_out)


def _moves(found: Found, moving: Iterable[Confirmation]) -> bool:
    """Whether its words tell another time of what was promised before."""
    return any(bare(found.quote) in bare(each.quote) for each in moving)


def _waiting(
    proposal: Proposal, text: str, found: list[Found], everybody: Choices | None, by: Member, in_: Conversation
) -> Proposal:
    """With whom its words wait for, where they name one of us."""
    words = next((each for each in found if each.quote == proposal.quote), None)
    if everybody is None or words is None or proposal.is_confirmed:
        return proposal
    return replace(proposal, asked=named_in(text, words, proposal.due, everybody, by=by, in_=in_))


def _is_part_of(found: Found, quotes: Iterable[str]) -> bool:
    """Whether it stands in longer words that are confirmed or promised already."""
    words = bare(found.quote)
    return any(words in each and words != each for each in map(bare, quotes))


def _proposal(
    found: Found,
    by: Member,
    in_: Conversation,
    readers: Sequence[Member],
    hours: WorkingHours,
    confirmed: Confirmation | None = None,
) -> Proposal:
    if confirmed and confirmed.due and confirmed.promiser:
        other = reworded(found, confirmed.due, by=by, in_=in_, hours=hours) if found.due != confirmed.due else None
        said = (found.quote, confirmed.what, confirmed.due, confirmed.promiser)
        return Proposal(*said, says_when=True, is_confirmed=True, rewording=other, confirmed=confirmed)
    says = found.due is not None and found.due > clock.now()
    due = found.due if says and found.due else times.usual_from_now(hours)
    return Proposal(found.quote, found.what[:300], due, whom(found.who, by, readers), says)


def _written_otherwise(confirmed: Iterable[Confirmation], shown: list[Proposal], text: str) -> list[Proposal]:
    """Confirmed words that still stand there, though nothing would be found in them."""
    quotes = {key_of(each.quote) for each in shown}
    return [
        Proposal(each.quote, each.what, each.due, each.promiser, says_when=True, is_confirmed=True, confirmed=each)
        for each in confirmed
        if each.due and each.promiser and each.key not in quotes and each.stands_in(text)
    ]


def whom(name: str, by: Member, readers: Sequence[Member]) -> Member:
    """The colleague meant by that name; the writer for "I", "we" and whoever is not one of us."""
    named = name.casefold().split()
    meant = [each for each in readers if each.first_name.casefold() in named or str(each).casefold() == name.casefold()]
    return meant[0] if len(meant) == 1 else by


def _open_here(conversation: Conversation) -> list[Promise]:
    return list(
        Promise.objects.outstanding().filter(conversation=conversation).shown().order_by("due", "pk")[:MOST_OPEN]
    )


def _keeping(
    text: str, rows: list[Promise], confirmed: dict[str, Confirmation], by: Member
) -> list[tuple[Promise, bool]]:
    if not rows:
        return []
    drafts = Draft.objects.filter(member=by, conversation=rows[0].conversation_id, kind=DraftKind.REPLY)
    with_files = drafts.filter(attachments__isnull=False).exists()
    marked = [(each, f"keeps {each.pk}" in confirmed) for each in rows]
    return [(each, is_marked) for each, is_marked in marked if is_marked or keeps(each, text, with_files=with_files)]


def overlooked(by: Member, conversation: Conversation) -> Card | None:
    """Of what they just sent, the promises to which they said neither yes nor no."""
    if conversation.last_activity_at < clock.now() - LATELY:
        return None
    sent = conversation.messages.filter(direction="out", member=by, automatic="").exclude(delivery__state="taken_back")
    newest = sent.order_by("-pk").first()
    if newest is None or newest.at < clock.now() - LATELY:
        return None
    hours = hours_for(by)
    if not (found := look(newest.text, by=by, in_=conversation, hours=hours)):
        return None
    promised = list(Promise.objects.filter(message=newest).values_list("quote", flat=True))
    keys = {key_of(each) for each in promised}
    found = [each for each in found if key_of(each.quote) not in keys and not _is_part_of(each, promised)]
    if found:
        moved = set(Renegotiation.objects.filter(message=newest).values_list("after", flat=True))
        found = [each for each in found if each.due not in moved]
    no = dismissed([each.quote for each in found], by)
    left = [_proposal(each, by, conversation, [], hours) for each in found if key_of(each.quote) not in no]
    return Card("sent", left, message=newest.pk) if left else None
