"""A colleague's word that a doubtful message is from whom it says."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from kept.conversations.message import Message
from kept.conversations.views.base import DeskRequest, OnConversation, Undo
from kept.conversations.views.letterfile import Context, of_customer


class Vouch(OnConversation):
    def post(self, request: DeskRequest, message: int) -> HttpResponse:
        row = self._message(message)
        self.conversation.vouch_for(row, by=request.user)
        words = _("It counts as from %(name)s now.") % {"name": row.author_name}
        return self.done(words, Undo(self.url("vouch", message)), **self._customer())

    def delete(self, request: DeskRequest, message: int) -> HttpResponse:
        self.conversation.withdraw_vouch(self._message(message), by=request.user)
        return self.done(_("It counts as doubtful again."), None, **self._customer())

    def _customer(self) -> Context:
        """Who the customer is may have changed with it."""
        return of_customer(self.request, self.conversation)

    def _message(self, pk: int) -> Message:
        return get_object_or_404(Message, pk=pk, conversation=self.conversation)
