"""Being away: from when until when, and who stands in. What a colleague has promised is the room of promises' care."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.utils.translation import gettext as _

from kept.events.event import record
from kept.lib import clock
from kept.people.events import MemberAway, MemberBack, MemberStays
from kept.people.roles import NotPossible
from kept.ui import moments

if TYPE_CHECKING:
    from kept.people.member import Member


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def at(self, moment: datetime | Value | None = None) -> AbsenceQuerySet:
        """Those that last then; now unless another moment is named."""
        moment = moment or clock.now()
        return self.filter(since__lte=moment, until__gt=moment)

    def to_come_or_now(self) -> AbsenceQuerySet:
        return self.filter(until__gt=clock.now()).order_by("since")

    def between(self, since: datetime, until: datetime) -> AbsenceQuerySet:
        return self.filter(since__lt=until, until__gt=since)


class Absence(models.Model):
    """`until` is the moment at which they are back. `stands_in` is empty where nobody was named."""

    member = models.ForeignKey("people.Member", models.CASCADE, related_name="absences", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField()
    stands_in = models.ForeignKey("people.Member", models.SET_NULL, null=True, related_name="+", db_index=False)
    said_by = models.ForeignKey("people.Member", models.PROTECT, null=True, related_name="+", db_index=False)
    said_at = models.DateTimeField(default=clock.now)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["member", "until"], name="absence_of_member")]
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_ends_after_it_began")]

    def __str__(self) -> str:
        return f"{self.member} is away until {self.until}"

    @property
    def has_begun(self) -> bool:
        return self.since <= clock.now()

    @transaction.atomic
    def end(self, *, by: Member) -> None:
        """They are back, or do not go at all. Harmless once it is over."""
        row = Absence.objects.select_for_update().filter(pk=self.pk, until__gt=clock.now()).first()
        if row is None:
            return
        if row.has_begun:
            row.until = self.until = clock.now()
            row.save(update_fields=["until"])
            record(MemberBack(str(row.member)), by=by, subject=row.member_id)
            tell(row)
        else:
            row.delete()
            record(MemberStays(str(row.member)), by=by, subject=row.member_id)


# What other rooms do when somebody says that they go away, or are back before their time.
LISTENERS: list[Callable[[Absence], None]] = []


def tell(absence: Absence) -> None:
    for each in LISTENERS:
        each(absence)


class Away(models.Model):
    # Set by `with_absences`, for those who are away now.
    away_until: datetime | None = None

    class Meta:
        abstract = True

    @property
    def away_words(self) -> str:
        """As one says it behind a name; empty for who is here, or where nobody asked."""
        return _("away until %(when)s") % {"when": moments.day(self.away_until)} if self.away_until else ""

    def absence(self: Member, at: datetime | None = None) -> Absence | None:  # type: ignore[misc]
        """The one that lasts then, or now."""
        return self.absences.at(at).first()

    @transaction.atomic
    def be_away(  # type: ignore[misc]
        self: Member, since: datetime, until: datetime, *, by: Member, stands_in: Member | None = None
    ) -> Absence:
        """From then (aware) until they are back. Raises NotPossible, with the reason in words."""
        type(self)._base_manager.select_for_update(no_key=True).get(pk=self.pk)
        self._refuse_to_go(since, until, stands_in)
        absence = self.absences.create(since=since, until=until, stands_in=stands_in, said_by=by)
        said = (str(self), since.isoformat(), until.isoformat(), str(stands_in or ""))
        record(MemberAway(*said), by=by, subject=self.pk)
        tell(absence)
        return absence

    def _refuse_to_go(  # type: ignore[misc]
        self: Member, since: datetime, until: datetime, stands_in: Member | None
    ) -> None:
        if until <= max(since, clock.now()):
            raise NotPossible(_("The day of coming back must be later than the first day away, and not past."))
        if self.absences.between(since, until).exists():
            raise NotPossible(_("%(name)s is away then already. End that first.") % {"name": self})
        if stands_in is None:
            return
        if stands_in == self or not stands_in.is_active:
            raise NotPossible(_("Somebody else must stand in."))
        if stands_in.absences.between(since, until).exists():
            raise NotPossible(_("%(name)s is away then too. Name somebody else.") % {"name": stands_in})


def with_absences(rows: models.QuerySet[Member], at: datetime | Value | None = None) -> models.QuerySet[Member]:
    """The same colleagues, each with `away_until`; it costs no query of its own."""
    now = Absence.objects.at(at).filter(member=OuterRef("pk")).order_by("-until")
    return rows.annotate(**{"away_until": Subquery(now.values("until")[:1])})
