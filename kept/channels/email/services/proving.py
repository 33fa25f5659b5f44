"""Whether a call comes from the service that it says: by signature, else by the name and password in its address."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
import warnings
from typing import Any

from anymail.exceptions import AnymailError, AnymailInsecureWebhookWarning
from anymail.exceptions import AnymailWebhookValidationFailure as Unproved
from anymail.webhooks import brevo, mailgun, mailjet, mandrill, postal, postmark, resend, sendgrid, sparkpost
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from kept.channels.email.services.service import NAME, MailService

# It cannot see that we prove Resend's calls ourselves.
warnings.filterwarnings("ignore", category=AnymailInsecureWebhookWarning)

TOLERANCE = 5 * 60  # seconds that the clock of a signature may differ from ours


class Resend(resend.ResendTrackingWebhookView):  # type: ignore[misc] # anymail has no types
    """Proved as Standard Webhooks ask for, which anymail leaves to a package of its own."""

    signing_key = ""

    def __init__(self, signing_key: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.signing_key = signing_key

    def validate_request(self, request: HttpRequest) -> None:
        number, at = request.headers.get("svix-id", ""), request.headers.get("svix-timestamp", "")
        try:
            key = base64.b64decode(self.signing_key.removeprefix("whsec_"))
            is_fresh = abs(time.time() - int(at)) < TOLERANCE
        except (binascii.Error, ValueError) as problem:
            raise Unproved("no such key or moment") from problem
        signed = f"{number}.{at}.".encode() + request.body
        wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        given = [each.partition(",")[2] for each in request.headers.get("svix-signature", "").split()]
        if not key or not is_fresh or not any(constant_time_compare(each, wanted) for each in given):
            raise Unproved("another signature")


VIEWS: dict[str, dict[str, Any]] = {
    "reports": {
        "brevo": brevo.BrevoTrackingWebhookView,
        "mailgun": mailgun.MailgunTrackingWebhookView,
        "mailjet": mailjet.MailjetTrackingWebhookView,
        "mandrill": mandrill.MandrillCombinedWebhookView,
        "postal": postal.PostalTrackingWebhookView,
        "postmark": postmark.PostmarkTrackingWebhookView,
        "resend": Resend,
        "sendgrid": sendgrid.SendGridTrackingWebhookView,
        "sparkpost": sparkpost.SparkPostTrackingWebhookView,
    },
    "mail": {
        "mailgun": mailgun.MailgunInboundWebhookView,
        "mailjet": mailjet.MailjetInboundWebhookView,
        "mandrill": mandrill.MandrillCombinedWebhookView,
        "postal": postal.PostalInboundWebhookView,
        "postmark": postmark.PostmarkInboundWebhookView,
        "sendgrid": sendgrid.SendGridInboundWebhookView,
        "sparkpost": sparkpost.SparkPostInboundWebhookView,
    },
}
# Under which name a view takes the key, where that is not the field's.
KEY_OF = {"signing_secret": "signing_key"}


def proved(service: MailService, what: str, call: HttpRequest) -> Any:
    """Anymail's view for `what` the service calls with, which can read the call. Raises `Unproved`."""
    keys = _keys(service, what)
    try:
        view = VIEWS[what][service.kind](**keys)
        view.run_validators(call)
    except (Unproved, AnymailError, ValueError, KeyError, TypeError) as problem:
        raise Unproved(str(problem)) from problem
    return view


def _keys(service: MailService, what: str) -> dict[str, Any]:
    """What the view proves calls with. Raises `Unproved` where nobody has entered the key: nothing is believed then."""
    if not service.is_signed(what):
        return {"webhook_secret": [f"{NAME}:{service.password}"]}
    proof = service.what.proof
    if not (key := "".join(service.known.get(proof, "").split())):
        raise Unproved("no key to prove it with")
    keys = {"webhook_secret": [], KEY_OF.get(proof, proof): key}
    if service.kind == "mandrill":  # signs the address as it was told
        keys["webhook_url"] = service.address(what)
    return keys
