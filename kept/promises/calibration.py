"""Of those forecasts that said 9 in 10: how many came true."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from kept.people.member import Member
from kept.promises.figures import teams_seen_by
from kept.promises.foreseeing import Level
from kept.promises.ledger import Scope
from kept.promises.promise import Promise, PromiseQuerySet

OUTCOMES = {"came_true": True, "missed": False}


@dataclass(frozen=True)
class Calibration:
    """Since the first forecast. The rows behind are found by the names in `OUTCOMES`."""

    came_true: int
    missed: int

    @property
    def known(self) -> int:
        return self.came_true + self.missed


def calibration(member: Member, scope: Scope) -> Calibration | None:
    """One query over a row for each deed and team; None where no forecast is known to have come true or not."""
    sums = {name: Coalesce(Sum(name), 0) for name in OUTCOMES}
    found = Calibration(**_levels(member, scope).aggregate(**sums))
    return found if found.known else None


def _levels(member: Member, scope: Scope) -> QuerySet[Level]:
    """The company's to those who look after it, a team's to its lead: nobody has any of their own."""
    return Level.objects.filter(_groups(member, scope, ""))


def _groups(member: Member, scope: Scope, at: str) -> Q:
    if scope == Scope.COMPANY and member.may_administer:
        return Q()
    teams = list(teams_seen_by(member).values_list("pk", flat=True)) if scope == Scope.TEAM else []
    return Q(**{f"{at}team__in": teams})


def behind(member: Member, scope: Scope, outcome: str) -> PromiseQuerySet:
    """The promises whose forecasts turned out so. Raises KeyError for an unknown outcome."""
    chosen = _groups(member, scope, "forecast__")
    return Promise.objects.filter(chosen, forecast__came_true=OUTCOMES[outcome])  # type: ignore[no-any-return]
