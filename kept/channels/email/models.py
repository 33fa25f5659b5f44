from kept.channels.email.mailbox import Mailbox
from kept.channels.email.pulse import Pulse

__all__ = ["Mailbox", "Pulse"]
