"""Standing in: what falls due while its promiser is away, another keeps; what is still open then comes back."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from kept.lib import clock
from kept.people.absence import LISTENERS, Absence
from kept.people.member import Member
from kept.promises import deadlines
from kept.promises.away import DEADLINE, absence_over, is_here
from kept.promises.deputies import deputy
from kept.promises.handing_over import HandingOver, Why
from kept.promises.making import may_promise
from kept.promises.promise import Promise
from kept.promises.renegotiating import Renegotiation

# Rings when a colleague goes away, and when they are back.
ABSENCE = "absence"


def follow(absence: Absence) -> None:
    """It was said, or ended early: the clock rings as it begins and ends."""
    deadlines.set(ABSENCE, absence.pk, absence.since if absence.until > clock.now() else clock.now())


def ring(pk: int) -> None:
    """See to every promise that it concerns, each in a transaction of its own."""
    absence = Absence.objects.select_related("member").filter(pk=pk).first()
    if absence is None:
        return
    if absence.until <= clock.now():
        _see_to_each(_lent_by(absence.member))
        return
    if absence.since <= clock.now():
        _see_to_each(Promise.objects.outstanding().filter(promiser=absence.member, due__lt=absence.until))
    deadlines.set(ABSENCE, pk, absence.until if absence.since <= clock.now() else absence.since)


def _lent_by(member: Member) -> QuerySet[Promise]:
    lent = HandingOver.objects.filter(before=member, why=Why.AWAY, promise__settled_at=None)
    return Promise.objects.filter(pk__in=lent.values("promise"))  # type: ignore[no-any-return]


def _see_to_each(promises: QuerySet[Promise]) -> None:
    for pk in promises.order_by("pk").values_list("pk", flat=True):
        deadlines.set(DEADLINE, pk, clock.now())


def see_to(pk: int) -> None:
    """Give it back to who lent it and is here again; else to a deputy while its promiser is away over it.

    Harmless the second time. Where nobody else is here, it stays with who gave their word.
    """
    promise = Promise.objects.filter(pk=pk).first()
    if promise is None:
        return
    with promise.locked():
        if not promise.is_outstanding:
            return
        rows = list(promise.handings_over.select_related("before").order_by("pk"))
        if owner := _is_back(promise, rows):
            promise.hand_over(owner, by=None, why=Why.BACK)
            return
        absence = absence_over(promise.promiser_id, promise.due)
        if absence is None or _is_their_own(promise, rows, absence.since):
            return
        stand_in = deputy(promise.conversation, instead_of=promise.promiser, team=promise.team, absence=absence)
        if stand_in is not None:
            promise.hand_over(stand_in, by=None, why=Why.AWAY)


def lenders(rows: list[HandingOver]) -> list[Member]:
    """Whose word others keep while they are away: who gave it first, first. `rows` are in order."""
    found: list[Member] = []
    for each in rows:
        if each.why == Why.AWAY:
            found.append(each.before)
        elif each.why == Why.BACK:
            del found[[one.pk for one in found].index(each.after_id) :]
        else:
            found.clear()
    return found


def _is_back(promise: Promise, rows: list[HandingOver]) -> Member | None:
    """The first who lent it and is here; nobody once whoever stands in has agreed another time with the customer."""
    lent = lenders(rows)
    if not lent or Renegotiation.objects.filter(promise=promise, by=promise.promiser, at__gt=rows[-1].at).exists():
        return None
    return next((each for each in lent if is_here(each) and may_promise(each, promise.conversation)), None)


def _is_their_own(promise: Promise, rows: list[HandingOver], since: datetime) -> bool:
    """Whether they promised or took it by themselves although they are away."""
    if rows:
        last = rows[-1]
        return last.after_id == promise.promiser_id == last.by_id and last.at >= since
    return promise.made_by_id == promise.promiser_id and promise.made_at >= since


LISTENERS.append(follow)
deadlines.register(ABSENCE, ring)
deadlines.register(DEADLINE, see_to)
