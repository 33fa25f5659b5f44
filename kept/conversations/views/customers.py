"""The customer's page: who they are, where to reach them, everything we ever talked about."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kept.conversations import access, places
from kept.conversations.forms import AddressForm, CustomerForm
from kept.conversations.places import Cursor
from kept.conversations.views.base import DeskRequest
from kept.conversations.views.groups import group_form
from kept.conversations.views.letterfile import Context
from kept.conversations.views.marks import marked
from kept.customers.customer import Address, AddressTaken, Customer
from kept.customers.declining import Declined
from kept.customers.trouble import AddressTrouble, reach

PAGE = 30


@require_GET
def customer(request: DeskRequest, pk: int) -> HttpResponse:
    """Every conversation with the customer that the member may open, newest first."""
    return render(request, "conversations/customer.html", page(request, access.customer(request.user, pk)))


@require_POST
def rename(request: DeskRequest, pk: int) -> HttpResponse:
    who = editable(request, pk)
    form = CustomerForm(request.POST)
    if not form.is_valid():
        return render(request, "conversations/customer.html", page(request, who) | {"form": form}, status=422)
    who.rename(form.cleaned_data["name"], by=request.user)
    if "company" in request.POST:  # a page from before there was the field says nothing about it
        who.work_for(form.cleaned_data["company"], by=request.user)
    Customer.objects.filter(pk=pk).update(time_zone=form.cleaned_data["time_zone"])
    messages.success(request, _("Saved."))
    return redirect("conversations:customer", pk)


@require_POST
def add_address(request: DeskRequest, pk: int) -> HttpResponse:
    who = editable(request, pk)
    form = AddressForm(request.POST)
    if form.is_valid():
        try:
            who.add_address(Address.Kind.EMAIL, form.cleaned_data["value"], by=request.user)
            messages.success(request, _("The address is added."))
            return redirect("conversations:customer", pk)
        except AddressTaken:
            form.add_error("value", _("That address belongs to another customer."))
    return render(request, "conversations/customer.html", page(request, who) | {"address_form": form}, status=422)


@require_POST
def trust_address(request: DeskRequest, pk: int, trouble: int) -> HttpResponse:
    """The address is right again, whatever came back from it."""
    who = editable(request, pk)
    row = get_object_or_404(AddressTrouble.objects.at(each.value for each in who.addresses.all()), pk=trouble)
    row.trust_again(by=request.user, customer=who)
    messages.success(request, _("Mail goes to %(address)s again.") % {"address": row.address})
    return redirect("conversations:customer", pk)


@require_POST
def automatic_mail(request: DeskRequest, pk: int) -> HttpResponse:
    """A colleague stops automatic mail to one of the customer's addresses, or lets it go there again."""
    who = editable(request, pk)
    address = get_object_or_404(who.addresses, kind=Address.Kind.EMAIL, value=request.POST.get("address", "")).value
    if request.POST.get("then") == "welcome":
        Declined.objects.welcome(address, by=request.user, customer=who)
        messages.success(request, _("Automatic mail goes to %(address)s again.") % {"address": address})
    else:
        Declined.objects.decline(address, by=request.user, customer=who)
        messages.success(request, _("Nothing goes to %(address)s by itself any more.") % {"address": address})
    return redirect("conversations:customer", pk)


def page(request: DeskRequest, who: Customer) -> Context:
    rows = access.conversations(request.user).standing().filter(customer=who)
    shown = places.page([rows], before=Cursor.parse(request.GET.get("before", "")), size=PAGE)
    return {
        "customer": who,
        "addresses": reach(who),
        "page": shown,
        "rows": marked(shown.conversations, request.user),
        "form": CustomerForm.of(who),
        "address_form": AddressForm(),
        "group_form": group_form(who),
        "may_edit": request.user.may_reply,
    }


def editable(request: DeskRequest, pk: int) -> Customer:
    who = access.customer(request.user, pk)
    if not request.user.may_reply:
        raise PermissionDenied
    return who
