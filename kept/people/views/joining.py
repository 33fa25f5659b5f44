"""Becoming a colleague: by an invitation, or as the first one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kept.people import origin, setup, throttle
from kept.people.door_forms import JoinForm, OwnerForm
from kept.people.invitation import Invitation
from kept.people.member import Member
from kept.people.roles import NotPossible
from kept.people.views.door import come_in


@login_not_required
@never_cache
@sensitive_variables("token")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    if not throttle.allow(f"invitation from {origin.address(request)}", limit=30, seconds=60):
        return throttle.refuse(request)
    invitation = Invitation.objects.of(token).select_related("invited_by").first()
    if invitation is None or not invitation.is_good:
        return render(request, "people/invitation_spent.html", status=410)
    form = JoinForm(request.POST or None, initial={"name": invitation.name})
    form.email = invitation.email
    if request.method == "POST" and form.is_valid():
        try:
            return come_in(request, invitation.accept(**form.cleaned_data), "invitation")
        except NotPossible as problem:
            form.add_error(None, str(problem))
    return render(request, "people/accept.html", {"form": form, "invitation": invitation})


@login_not_required
@never_cache
@sensitive_variables("token")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, token: str = "") -> HttpResponse:
    """The first page of an installation: open to who sits at the machine, or holds the key that was printed there."""
    if not setup.is_needed():
        if token:
            return redirect("account_login")
        raise Http404
    if not throttle.allow(f"welcome from {origin.address(request)}", limit=30, seconds=60):
        return throttle.refuse(request)
    if not (setup.opens(token) if token else origin.is_local(request)):
        return render(request, "people/welcome_closed.html", status=403)
    return _set_up(request)


def _set_up(request: HttpRequest) -> HttpResponse:
    form = OwnerForm(request.POST or None)
    steps = [step(request.POST or None) for step in setup.STEPS]
    valid = [each.is_valid() for each in (form, *steps)]  # each of them, so that all problems show at once
    if request.method == "POST" and all(valid):
        try:
            return come_in(request, _make_owner(form, steps), "setup")
        except NotPossible as problem:
            form.add_error(None, str(problem))
    return render(request, "people/welcome.html", {"form": form, "steps": steps})


def _make_owner(form: OwnerForm, steps: list[setup.Step]) -> Member:
    words = form.cleaned_data

    def take_steps(owner: Member) -> None:
        for step in steps:
            step.take(owner)

    owner = Member(name=words["name"], email=words["email"].lower(), password=make_password(words["password"]))
    return setup.set_up(owner, words["company"], words["time_zone"], then=take_steps)
