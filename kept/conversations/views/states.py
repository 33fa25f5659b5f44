"""Closing, snoozing, spam: where a conversation lies."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kept.conversations.forms import SnoozeForm, first_error
from kept.conversations.views.base import DeskRequest, OnConversation, Undo
from kept.ui import moments


class Closure(OnConversation):
    def post(self, request: DeskRequest) -> HttpResponse:
        undo = self.undo()
        self.conversation.close(by=request.user)
        return self.done(_("Closed."), undo)

    def delete(self, request: DeskRequest) -> HttpResponse:
        self.conversation.reopen(by=request.user)
        return self.done(_("Open again."), Undo(self.url("closure"), {}))

    def undo(self) -> Undo:
        """A snooze that the closing ends comes back with its time."""
        until = self.conversation.snoozed_until
        return Undo(self.url("snooze"), {"until": until.isoformat()}) if until else Undo(self.url("closure"))


class Snooze(OnConversation):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = SnoozeForm(request.POST)
        if not form.is_valid():
            return self.refused(first_error(form))
        until = form.cleaned_data["until"]
        self.conversation.snooze(until, by=request.user)
        return self.done(_("Snoozed until %(until)s.") % {"until": moments.clock(until)}, Undo(self.url("snooze")))

    def delete(self, request: DeskRequest) -> HttpResponse:
        until = self.conversation.snoozed_until
        self.conversation.wake(by=request.user)
        undo = Undo(self.url("snooze"), {"until": until.isoformat()}) if until else None
        return self.done(_("Awake again."), undo)


class Spam(OnConversation):
    def post(self, request: DeskRequest) -> HttpResponse:
        self.conversation.mark_spam(by=request.user)
        return self.done(_("Marked as spam."), Undo(self.url("spam")))

    def delete(self, request: DeskRequest) -> HttpResponse:
        self.conversation.unmark_spam(by=request.user)
        return self.done(_("Not spam."), Undo(self.url("spam"), {}))
