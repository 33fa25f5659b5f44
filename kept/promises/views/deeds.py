"""Making a promise, and what becomes of it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kept.conversations.assigning import NotAllowedHere
from kept.conversations.message import Message
from kept.conversations.views.base import DeskRequest, OnConversation, Undo
from kept.promises import confirming
from kept.promises.breaking import Cause
from kept.promises.forms import CauseForm, HandingOverForm, MakingForm, MovingForm, WithdrawingForm
from kept.promises.handing_over import Why
from kept.promises.making import DueInThePast
from kept.promises.promise import Promise
from kept.promises.remembering import remember
from kept.promises.renegotiating import FellDue, NotTold, Told
from kept.promises.views.base import Dialog, OnPromise
from kept.ui import moments


class Making(Dialog):
    for_light = True

    def post(self, request: DeskRequest) -> HttpResponse:
        form = MakingForm(request.POST, self.conversation)
        if not form.is_valid():
            return self.wrong(form)
        here = self.conversation
        try:
            promise = self.made(form.cleaned_data)
        except (NotAllowedHere, DueInThePast):
            words = _("That cannot be promised any more: look at the time and at who is to keep it.")
            return self.wrong(form, "due", words)
        undo = Undo(reverse("promises:withdrawal", args=[here.pk, promise.pk]), {"why": _("Written down by mistake.")})
        return self.done(self.words(promise), undo)

    def words(self, promise: Promise) -> str:
        said = {"when": moments.due(promise.due), "who": promise.promiser, "away": promise.promiser.away_words}
        if promise.promiser.away_until and promise.promiser.away_until > promise.due:
            return _("Promised by %(when)s. %(who)s is %(away)s, so somebody stands in.") % said
        return _("Promised by %(when)s.") % said

    @transaction.atomic
    def made(self, words: dict[str, Any]) -> Promise:
        promise: Promise = Promise.objects.make(
            words["what"],
            in_=self.conversation,
            due=words["due"],
            by=self.request.user,
            promiser=words["promiser"] or self.request.user,
            to=words["to"],
            said_in=self.conversation.messages.filter(pk=words["message"] or 0).first(),
            quote=words["quote"],
        )
        remember(promise)
        return promise


class NoPromise(OnConversation):
    """What was sent is none, though it read like one."""

    for_light = True

    def post(self, request: DeskRequest) -> HttpResponse:
        if quote := request.POST.get("quote", "")[:2000]:
            confirming.dismiss(quote, by=request.user)
        return self.done(_("It is no promise, and you are not asked again."))


class Keeping(OnPromise):
    def post(self, request: DeskRequest) -> HttpResponse:
        self.promise.keep(by=request.user)
        words = _("Done, though late.") if self.promise.is_broken else _("Kept.")
        return self.done(words, Undo(self.promise_url("keeping")))

    def delete(self, request: DeskRequest) -> HttpResponse:
        self.promise.is_still_to_do(by=request.user)
        return self.done(_("Still to do."), Undo(self.promise_url("keeping"), {}))


class Renegotiation(OnPromise):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = MovingForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        told, before = Told(form.cleaned_data["told"]), self.promise.due
        message = self.newest_answer() if told == Told.MESSAGE else None
        try:
            self.promise.renegotiate(form.cleaned_data["due"], by=request.user, message=message, told=told)
        except NotTold:
            words = _("They have not been told in writing since. Write to them first, then move it.")
            return self.wrong(form, "told", words)
        except FellDue:
            words = _("It fell due already, and stays broken. You can still do it, or promise anew.")
            return self.wrong(form, "due", words)
        words = _("Moved to %(when)s.") % {"when": moments.due(self.promise.due)}
        undo = Undo(self.promise_url("renegotiation")) if self.promise.due != before else None
        return self.done(words, undo)

    def delete(self, request: DeskRequest) -> HttpResponse:
        newest = self.promise.renegotiations.filter(by=request.user).order_by("-pk").first()
        if newest is not None:
            self.promise.time_stands(newest, by=request.user)
        return self.done(_("By %(when)s, as it was.") % {"when": moments.due(self.promise.due)})

    def newest_answer(self) -> Message | None:
        ours = self.conversation.messages.filter(direction=Message.Direction.OUT, automatic="")
        return ours.exclude(delivery__state="taken_back").order_by("-pk").first()


class Withdrawal(OnPromise):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = WithdrawingForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        self.promise.withdraw(form.cleaned_data["why"], by=request.user)
        return self.done(_("Withdrawn."), Undo(self.promise_url("withdrawal")))

    def delete(self, request: DeskRequest) -> HttpResponse:
        self.promise.stand(by=request.user)
        return self.done(_("It stands again."))


class HandingOver(OnPromise):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = HandingOverForm(request.POST, self.conversation)
        if not form.is_valid():
            return self.wrong(form)
        before, to = self.promise.promiser, form.cleaned_data["to"]
        self.promise.hand_over(to, by=request.user, why=Why(form.cleaned_data["why"] or Why.ASKED))
        undo = Undo(self.promise_url("handing_over"), {"to": before.pk})
        if to.away_until and to.away_until > self.promise.due:
            words = _("%(who)s is %(away)s, so somebody stands in.") % {"who": to, "away": to.away_words}
            return self.done(words, undo)
        return self.done(_("%(who)s keeps it now.") % {"who": to}, undo)


class Explanation(OnPromise):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = CauseForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        self.promise.explain(Cause(form.cleaned_data["cause"]), by=request.user)
        return self.done(_("Thank you. It helps to see why promises break."))
