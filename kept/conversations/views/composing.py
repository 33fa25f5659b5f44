"""What replies and notes have in common: the composer and the draft behind it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kept.conversations import rail
from kept.conversations.attachment import Attachment
from kept.conversations.drafting import Draft
from kept.conversations.forms import WordsForm
from kept.conversations.message import Message, Note
from kept.conversations.views.base import DeskRequest, OnConversation, Undo, wants_part
from kept.conversations.views.letterfile import whole
from kept.conversations.views.reaching import Doubts
from kept.conversations.windows import Outcome, composed
from kept.customers.trouble import AddressTrouble
from kept.events.event import Event
from kept.lib import rasters
from kept.lib.bulk import gathered
from kept.lib.markup.own import Words

MOST_FILES = 20
MOST_BYTES = 50 * 1000 * 1000


class Composing(OnConversation):
    kind: ClassVar[str]

    def keep(self, form: WordsForm) -> Draft:
        """The draft as it was just sent, with the files that came along: whatever happens next, it is safe.

        Raises TooMuch when a file cannot go along, WroteElsewhere, and SentBefore.
        """
        kept = ("text", "html", "to", "cc", "bcc")
        columns = {name: form.cleaned_data[name] for name in kept if name in form.cleaned_data}
        draft, outcome = self.conversation.write_on(form.hold, by=self.request.user, kind=self.kind, **columns)
        add_files(draft, self.request)
        if words := ELSEWHERE.get(outcome):
            raise WroteElsewhere(words)
        return draft

    def sent_before(self, form: WordsForm) -> Any:
        """The Message or Note made of that draft already, when this brings the same once more: the first answer was
        lost, say. None otherwise."""
        before = composed(form.cleaned_data["key"], by=self.request.user, kind=self.kind)
        return before if before and says_the_same(before, form.cleaned_data) else None

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
        said = {name: self.request.POST.get(name) for name in ("anyway", "sure", "trusting", "until")}
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
        rail.listen_from_here(self.request)
        if trouble:
            messages.error(self.request, trouble)
        page = whole(self.request, self.conversation) | {"trouble": context, "place": "open"}
        return render(self.request, "conversations/alone.html", page, status=422)

    def done_writing(self, words: str, undo: Undo | None) -> HttpResponse:
        return self.done(words, undo, **(whole(self.request, self.conversation) | {"composer": self.kind}))

    def write_again(self, message: Message) -> None:
        """Put a message that did not leave back into the composer, with its files, before what was begun since."""
        begun = self.conversation.draft(self.request.user, self.kind)
        words = Words(message.text, message.html).above(begun.words if begun else Words(""))
        columns = {"text": words.text, "html": words.html, "to": message.to, "cc": message.cc, "bcc": message.bcc}
        draft = self.conversation.keep_draft(by=self.request.user, kind=self.kind, **columns)
        Attachment.objects.filter(message=message).update(message=None, draft=draft)


class WroteElsewhere(Exception):
    """Another window went on with the draft; its words say what the writer should look at."""


# What the writer reads when the words are not as they were when they were sent.
ELSEWHERE = {
    Outcome.JOINED: _lazy("You also wrote in another window. Both texts stand here now: see that they fit, then send."),
    Outcome.ANEW: _lazy(
        "This was sent before, or taken back, in another window. Send it only if it should go as well."
    ),
}


def says_the_same(before: Message | Note, clean: dict[str, Any]) -> bool:
    """Whether that brings nothing which the first did not: the same words to the same people, and it stands."""
    if isinstance(before, Note):
        return bool(before.text == clean["text"])
    same = all(getattr(before, name) == (clean[name] or []) for name in ("to", "cc", "bcc"))
    return same and bool(before.text == clean["text"]) and before.delivery.state != "taken_back"


class TooMuch(Exception):
    """Files that cannot go along; its words say why, for people."""


def add_picture(draft: Draft, request: DeskRequest) -> Attachment:
    """Keep a picture that stands in the words, under a content id of its own. Raises TooMuch."""
    file = request.FILES.get("files")
    kind = rasters.kind(file.read(rasters.HEAD)) if file else ""
    if file is None or not kind:
        raise TooMuch(_("That is no picture that can stand in a letter: PNG, JPEG, GIF and WebP can."))
    check(draft, [file])
    file.seek(0)
    cid = f"{secrets.token_hex(12)}@{draft.conversation.inbox.domain}"
    content, name = gathered(file.chunks()), file.name or "picture"
    return Attachment.objects.keep(content, name=name, type=kind, draft=draft, content_id=cid, inline=True)


def add_files(draft: Draft, request: DeskRequest) -> None:
    """Keep what was sent with the request beside the draft. Raises TooMuch, having kept none of them."""
    files = [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
    check(draft, files)
    for file in files:
        content = gathered(file.chunks())
        Attachment.objects.keep(content, name=file.name or "", type=file.content_type or "", draft=draft)


def check(draft: Draft, files: Sequence[UploadedFile[Any]]) -> None:
    """Whether so many more, so large, can go along. Raises TooMuch."""
    if len(files) + draft.attachments.count() > MOST_FILES:
        raise TooMuch(_("At most %(most)s files go along with one letter.") % {"most": MOST_FILES})
    if large := next((file for file in files if (file.size or 0) > MOST_BYTES), None):
        words = {"name": large.name, "most": filesizeformat(MOST_BYTES)}
        raise TooMuch(_("“%(name)s” is larger than %(most)s.") % words)
