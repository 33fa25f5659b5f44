"""The breaker: where mail goes to and fro too fast, Kept writes nothing there by itself for a day, and says so."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models, transaction

from kept.channels.events import AutomaticMailStopped
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.lib import clock
from kept.people import throttle

HOUR = 3600
# What one correspondent may send within an hour before it looks like two machines talking.
MOST_BY_MACHINES = 5
MOST = 20
QUIET_FOR = timedelta(days=1)


class Silence(models.Model):
    """Until then (aware) Kept writes nothing by itself to that address; more than `count` mails in an hour are why."""

    address = models.CharField(max_length=320, unique=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.address} until {self.until}"


def correspondent(address: str) -> str:
    """Whom an address stands for: lower case, without what stands after a plus (RFC 5233)."""
    local, _, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"[:320]


def is_silent(address: str) -> bool:
    return Silence.objects.filter(address=correspondent(address), until__gt=clock.now()).exists()


def count(message: Message) -> None:
    """Count what came in from somebody to whom Kept writes by itself, and break the loop where it looks like one."""
    who = correspondent(message.author.get("address", ""))
    by_machine = not message.automatic or throttle.allow(f"by machines {who}", limit=MOST_BY_MACHINES, seconds=HOUR)
    if not (throttle.allow(f"by mail {who}", limit=MOST, seconds=HOUR) and by_machine):
        silence(who, MOST if by_machine else MOST_BY_MACHINES, message.conversation)


@transaction.atomic
def silence(who: str, more_than: int, conversation: Conversation) -> None:
    """Write nothing there by itself for a day. Harmless while that is so already."""
    now = clock.now()
    row, new = Silence.objects.get_or_create(address=who, defaults={"count": more_than, "until": now + QUIET_FOR})
    again = Silence.objects.filter(pk=row.pk, until__lte=now)
    if new or again.update(count=more_than, until=now + QUIET_FOR):
        row.refresh_from_db()
        conversation.record(AutomaticMailStopped(who, more_than, _moment(row.until)))


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def sweep() -> None:
    """Forget silences that are over."""
    Silence.objects.filter(until__lte=clock.now()).delete()
