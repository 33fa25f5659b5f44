"""What goes wrong between us and a mail server, in words for whoever has to mend it."""

from __future__ import annotations

import imaplib
import smtplib
import socket
import ssl

from django.db import models
from django.utils.translation import gettext_lazy as _
from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError

from kept.lib.sealing import Unopenable


class NoSuchFolder(Exception):
    """The server has no folder of that name, or does not let us open it."""


class Trouble(models.TextChoices):
    PASSWORD = "password", _("The server does not accept the name and password.")
    HOST = "host", _("No server is found by that name.")
    REFUSED = "refused", _("The server does not answer at that port.")
    SILENCE = "silence", _("The server did not answer in time.")
    CERTIFICATE = "certificate", _("The server's certificate is not valid for that name.")
    SECURITY = "security", _("The server speaks another kind of security at that port.")
    FOLDER = "folder", _("There is no such folder, or it may not be opened.")
    UNOPENABLE = "unopenable", _("The stored password can no longer be read: please enter it again.")
    HUNG_UP = "hung_up", _("The server ended the connection.")
    DATABASE = "database", _("What was fetched could not be stored.")
    OTHER = "other", _("Something unexpected went wrong.")


# The first that fits.
_KINDS: list[tuple[type[BaseException] | tuple[type[BaseException], ...], Trouble]] = [
    (Unopenable, Trouble.UNOPENABLE),
    ((MailboxLoginError, smtplib.SMTPAuthenticationError), Trouble.PASSWORD),
    ((NoSuchFolder, MailboxFolderSelectError), Trouble.FOLDER),
    (ssl.SSLCertVerificationError, Trouble.CERTIFICATE),
    (ssl.SSLError, Trouble.SECURITY),
    (smtplib.SMTPNotSupportedError, Trouble.SECURITY),
    (socket.gaierror, Trouble.HOST),
    (TimeoutError, Trouble.SILENCE),
    (ConnectionRefusedError, Trouble.REFUSED),
    ((imaplib.IMAP4.abort, smtplib.SMTPServerDisconnected, ConnectionError, EOFError), Trouble.HUNG_UP),
    (OSError, Trouble.REFUSED),
]


def trouble(problem: BaseException) -> Trouble:
    """What kind of trouble an error is."""
    return next((kind for errors, kind in _KINDS if isinstance(problem, errors)), Trouble.OTHER)
