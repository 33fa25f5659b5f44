"""Teams: who shares a kind of work."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kept.people.access import MemberRequest, administrators
from kept.people.forms import TeamForm
from kept.people.member import Team


@administrators
def teams(request: MemberRequest) -> HttpResponse:
    return render(
        request, "people/teams.html", {"teams": Team.objects.select_related("lead").prefetch_related("members")}
    )


@administrators
def new_team(request: MemberRequest) -> HttpResponse:
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            words = form.cleaned_data
            team = Team.objects.form(words["name"], by=request.user, members=words["members"])
            team.be_led_by(words["lead"], by=request.user)
            form.set_doors(team, by=request.user)
        messages.success(request, _("The team %(name)s is formed.") % {"name": team})
        return redirect("people:teams")
    return render(request, "people/team.html", {"form": form})


@administrators
def team(request: MemberRequest, team_id: int) -> HttpResponse:
    which = get_object_or_404(Team, pk=team_id)
    form = TeamForm(request.POST or None, team=which)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            which.rename(form.cleaned_data["name"], by=request.user)
            former = which.members.filter(is_active=False)  # not on the page, and still members should they come back
            which.set_members([*form.cleaned_data["members"], *former], by=request.user)
            which.be_led_by(form.cleaned_data["lead"], by=request.user)
            form.set_doors(which, by=request.user)
        messages.success(request, _("The team %(name)s is saved.") % {"name": which})
        return redirect("people:teams")
    return render(request, "people/team.html", {"form": form, "team": which})


@administrators
@require_POST
def disbanding(request: MemberRequest, team_id: int) -> HttpResponse:
    which = get_object_or_404(Team, pk=team_id)
    which.disband(by=request.user)
    messages.success(request, _("The team %(name)s is disbanded.") % {"name": which})
    return redirect("people:teams")
