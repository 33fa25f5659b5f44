"""The heartbeat of the mail process, so that others can tell whether mail is being taken in."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from kept.lib import clock

BEAT = timedelta(seconds=10)
STILL = timedelta(seconds=45)


class Pulse(models.Model):
    """One row a process. `address` is where it listens; `beat_at` is when it last said that it is well."""

    name = models.CharField(max_length=80, unique=True)
    address = models.CharField(max_length=100)
    began_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


def beat(name: str, address: str) -> None:
    """Say that this process is well, and forget those that were not for a day."""
    now = clock.now()
    defaults = {"address": address, "beat_at": now}
    Pulse.objects.update_or_create(name=name, defaults=defaults, create_defaults=defaults | {"began_at": now})
    Pulse.objects.filter(beat_at__lt=now - timedelta(days=1)).delete()


def still(name: str) -> None:
    """This process ends in an orderly way."""
    Pulse.objects.filter(name=name).delete()


def alive() -> list[Pulse]:
    """The mail processes that run now."""
    return list(Pulse.objects.filter(beat_at__gt=clock.now() - STILL).order_by("name"))
