""" "I'll find out" is an answer: it names who finds out and by when, and the customer hears when it is late."""

from __future__ import annotations

from contextlib import suppress

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.conversations.answering import NobodyToWriteTo, Stopped
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.lib import clock
from kept.people.member import Member
from kept.promises.finding_out_events import LateWordSent, QuestionHandedOver
from kept.promises.promise import Promise
from kept.ui import moments

SHOWN = 300  # characters of the question


class Manners(models.Model):
    """How this company deals with its promises. One row."""

    says_when_late = models.BooleanField(
        gettext_lazy("tell the customer when an answer is late"),
        default=True,
        help_text=gettext_lazy("When “I’ll find out” falls due without an answer, once, and never to machines."),
    )
    only = models.BooleanField(default=True, editable=False, unique=True)

    def __str__(self) -> str:
        return "manners"

    @classmethod
    def ours(cls) -> Manners:
        return cls.objects.get_or_create(only=True)[0]


class FindingOut(models.Model):
    """The promise is to find something out: `question` is what was asked. `told` is the word that it is late."""

    promise = models.OneToOneField(Promise, models.CASCADE, related_name="finding_out")
    question = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    told = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"finding out for {self.promise_id}"


def words_for(promiser: Member, due: str, *, by: Member) -> str:
    """What is said to the customer; `due` in words of their time."""
    if promiser == by:
        return _(
            "I do not have the answer to that yet, and I would rather be right than quick. "
            "I’ll find out and write to you by %(when)s."
        ) % {"when": due}
    return _(
        "I do not have the answer to that yet. My colleague %(who)s will find out, and we’ll write to you by %(when)s."
    ) % {"who": promiser, "when": due}


def hand_over_question(promise: Promise, *, by: Member) -> None:
    """Whoever finds out gets the question with the customer's name, as a note in the conversation."""
    question = promise.conversation.newest_incoming()
    FindingOut.objects.get_or_create(promise=promise, defaults={"question": question})
    if promise.promiser == by:
        return
    asked = (question.text if question else "").strip()
    words = {"who": promise.promiser, "customer": promise.customer, "when": moments.due(promise.due)}
    note = _("%(who)s, please find this out for %(customer)s by %(when)s. They wait for it.") % words
    promise.conversation.note(f"{note}\n\n“{asked[:SHOWN]}”" if asked else note, by=by)
    promise.record(QuestionHandedOver(promise.what, str(promise.promiser)), by=by)


@transaction.atomic
def tell_late(promise: Promise) -> None:
    """It fell due: the customer hears that we have not forgotten, once. Never machines, nor where mail comes back."""
    row = FindingOut.objects.select_for_update().filter(promise=promise, told=None).first()
    if row is None or not Manners.ours().says_when_late or not _is_read(promise.conversation):
        return
    with suppress(NobodyToWriteTo, Stopped):
        row.told = promise.conversation.reply(_late_words(promise), by=_voice(promise))
        row.save(update_fields=["told"])
        promise.record(LateWordSent(promise.what))


def _is_read(conversation: Conversation) -> bool:
    """Whether a person is there to read it."""
    newest = conversation.newest_incoming()
    return not conversation.is_spam and newest is not None and not newest.automatic


def _voice(promise: Promise) -> Member:
    """In whose name it is said: who keeps it, or who made it where that one does not write to customers."""
    able = [each for each in (promise.promiser, promise.made_by) if each.may_reply and each.is_active]
    return able[0] if able else promise.made_by


def _late_words(promise: Promise) -> str:
    words = {"name": promise.customer.name, "who": promise.promiser, "voice": _voice(promise)}
    greeting = _("Hello %(name)s,") % words if promise.customer.name else _("Hello,")
    if promise.promiser == _voice(promise):
        body = _(
            "By now you should have had an answer from me. I do not have it yet, and I have not forgotten you: "
            "I am still finding out, and I’ll write as soon as I know."
        )
    else:
        body = _(
            "By now you should have had an answer from us. We do not have it yet, and we have not forgotten you: "
            "%(who)s is still finding out, and we’ll write as soon as we know."
        )
    return f"{greeting}\n\n{body % words}"
