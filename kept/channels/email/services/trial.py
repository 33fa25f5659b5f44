"""A mail to whoever asks for it, to see whether mail leaves."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kept.channels.base import Outbound, Party
from kept.channels.email import tokens
from kept.channels.register import channel
from kept.conversations.inbox import Inbox
from kept.people.member import Member


def try_out(inbox: Inbox, member: Member) -> None:
    """Send it now, by the way that answers leave. Raises `SendFailed`."""
    words = _("This is a test from %(inbox)s. When you read this, mail from %(address)s leaves and arrives.")
    channel("email").send(
        Outbound(
            message_id=tokens.message_id(tokens.new_token(), inbox.domain),
            author=Party(inbox.address, inbox.name),
            to=(Party(member.email, str(member)),),
            subject=_("A test of %(inbox)s") % {"inbox": inbox},
            text=words % {"inbox": inbox, "address": inbox.address},
        )
    )
