"""Replies: sent after a moment for second thoughts, taken back while it lasts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from kept.conversations.answering import SECOND_THOUGHT, NobodyToWriteTo, NothingWritten, Recipients, Stopped
from kept.conversations.drafting import Draft, DraftKind
from kept.conversations.forms import ReplyForm, first_error
from kept.conversations.message import Message
from kept.conversations.views.base import DeskRequest, OnConversation, Undo
from kept.conversations.views.composing import Composing, TooMuch, WroteElsewhere
from kept.conversations.views.reaching import Doubts
from kept.conversations.windows import SentBefore
from kept.customers.trouble import AddressTrouble
from kept.ui import moments


class Replies(Composing, OnConversation):
    kind = DraftKind.REPLY

    def post(self, request: DeskRequest) -> HttpResponse:
        form = ReplyForm(request.POST)
        if not form.is_valid():
            return self.again(first_error(form))
        if before := self.sent_before(form):
            return self.sent_already(before)
        try:
            draft = self.keep(form)
        except (TooMuch, WroteElsewhere) as trouble:
            return self.again(str(trouble))
        except SentBefore as first:
            return self.sent_already(first.args[0])
        news = self.news(form, draft)
        if news and (form.cleaned_data["anyway"] or 0) < news[0].pk:
            return self.again("", news)
        if doubts := self.doubts(form, draft):
            return self.again("", doubts=doubts)
        try:
            message = self.send(form, draft)
        except (NobodyToWriteTo, NothingWritten):
            return self.again(_("There is nothing written yet."))
        except Stopped as stop:
            return self.again("", stopped=stop.args[0])
        except SentBefore as first:
            return self.sent_already(first.args[0])
        return self.sent(message, closing=form.cleaned_data["then"] == "close")

    def doubts(self, form: ReplyForm, draft: Draft) -> Doubts:
        """What the writer has not said yes to yet."""
        clean = form.cleaned_data
        newcomers = self.conversation.newcomers(Recipients(clean["to"], clean["cc"], clean["bcc"]))
        notes = self.conversation.notes_told(clean["text"], draft.attachments.all())
        return Doubts(newcomers, notes).without(clean["sure"])

    def trust(self, addresses: Iterable[str]) -> None:
        """The writer says that these are right, whatever came back from them."""
        for trouble in AddressTrouble.objects.stopping().at(addresses):
            trouble.trust_again(by=self.request.user, conversation=self.conversation)

    @transaction.atomic
    def send(self, form: ReplyForm, draft: Draft) -> Message:
        clean = form.cleaned_data
        if clean["trusting"]:
            self.trust(form.addresses)
        recipients = Recipients(clean["to"], clean["cc"], clean["bcc"])
        by, when = self.request.user, {"hold": SECOND_THOUGHT, "until": clean["until"]}
        more = {"html": clean["html"], "attachments": list(draft.attachments.all()), "key": clean["key"]}
        message = self.conversation.reply(clean["text"], by=by, recipients=recipients, **more, **when)
        self.conversation.discard_draft(by=by, kind=self.kind)
        if clean["then"] == "close":
            self.conversation.close(by=by)
        return message

    def sent_already(self, message: Message) -> HttpResponse:
        """The answer to the first sending was lost, or another window was quicker."""
        undo = Undo(self.url("reply", message.pk)) if message.delivery.may_be_taken_back else None
        return self.done_writing(_("That is sent already, once."), undo)

    def sent(self, message: Message, *, closing: bool) -> HttpResponse:
        url = self.url("reply", message.pk)
        if message.delivery.is_postponed:
            when = moments.due(message.delivery.next_try_at)
            return self.done_writing(_("Goes out %(when)s.") % {"when": when}, Undo(url))
        if not closing:
            return self.done_writing(_("Sent."), Undo(url))
        words = _("Sent, and the conversation is closed.")
        return self.done_writing(words, Undo(url, {"_method": "delete", "reopen": "yes"}))


class Reply(Composing, OnConversation):
    """One reply that may still be taken back; its words return to the composer."""

    kind = DraftKind.REPLY

    def delete(self, request: DeskRequest, message: int) -> HttpResponse:
        reply = get_object_or_404(Message, pk=message, conversation=self.conversation, direction="out")
        if not self.conversation.take_back(reply, by=request.user):
            return self.refused(_("Too late: it has left already."))
        if request.POST.get("reopen"):
            self.conversation.reopen(by=request.user)
        self.write_again(reply)
        return self.done_writing(_("Taken back. Its words are in the composer again."), None)
