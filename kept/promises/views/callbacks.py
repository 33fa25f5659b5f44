"""Callbacks at the desk: the list of one's day, booking one, and what came of ringing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kept.conversations.assigning import NotAllowedHere
from kept.conversations.views.base import DeskRequest, Undo
from kept.people.organisation import Organisation
from kept.promises import times
from kept.promises.callbacks.callback import Callback
from kept.promises.callbacks.day import parts_of
from kept.promises.callbacks.forms import AgainForm, BookingForm, CancellingForm, ReachedForm
from kept.promises.making import DueInThePast
from kept.promises.standing.calendar import company_hours
from kept.promises.views.base import Dialog, OnPromise
from kept.ui import moments


@require_GET
def day(request: DeskRequest) -> HttpResponse:
    choices = times.all_from_now(company_hours(request.user.organisation))
    context = {"parts": parts_of(request.user), "promise_times": choices}
    return render(request, "promises/callbacks/day.html", context)


@require_GET
def rail(request: DeskRequest) -> HttpResponse:
    return render(request, "promises/callbacks/rail.html")


class Booking(Dialog):
    """The customer said when to ring."""

    for_light = True

    def post(self, request: DeskRequest) -> HttpResponse:
        zone = self.conversation.customer.time_zone or str(request.user.zone)
        form = BookingForm(request.POST, zone, Organisation.ours().time_zone)
        if not form.is_valid():
            return self.wrong(form)
        said = form.cleaned_data
        callback = Callback.objects.book(
            said["number"],
            said["at"],
            said["minutes"],
            in_=self.conversation,
            promiser=request.user,
            by=request.user,
            zone=zone,
            about=said["about"],
        )
        url = reverse("promises:withdrawal", args=[self.conversation.pk, callback.promise_id])
        words = _("Booked: you ring from %(when)s on.") % {"when": moments.due(callback.start)}
        return self.done(words, Undo(url, {"why": _("Written down by mistake.")}))


class OnCallback(OnPromise):
    """Outsiders get 404 by the conversation, as does who asks for a promise that is no callback."""

    @cached_property
    def callback(self) -> Callback:
        callback = get_object_or_404(Callback, promise=self.promise)
        callback.promise = self.promise
        return callback


class Reached(OnCallback):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = ReachedForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        self.callback.reached(by=request.user, note=form.cleaned_data["note"])
        words = _("You rang, though late.") if self.promise.is_broken else _("You rang as promised.")
        return self.done(words, Undo(self.promise_url("keeping")))


class NotReached(OnCallback):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = AgainForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        try:
            self.callback.not_reached(form.cleaned_data["due"], by=request.user)
        except DueInThePast:
            return self.wrong(form, "due", _("That time has passed already. Choose one to come."))
        return self.done(_("Again from %(when)s on.") % {"when": moments.due(self.callback.start)})


class Cancelled(OnCallback):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = CancellingForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        self.callback.cancel(form.cleaned_data["why"], by=request.user)
        return self.done(_("Nobody rings any more."), Undo(self.promise_url("withdrawal")))


class Taking(OnCallback):
    def post(self, request: DeskRequest) -> HttpResponse:
        try:
            self.callback.take(by=request.user)
        except NotAllowedHere:
            return self.refused(_("You may not open this conversation any more."))
        return self.done(_("You ring."))
