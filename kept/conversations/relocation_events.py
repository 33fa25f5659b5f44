"""What is recorded when words come to stand elsewhere, or one conversation leads to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.events.kinds import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.events.event import Event


@dataclass(frozen=True)
class Leading(Kind):
    """A kind that names another conversation by its `number`, to which its line leads."""

    name = "conversation.leading"
    done: ClassVar[str | _StrPromise] = ""
    happened: ClassVar[str | _StrPromise] = ""
    number: int = 0

    def sentence(self, event: Event) -> str:
        words = {"who": event.by, "number": self.number}
        return str(self.done if event.by else self.happened) % words


@dataclass(frozen=True)
class Merged(Leading):
    """Recorded where everything goes on. `subject` of the event is the merging."""

    name = "conversation.merged"
    done = gettext_lazy("%(who)s merged #%(number)s into this conversation")
    happened = gettext_lazy("#%(number)s was merged into this conversation")


@dataclass(frozen=True)
class MergedAway(Leading):
    """Recorded in the conversation that ends. `subject` of the event is the merging."""

    name = "conversation.merged_away"
    done = gettext_lazy("%(who)s merged this conversation into #%(number)s")
    happened = gettext_lazy("This conversation was merged into #%(number)s")


@dataclass(frozen=True)
class Unmerged(Leading):
    name = "conversation.unmerged"
    done = gettext_lazy("%(who)s took #%(number)s out again")
    happened = gettext_lazy("#%(number)s was taken out again")


@dataclass(frozen=True)
class StandsAlone(Leading):
    name = "conversation.stands_alone"
    done = gettext_lazy("%(who)s took this conversation out of #%(number)s again")
    happened = gettext_lazy("This conversation was taken out of #%(number)s again")


@dataclass(frozen=True)
class SplitOff(Leading):
    """Recorded where it was. `subject` of the event is the splitting."""

    name = "conversation.split_off"
    done = gettext_lazy("%(who)s split what followed off into #%(number)s")
    happened = gettext_lazy("What followed was split off into #%(number)s")


@dataclass(frozen=True)
class SplitFrom(Leading):
    """Recorded in the new conversation. `subject` of the event is the splitting."""

    name = "conversation.split_from"
    done = gettext_lazy("%(who)s split this conversation off from #%(number)s")
    happened = gettext_lazy("This conversation was split off from #%(number)s")


@dataclass(frozen=True)
class MovedThere(Leading):
    """`subject` of the event is the moving."""

    name = "conversation.moved_there"
    personal: ClassVar[tuple[str, ...]] = ("author",)
    author: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "author": self.author, "number": self.number}
        return _("%(who)s moved a message from %(author)s to #%(number)s") % words


@dataclass(frozen=True)
class MovedHere(Leading):
    """`subject` of the event is the moving."""

    name = "conversation.moved_here"
    personal: ClassVar[tuple[str, ...]] = ("author",)
    author: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "author": self.author, "number": self.number}
        return _("%(who)s moved a message from %(author)s here, out of #%(number)s") % words


@dataclass(frozen=True)
class BroughtBack(Leading):
    """Recorded where the message stands again."""

    name = "conversation.brought_back"
    done = gettext_lazy("%(who)s moved a message back here from #%(number)s")
    happened = gettext_lazy("A message was moved back here from #%(number)s")


@dataclass(frozen=True)
class SentBack(Leading):
    name = "conversation.sent_back"
    done = gettext_lazy("%(who)s moved a message back to #%(number)s")
    happened = gettext_lazy("A message was moved back to #%(number)s")


@dataclass(frozen=True)
class LedTo(Leading):
    """An answer bore another subject, and so began a conversation of its own."""

    name = "conversation.led_to"
    happened = gettext_lazy("An answer with another subject began a new conversation: #%(number)s")
    done = happened


@dataclass(frozen=True)
class CameFrom(Leading):
    name = "conversation.came_from"
    happened = gettext_lazy("This began as an answer with another subject in #%(number)s")
    done = happened


@dataclass(frozen=True)
class AlsoSentTo(Kind):
    """The same mail went to another inbox of ours as well."""

    name = "conversation.also_sent_to"
    inbox: str = ""

    def sentence(self, event: Event) -> str:
        return _("It was also sent to %(inbox)s") % {"inbox": self.inbox}


@dataclass(frozen=True)
class PassedOn(Kind):
    """A colleague forwarded a customer's mail to an inbox. `author` is the customer's name or address."""

    name = "conversation.passed_on"
    personal: ClassVar[tuple[str, ...]] = ("author",)
    author: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s forwarded this from %(author)s") % {"who": event.by, "author": self.author}
