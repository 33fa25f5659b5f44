"""Asking people to join."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kept.people import mailing, throttle
from kept.people.access import MemberRequest, administrators
from kept.people.forms import InvitationForm
from kept.people.invitation import Invitation
from kept.people.jobs import mail_invitation
from kept.people.roles import NotPossible


@administrators
def invitations(request: MemberRequest) -> HttpResponse:
    waiting = Invitation.objects.open().select_related("invited_by").prefetch_related("teams")
    return render(request, "people/invitations.html", {"invitations": waiting, "can_send": mailing.can_send()})


@administrators
@never_cache
def new_invitation(request: MemberRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        if not _may_invite(request):
            return throttle.refuse(request)
        try:
            return _sent(request, _make(form, request))
        except NotPossible as problem:
            form.add_error("email", str(problem))
    return render(request, "people/invite.html", {"form": form, "can_send": mailing.can_send()})


def _make(form: InvitationForm, request: MemberRequest) -> Invitation:
    words = form.cleaned_data
    with transaction.atomic():
        invitation: Invitation = Invitation.objects.make(
            words["email"],
            by=request.user,
            name=words["name"],
            role=words["role"],
            teams=words.get("teams", ()),
            doors=form.chosen_doors(),
        )
        _mail(invitation)
    return invitation


def _mail(invitation: Invitation) -> None:
    if mailing.can_send():
        mail_invitation.defer(invitation=invitation.pk)


def _sent(request: MemberRequest, invitation: Invitation) -> HttpResponse:
    """Where no mail can leave, the link is shown, this once, for the inviter to hand over."""
    if not mailing.can_send():
        return render(request, "people/invitation_link.html", {"invitation": invitation})
    messages.success(request, _("An invitation to %(email)s is on its way.") % {"email": invitation.email})
    return redirect("people:invitations")


def _may_invite(request: MemberRequest) -> bool:
    return throttle.allow(f"invitations by {request.user.pk}", limit=60, seconds=3600)


@administrators
@require_POST
def repetition(request: MemberRequest, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.open(), pk=invitation_id)
    if not _may_invite(request):
        return throttle.refuse(request)
    with transaction.atomic():
        invitation.repeat(by=request.user)
        _mail(invitation)
    return _sent(request, invitation)


@administrators
@never_cache
@require_POST
def link(request: MemberRequest, invitation_id: int) -> HttpResponse:
    """A new link to hand over, instead of the one that was mailed."""
    invitation = get_object_or_404(Invitation.objects.open(), pk=invitation_id)
    invitation.repeat(by=request.user)
    return render(request, "people/invitation_link.html", {"invitation": invitation})


@administrators
@require_POST
def withdrawal(request: MemberRequest, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.open(), pk=invitation_id)
    invitation.withdraw(by=request.user)
    messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": invitation.email})
    return redirect("people:invitations")
