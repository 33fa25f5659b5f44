"""Which reports of a mail service were heeded, so that the same one said again changes nothing."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from anymail.signals import EventType
from django.db import models

from kept.channels.email.services.service import MailService
from kept.lib import clock

# What is older than that is no news: nobody keeps trying for so long, and we no longer know whether we heard it.
KEPT_FOR = timedelta(days=30)


class ReportManager(models.Manager["Report"]):
    def is_news(self, service: MailService, event: Any) -> bool:
        """Whether this is heard for the first time; writes down that it was."""
        now = clock.now()
        if event.timestamp and event.timestamp < now - KEPT_FOR:
            return False
        _row, new = self.get_or_create(service=service, digest=_digest(event), defaults={"at": now})
        return new


class Report(models.Model):
    service = models.ForeignKey(MailService, models.CASCADE, db_index=False)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now, db_index=True)

    objects = ReportManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "digest"], name="report_once")]

    def __str__(self) -> str:
        return self.digest


def _digest(event: Any) -> str:
    """All that tells it from others. Some services give it another id each time that they say it again, and speak of a
    delay at each try."""
    at = "" if event.event_type == EventType.DEFERRED else event.timestamp or event.event_id
    told = (event.event_type, event.message_id, event.recipient, at)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def sweep() -> None:
    """Forget what could not be said again in earnest."""
    Report.objects.filter(at__lt=clock.now() - KEPT_FOR - timedelta(days=1)).delete()
