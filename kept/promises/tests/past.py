"""Promises of the weeks before, for history to teach from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member, Team
from kept.promises.deeds import deed_of
from kept.promises.keeping import Keeping
from kept.promises.promise import Promise

HOUR = timedelta(hours=1)


def past(
    here: Conversation, by: Member, hours: Sequence[float], what: str = "ring her", team: Team | None = None
) -> None:
    """One a week before this moment, the newest first, each done after so many hours by the clock."""
    days = [clock.now() - timedelta(weeks=week + 1) for week in range(len(hours))]
    made = Promise.objects.bulk_create(row(here, by, day, what, team) for day in days)
    pairs = zip(made, hours, strict=True)
    Keeping.objects.bulk_create(Keeping(promise=each, by=by, at=each.made_at + took * HOUR) for each, took in pairs)


def row(here: Conversation, by: Member, made: datetime, what: str, team: Team | None = None) -> Promise:
    places = {"conversation": here, "origin": here, "inbox": here.inbox, "customer": here.customer, "team": team}
    said = {"what": what, "deed": deed_of(what), "due": made + 24 * HOUR, "made_at": made, "settled_at": made}
    return Promise(promiser=by, made_by=by, zone="Europe/London", state="kept", **places, **said)
