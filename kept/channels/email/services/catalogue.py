"""The mail services by whose API an inbox can send: what each needs to know, takes, and how its calls are proved.

Those that django-anymail speaks to without a package of their own and that take our threading fields. Amazon SES needs
boto3 and MailerSend, Mailtrap, Scaleway and Unisender Go carry custom fields in part only: all of them are reached by
SMTP instead, like any mail server.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MEGABYTE = 1000 * 1000


@dataclass(frozen=True)
class Field:
    """Something a service wants to be told. `name` is what anymail calls it; what is no `secret` is shown again."""

    name: str
    label: str | _StrPromise
    help: str | _StrPromise = ""
    required: bool = True
    secret: bool = True


@dataclass(frozen=True)
class Kind:
    """One mail service. `size` is the most bytes of a mail as sent that it takes, None where it does not say.

    `host` is the name that its servers share, where what to put into SPF follows from it. `proof` names the field that
    proves its calls by signature; without one they are proved by a name and password in the address. `proves_mail`
    says whether that is so for received mail, too. `has_address` means that its API may be elsewhere than usual.
    `keeps_id` says whether mail leaves with the Message-ID that we gave it, `shows_inline` whether it can show
    pictures where they stand, `has_metadata` whether it keeps words of ours beside a mail.
    """

    name: str
    label: str
    fields: tuple[Field, ...]
    size: int | None
    host: str = ""
    proof: str = ""
    proves_mail: bool = True
    has_address: bool = False
    needs_address: bool = False
    keeps_id: bool = True
    shows_inline: bool = True
    has_metadata: bool = True
    reports_help: str | _StrPromise = ""
    mail_help: str | _StrPromise = ""

    @property
    def sending(self) -> tuple[Field, ...]:
        return tuple(each for each in self.fields if each.name != self.proof)


KEY = Field("api_key", _("API key"))

KINDS = {
    each.name: each
    for each in (
        Kind(
            "brevo",
            "Brevo",
            (KEY,),
            20 * MEGABYTE,
            keeps_id=False,
            shows_inline=False,
            reports_help=_("In Brevo: Transactional › Settings › Webhook. Tick delivered, bounces, deferred, spam."),
        ),
        Kind(
            "mailgun",
            "Mailgun",
            (
                KEY,
                Field("sender_domain", _("sending domain"), _("Empty for that of the inbox."), False, secret=False),
                Field(
                    "webhook_signing_key",
                    _("HTTP webhook signing key"),
                    _("In Mailgun: Settings › API security."),
                    required=False,
                ),
            ),
            25 * MEGABYTE,
            host="mailgun.org",
            proof="webhook_signing_key",
            has_address=True,
            reports_help=_("In Mailgun: Send › Webhooks, for delivered, permanent and temporary failure, complaints."),
            mail_help=_("In Mailgun: Receive › Create route, with the action forward() to this address."),
        ),
        Kind(
            "mailjet",
            "Mailjet",
            (KEY, Field("secret_key", _("secret key"))),
            15 * MEGABYTE,
            keeps_id=False,
            reports_help=_("In Mailjet: Account › Event notifications, for sent, bounce, blocked and spam."),
            mail_help=_("In Mailjet: set this address as Url of a Parse API route."),
        ),
        Kind(
            "mandrill",
            "Mandrill",
            (KEY, Field("webhook_key", _("webhook key"), _("In Mandrill: Settings › Webhooks."), required=False)),
            25 * MEGABYTE,
            proof="webhook_key",
            reports_help=_("In Mandrill: Settings › Webhooks, for delayed, bounced, rejected and marked as spam."),
            mail_help=_("In Mandrill: Inbound › Routes. Both webhooks must have the same key."),
        ),
        Kind(
            "postal",
            "Postal",
            (
                KEY,
                Field(
                    "webhook_key",
                    _("public key of the server"),
                    _("What stands after p= in the DKIM record that Postal shows, which also signs its webhooks."),
                    required=False,
                    secret=False,
                ),
            ),
            None,
            proof="webhook_key",
            has_address=True,
            needs_address=True,
            keeps_id=False,
            shows_inline=False,
            has_metadata=False,
            reports_help=_("In Postal: the server's Webhooks, for all message events."),
            mail_help=_("In Postal: Routing › HTTP endpoints, format “raw message”, encoded as base64."),
        ),
        Kind(
            "postmark",
            "Postmark",
            (
                Field("server_token", _("server API token")),
                Field("message_stream", _("message stream"), _("Empty for the usual one."), False, secret=False),
            ),
            10 * MEGABYTE,
            host="postmarkapp.com",
            reports_help=_("In Postmark: the message stream's Webhooks, for delivery, bounce and spam complaint."),
            mail_help=_("In Postmark: the inbound stream's Settings. Tick “Include raw email content”."),
        ),
        Kind(
            "resend",
            "Resend",
            (KEY, Field("signing_secret", _("signing secret"), _("In Resend: at the webhook."), required=False)),
            40 * MEGABYTE,
            proof="signing_secret",
            keeps_id=False,
            reports_help=_("In Resend: Webhooks, for delivered, bounced, delivery delayed and complained."),
        ),
        Kind(
            "sendgrid",
            "SendGrid",
            (
                KEY,
                Field(
                    "tracking_webhook_verification_key",
                    _("verification key"),
                    _("In SendGrid: at the event webhook, once Signed Event Webhook is on."),
                    required=False,
                    secret=False,
                ),
            ),
            30 * MEGABYTE,
            host="sendgrid.net",
            proof="tracking_webhook_verification_key",
            proves_mail=False,
            has_address=True,
            reports_help=_("In SendGrid: Settings › Mail settings › Event webhooks, signed."),
            mail_help=_("In SendGrid: Settings › Inbound parse. Tick “Post the raw, full MIME message”."),
        ),
        Kind(
            "sparkpost",
            "SparkPost",
            (KEY,),
            20 * MEGABYTE,
            has_address=True,
            reports_help=_("In SparkPost: Configuration › Webhooks, for message and feedback events."),
            mail_help=_("In SparkPost: a relay webhook of the inbound domain."),
        ),
    )
}
CHOICES = [(each.name, each.label) for each in KINDS.values()]
