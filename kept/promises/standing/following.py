"""Following a conversation: its clocks are what its history says, worked out anew whenever something happened.

Nothing is added up on the way, so nothing can drift: what is merged, split, moved, taken back or said to be spam tells
another history, and the clocks stand as if it had always been so. Only what was broken stays broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from kept.conversations.conversation import Conversation
from kept.conversations.events import Classified, Prioritised
from kept.customers.events import CompanyChanged, CompanyGrouped, CustomerGrouped, GroupBroughtBack
from kept.events.event import Event
from kept.promises import deadlines
from kept.promises.standing.clock import Clock, State
from kept.promises.standing.history import Happening, Round, rounds
from kept.promises.standing.reading import happenings
from kept.promises.standing.standing_promise import StandingPromise, matching

# Two kinds of deadline with the conversation for a subject: something happened there, and something falls due there.
HAPPENED = "happened"
DUE = "due"
Wait = tuple[Round, StandingPromise]
Key = tuple[str, int]
UNFINISHED = [State.RUNNING, State.STANDING]


@transaction.atomic
def follow(number: int) -> None:
    """Let the clocks of that conversation say what is so now, warn and break. Harmless the second time."""
    rows = Conversation._base_manager.select_for_update(no_key=True)
    conversation = rows.filter(pk=number).first()
    if conversation is None:
        return
    waits = [] if conversation.is_merged or conversation.is_spam else _waits(conversation)
    known = _known(conversation, [told for told, _promise in waits])
    clocks = [_set(conversation, known, *wait) for wait in waits if _is_on_record(conversation, known, *wait)]
    _drop(conversation, known.values(), clocks)
    for each in clocks:
        each.warn()
    _show(conversation, clocks)


def _waits(conversation: Conversation) -> list[Wait]:
    """Each wait for which something is promised, with what."""
    rows = StandingPromise.objects.in_force().select_related("calendar")
    promises = list(rows.prefetch_related("calendar__special_days"))
    told = happenings(conversation) if promises else []
    found = []
    for each in rounds(told):
        promise = matching(promises, conversation, each.target, each.since) if each.since else None
        if promise is not None:
            found.append((_resting(told, each) if promise.rests_when_snoozed else each, promise))
    return found


def _resting(told: Sequence[Happening], which: Round) -> Round:
    """The same wait without the time in which the conversation slept."""
    same = (each for each in rounds(told, rests_when_snoozed=True) if each.target == which.target)
    return next(each for each in same if each.begun_by == which.begun_by)


def _known(conversation: Conversation, told: Sequence[Round]) -> dict[Key, Clock]:
    """The clocks that stand here, and those of words that were brought here from elsewhere."""
    begun_by = {each.begun_by for each in told}
    rows = Clock.objects.filter(Q(conversation=conversation) | Q(begun_by__in=begun_by))
    rows = rows.select_related("promise__calendar").prefetch_related("promise__calendar__special_days")
    return {(each.target, each.begun_by_id): each for each in rows}


def _is_on_record(
    conversation: Conversation, known: Mapping[Key, Clock], told: Round, promise: StandingPromise
) -> bool:
    """Whether it counts. What was over before it became such that something is promised for it, does not."""
    if (told.target, told.begun_by) in known or told.met_at is None:
        return True
    return not promise.aimed_elsewhere_after(told.met_at) and not _became_after(told.met_at, conversation, promise)


def _became_after(at: datetime, conversation: Conversation, promise: StandingPromise) -> bool:
    """Whether the conversation, or its customer, has since changed in what standing promises name."""
    if conversation.events().filter(kind__in=[Classified.name, Prioritised.name], at__gt=at).exists():
        return True
    if not promise.group_id and not promise.company_id:
        return False
    of_them = Q(kind__in=[CompanyChanged.name, CustomerGrouped.name], customer=conversation.customer_id)
    of_company = Q(kind=CompanyGrouped.name, customer=None, conversation=None)
    of_company &= Q(subject=conversation.customer.company_id)
    of_group = Q(kind=GroupBroughtBack.name, customer=None, conversation=None, subject=promise.group_id)
    return any(Event.objects.filter(each, at__gt=at).exists() for each in (of_them, of_company, of_group))


def _set(conversation: Conversation, known: Mapping[Key, Clock], told: Round, promise: StandingPromise) -> Clock:
    """What was settled under a promise stays so, whatever is promised since."""
    clock = known.get((told.target, told.begun_by)) or Clock(target=told.target, begun_by_id=told.begun_by)
    is_settled = clock.pk and (clock.broken_at or (clock.met_at and told.met_at))
    clock.set_by(told, clock.promise if is_settled else promise, conversation)
    return clock


def _drop(conversation: Conversation, known: Iterable[Clock], clocks: Sequence[Clock]) -> None:
    """Nobody waits for that any more; what came to an end, well or not, remains on record."""
    gone = {each.pk for each in known} - {each.pk for each in clocks}
    Clock.objects.filter(pk__in=gone, conversation=conversation, state__in=UNFINISHED).delete()


def _show(conversation: Conversation, clocks: Sequence[Clock]) -> None:
    """What the list says, and when to look again."""
    running = [(each.due_at, str(each.target)) for each in clocks if each.runs and each.met_at is None and each.due_at]
    due_at, due_is = min(running, default=(None, ""))
    if (due_at, due_is) != (conversation.answer_due_at, conversation.due_is):
        Conversation.objects.filter(pk=conversation.pk).update(answer_due_at=due_at, due_is=due_is)
    rings: list[datetime] = [each.rings_at for each in clocks if each.rings_at]
    if rings:
        deadlines.set(DUE, conversation.pk, min(rings))
    else:
        deadlines.lift(DUE, conversation.pk)


deadlines.register(HAPPENED, follow)
deadlines.register(DUE, follow)
