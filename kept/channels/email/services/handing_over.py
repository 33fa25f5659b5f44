"""Handing a message to a mail service by its API: django-anymail speaks it, the guard sees where to."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from email.mime.base import MIMEBase
from ipaddress import ip_network
from typing import Any

import requests
from anymail.exceptions import AnymailAPIError, AnymailError, AnymailNotSupportedWarning
from anymail.message import AnymailMessage
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from kept.channels.base import Enclosure, Outbound, Party, Receipt, SendFailed, TooLarge
from kept.channels.email import bouncewords, dressing
from kept.channels.email.composing import about, reply_to
from kept.channels.email.heading import address_of, one_line
from kept.channels.email.services.catalogue import Kind
from kept.channels.email.services.service import MailService
from kept.channels.email.trouble import trouble
from kept.lib import guarded
from kept.lib.guarded import Address, Guard
from kept.lib.guarded_session import session
from kept.lib.sealing import Unopenable

# It says so of SendGrid at each mail, because its makers have no account there to test with. Our tests speak it.
warnings.filterwarnings("ignore", category=AnymailNotSupportedWarning)

WITHIN = (10.0, 60.0)  # seconds to connect, and between two words of the answer
MARK = "kept_message"  # under which a service keeps our Message-ID and says it back in its reports
# Answers that are about us and the service rather than about this message: mended in the settings, or passing.
NOT_ABOUT_IT = {401, 402, 403, 404, 405, 407, 408, 409, 425, 429}
# Statuses by which anymail says that a recipient will not get it, in the words of RFC 3463.
REFUSALS = {
    "invalid": "550 5.1.3 invalid address, says {service}",
    "rejected": "550 5.7.1 {service} does not send there, because mail there came back or was complained of",
    "failed": "550 5.0.0 {service} could not send there",
}


def hand_over(service: MailService, outbound: Outbound) -> Receipt:
    """Send it by the service. Raises `SendFailed`."""
    message = letter(outbound, service.what)
    with _failures_told(service), session(_guard()) as line:
        backend = _backend(service)
        backend.session = line
        if service.kind == "resend":  # says the same message once, where a Message-ID is not kept
            line.headers["Idempotency-Key"] = outbound.message_id
        backend.send_messages([message])
    return Receipt(outbound.message_id, _refused(service, outbound, message))


def letter(outbound: Outbound, kind: Kind) -> Any:
    """The message in Django's terms, so that anymail can translate it."""
    answers_to = reply_to(outbound)
    message = AnymailMessage(
        subject=one_line(outbound.subject),
        body=dressing.text(outbound),
        from_email=_as_text(outbound.author),
        to=[_as_text(each) for each in outbound.to],
        cc=[_as_text(each) for each in outbound.cc],
        bcc=[_as_text(each) for each in outbound.bcc],
        reply_to=[_as_text(answers_to)] if answers_to else None,
        headers={name: " ".join(parts) for name, parts in about(outbound).items()},
    )
    if kind.name == "postmark":  # else it puts a Message-ID of its own
        message.extra_headers["X-PM-KeepID"] = "true"
    message.attach_alternative(dressing.html(outbound), "text/html")
    for each in outbound.enclosures:
        _enclose(message, each, kind)
    if kind.has_metadata:
        message.metadata = {MARK: outbound.message_id}
    else:
        message.tags = [outbound.message_id]
    return message


def _enclose(message: Any, each: Enclosure, kind: Kind) -> None:
    content_type = each.type if each.type.isascii() and each.type.count("/") == 1 else "application/octet-stream"
    if not (each.inline and each.content_id and kind.shows_inline):
        message.attach(each.name, each.content[:], content_type)
        return
    picture = MIMEBase(*content_type.split("/"))
    picture.set_payload(each.content[:])
    picture.add_header("Content-Disposition", "inline", filename=each.name)
    picture.add_header("Content-ID", f"<{each.content_id}>")
    message.attach(picture)


def _as_text(party: Party) -> str:
    """`"name" <address>` in plain letters; the service encodes it."""
    name = one_line(party.name).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{name}" <{address_of(party)}>' if name else address_of(party)


def _backend(service: MailService) -> Any:
    known = {each.name: service.known[each.name] for each in service.what.sending if each.name in service.known}
    if service.api_url:
        known["api_url"] = service.api_url
    made = import_string(f"anymail.backends.{service.kind}.EmailBackend")
    return made(ignore_recipient_status=True, timeout=WITHIN, **known)


def _guard() -> Guard:
    """The open internet at any port, and the networks that the installation calls its own."""
    own = [ip_network(each, strict=False) for each in settings.KEPT_OWN_NETWORKS]

    def allows(address: Address) -> bool:
        return guarded.is_public(address) or any(address.version == each.version and address in each for each in own)

    return Guard(None, allows)


def _refused(service: MailService, outbound: Outbound, message: Any) -> tuple[tuple[str, str], ...]:
    """The recipients that it will not send to. Raises `SendFailed` when these are all."""
    told = {address.lower(): each.status for address, each in message.anymail_status.recipients.items()}
    everybody = [address_of(each).lower() for each in (*outbound.to, *outbound.cc, *outbound.bcc)]
    statuses = {each: told.get(each, "") for each in everybody}
    refused = tuple((who, REFUSALS[is_].format(service=service)) for who, is_ in statuses.items() if is_ in REFUSALS)
    if set(statuses.values()) == {"failed"}:  # about the message, not about anybody's address
        raise SendFailed(f"{service}: {_said(message.anymail_status.esp_response)}"[:500], permanent=True)
    if refused and len(refused) == len(statuses):
        words = "; ".join(f"{who}: {said}" for who, said in refused)
        raise SendFailed(words, permanent=True, refused=refused)
    return refused


@contextmanager
def _failures_told(service: MailService) -> Iterator[None]:
    """What an answer 4xx says about the message will not pass; all else may."""
    try:
        yield
    except Unopenable as problem:
        raise SendFailed(str(trouble(problem).label), permanent=False) from problem
    except AnymailAPIError as problem:
        raise _failure(service, problem) from problem
    except AnymailError as problem:  # what the service's API has no place for
        raise SendFailed(
            f"{service}: {problem.args[0] if problem.args else problem}"[:500], permanent=True
        ) from problem


def _failure(service: MailService, problem: Any) -> SendFailed:
    status = problem.status_code
    if status is None:
        return SendFailed(_unreached(service, problem), permanent=False)
    words = f"{service}: {status} {_said(problem.response)}".strip()[:500]
    if status == 413 or (400 <= status < 500 and bouncewords.reason("", words) == "message too large"):
        return TooLarge(words)
    if status in {401, 403}:
        words = _("%(service)s does not accept the key, or does not let it send from here.") % {"service": service}
        return SendFailed(f"{words} {status} {_said(problem.response)}"[:500], permanent=False)
    return SendFailed(words, permanent=400 <= status < 500 and status not in NOT_ABOUT_IT)


def _unreached(service: MailService, problem: BaseException) -> str:
    """Why no answer came, by what lies at the bottom of it."""
    cause: BaseException | None = problem
    while cause is not None and not isinstance(cause, guarded.Unfetched):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, guarded.Forbidden):
        return _(
            "%(service)s is not asked: its address lies in a private network. Name the network in KEPT_OWN_NETWORKS "
            "when it is yours."
        ) % {"service": service}
    return _("%(service)s did not answer. It is tried again.") % {"service": service}


def _said(response: requests.Response) -> str:
    """Its answer in one line; never more than a person reads."""
    return " ".join(response.text[:2000].split())[:400]
