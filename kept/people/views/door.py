"""Coming in: by password (allauth's own view) or by a link."""

from __future__ import annotations

from allauth.account import views as allauth
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from kept.people import mailing, origin, setup, throttle
from kept.people.door_forms import LinkForm
from kept.people.jobs import mail_sign_in_link
from kept.people.member import Member
from kept.people.organisation import Organisation
from kept.people.signin import SignInLink
from kept.ui.frame import part


@part("door")
def door(request: HttpRequest) -> dict[str, object]:
    return {"organisation": Organisation.ours().name, "can_send": mailing.can_send()}


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    if setup.is_needed():
        return redirect("people:welcome")
    response: HttpResponse = allauth.login(request)
    return response


def come_in(request: HttpRequest, member: Member, how: str) -> HttpResponse:
    """Begin a session for a member who has shown by a key who they are."""
    record_authentication(request, member, method=how)
    response: HttpResponse = perform_login(request, member)
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def ask_for_link(request: HttpRequest) -> HttpResponse:
    form = LinkForm(request.POST or None)
    if not (request.method == "POST" and form.is_valid() and mailing.can_send()):
        return render(request, "people/ask_for_link.html", {"form": form})
    email = form.cleaned_data["email"]
    if not _may_ask(request, email):
        return throttle.refuse(request)
    mail_sign_in_link.defer(email=email)
    return redirect("people:link_sent")


def _may_ask(request: HttpRequest, email: str) -> bool:
    """Both are counted whether or not a colleague has that address, so that the answer tells nothing."""
    here = throttle.allow(f"link from {origin.address(request)}", limit=10, seconds=600)
    return throttle.allow(f"link to {email}", limit=3, seconds=600) and here


@login_not_required
def link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/link_sent.html")


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a button; only pressing it signs in, for mail scanners open links too."""
    if not throttle.allow(f"follow from {origin.address(request)}", limit=30, seconds=60):
        return throttle.refuse(request)
    link = SignInLink.objects.good(token, local=origin.is_local(request))
    if link and request.method == "POST" and link.use():
        return come_in(request, link.member, "link")
    if link is None or request.method == "POST":
        return render(request, "people/link_spent.html", status=410)
    return render(request, "people/follow_link.html", {"link": link})
