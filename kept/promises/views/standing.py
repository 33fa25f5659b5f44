"""The settings of what is promised to everybody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kept.people.access import MemberRequest, administrators
from kept.promises.standing import arranging
from kept.promises.standing.calendar import Calendar
from kept.promises.standing.explaining import spent
from kept.promises.standing.forms import StandingPromiseForm
from kept.promises.standing.standing_promise import StandingPromise


@administrators
def standing(request: MemberRequest) -> HttpResponse:
    rows = StandingPromise.objects.in_force().select_related("calendar", "inbox", "group", "company")
    context = {"rows": [(each, spent(each.allowed)) for each in rows], "has_calendar": Calendar.objects.exists()}
    return render(request, "promises/standing_promises.html", context)


@administrators
def new(request: MemberRequest) -> HttpResponse:
    if not Calendar.objects.exists():
        messages.info(request, _("First say when you are at work."))
        return redirect("promises:new_calendar")
    return _kept(request, StandingPromiseForm(request.POST or None))


@administrators
def one(request: MemberRequest, standing_id: int) -> HttpResponse:
    which = get_object_or_404(StandingPromise.objects.in_force(), pk=standing_id)
    return _kept(request, StandingPromiseForm(request.POST or None, instance=which))


@administrators
@require_POST
def retirement(request: MemberRequest, standing_id: int) -> HttpResponse:
    arranging.retire(get_object_or_404(StandingPromise, pk=standing_id), by=request.user)
    messages.success(request, _("It is promised no more. What was kept and broken stays on record."))
    return redirect("promises:standing")


def _kept(request: MemberRequest, form: StandingPromiseForm) -> HttpResponse:
    if form.is_valid():
        arranging.keep_promise(form.instance, by=request.user)
        messages.success(request, _("Saved. It holds for who writes from now on."))
        return redirect("promises:standing")
    return render(request, "promises/standing_promise.html", {"form": form})
