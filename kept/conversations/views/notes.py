"""Notes: among ourselves."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _

from kept.conversations.answering import NothingWritten
from kept.conversations.drafting import DraftKind
from kept.conversations.forms import NoteForm, first_error
from kept.conversations.views.base import DeskRequest, OnConversation
from kept.conversations.views.composing import Composing, TooMuch, WroteElsewhere
from kept.conversations.windows import SentBefore


class Notes(Composing, OnConversation):
    kind = DraftKind.NOTE
    for_light = True

    def post(self, request: DeskRequest) -> HttpResponse:
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self.again(first_error(form))
        if self.sent_before(form):
            return self.noted()
        try:
            self.write_down(form)
        except (TooMuch, WroteElsewhere) as trouble:
            return self.again(str(trouble))
        except NothingWritten:
            return self.again(_("There is nothing written yet."))
        except SentBefore:
            pass
        return self.noted()

    def write_down(self, form: NoteForm) -> None:
        draft = self.keep(form)
        files = list(draft.attachments.all())
        words, by = form.cleaned_data, self.request.user
        with transaction.atomic():
            self.conversation.note(words["text"], html=words["html"], by=by, attachments=files, key=words["key"])
            self.conversation.discard_draft(by=by, kind=self.kind)

    def noted(self) -> HttpResponse:
        return self.done_writing(_("Noted. Only colleagues see it."), None)
