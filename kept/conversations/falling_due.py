"""Falling due: what is promised in a conversation, or promised everybody, has a time that comes near or has passed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db.models import Q
from django.db.models.functions import Least
from django.utils import timezone

from kept.conversations.base import Rows, State
from kept.people.member import Member

# Today and the days after it that are soon: on a Friday one sees Monday.
SOON = timedelta(days=4)
# The nearer of the two; PostgreSQL leaves out what is null.
DUE_AT = Least("promised_at", "answer_due_at")
HAS_DUE = (Q(promised_at__isnull=False) | Q(answer_due_at__isnull=False)) & ~Q(state__in=[State.SPAM, State.MERGED])


def soon(member: Member) -> datetime:
    """Until when something is soon: the end of the third day from now, by the member's clock."""
    today = timezone.localtime(timezone=member.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + SOON


class FallingDueQuerySet(Rows):
    def due_before(self, moment: datetime) -> Self:
        """Those of which something was or will be due by then; what is snoozed or closed is waited for all the same."""
        return self.alias(due_at=DUE_AT).filter(HAS_DUE, due_at__lt=moment)
