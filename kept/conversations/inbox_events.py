"""What happens to inboxes, each with its sentence. `subject` of the event is the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.events.kinds import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.events.event import Event


class OfInbox(Kind):
    """Told with %(who)s and %(inbox)s."""

    name: ClassVar[str] = "inbox.deed"
    told: ClassVar[str | _StrPromise] = ""
    inbox: str

    def sentence(self, event: Event) -> str:
        return str(self.told) % {"who": event.by or _("Kept"), "inbox": self.inbox}


@dataclass(frozen=True)
class InboxMade(OfInbox):
    name = "inbox.made"
    told = gettext_lazy("%(who)s made the inbox %(inbox)s")
    inbox: str = ""


@dataclass(frozen=True)
class InboxChanged(OfInbox):
    name = "inbox.changed"
    told = gettext_lazy("%(who)s changed the inbox %(inbox)s")
    inbox: str = ""


class InboxAccessChanged(Kind):
    """Told with %(who)s, %(inbox)s and %(holder)s, a colleague or a team."""

    name: ClassVar[str] = "inbox.access"
    told: ClassVar[str | _StrPromise] = ""
    inbox: str
    holder: str

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "inbox": self.inbox, "holder": self.holder}
        return str(self.told) % words


@dataclass(frozen=True)
class InboxOpened(InboxAccessChanged):
    name = "inbox.opened"
    told = gettext_lazy("%(who)s let %(holder)s into the inbox %(inbox)s")
    inbox: str = ""
    holder: str = ""


@dataclass(frozen=True)
class InboxShut(InboxAccessChanged):
    name = "inbox.shut"
    told = gettext_lazy("%(who)s took %(holder)s out of the inbox %(inbox)s")
    inbox: str = ""
    holder: str = ""
