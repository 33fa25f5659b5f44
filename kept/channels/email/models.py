from kept.channels.email.mailbox import Mailbox
from kept.channels.email.pulse import Pulse
from kept.channels.email.signing.domain import SendingDomain

__all__ = ["Mailbox", "Pulse", "SendingDomain"]
