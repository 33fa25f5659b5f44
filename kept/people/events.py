"""What happens among colleagues, each with its sentence. `subject` of the event is the member, team or invitation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.events.kinds import Kind
from kept.lib import clock
from kept.ui import moments

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.events.event import Event


@dataclass(frozen=True)
class About(Kind):
    """A kind told in one sentence about one thing by its name: `told` has %(who)s and %(name)s."""

    name: ClassVar[str] = "people.about"
    told: ClassVar[str | _StrPromise] = ""
    whom: str = ""

    def sentence(self, event: Event) -> str:
        return str(self.told) % {"who": event.by or _("Kept"), "name": self.whom}


@dataclass(frozen=True)
class CompanySetUp(About):
    name = "company.set_up"
    told = gettext_lazy("%(who)s set up Kept for %(name)s")


@dataclass(frozen=True)
class CompanyChanged(About):
    name = "company.changed"
    told = gettext_lazy("%(who)s changed the company’s settings")


@dataclass(frozen=True)
class MemberInvited(About):
    name = "member.invited"
    told = gettext_lazy("%(who)s invited %(name)s")


@dataclass(frozen=True)
class InvitationRepeated(About):
    name = "member.invited_again"
    told = gettext_lazy("%(who)s invited %(name)s again")


@dataclass(frozen=True)
class InvitationWithdrawn(About):
    name = "member.uninvited"
    told = gettext_lazy("%(who)s withdrew the invitation of %(name)s")


@dataclass(frozen=True)
class MemberJoined(About):
    name = "member.joined"
    told = gettext_lazy("%(name)s joined")


@dataclass(frozen=True)
class MemberDeactivated(About):
    name = "member.deactivated"
    told = gettext_lazy("%(who)s deactivated %(name)s")


@dataclass(frozen=True)
class MemberReactivated(About):
    name = "member.reactivated"
    told = gettext_lazy("%(who)s brought back %(name)s")


@dataclass(frozen=True)
class MemberAway(Kind):
    """`since` and `until` are ISO 8601 moments, `stands_in` a name, empty where nobody was named."""

    name = "member.away"
    whom: str = ""
    since: str = ""
    until: str = ""
    stands_in: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "name": self.whom, "stand_in": self.stands_in}
        words |= {"since": _day(self.since), "until": _day(self.until)}
        if self.stands_in:
            return (
                _("%(who)s said that %(name)s is away from %(since)s until %(until)s; %(stand_in)s stands in") % words
            )
        return _("%(who)s said that %(name)s is away from %(since)s until %(until)s") % words


@dataclass(frozen=True)
class MemberBack(About):
    name = "member.back"
    told = gettext_lazy("%(who)s said that %(name)s is back")


@dataclass(frozen=True)
class MemberStays(About):
    name = "member.stays"
    told = gettext_lazy("%(who)s said that %(name)s does not go away after all")


@dataclass(frozen=True)
class MemberRenamed(Kind):
    name = "member.renamed"
    before: str = ""
    after: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by, "before": self.before, "after": self.after}
        return _("%(who)s changed the name %(before)s to %(after)s") % words


@dataclass(frozen=True)
class RoleChanged(Kind):
    name = "member.role_changed"
    whom: str = ""
    before: str = ""
    after: str = ""

    def sentence(self, event: Event) -> str:
        from kept.people.roles import Role

        words = {"who": event.by, "name": self.whom, "before": Role(self.before).label, "after": Role(self.after).label}
        return _("%(who)s changed the role of %(name)s from %(before)s to %(after)s") % words


@dataclass(frozen=True)
class SignedIn(Kind):
    """`how` is password or link."""

    name = "member.signed_in"
    how: str = ""

    def sentence(self, event: Event) -> str:
        if self.how == "link":
            return _("%(who)s signed in by a link") % {"who": event.by}
        return _("%(who)s signed in") % {"who": event.by}


@dataclass(frozen=True)
class PasswordChanged(About):
    name = "member.password_changed"
    told = gettext_lazy("%(name)s chose a new password")


@dataclass(frozen=True)
class AddressChanged(Kind):
    name = "member.address_changed"
    before: str = ""
    after: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by, "before": self.before, "after": self.after}
        return _("%(who)s changed the e-mail address %(before)s to %(after)s") % words


@dataclass(frozen=True)
class TeamFormed(About):
    name = "team.formed"
    told = gettext_lazy("%(who)s formed the team %(name)s")


@dataclass(frozen=True)
class TeamRenamed(Kind):
    name = "team.renamed"
    before: str = ""
    after: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by, "before": self.before, "after": self.after}
        return _("%(who)s renamed the team %(before)s to %(after)s") % words


@dataclass(frozen=True)
class TeamLed(Kind):
    """`by_whom` is a name, empty where nobody leads it any more."""

    name = "team.led"
    team: str = ""
    by_whom: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "team": self.team, "name": self.by_whom}
        if not self.by_whom:
            return _("The team %(team)s has no lead any more") % words
        return _("%(who)s made %(name)s the lead of the team %(team)s") % words


@dataclass(frozen=True)
class TeamDisbanded(About):
    name = "team.disbanded"
    told = gettext_lazy("%(who)s disbanded the team %(name)s")


@dataclass(frozen=True)
class InTeam(Kind):
    name: ClassVar[str] = "people.in_team"
    told: ClassVar[str | _StrPromise] = ""
    team: str = ""
    whom: str = ""

    def sentence(self, event: Event) -> str:
        return str(self.told) % {"who": event.by or _("Kept"), "name": self.whom, "team": self.team}


@dataclass(frozen=True)
class TeamJoined(InTeam):
    name = "team.joined"
    told = gettext_lazy("%(who)s took %(name)s into the team %(team)s")


@dataclass(frozen=True)
class TeamLeft(InTeam):
    name = "team.left"
    told = gettext_lazy("%(who)s took %(name)s out of the team %(team)s")


def _day(moment: str) -> str:
    """An ISO moment as a day, in the reader's time zone."""
    return moments.date(datetime.fromisoformat(moment), clock.now()) if moment else ""
