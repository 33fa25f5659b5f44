"""What goes wrong between us and a mail server, in words for whoever has to mend it."""

from __future__ import annotations

import imaplib
import smtplib
import socket
import ssl

from django.db import DatabaseError, models
from django.utils.translation import gettext_lazy as _
from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError, UnexpectedCommandStatusError

from kept.channels.email.accounts.account import AccessEnded
from kept.channels.email.accounts.asking import Unanswered
from kept.channels.email.accounts.bearer import NotLetIn
from kept.lib.sealing import Unopenable


class NoSuchFolder(Exception):
    """The server has no folder of that name, or does not let us open it."""


class Trouble(models.TextChoices):
    PASSWORD = "password", _("The server does not accept the name and password.")
    ACCESS = "access", _("The access to this mailbox has ended.")
    SHUT = "shut", _("The server does not let our access in. IMAP or SMTP may be turned off for this account there.")
    PROVIDER = "provider", _("The provider could not be asked for access.")
    HOST = "host", _("No server is found by that name.")
    REFUSED = "refused", _("The server does not answer at that port.")
    SILENCE = "silence", _("The server did not answer in time.")
    CERTIFICATE = "certificate", _("The server's certificate is not valid for that name.")
    SECURITY = "security", _("The server speaks another kind of security at that port.")
    FOLDER = "folder", _("There is no such folder, or it may not be opened.")
    UNOPENABLE = "unopenable", _("The stored password can no longer be read: please enter it again.")
    BUSY = "busy", _("The server cannot answer just now.")
    HUNG_UP = "hung_up", _("The server ended the connection.")
    DATABASE = "database", _("What was fetched could not be stored.")
    OTHER = "other", _("Something unexpected went wrong.")


# The first that fits.
_KINDS: list[tuple[type[BaseException] | tuple[type[BaseException], ...], Trouble]] = [
    (Unopenable, Trouble.UNOPENABLE),
    (AccessEnded, Trouble.ACCESS),
    (NotLetIn, Trouble.SHUT),
    (Unanswered, Trouble.PROVIDER),
    ((MailboxLoginError, smtplib.SMTPAuthenticationError), Trouble.PASSWORD),
    ((NoSuchFolder, MailboxFolderSelectError), Trouble.FOLDER),
    (ssl.SSLCertVerificationError, Trouble.CERTIFICATE),
    (ssl.SSLError, Trouble.SECURITY),
    (smtplib.SMTPNotSupportedError, Trouble.SECURITY),
    (socket.gaierror, Trouble.HOST),
    (TimeoutError, Trouble.SILENCE),
    (ConnectionRefusedError, Trouble.REFUSED),
    ((imaplib.IMAP4.abort, smtplib.SMTPServerDisconnected, ConnectionError, EOFError), Trouble.HUNG_UP),
    (DatabaseError, Trouble.DATABASE),
    (OSError, Trouble.REFUSED),
]


# What servers say when they refuse for another reason than the password (RFC 5530).
_CODES = {
    "UNAVAILABLE": Trouble.BUSY,
    "INUSE": Trouble.BUSY,
    "LIMIT": Trouble.BUSY,
    "PRIVACYREQUIRED": Trouble.SECURITY,
}


def trouble(problem: BaseException) -> Trouble:
    """What kind of trouble an error is."""
    said = words(problem)
    by_code = next((kind for code, kind in _CODES.items() if f"[{code}]" in said), None)
    return by_code or next((kind for errors, kind in _KINDS if isinstance(problem, errors)), Trouble.OTHER)


def words(problem: BaseException) -> str:
    """What the other side said, or what the library says about it."""
    if isinstance(problem, UnexpectedCommandStatusError):
        data = problem.command_result[1] if len(problem.command_result) > 1 else []
        return " ".join(each.decode("utf-8", "replace") for each in data if isinstance(each, bytes))
    if isinstance(problem, AccessEnded) or (isinstance(problem, (Unopenable, NoSuchFolder)) and not problem.args):
        return ""
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return str(problem) or type(problem).__name__
