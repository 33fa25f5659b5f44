"""The ledger in numbers: what became of promises, by month, team and kind. Never a ranking of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kept.conversations.titling import ConversationKind
from kept.people.member import Member, Team
from kept.promises.breaking import Cause
from kept.promises.ledger import Scope
from kept.promises.promise import Promise, PromiseQuerySet
from kept.promises.tally import Outcome, Tally

MONTHS = 12

# The columns of every table, each with the rows of numbers it adds up.
COLUMNS: dict[str, tuple[Any, Q]] = {
    "kept": (_("Kept"), Q(outcome__in=[Outcome.IN_TIME, Outcome.EARLY])),
    "early": (_("Kept early"), Q(outcome=Outcome.EARLY)),
    "moved": (_("Kept after moving"), Q(outcome__in=[Outcome.IN_TIME, Outcome.EARLY], moved=True)),
    "broken": (_("Broken"), Q(outcome=Outcome.BROKEN)),
    "withdrawn": (_("Withdrawn"), Q(outcome=Outcome.WITHDRAWN)),
}
# By what the tables are divided, and how the number in the row is called.
DIVISIONS = {"month": _("By month"), "team": _("By team"), "kind": _("By kind"), "cause": _("Broken, by cause")}


@dataclass(frozen=True)
class Line:
    """One row of a table: `key` is what it is opened by, `cells` the numbers by column."""

    key: str
    label: str
    cells: dict[str, int]

    @property
    def numbers(self) -> list[tuple[str, str, int]]:
        """Each column with its name and number."""
        return [(name, str(COLUMNS[name][0]), n) for name, n in self.cells.items()]

    @property
    def rate(self) -> int | None:
        """Per cent of those that ended in being kept or broken; None where none did."""
        ended = self.cells["kept"] + self.cells["broken"]
        return round(100 * self.cells["kept"] / ended) if ended else None


def tallies(member: Member, scope: Scope) -> QuerySet[Tally]:
    """One's own numbers; those of the teams one leads; for those who look after the company, all. Twelve months."""
    rows = Tally.objects.filter(month__gte=first_month())
    if scope == Scope.COMPANY and member.may_administer:
        return rows
    if scope == Scope.TEAM:
        return rows.filter(team__in=teams_seen_by(member).values("pk"))
    return rows.filter(member=member)


def teams_seen_by(member: Member) -> QuerySet[Team]:
    """Whose numbers they may see: of those they lead; owners and admins also of those they are in."""
    return (member.leads.all() | member.teams.all()).distinct() if member.may_administer else member.leads.all()


def scopes(member: Member) -> list[tuple[str, Any]]:
    """What a member may look at: a person themselves, the lead the team, owners and admins everything."""
    seen = [Scope.MINE]
    if teams_seen_by(member).exists():
        seen.append(Scope.TEAM)
    if member.may_administer:
        seen.append(Scope.COMPANY)
    return [(each.value, each.label) for each in seen]


def first_month() -> date:
    today = timezone.localdate()
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def table(rows: QuerySet[Tally], division: str) -> list[Line]:
    """One query, however many promises there were."""
    sums = {name: Coalesce(Sum("n", filter=which), 0) for name, (_label, which) in COLUMNS.items()}
    if division == "cause":
        rows = rows.filter(outcome=Outcome.BROKEN)
    found = rows.values(division).annotate(**sums).order_by(f"-{division}" if division == "month" else division)
    names = _names(division)
    return [
        Line(str(each[division]), _label(each[division], division, names), {name: each[name] for name in COLUMNS})
        for each in found
        if any(each[name] for name in COLUMNS)
    ]


def total(rows: QuerySet[Tally]) -> Line:
    sums = {name: Coalesce(Sum("n", filter=which), 0) for name, (_label, which) in COLUMNS.items()}
    return Line("", gettext("Altogether"), rows.aggregate(**sums))


def _names(division: str) -> dict[int, str]:
    return dict(Team.objects.values_list("pk", "name")) if division == "team" else {}


def _label(key: Any, division: str, names: dict[int, str]) -> str:
    if division == "month":
        return date_format(key, "F Y")
    if division == "team":
        return names.get(key) or (gettext("A team that is no more") if key else gettext("No team"))
    if division == "cause":
        return str(Cause(key).label) if key else gettext("Not said yet")
    return str(ConversationKind(key).label) if key else gettext("No kind")


def behind(rows: QuerySet[Tally], column: str, division: str, key: str) -> PromiseQuerySet:
    """The promises that a number counts. Raises KeyError and ValueError for a number that does not exist."""
    chosen = rows.filter(COLUMNS[column][1])
    if division:
        chosen = chosen.filter(**{division: date.fromisoformat(key) if division == "month" else key})
    return Promise.objects.filter(counted_in__in=chosen)  # type: ignore[no-any-return]
