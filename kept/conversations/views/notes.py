"""Notes: among ourselves."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kept.conversations.answering import NothingWritten
from kept.conversations.drafting import DraftKind
from kept.conversations.forms import NoteForm, first_error
from kept.conversations.views.base import DeskRequest, OnConversation
from kept.conversations.views.composing import Composing, TooMuch


class Notes(Composing, OnConversation):
    kind = DraftKind.NOTE
    for_light = True

    def post(self, request: DeskRequest) -> HttpResponse:
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self.again(first_error(form))
        try:
            draft = self.keep(form)
            files = list(draft.attachments.all())
            self.conversation.note(form.cleaned_data["text"], by=request.user, attachments=files)
        except TooMuch as trouble:
            return self.again(str(trouble))
        except NothingWritten:
            return self.again(_("There is nothing written yet."))
        self.conversation.discard_draft(by=request.user, kind=self.kind)
        return self.done_writing(_("Noted. Only colleagues see it."), None)
