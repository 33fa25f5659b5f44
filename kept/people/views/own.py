"""One's own settings, and the company's."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kept.events.event import record
from kept.people import mailing, throttle
from kept.people.access import MemberRequest, administrators
from kept.people.events import AddressChanged, CompanyChanged
from kept.people.forms import AddressForm, CompanyForm, ProfileForm
from kept.people.jobs import mail_address_changed
from kept.people.member import Member
from kept.people.organisation import Organisation


def index(request: MemberRequest) -> HttpResponse:
    return render(request, "people/settings_index.html")


def profile(request: MemberRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=_copy(request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect("people:profile")
    return render(request, "people/profile.html", {"form": form})


def address(request: MemberRequest) -> HttpResponse:
    if request.method == "POST" and not throttle.allow(f"address of {request.user.pk}", limit=10, seconds=600):
        return throttle.refuse(request)
    form = AddressForm(request.POST or None, instance=_copy(request.user))
    if request.method == "POST" and form.is_valid():
        _keep_address(form, before=request.user.email)
        messages.success(request, _("From now on you sign in with %(email)s.") % {"email": form.cleaned_data["email"]})
        return redirect("people:profile")
    return render(request, "people/address.html", {"form": form})


def _copy(member: Member) -> Member:
    """So that what a wrong form wrote into it does not show in the page's frame."""
    return Member.objects.get(pk=member.pk)


@transaction.atomic
def _keep_address(form: AddressForm, before: str) -> None:
    member = form.save()
    if member.email == before:
        return
    member.sign_in_links.all().delete()
    record(AddressChanged(before, member.email), by=member, subject=member.pk)
    if mailing.can_send():
        mail_address_changed.defer(member=member.pk, before=before)


@administrators
def company(request: MemberRequest) -> HttpResponse:
    form = CompanyForm(request.POST or None, instance=Organisation.ours())
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            record(CompanyChanged(form.cleaned_data["name"]), by=request.user)
        messages.success(request, _("The company’s settings are saved."))
        return redirect("people:company")
    return render(request, "people/company.html", {"form": form})
