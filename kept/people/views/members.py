"""Colleagues: who they are, what they may do, and their leaving."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kept.events.event import record
from kept.people import duties
from kept.people.absence import with_absences
from kept.people.access import MemberRequest, administrators
from kept.people.events import MemberRenamed
from kept.people.forms import HandoverForm, MemberForm
from kept.people.member import Member, Team
from kept.people.roles import NotPossible


@administrators
def members(request: MemberRequest) -> HttpResponse:
    everybody = list(with_absences(Member.objects.prefetch_related("teams")))
    here = [each for each in everybody if each.is_active]
    gone = [each for each in everybody if not each.is_active]
    return render(request, "people/members.html", {"here": here, "gone": gone})


@administrators
def member(request: MemberRequest, member_id: int) -> HttpResponse:
    whom = get_object_or_404(Member, pk=member_id)
    form = MemberForm(request.POST or None, member=whom, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(whom, form, request.user)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": whom})
            return redirect("people:members" if whom != request.user else "people:settings")
    may_change = request.user.may_change(whom)
    return render(request, "people/member.html", {"whom": whom, "form": form, "may_change": may_change})


@transaction.atomic
def _keep(whom: Member, form: MemberForm, by: Member) -> None:
    words = form.cleaned_data
    if not by.may_change(whom):
        raise NotPossible(_("Only an owner can change an owner."))
    if words["name"] != whom.name:
        record(MemberRenamed(whom.name, words["name"]), by=by, subject=whom.pk)
        whom.name = words["name"]
        whom.save(update_fields=["name"])
    _set_teams(whom, set(words.get("teams", ())), by)
    form.set_doors(whom, by=by)
    whom.change_role(words["role"], by=by)


def _set_teams(whom: Member, wanted: set[Team], by: Member) -> None:
    had = set(whom.teams.all())
    for team in wanted - had:
        team.set_members([*team.members.all(), whom], by=by)
    for team in had - wanted:
        team.set_members([each for each in team.members.all() if each != whom], by=by)


@administrators
def deactivation(request: MemberRequest, member_id: int) -> HttpResponse:
    whom = get_object_or_404(Member, pk=member_id, is_active=True)
    form = HandoverForm(request.POST or None, member=whom)
    if request.method == "POST" and form.is_valid():
        try:
            whom.deactivate(by=request.user, successor=form.cleaned_data["successor"])
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("%(name)s is deactivated and signed out everywhere.") % {"name": whom})
            return redirect("people:members")
    return render(request, "people/deactivation.html", {"whom": whom, "form": form, "in_hand": duties.in_hand(whom)})


@administrators
@require_POST
def reactivation(request: MemberRequest, member_id: int) -> HttpResponse:
    whom = get_object_or_404(Member, pk=member_id)
    try:
        whom.reactivate(by=request.user)
        messages.success(request, _("%(name)s can sign in again.") % {"name": whom})
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("people:members")
