"""Handing a message to the mail server that sends for us (RFC 5321, RFC 6409)."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from kept.channels.base import Outbound, Receipt, SendFailed, TooLarge
from kept.channels.email.accounts.account import AccessEnded, Account
from kept.channels.email.accounts.asking import Unanswered
from kept.channels.email.accounts.bearer import Bearer
from kept.channels.email.composing import compose, is_international
from kept.channels.email.heading import address_of
from kept.channels.email.mailbox import Mailbox, Security
from kept.channels.email.signing.sign import signed
from kept.channels.email.sizes import remember
from kept.channels.email.trouble import Trouble, trouble
from kept.lib import clock
from kept.lib.sealing import Unopenable

ANSWER_WITHIN = 60.0  # seconds for the server to say something
TAKE_WITHIN = 600.0  # seconds for all of the message to pass (RFC 5321 4.5.3.2.6)
# “Exceeded storage allocation” and “message too big for system” (RFC 5321 4.2.3, RFC 3463 3.4).
TOO_LARGE = re.compile(r"^552(?! 5\.2\.2)|^5\d\d 5\.(?:3\.4|2\.3)\b")
SIGN_IN = {530, 534, 535, 538}  # the server's answers that ask for another way to sign in (RFC 4954 6)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that sends for us."""

    host: str
    port: int
    security: str
    username: str = ""
    password: str = ""
    account: Account | None = None


def server_for(address: str) -> Server:
    """The inbox's own server, else the installation's. Raises `SendFailed` where there is none."""
    if mailbox := Mailbox.objects.sending_for(address):
        try:
            secret = mailbox.smtp_password
        except Unopenable as problem:
            raise SendFailed(str(trouble(problem).label), permanent=False) from problem
        place = (mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security)
        return Server(*place, mailbox.smtp_username, secret, mailbox.account)
    if not settings.KEPT_SMTP_URL:
        raise SendFailed(
            _("No outgoing mail server is set. Add one in the settings, under Mailboxes."), permanent=False
        )
    tls = Security.TLS if settings.EMAIL_USE_SSL else Security.STARTTLS if settings.EMAIL_USE_TLS else Security.PLAIN
    user, password = settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD
    return Server(settings.EMAIL_HOST, settings.EMAIL_PORT, tls, user, password)


def submit(outbound: Outbound) -> Receipt:
    """Compose, sign and send. Recipients in Bcc are named to the server only. Raises `SendFailed`."""
    raw = signed(compose(outbound, at=clock.now()), outbound.author.address)
    server = server_for(outbound.author.address)
    everybody = dict.fromkeys(address_of(each) for each in (*outbound.to, *outbound.cc, *outbound.bcc))
    with _failures_told(), connected(server) as smtp:
        _refuse_too_large(smtp, server, len(raw))
        refused = _hand_over(smtp, outbound, list(everybody), raw)
    return Receipt(outbound.message_id, tuple((who, _words(code, said)) for who, (code, said) in refused.items()))


def _refuse_too_large(smtp: smtplib.SMTP, server: Server, size: int) -> None:
    """Before a byte of it is sent: what the server announced that it takes (RFC 1870), and what we send at all."""
    smtp.ehlo_or_helo_if_needed()
    said = smtp.esmtp_features.get("size", "")
    announced = int(said) if said.isascii() and said.isdigit() and int(said) else None
    remember(server.host, announced)
    most = min(announced or settings.KEPT_MAIL_MAX_BYTES, settings.KEPT_MAIL_MAX_BYTES)
    if size > most:
        raise TooLarge(_("The message is too large to be sent by mail."), most=most)


@contextmanager
def connected(server: Server) -> Iterator[smtplib.SMTP]:
    """A connection on which mail may be handed over. Raises OSError, of which smtplib's errors are kinds."""
    bearer = Bearer(server.username, server.account) if server.account else None
    tls = ssl.create_default_context()
    if server.security == Security.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=ANSWER_WITHIN, context=tls)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=ANSWER_WITHIN)
    try:
        if server.security == Security.STARTTLS:
            smtp.starttls(context=tls)
        if bearer:
            bearer.sign_in_by_smtp(smtp)
        elif server.username:
            smtp.login(server.username, server.password)
        yield smtp
    finally:
        with suppress(OSError):  # it may have hung up; what was to be said is said
            smtp.quit()


def _hand_over(
    smtp: smtplib.SMTP, outbound: Outbound, recipients: list[str], raw: bytes
) -> dict[str, tuple[int, bytes]]:
    options = ["SMTPUTF8", "BODY=8BITMIME"] if is_international(outbound) else []
    if options and not smtp.has_extn("smtputf8"):
        raise SendFailed(_("The mail server cannot send to such an address: it is not ASCII."), permanent=True)
    if smtp.sock is not None:
        smtp.sock.settimeout(TAKE_WITHIN)
    author = address_of(outbound.author)
    if outbound.automatic:  # nothing that answers by itself answers the null sender (RFC 3834 3.3)
        with suppress(smtplib.SMTPSenderRefused):  # which some servers do not take from us
            return smtp.sendmail("", recipients, raw, mail_options=options)
    return smtp.sendmail(author, recipients, raw, mail_options=options)


@contextmanager
def _failures_told() -> Iterator[None]:
    """4xx and everything about the connection may pass; 5xx about the message or all its recipients will not."""
    try:
        yield
    except (AccessEnded, Unanswered, Unopenable) as problem:
        raise SendFailed(f"{trouble(problem).label} {problem}".strip(), permanent=False) from problem
    except smtplib.SMTPRecipientsRefused as problem:
        refused = tuple((who, _words(code, said)) for who, (code, said) in problem.recipients.items())
        permanent = all(code >= 500 for code, _said in problem.recipients.values())
        words = "; ".join(f"{who}: {said}" for who, said in refused)
        raise SendFailed(words, permanent=permanent, refused=refused) from problem
    except smtplib.SMTPResponseException as problem:
        words = _words(problem.smtp_code, problem.smtp_error)
        if TOO_LARGE.search(words):
            raise TooLarge(words) from problem
        if problem.smtp_code in SIGN_IN:  # mended in the settings, without writing the message again
            raise SendFailed(f"{Trouble.PASSWORD.label} {words}", permanent=False) from problem
        raise SendFailed(words, permanent=problem.smtp_code >= 500) from problem
    except OSError as problem:
        raise SendFailed(f"{trouble(problem).label} {problem}".strip(), permanent=False) from problem


def _words(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(text.split())}"[:500]
