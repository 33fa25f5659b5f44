"""What happens to a conversation, each with its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.customers.trouble import told
from kept.events.kinds import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.events.event import Event


def _moment(said: str) -> str:
    return date_format(localtime(datetime.fromisoformat(said)), "DATETIME_FORMAT")


class Deed(Kind):
    """A kind whose sentence needs nothing but who did it: `done` names the doer, `happened` is for none."""

    name = "conversation.deed"
    done: ClassVar[str | _StrPromise] = ""
    happened: ClassVar[str | _StrPromise] = ""

    def sentence(self, event: Event) -> str:
        return str(self.done) % {"who": event.by} if event.by else str(self.happened)


@dataclass(frozen=True)
class ConversationOpened(Deed):
    name = "conversation.opened"
    done = gettext_lazy("%(who)s began the conversation")
    happened = gettext_lazy("The conversation began")


@dataclass(frozen=True)
class MessageReceived(Deed):
    """`subject` of the event is the message."""

    name = "message.received"
    done = gettext_lazy("%(who)s wrote by mail")
    happened = gettext_lazy("The customer wrote")


@dataclass(frozen=True)
class MessageSent(Deed):
    """`subject` of the event is the message."""

    name = "message.sent"
    done = gettext_lazy("%(who)s answered")
    happened = gettext_lazy("An answer was sent")


@dataclass(frozen=True)
class ReplyTakenBack(Deed):
    name = "message.taken_back"
    done = gettext_lazy("%(who)s took an answer back before it left")
    happened = gettext_lazy("An answer was taken back before it left")


@dataclass(frozen=True)
class ReplyPostponed(Kind):
    """`subject` of the event is the message; `until` an ISO 8601 moment."""

    name = "message.postponed"
    until: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s wrote an answer to go out %(until)s") % {"who": event.by, "until": _moment(self.until)}


@dataclass(frozen=True)
class ReplyTimed(Kind):
    """`subject` of the event is the message; `until` an ISO 8601 moment."""

    name = "message.timed"
    until: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s lets an answer go out %(until)s") % {"who": event.by, "until": _moment(self.until)}


@dataclass(frozen=True)
class ReplyHeldBack(Kind):
    """`subject` of the event is the message; `why` is `written` or `spam`."""

    name = "message.held_back"
    why: str = ""

    def sentence(self, event: Event) -> str:
        if self.why == "spam":
            return _("An answer that was to go out later is held back: this was marked as spam")
        return _("An answer that was to go out later is held back: the customer wrote meanwhile")


@dataclass(frozen=True)
class NoteWritten(Deed):
    """`subject` of the event is the note."""

    name = "note.written"
    done = gettext_lazy("%(who)s wrote a note")
    happened = gettext_lazy("A note was written")


@dataclass(frozen=True)
class Closed(Deed):
    name = "conversation.closed"
    done = gettext_lazy("%(who)s closed the conversation")
    happened = gettext_lazy("The conversation was closed")


@dataclass(frozen=True)
class Reopened(Deed):
    name = "conversation.reopened"
    done = gettext_lazy("%(who)s reopened the conversation")
    happened = gettext_lazy("The conversation opened again")


@dataclass(frozen=True)
class Snoozed(Kind):
    name = "conversation.snoozed"
    until: str = ""

    def sentence(self, event: Event) -> str:
        until = _moment(self.until)
        if event.by is None:
            return _("Snoozed until %(until)s") % {"until": until}
        return _("%(who)s snoozed the conversation until %(until)s") % {"who": event.by, "until": until}


@dataclass(frozen=True)
class Woke(Deed):
    name = "conversation.woke"
    done = gettext_lazy("%(who)s ended the snooze")
    happened = gettext_lazy("The snooze ended")


@dataclass(frozen=True)
class MarkedSpam(Deed):
    name = "conversation.marked_spam"
    done = gettext_lazy("%(who)s marked this as spam")
    happened = gettext_lazy("Marked as spam")


@dataclass(frozen=True)
class FiledAsSpam(Kind):
    """Kept did it, by what the mail server's filter says or by what it learned; `words` and `links` are why."""

    name = "conversation.filed_as_spam"
    personal: ClassVar[tuple[str, ...]] = ("words", "links")
    words: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    by_filter: bool = False
    score: str = ""

    def sentence(self, event: Event) -> str:
        said = {"words": ", ".join(self.words), "links": ", ".join(self.links), "score": self.score}
        if self.by_filter and self.score:
            return _("Filed as spam: the mail server's filter says %(score)s") % said
        if self.by_filter:
            return _("Filed as spam: the mail server's filter says so")
        if self.words and self.links:
            return _("Filed as spam: contains %(words)s, links to %(links)s") % said
        if self.links:
            return _("Filed as spam: links to %(links)s") % said
        if self.words:
            return _("Filed as spam: contains %(words)s") % said
        return _("Filed as spam: it looks like what colleagues marked as spam")


@dataclass(frozen=True)
class FoundNotSpam(Deed):
    name = "conversation.found_not_spam"
    done = gettext_lazy("%(who)s said this is not spam")
    happened = gettext_lazy("Not spam after all")


@dataclass(frozen=True)
class Assigned(Kind):
    name = "conversation.assigned"
    to: int | None = None
    to_name: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by, "to": self.to_name}
        if self.to is None:
            return _("%(who)s put it back for anybody to take") % words if event.by else _("Nobody has it now")
        if event.by is None:
            return _("Now with %(to)s") % words
        if self.to == event.by_id:
            return _("%(who)s took it") % words
        return _("%(who)s gave it to %(to)s") % words


@dataclass(frozen=True)
class HandedToTeam(Kind):
    name = "conversation.handed_to_team"
    team: int | None = None
    team_name: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "team": self.team_name}
        if self.team is None:
            return _("%(who)s took it from its team") % words
        return _("%(who)s handed it to %(team)s") % words


@dataclass(frozen=True)
class Retitled(Kind):
    name = "conversation.retitled"
    personal: ClassVar[tuple[str, ...]] = ("before", "after")
    before: str = ""
    after: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s changed the subject to “%(subject)s”") % {"who": event.by, "subject": self.after}


@dataclass(frozen=True)
class Classified(Kind):
    name = "conversation.classified"
    kind: str = ""

    def sentence(self, event: Event) -> str:
        from kept.conversations.titling import ConversationKind

        who = event.by or _("Kept")
        if not self.kind:
            return _("%(who)s took the kind away") % {"who": who}
        return _("%(who)s filed it as: %(kind)s") % {"who": who, "kind": ConversationKind(self.kind).label}


@dataclass(frozen=True)
class Prioritised(Kind):
    name = "conversation.prioritised"
    priority: str = ""

    def sentence(self, event: Event) -> str:
        from kept.conversations.prioritising import Priority

        words = {"who": event.by or _("Kept"), "priority": Priority(self.priority).label}
        return _("%(who)s set the priority: %(priority)s") % words


@dataclass(frozen=True)
class DeliverySent(Deed):
    """`subject` of the event is the message."""

    name = "delivery.sent"
    happened = gettext_lazy("The answer left")


@dataclass(frozen=True)
class DeliveryFailed(Kind):
    """`subject` of the event is the message."""

    name = "delivery.failed"
    reason: str = ""

    def sentence(self, event: Event) -> str:
        return _("An answer could not be delivered: %(reason)s") % {"reason": told(self.reason)}


@dataclass(frozen=True)
class RecipientRefused(Kind):
    """The answer left, but not to everybody. `subject` of the event is the message."""

    name = "delivery.recipient_refused"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""
    reason: str = ""

    def sentence(self, event: Event) -> str:
        words = {"address": self.address, "reason": told(self.reason)}
        return _("An answer did not reach %(address)s: %(reason)s") % words


@dataclass(frozen=True)
class DeliveryDelayed(Kind):
    """The other side has not got it yet and still tries. `subject` of the event is the message."""

    name = "delivery.delayed"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""
    reason: str = ""

    def sentence(self, event: Event) -> str:
        words = {"address": self.address, "reason": told(self.reason)}
        return _("An answer to %(address)s is late, and is still being tried: %(reason)s") % words


@dataclass(frozen=True)
class MarkedAsSpamByReader(Kind):
    """`subject` of the event is the message."""

    name = "delivery.complained_of"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(address)s marked an answer as spam") % {"address": self.address}


@dataclass(frozen=True)
class DeliveryRetried(Deed):
    name = "delivery.retried"
    done = gettext_lazy("%(who)s is sending it again")
    happened = gettext_lazy("Sending it again")


@dataclass(frozen=True)
class StrangerAnswered(Kind):
    """A message carried this conversation's token or reference, but not from anybody in it."""

    name = "conversation.stranger_answered"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""
    number: int = 0

    def sentence(self, event: Event) -> str:
        words = {"address": self.address, "number": self.number}
        return _("%(address)s, who is not part of this conversation, answered it: see #%(number)s") % words


class OfFile(Kind):
    """Told with %(who)s and %(file)s. `subject` of the event is the message that the file came with."""

    name: ClassVar[str] = "file.deed"
    personal: ClassVar[tuple[str, ...]] = ("file",)
    told: ClassVar[str | _StrPromise] = ""
    file: str

    def sentence(self, event: Event) -> str:
        return str(self.told) % {"who": event.by or _("Kept"), "file": self.file}


@dataclass(frozen=True)
class FileFetched(OfFile):
    name = "file.fetched"
    told = gettext_lazy("“%(file)s” was fetched by its link")
    file: str = ""


@dataclass(frozen=True)
class FileWithdrawn(OfFile):
    name = "file.withdrawn"
    told = gettext_lazy("%(who)s withdrew the link to “%(file)s”")
    file: str = ""


@dataclass(frozen=True)
class LinkRestored(OfFile):
    name = "file.restored"
    told = gettext_lazy("%(who)s let “%(file)s” be fetched again")
    file: str = ""
