"""What replies and notes have in common: the composer and the draft behind it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render

from kept.conversations.attachment import Attachment
from kept.conversations.drafting import Draft
from kept.conversations.forms import WordsForm
from kept.conversations.message import Message
from kept.conversations.views.base import DeskRequest, OnConversation, Undo, wants_part
from kept.conversations.views.letterfile import whole
from kept.events.event import Event

MOST_FILES = 20


class Composing(OnConversation):
    kind: ClassVar[str]

    def keep(self, form: WordsForm) -> Draft:
        """The draft as it was just sent, with the files that came along: whatever happens next, it is safe."""
        columns = {name: form.cleaned_data[name] for name in ("text", "to", "cc", "bcc") if name in form.cleaned_data}
        draft = self.conversation.keep_draft(by=self.request.user, kind=self.kind, **columns)
        add_files(draft, self.request)
        return draft

    def news(self, form: WordsForm, draft: Draft) -> list[Event]:
        """What was said by others after the writing began, newest first."""
        draft.begun_at_event = min(draft.begun_at_event, form.cleaned_data["begun"] or draft.begun_at_event)
        events = self.conversation.unread_by_writer(draft).select_related("by", "conversation__customer")
        return list(events.order_by("-pk")[:5])

    def again(self, trouble: str, news: list[Event] | None = None) -> HttpResponse:
        """Nothing was sent: say why, and leave what is written as it stands."""
        context = {"kind": self.kind, "trouble": trouble, "news": news}
        if wants_part(self.request):
            return render(self.request, "conversations/composer_trouble.html", context, status=422)
        if trouble:
            messages.error(self.request, trouble)
        page = whole(self.request, self.conversation) | {"trouble": context, "place": "open"}
        return render(self.request, "conversations/alone.html", page, status=422)

    def done_writing(self, words: str, undo: Undo | None) -> HttpResponse:
        return self.done(words, undo, **(whole(self.request, self.conversation) | {"composer": self.kind}))

    def write_again(self, message: Message) -> None:
        """Put a message that did not leave back into the composer, with its files."""
        columns = {"text": message.text, "to": message.to, "cc": message.cc, "bcc": message.bcc}
        draft = self.conversation.keep_draft(by=self.request.user, kind=self.kind, **columns)
        Attachment.objects.filter(message=message).update(message=None, draft=draft)


def add_files(draft: Draft, request: DeskRequest) -> None:
    room = max(0, MOST_FILES - draft.attachments.count())
    for file in request.FILES.getlist("files")[:room]:
        if isinstance(file, UploadedFile):
            name, type_ = file.name or "", file.content_type or ""
            Attachment.objects.keep(file.read(), name=name, type=type_, draft=draft)
