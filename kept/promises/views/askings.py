"""A request as whoever is asked sees it: who waits for it, and what they answer. No words of the conversation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_GET

from kept.conversations import access as conversation_access
from kept.conversations.forms import first_error
from kept.conversations.views.base import DeskRequest, read_method
from kept.people.member import Member
from kept.promises import times
from kept.promises.chain import access
from kept.promises.chain.asking import Asking
from kept.promises.chain.waiting import customers, waiting
from kept.promises.chain.whom import choices, halfway
from kept.promises.forms import AskingForm, DecliningForm, PassingOnForm, PromisingBackForm, WithdrawingForm
from kept.promises.making import DueInThePast
from kept.promises.promise import Promise
from kept.promises.remembering import remember
from kept.promises.renegotiating import FellDue, Told
from kept.promises.standing.calendar import company_hours
from kept.promises.views.base import place_in_ledger
from kept.ui import moments


@require_GET
def asking(request: DeskRequest, pk: int) -> HttpResponse:
    """The request, the chain above it, and what stands below it."""
    row = access.asking(request.user, pk)
    chain = waiting([row.upper_id], too=True)[row.upper_id]
    promise = Promise.objects.shown().filter(pk=row.promise_id).first() if row.promise_id else None
    context = {
        "asking": row,
        "chain": chain,
        "ends": customers(chain),
        "promise": promise,
        "below": Asking.objects.shown().filter(upper=promise) if promise else [],
        "may_answer": row.may_be_answered_by(request.user),
        "is_mine": promise is not None and promise.promiser_id == request.user.pk,
        "may_open": conversation_access.conversations(request.user).filter(pk=row.upper.conversation_id).exists(),
        "everybody": choices(request.user),
        "wished": halfway(promise.due) if promise else None,
        "promise_times": times.all_from_now(company_hours(request.user.organisation)),
    }
    return render(request, "promises/chain/asking.html", context)


class OnAsking(View):
    """A noun of one request. Outsiders get 404; who may only look at it is told so."""

    request: DeskRequest
    asking: Asking

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponseBase:
        self.asking = access.asking(self.request.user, pk)
        if not self.is_for(self.request.user):
            return self.refused(_("That is for who was asked, or who asked."))
        read_method(request)
        return super().dispatch(request, *args, **kwargs)

    def is_for(self, member: Member) -> bool:
        return self.asking.may_be_answered_by(member)

    def done(self, words: str) -> HttpResponse:
        """Back to the request, or to where in the ledger a form says by `back`."""
        messages.success(self.request, words)
        back = place_in_ledger(self.request)
        return redirect(back) if back else redirect("promises:asking", self.asking.pk)

    def refused(self, words: str) -> HttpResponse:
        messages.error(self.request, words)
        return redirect("promises:asking", self.asking.pk)

    def wrong(self, form: forms.Form) -> HttpResponse:
        return self.refused(first_error(form))


class PromisingBack(OnAsking):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = PromisingBackForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        with transaction.atomic():
            promise = self.asking.promise_back(form.cleaned_data["due"], by=request.user)
            if promise is None:
                return self.refused(_("Nobody needs it any more."))
            remember(promise)
        return self.done(_("Promised by %(when)s.") % {"when": moments.due(promise.due)})


class Declining(OnAsking):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = DecliningForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        self.asking.decline(form.cleaned_data["why"], by=request.user)
        return self.done(_("%(who)s hears that it cannot be done, and why.") % {"who": self.asking.upper.promiser})

    def delete(self, request: DeskRequest) -> HttpResponse:
        self.asking.can_be_done_after_all(by=request.user)
        return self.done(_("The request stands again."))


class PassingOn(OnAsking):
    def is_for(self, member: Member) -> bool:
        return self.asking.by == member or super().is_for(member)

    def post(self, request: DeskRequest) -> HttpResponse:
        form = PassingOnForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        self.asking.pass_on(form.cleaned_data["to"], by=request.user)
        return self.done(_("%(who)s answers now.") % {"who": self.asking.asked})


class TakingBack(OnAsking):
    """Who asked, or keeps what it is for, needs it no more."""

    def is_for(self, member: Member) -> bool:
        return member in {self.asking.by, self.asking.upper.promiser} or member.may_administer

    def post(self, request: DeskRequest) -> HttpResponse:
        self.asking.take_back(by=request.user)
        return self.done(_("It is not needed any more."))

    def delete(self, request: DeskRequest) -> HttpResponse:
        self.asking.stand(by=request.user)
        return self.done(_("The request stands again."))


class OnPromisedBack(OnAsking):
    """A noun of what was promised back, for who keeps it."""

    promise: Promise

    def is_for(self, member: Member) -> bool:
        if self.asking.promise is None or self.asking.promise.promiser != member:
            return False
        self.promise = self.asking.promise
        return True


class Keeping(OnPromisedBack):
    def post(self, request: DeskRequest) -> HttpResponse:
        self.promise.keep(by=request.user)
        words = _("Done, though late.") if self.promise.is_broken else _("Kept. %(who)s can go on.")
        return self.done(words % {"who": self.asking.upper.promiser})

    def delete(self, request: DeskRequest) -> HttpResponse:
        self.promise.is_still_to_do(by=request.user)
        return self.done(_("Still to do."))


class Renegotiation(OnPromisedBack):
    """Moving it here tells whoever waits: they hear of it, and see what it does to their own promise."""

    def post(self, request: DeskRequest) -> HttpResponse:
        form = PromisingBackForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        try:
            self.promise.renegotiate(form.cleaned_data["due"], by=request.user, told=Told.HERE)
        except FellDue:
            return self.refused(_("It fell due already, and stays broken. You can still do it."))
        except DueInThePast:
            return self.refused(_("That time has passed already."))
        words = _("Moved to %(when)s. %(who)s sees what that does to their own promise.")
        return self.done(words % {"when": moments.due(self.promise.due), "who": self.asking.upper.promiser})


class Withdrawal(OnPromisedBack):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = WithdrawingForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        self.promise.withdraw(form.cleaned_data["why"], by=request.user)
        return self.done(_("Withdrawn. %(who)s hears so.") % {"who": self.asking.upper.promiser})

    def delete(self, request: DeskRequest) -> HttpResponse:
        self.promise.stand(by=request.user)
        return self.done(_("It stands again."))


class AskingOn(OnPromisedBack):
    """What was asked for waits for somebody else in turn."""

    def post(self, request: DeskRequest) -> HttpResponse:
        form = AskingForm(request.POST, self.promise, request.user)
        if not form.is_valid():
            return self.wrong(form)
        return self.done(_("%(who)s is asked.") % {"who": form.ask().who})
