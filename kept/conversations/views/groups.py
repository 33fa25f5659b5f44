"""To which groups a customer belongs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kept.conversations import access
from kept.conversations.forms import first_error
from kept.conversations.views.base import DeskRequest
from kept.customers.customer import Customer
from kept.customers.forms import BelongingForm
from kept.customers.grouping import CustomerGroup


def group_form(who: Customer, data: Any = None) -> BelongingForm | None:
    """None while there are no groups to belong to."""
    return BelongingForm(data, customer=who) if CustomerGroup.objects.in_force().exists() else None


@require_POST
def belonging(request: DeskRequest, pk: int) -> HttpResponse:
    who = access.customer(request.user, pk)
    if not request.user.may_reply:
        raise PermissionDenied
    form = group_form(who, request.POST)
    if form is None or not form.is_valid():
        messages.error(request, first_error(form) if form else _("There is no such group any more."))
        return redirect("conversations:customer", pk)
    with transaction.atomic():
        form.keep(by=request.user)
    messages.success(request, _("Saved."))
    return redirect("conversations:customer", pk)
