"""Who did what to Kept itself, and when."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kept.people import deeds
from kept.people.access import MemberRequest, administrators
from kept.people.deeds import Area
from kept.people.member import Member


@administrators
@require_safe
def all_deeds(request: MemberRequest) -> HttpResponse:
    """What is asked for and cannot be is left out, so that a mangled address shows more rather than nothing."""
    area = request.GET.get("about", "")
    area = area if area in Area.values else ""
    by = Member.objects.filter(pk=_number(request, "by") or 0).first()
    page = deeds.page(area=area, by=by, before=_number(request, "before"))
    members = Member.objects.order_by("name")
    words = {"page": page, "areas": Area, "area": area, "by": by, "members": members}
    return render(request, "people/deeds.html", words)


def _number(request: MemberRequest, name: str) -> int | None:
    words = request.GET.get(name, "")
    return int(words) if words.isdecimal() and len(words) <= 18 else None
