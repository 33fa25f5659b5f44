"""Being away: said by oneself in one's profile, or by an owner or admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kept.people.access import MemberRequest, administrators
from kept.people.forms import AbsenceForm
from kept.people.member import Member
from kept.people.roles import NotPossible


def of(whom: Member, form: AbsenceForm | None = None) -> dict[str, Any]:
    """What the page about them shows."""
    absences = whom.absences.to_come_or_now().select_related("stands_in")
    return {"whom": whom, "absences": absences, "absence_form": form or AbsenceForm(member=whom)}


def own(request: MemberRequest) -> HttpResponse:
    return _page(request, request.user, "people/own_absences.html")


@administrators
def of_member(request: MemberRequest, member_id: int) -> HttpResponse:
    whom = get_object_or_404(Member.objects.active(), pk=member_id)
    if not request.user.may_change(whom):
        raise Http404
    return _page(request, whom, "people/absences.html")


def _page(request: MemberRequest, whom: Member, template: str) -> HttpResponse:
    """A new one by its days; one that is planned or lasts ends by its number in `ending`."""
    form = AbsenceForm(request.POST if "since" in request.POST else None, member=whom)
    if request.method == "POST" and _is_said(request, whom, form):
        return redirect(request.path)
    return render(request, template, of(whom, form))


def _is_said(request: MemberRequest, whom: Member, form: AbsenceForm) -> bool:
    ending = request.POST.get("ending", "")
    if absence := whom.absences.filter(pk=ending if ending.isdecimal() else 0).first():
        absence.end(by=request.user)
        messages.success(request, _("It is written down."))
        return True
    if not form.is_valid():
        return False
    since, until = form.moments()
    try:
        whom.be_away(since, until, by=request.user, stands_in=form.cleaned_data["stands_in"])
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, _("It is written down. What falls due meanwhile is seen to."))
    return True
