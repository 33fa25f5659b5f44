"""Hillside Removals: its people, teams, inboxes and forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from kept.channels.form.form_settings import FormSettings
from kept.conversations.inbox import Inbox, InboxAccess
from kept.customers.customer import Company
from kept.customers.grouping import CustomerGroup
from kept.people.member import Member, Membership, Role, Team
from kept.people.organisation import Organisation
from kept.promises.callbacks.opening import CallbackPage
from kept.promises.standing.arranging import keep_calendar, keep_promise
from kept.promises.standing.calendar import Calendar
from kept.promises.standing.standing_promise import StandingPromise

NAME = "Hillside Removals"
ZONE = "Europe/London"
DOMAIN = "hillside.example"

# key: name, role, what stands below their name
PEOPLE = {
    "ruth": ("Ruth Marlow", Role.OWNER, "Owner, Hillside Removals"),
    "tunde": ("Tunde Bakare", Role.ADMIN, "Office, Hillside Removals"),
    "priya": ("Priya Raman", Role.AGENT, "Order line, Hillside Removals"),
    "yusuf": ("Yusuf Rahmani", Role.AGENT, "Order line, Hillside Removals"),
    "zofia": ("Zofia Nowak", Role.AGENT, "Crew & vans, Hillside Removals"),
    "imogen": ("Imogen Ferris", Role.AGENT, "Claims desk, Hillside Removals"),
    "marek": ("Marek Dvořák", Role.LIGHT, "Foreman, Hillside Removals"),
}
# key: name, members, and the one who leads it ('' for nobody)
TEAMS = {
    "order": ("Order line", ["priya", "yusuf", "tunde"], "tunde"),
    "crew": ("Crew & vans", ["zofia", "marek", "yusuf"], "zofia"),
    "claims": ("Claims desk", ["imogen", "ruth"], ""),
}
# Who is away as the story ends, for how many days, and who stands in
AWAY = ("priya", 3, "yusuf")
# key: name, teams that may open it, and the greeting of its form ('' for no form)
INBOXES = {
    "quotes": (
        "Quotes",
        ["order"],
        "Tell us from where to where, roughly when, and what is big, heavy or precious. We answer on working days, "
        "usually within two hours.",
    ),
    "moves": ("Moves", ["crew", "order"], ""),
    "claims": (
        "Claims",
        ["claims", "crew"],
        "Something arrived broken, late or not at all? We are sorry. Tell us what and when; a photograph helps.",
    ),
}
# Companies that send their own customers, and how they are called together
TRADE = {"Lowther Bray Estate Agents": "lowtherbray.example", "Crowe & Westall Solicitors": "croweandwestall.example"}
TRADE_NAME = "Trade customers"
# What is promised to everybody: target, minutes, and the inbox and kind it is for ('' for any)
STANDING = [
    ("first", 120, "quotes", ""),
    ("first", 240, "", ""),
    ("first", 60, "", "complaint"),
    ("next", 480, "", ""),
    ("resolution", 40 * 60, "", ""),
]
# And to the trade alone: target, minutes
STANDING_FOR_TRADE = [("first", 90), ("next", 240)]
WEEK = ["08:00-18:00"] * 5 + ["09:00-13:00", ""]


@dataclass
class Firm:
    """The rows, by the keys that the story uses."""

    members: Mapping[str, Member] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    inboxes: Mapping[str, Inbox] = field(default_factory=dict)


def found() -> Firm:
    """Make the firm. Nobody has a password: they sign in by link."""
    ours = Organisation.ours()
    ours.name, ours.time_zone = NAME, ZONE
    ours.save()
    members = {key: _member(key, *row) for key, row in PEOPLE.items()}
    teams = {
        key: _team(name, [members[each] for each in keys], members.get(lead))
        for key, (name, keys, lead) in TEAMS.items()
    }
    inboxes = {key: _inbox(key, row, teams) for key, row in INBOXES.items()}
    _promise_everybody(inboxes)
    return Firm(members, teams, inboxes)


def go_away(company: Firm, now: datetime) -> None:
    """At the end of the story: one is away from then on, and another keeps what they promised."""
    who, days, stands_in = AWAY
    member = company.members[who]
    back = datetime.combine((now + timedelta(days=days)).date(), time(), tzinfo=member.zone)
    member.be_away(now, back, by=member, stands_in=company.members[stands_in])


def _promise_everybody(inboxes: Mapping[str, Inbox]) -> None:
    office = Calendar(name="Office hours", time_zone=ZONE, week=WEEK, country="GB", subdivision="ENG")
    keep_calendar(office, [], by=None)
    for target, minutes, inbox, kind in STANDING:
        promise = StandingPromise(target=target, minutes=minutes, calendar=office, kind=kind)
        promise.inbox = inboxes.get(inbox)
        keep_promise(promise, by=None)
    trade = _trade()
    for target, minutes in STANDING_FOR_TRADE:
        keep_promise(StandingPromise(target=target, minutes=minutes, calendar=office, group=trade), by=None)


def _trade() -> CustomerGroup:
    group = CustomerGroup.objects.make(TRADE_NAME, by=None)
    for name, domain in TRADE.items():
        Company.objects.create(name=name, domain=domain).belong_to(group, by=None)
    return group


def _member(key: str, name: str, role: Role, work: str) -> Member:
    return Member.objects.create_user(f"{key}@{DOMAIN}", name=name, role=role, signature=f"{name}\n{work}")


def _team(name: str, members: list[Member], lead: Member | None) -> Team:
    team = Team.objects.create(name=name, lead=lead)
    Membership.objects.bulk_create([Membership(team=team, member=each) for each in members])
    return team


CALLS = "Some things are said faster than written. Choose a time, and one of us rings you."


def _inbox(key: str, row: tuple[str, list[str], str], teams: Mapping[str, Team]) -> Inbox:
    name, let_in, greeting = row
    inbox = Inbox.objects.create(name=name, slug=key, address=f"{key}@{DOMAIN}", reply_by_token=True)
    InboxAccess.objects.bulk_create([InboxAccess(inbox=inbox, team=teams[each]) for each in let_in])
    if greeting:
        sites = f"https://www.{DOMAIN}"
        FormSettings.objects.create(inbox=inbox, is_on=True, greeting=greeting, allowed_sites=sites)
        CallbackPage.objects.create(inbox=inbox, is_on=True, greeting=CALLS)
    return inbox
