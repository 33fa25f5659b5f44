"""The settings of customer groups."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kept.customers.customer import Company, Customer
from kept.customers.forms import CompanyInForm, GroupForm
from kept.customers.grouping import CustomerGroup
from kept.lib.counting import COUNT_UP_TO
from kept.people.access import MemberRequest, administrators

SHOWN = 200


@administrators
def groups(request: MemberRequest) -> HttpResponse:
    every = list(CustomerGroup.objects.all())
    here, gone = [each for each in every if not each.is_retired], [each for each in every if each.is_retired]
    return render(request, "customers/groups.html", {"here": here, "gone": gone})


@administrators
def new(request: MemberRequest) -> HttpResponse:
    form = GroupForm(request.POST or None)
    if form.is_valid():
        group = CustomerGroup.objects.make(form.cleaned_data["name"], by=request.user)
        messages.success(request, _("The group %(name)s is made.") % {"name": group})
        return redirect("customers:group", group.pk)
    return render(request, "customers/group.html", {"form": form})


@administrators
def one(request: MemberRequest, group_id: int) -> HttpResponse:
    which = get_object_or_404(CustomerGroup.objects.in_force(), pk=group_id)
    form = GroupForm(request.POST or None, group=which)
    if form.is_valid():
        which.rename(form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("customers:groups")
    return render(request, "customers/group.html", page(which) | {"form": form})


@administrators
@require_POST
def companies(request: MemberRequest, group_id: int) -> HttpResponse:
    """A company comes in by its name, or goes out by its number."""
    which = get_object_or_404(CustomerGroup.objects.in_force(), pk=group_id)
    if out := request.POST.get("out", ""):
        company = get_object_or_404(Company, pk=out if out.isdecimal() else 0, group=which)
        company.belong_to(None, by=request.user)
        messages.success(request, _("%(company)s is out of the group.") % {"company": company})
        return redirect("customers:group", which.pk)
    form = CompanyInForm(request.POST)
    if form.is_valid():
        form.cleaned_data["company"].belong_to(which, by=request.user)
        words = {"company": form.cleaned_data["company"]}
        messages.success(request, _("Everybody at %(company)s belongs to the group.") % words)
        return redirect("customers:group", which.pk)
    context = page(which) | {"form": GroupForm(group=which), "company_form": form}
    return render(request, "customers/group.html", context, status=422)


@administrators
@require_POST
def retirement(request: MemberRequest, group_id: int) -> HttpResponse:
    """Retire it; with `_method=delete` bring it back."""
    which = get_object_or_404(CustomerGroup, pk=group_id)
    if request.POST.get("_method") == "delete":
        which.bring_back(by=request.user)
        messages.success(request, _("%(name)s is back, with those who belonged to it.") % {"name": which})
    else:
        which.retire(by=request.user)
        messages.success(request, _("Nobody belongs to %(name)s any more.") % {"name": which})
    return redirect("customers:groups")


def page(which: CustomerGroup) -> dict[str, Any]:
    return {
        "group": which,
        "companies": Company.objects.filter(group=which).order_by("name", "pk")[:SHOWN],
        "by_themselves": Customer.objects.filter(group=which)[:COUNT_UP_TO].count(),
        "company_form": CompanyInForm(),
    }
