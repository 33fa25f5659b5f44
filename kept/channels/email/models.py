from kept.channels.email.accounts.account import Account
from kept.channels.email.accounts.registration import Registration
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.pulse import Pulse
from kept.channels.email.services.report import Report
from kept.channels.email.services.service import MailService
from kept.channels.email.signing.domain import SendingDomain

__all__ = ["Account", "MailService", "Mailbox", "Pulse", "Registration", "Report", "SendingDomain"]
