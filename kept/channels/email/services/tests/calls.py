"""What each service calls with, written after its documentation, and signed as it signs."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.urls import reverse

from kept.channels.email.services.service import NAME, MailService

RSA = rsa.generate_private_key(65537, 2048)
CURVE = ec.generate_private_key(ec.SECP256R1())
RESEND_KEY = b"resend secret"
VERA = "vera@lindqvist.example"


def _public(key: Any) -> str:
    return base64.b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


# What is entered in the settings so that the calls below are believed.
KEYS = {
    "mailgun": {"webhook_signing_key": "mailgun signing key".replace(" ", "-")},
    "mandrill": {"webhook_key": "mandrill-key"},
    "postal": {"webhook_key": _public(RSA)},
    "resend": {"signing_secret": "whsec_" + base64.b64encode(RESEND_KEY).decode()},
    "sendgrid": {"tracking_webhook_verification_key": _public(CURVE)},
}


@dataclass
class Called:
    body: bytes
    type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


def call(client: Client, service: MailService, what: str, called: Called, *, proved: bool = True) -> Any:
    """As the service does; unproved: all the same but for the proof."""
    signed = SIGNED.get(service.kind) if service.is_signed(what) else None
    if signed and proved:
        called = signed(service, what, called)
    elif proved:
        word = base64.b64encode(f"{NAME}:{service.password}".encode()).decode()
        called.headers["Authorization"] = f"Basic {word}"
    path = reverse(f"services:{what}", args=[service.token])
    return client.post(path, called.body, content_type=called.type, headers=called.headers)


def _mailgun(service: MailService, what: str, called: Called) -> Called:
    at, token = str(int(time.time())), "a8ce0edb2dd8301dee6c2405235584e4"
    key = KEYS["mailgun"]["webhook_signing_key"].encode()
    block = {"timestamp": at, "token": token, "signature": hmac.new(key, (at + token).encode(), "sha256").hexdigest()}
    if called.type == "application/json":
        return Called(json.dumps(json.loads(called.body) | {"signature": block}).encode())
    return Called(called.body + b"&" + urlencode(block).encode(), called.type)


def _mandrill(service: MailService, what: str, called: Called) -> Called:
    told = parse_qs(called.body.decode())["mandrill_events"][0]
    signed = (service.address(what) + "mandrill_events" + told).encode()
    signature = base64.b64encode(hmac.new(b"mandrill-key", signed, hashlib.sha1).digest()).decode()
    return Called(called.body, called.type, {"X-Mandrill-Signature": signature})


def _postal(service: MailService, what: str, called: Called) -> Called:
    signature = base64.b64encode(RSA.sign(called.body, padding.PKCS1v15(), hashes.SHA1())).decode()
    return Called(called.body, called.type, {"X-Postal-Signature": signature})


def _resend(service: MailService, what: str, called: Called) -> Called:
    number, at = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", str(int(time.time()))
    signed = f"{number}.{at}.".encode() + called.body
    word = base64.b64encode(hmac.new(RESEND_KEY, signed, hashlib.sha256).digest()).decode()
    headers = {"svix-id": number, "svix-timestamp": at, "svix-signature": f"v1,bm90IHRoaXM= v1,{word}"}
    return Called(called.body, called.type, headers)


def _sendgrid(service: MailService, what: str, called: Called) -> Called:
    at = str(int(time.time()))
    signature = base64.b64encode(CURVE.sign(at.encode() + called.body, ec.ECDSA(hashes.SHA256()))).decode()
    prefix = "X-Twilio-Email-Event-Webhook"
    return Called(called.body, called.type, {f"{prefix}-Signature": signature, f"{prefix}-Timestamp": at})


SIGNED: dict[str, Callable[[MailService, str, Called], Called]] = {
    "mailgun": _mailgun,
    "mandrill": _mandrill,
    "postal": _postal,
    "resend": _resend,
    "sendgrid": _sendgrid,
}


def bounced(kind: str, mark: str) -> Called:
    """Vera's server said that nobody has her address. `mark` is our Message-ID, as the service keeps it for us."""
    now, kept = int(time.time()), {"kept_message": mark}
    said = "550 5.1.1 no such user"
    told: Any = {
        "brevo": {"event": "hard_bounce", "email": VERA, "message-id": "<1@smtp-relay.mailin.fr>", "reason": said,
                  "ts_epoch": now * 1000, "X-Mailin-custom": json.dumps(kept)},
        "mailgun": {"event-data": {"event": "failed", "severity": "permanent", "reason": "bounce", "recipient": VERA,
                    "timestamp": now, "user-variables": kept, "message": {"headers": {"message-id": mark.strip("<>")}},
                    "delivery-status": {"code": 550, "message": said, "description": ""}}},
        "mailjet": [{"event": "bounce", "time": now, "MessageID": 1952, "email": VERA, "hard_bounce": True,
                     "blocked": False, "error_related_to": "recipient", "error": "user unknown", "comment": said,
                     "Payload": json.dumps(kept)}],
        "mandrill": [{"event": "hard_bounce", "_id": "4f1", "ts": now, "msg": {"email": VERA, "state": "bounced",
                      "metadata": kept, "bounce_description": "bad_mailbox", "diag": f"smtp;{said}", "_id": "4f1"}}],
        "postal": {"event": "MessageBounced", "timestamp": now, "uuid": "0fcc8ebe",
                   "payload": {"original_message": {"id": 12345, "token": "abcdef123", "direction": "outgoing",
                               "message_id": "5817a64332f44@psrp.postal.example", "to": VERA, "tag": mark},
                               "bounce": {"id": 12347, "subject": "Delivery Error"}, "details": said}},
        "postmark": {"RecordType": "Bounce", "ID": 692560173, "Type": "HardBounce", "Email": VERA, "MessageID": "2706",
                     "BouncedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now)), "Details": f"smtp;{said}",
                     "Description": "The server was unable to deliver your message.", "Metadata": kept},
        "resend": {"type": "email.bounced", "created_at": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(now)),
                   "data": {"email_id": "56761188", "to": [VERA], "bounce": {"message": f"a bounce message: {said}"},
                            "headers": [{"name": "X-Metadata", "value": json.dumps(kept)}]}},
        "sendgrid": [{"event": "bounce", "email": VERA, "timestamp": now, "sg_event_id": "rbtnWrG1", "status": "5.1.1",
                      "reason": said, "type": "bounce", "smtp-id": "<14c5d75ce93@ismtpd>"} | kept],
        "sparkpost": [{"msys": {"message_event": {"type": "bounce", "bounce_class": "10", "event_id": "923569",
                       "raw_rcpt_to": VERA, "raw_reason": said, "timestamp": str(now), "transmission_id": "65832150921",
                       "rcpt_meta": kept}}}],
    }[kind]  # fmt: skip
    return shaped(kind, told)


def shaped(kind: str, told: Any) -> Called:
    """In the form in which the service posts what it tells."""
    if kind == "mandrill":
        return Called(urlencode({"mandrill_events": json.dumps(told)}).encode(), "application/x-www-form-urlencoded")
    return Called(json.dumps(told).encode())


def brought(kind: str, raw: bytes) -> Called:
    """Mail from Vera that the service received for us."""
    whole, to = raw.decode("latin-1"), "sales@hillside.example"
    if kind == "mailgun":
        form = {"recipient": to, "sender": VERA, "body-mime": raw}
        return Called(urlencode(form).encode(), "application/x-www-form-urlencoded")
    if kind == "sendgrid":
        envelope = json.dumps({"from": VERA, "to": [to]}).encode()
        parts = {"envelope": envelope, "email": raw}
        body = b"".join(
            b'--xYzZY\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
            for name, value in parts.items()
        )
        return Called(body + b"--xYzZY--\r\n", "multipart/form-data; boundary=xYzZY")
    encoded = base64.b64encode(raw).decode()
    headers = {"From": f"Vera <{VERA}>", "Subject": "Boxes", "Message-ID": "<v1@lindqvist.example>"}
    told: Any = {
        "mandrill": [{"event": "inbound", "ts": int(time.time()), "msg": {"raw_msg": whole, "email": to}}],
        "mailjet": {"Sender": VERA, "Recipient": to, "Headers": headers, "Parts": [], "Text-part": "How many boxes?"},
        "postal": {"id": 1, "message": encoded, "base64": True, "mail_from": VERA, "rcpt_to": to},
        "postmark": {"MessageID": "22c74902", "OriginalRecipient": to, "RawEmail": whole, "FromFull": {"Email": VERA},
                     "Headers": [{"Name": "Return-Path", "Value": f"<{VERA}>"}]},
        "sparkpost": [{"msys": {"relay_message": {"protocol": "smtp", "rcpt_to": to, "msg_from": VERA, "content": {
                       "email_rfc822": encoded, "email_rfc822_is_base64": True}}}}],
    }[kind]  # fmt: skip
    return shaped(kind, told)
