"""One's own settings, and the company's."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kept.events.event import record
from kept.people import mailing
from kept.people.access import MemberRequest, administrators
from kept.people.events import AddressChanged, CompanyChanged
from kept.people.forms import CompanyForm, ProfileForm
from kept.people.jobs import mail_address_changed
from kept.people.member import Member
from kept.people.organisation import Organisation


def index(request: MemberRequest) -> HttpResponse:
    return render(request, "people/settings_index.html")


def profile(request: MemberRequest) -> HttpResponse:
    member = Member.objects.get(pk=request.user.pk)  # a copy, so that a wrong form does not show in the page's frame
    form = ProfileForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid():
        _keep_profile(form, before=request.user.email)
        messages.success(request, _("Your profile is saved."))
        return redirect("people:profile")
    return render(request, "people/profile.html", {"form": form})


@transaction.atomic
def _keep_profile(form: ProfileForm, before: str) -> None:
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
