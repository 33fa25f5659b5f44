"""When an answer that waits goes out: another time, or now."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from kept.conversations.forms import DepartureForm, first_error
from kept.conversations.message import Message
from kept.conversations.views.base import DeskRequest, OnConversation, Undo
from kept.ui import moments


class Departure(OnConversation):
    def post(self, request: DeskRequest, message: int) -> HttpResponse:
        reply = get_object_or_404(Message, pk=message, conversation=self.conversation, direction="out")
        form = DepartureForm(request.POST)
        if not form.is_valid():
            return self.refused(first_error(form))
        until, by = form.cleaned_data["until"], request.user
        if form.cleaned_data["now"]:
            changed = self.conversation.send_now(reply, by=by)
            return self.done(_("Sent."), Undo(self.url("reply", reply.pk))) if changed else self.too_late()
        if not self.conversation.postpone(reply, until, by=by):
            return self.too_late()
        return self.done(_("Goes out %(when)s.") % {"when": moments.due(until)})

    def too_late(self) -> HttpResponse:
        return self.refused(_("Too late: it has left already."))
