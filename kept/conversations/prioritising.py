"""How urgent a conversation is: a word of ours, which standing promises may go by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.conversations.base import Base
from kept.conversations.events import Prioritised
from kept.people.member import Member


class Priority(models.TextChoices):
    LOW = "low", _("Low")
    NORMAL = "normal", _("Normal")
    HIGH = "high", _("High")
    URGENT = "urgent", _("Urgent")


class Prioritisable(Base):
    priority = models.CharField(_("priority"), max_length=10, choices=Priority, default=Priority.NORMAL)

    class Meta:
        abstract = True

    @property
    def is_out_of_the_ordinary(self) -> bool:
        """Whether its priority is worth showing."""
        return self.priority != Priority.NORMAL

    def prioritise(self, priority: str, *, by: Member | None) -> None:
        """Say how urgent it is. Raises ValueError for a priority that does not exist."""
        priority = Priority(priority)
        with self.locked():
            if priority == self.priority:
                return
            self._set(priority=priority)
            self.record(Prioritised(priority), by=by)
