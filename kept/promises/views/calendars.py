"""The settings of working hours."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kept.people.access import MemberRequest, administrators
from kept.promises.standing.arranging import keep_calendar
from kept.promises.standing.calendar import Calendar
from kept.promises.standing.forms import CalendarForm


@administrators
def calendars(request: MemberRequest) -> HttpResponse:
    return render(request, "promises/calendars.html", {"calendars": Calendar.objects.all()})


@administrators
def new(request: MemberRequest) -> HttpResponse:
    return _kept(request, CalendarForm(request.POST or None), None)


@administrators
def one(request: MemberRequest, calendar_id: int) -> HttpResponse:
    calendar = get_object_or_404(Calendar, pk=calendar_id)
    return _kept(request, CalendarForm(request.POST or None, instance=calendar), calendar.name)


def _kept(request: MemberRequest, form: CalendarForm, name: str | None) -> HttpResponse:
    """Saved, or shown again: with what is wrong, or with the holidays as they would be."""
    if form.is_valid() and "preview" not in request.POST:
        keep_calendar(form.instance, form.cleaned_data["special"], by=request.user)
        messages.success(request, _("The working hours “%(name)s” are saved.") % {"name": form.instance})
        return redirect("promises:calendars")
    shows = form.is_valid() or (not form.is_bound and form.instance.pk)
    days = form.instance.next_holidays() if shows else None
    return render(request, "promises/calendar_one.html", {"form": form, "name": name, "days": days})
