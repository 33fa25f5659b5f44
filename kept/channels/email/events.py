"""What happens to mailboxes, each with its sentence. `subject` of the event is the mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.events.kinds import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.events.event import Event


class OfMailbox(Kind):
    """Told with %(who)s and %(mailbox)s."""

    name: ClassVar[str] = "mailbox.deed"
    told: ClassVar[str | _StrPromise] = ""
    mailbox: str

    def sentence(self, event: Event) -> str:
        return str(self.told) % {"who": event.by or _("Kept"), "mailbox": self.mailbox}


@dataclass(frozen=True)
class MailboxAdded(OfMailbox):
    name = "mailbox.added"
    told = gettext_lazy("%(who)s added the mailbox %(mailbox)s")
    mailbox: str = ""


@dataclass(frozen=True)
class MailboxChanged(OfMailbox):
    name = "mailbox.changed"
    told = gettext_lazy("%(who)s changed the mailbox %(mailbox)s")
    mailbox: str = ""


@dataclass(frozen=True)
class MailboxRemoved(OfMailbox):
    name = "mailbox.removed"
    told = gettext_lazy("%(who)s removed the mailbox %(mailbox)s")
    mailbox: str = ""
