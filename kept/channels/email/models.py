from kept.channels.email.accounts.account import Account
from kept.channels.email.accounts.registration import Registration
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.pulse import Pulse
from kept.channels.email.signing.domain import SendingDomain

__all__ = ["Account", "Mailbox", "Pulse", "Registration", "SendingDomain"]
