"""What replies and notes have in common: the composer and the draft behind it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kept.conversations.attachment import Attachment
from kept.conversations.drafting import Draft
from kept.conversations.forms import WordsForm
from kept.conversations.message import Message
from kept.conversations.views.base import DeskRequest, OnConversation, Undo, wants_part
from kept.conversations.views.letterfile import whole
from kept.conversations.views.reaching import Doubts
from kept.customers.trouble import AddressTrouble
from kept.events.event import Event

MOST_FILES = 20
MOST_BYTES = 250 * 1000 * 1000


class Composing(OnConversation):
    kind: ClassVar[str]

    def keep(self, form: WordsForm) -> Draft:
        """The draft as it was just sent, with the files that came along: whatever happens next, it is safe.

        Raises TooMuch when a file cannot go along.
        """
        columns = {name: form.cleaned_data[name] for name in ("text", "to", "cc", "bcc") if name in form.cleaned_data}
        draft = self.conversation.keep_draft(by=self.request.user, kind=self.kind, **columns)
        add_files(draft, self.request)
        return draft

    def news(self, form: WordsForm, draft: Draft) -> list[Event]:
        """What was said by others after the writing began, newest first."""
        draft.begun_at_event = min(draft.begun_at_event, form.cleaned_data["begun"] or draft.begun_at_event)
        events = self.conversation.unread_by_writer(draft).select_related("by", "conversation__customer")
        return list(events.order_by("-pk")[:5])

    def again(
        self,
        trouble: str,
        news: list[Event] | None = None,
        stopped: list[AddressTrouble] | None = None,
        doubts: Doubts | None = None,
    ) -> HttpResponse:
        """Nothing was sent: say why, and leave what is written as it stands. What was said yes to stays said."""
        said = {name: self.request.POST.get(name) for name in ("anyway", "sure", "trusting")}
        context = {
            "kind": self.kind,
            "trouble": trouble,
            "news": news,
            "stopped": stopped,
            "doubts": doubts,
            "said": said,
        }
        if wants_part(self.request):
            return render(self.request, "conversations/composer_trouble.html", context, status=422)
        if trouble:
            messages.error(self.request, trouble)
        page = whole(self.request, self.conversation) | {"trouble": context, "place": "open"}
        return render(self.request, "conversations/alone.html", page, status=422)

    def done_writing(self, words: str, undo: Undo | None) -> HttpResponse:
        return self.done(words, undo, **(whole(self.request, self.conversation) | {"composer": self.kind}))

    def write_again(self, message: Message) -> None:
        """Put a message that did not leave back into the composer, with its files, before what was begun since."""
        begun = self.conversation.draft(self.request.user, self.kind)
        text = "\n\n".join(words for words in (message.text, begun.text if begun else "") if words)
        columns = {"text": text, "to": message.to, "cc": message.cc, "bcc": message.bcc}
        draft = self.conversation.keep_draft(by=self.request.user, kind=self.kind, **columns)
        Attachment.objects.filter(message=message).update(message=None, draft=draft)


class TooMuch(Exception):
    """Files that cannot go along; its words say why, for people."""


def add_files(draft: Draft, request: DeskRequest) -> None:
    """Keep what was sent with the request beside the draft. Raises TooMuch, having kept none of them."""
    files = [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
    if len(files) + draft.attachments.count() > MOST_FILES:
        raise TooMuch(_("At most %(most)s files go along with one letter.") % {"most": MOST_FILES})
    if large := next((file for file in files if (file.size or 0) > MOST_BYTES), None):
        words = {"name": large.name, "most": filesizeformat(MOST_BYTES)}
        raise TooMuch(_("“%(name)s” is larger than %(most)s.") % words)
    for file in files:
        Attachment.objects.keep_upload(file, draft=draft)
