"""The company that runs this Kept."""

from __future__ import annotations

from django.db import models

from kept.lib.clock import valid_time_zone
from kept.lib.written import Written


class Organisation(models.Model):
    """One row. `time_zone` is where the company keeps its hours, and what a member without an own zone sees."""

    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60, default="UTC", validators=[valid_time_zone])
    only = models.BooleanField(default=True, editable=False, unique=True)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def ours(cls) -> Organisation:
        return OURS.first() or cls.objects.get_or_create(only=True)[0]


OURS = Written(lambda: Organisation.objects.filter(only=True))
