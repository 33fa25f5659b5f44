"""Rate limits that hold across processes: a counter per key and window, in the database."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

COUNT = """
INSERT INTO people_throttle (key, until, count) VALUES (%s, %s, 1)
ON CONFLICT (key, until) DO UPDATE SET count = people_throttle.count + 1
RETURNING count
"""


class Throttle(models.Model):
    key = models.CharField(max_length=64)
    until = models.DateTimeField(db_index=True)
    count = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "until"], name="throttle_window")]

    def __str__(self) -> str:
        return f"{self.count} until {self.until}"


def allow(key: str, *, limit: int, seconds: int) -> bool:
    """Count one attempt under that key; False once there were more than `limit` in the present window."""
    now = int(timezone.now().timestamp())
    until = datetime.fromtimestamp(now - now % seconds, UTC) + timedelta(seconds=seconds)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [hashlib.sha256(key.encode()).hexdigest(), until])
        return int(cursor.fetchone()[0]) <= limit


def refuse(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for whoever tried too often. The tries of a minute are forgotten with it."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return response


def sweep() -> None:
    """Forget windows that are over."""
    Throttle.objects.filter(until__lt=timezone.now()).delete()
