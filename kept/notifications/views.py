"""What a member should hear of."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kept.notifications.notice import Notice
from kept.people.member import Member
from kept.ui.frame import part

SHOWN = 50
COUNT_UP_TO = 100


@dataclass(frozen=True)
class Bell:
    """How much a member has not looked at yet, up to a hundred."""

    member: Member

    @property
    def url(self) -> str:
        return reverse("notifications:news")

    @property
    def count_url(self) -> str:
        return reverse("notifications:bell")

    @property
    def count(self) -> int:
        return Notice.objects.of(self.member).unseen()[:COUNT_UP_TO].count()


@part("bell")
def bell(request: HttpRequest) -> Bell | None:
    return Bell(request.user) if isinstance(request.user, Member) else None


def news(request: HttpRequest) -> HttpResponse:
    """The newest notices, those not yet looked at first marked."""
    assert isinstance(request.user, Member)  # noqa: S101 - for mypy
    mine = Notice.objects.of(request.user)
    rows = mine.select_related("event__by", "event__conversation__customer", "asking__upper").order_by("-event")[:SHOWN]
    unseen = set(mine.unseen().order_by("-event").values_list("pk", flat=True)[:SHOWN])
    mine.see()
    return render(request, "notifications/news.html", {"rows": rows, "unseen": unseen})


def bell_alone(request: HttpRequest) -> HttpResponse:
    return render(request, "notifications/bell.html")
