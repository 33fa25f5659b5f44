"""What a member should hear of."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from kept.lib.counting import Count, bounded
from kept.notifications.notice import Notice
from kept.people.member import Member
from kept.ui.frame import counts, part

SHOWN = 50


class Bell:
    @cached_property
    def url(self) -> str:
        return reverse("notifications:news")

    @cached_property
    def count_url(self) -> str:
        return reverse("notifications:bell")


@part("bell")
def bell(request: HttpRequest) -> Bell | None:
    return Bell() if isinstance(request.user, Member) else None


@counts("news")
def unseen(member: Member) -> Count:
    """What they have not looked at yet."""
    return _unseen(member, member.may_administer)


@lru_cache(maxsize=1024)
def _unseen(member: Member, _sees_all: bool) -> Count:
    """Remembered: it is always the same for a member of that role, and takes longer to write than to ask."""
    return bounded(Notice.objects.of(member).unseen())


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
