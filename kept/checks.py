"""Whether the settings make sense, as Django system checks with ids. `kept doctor` and every start look at them."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from kept.lib.refusal import Refusal

TAG = "kept"
NEAR = {"localhost", "127.0.0.1", "::1", "testserver"}


@register(TAG)
def check_url(**_options: Any) -> list[CheckMessage]:
    parts = urlsplit(settings.KEPT_URL)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        words = "KEPT_URL must be the address people use, as in https://kept.example.com."
        return [Error(words, id="kept.E001")]
    if parts.scheme == "http" and parts.hostname not in NEAR:
        words = "KEPT_URL begins with http://, so passwords travel in the clear: put a proxy with TLS in front."
        return [Warning(words, id="kept.W001")]
    return []


@register(TAG)
def check_secret(**_options: Any) -> list[CheckMessage]:
    if len(settings.SECRET_KEY) < 32:
        return [Error("KEPT_SECRET_KEY is too short to be safe: use 50 random letters.", id="kept.E002")]
    return []


@register(TAG)
def check_debug(**_options: Any) -> list[CheckMessage]:
    if settings.DEBUG:
        return [Warning("KEPT_DEBUG is on: error pages show what nobody else should see.", id="kept.W002")]
    return []


@register(TAG)
def check_certificate(**_options: Any) -> list[CheckMessage]:
    from kept.channels.email import certificate

    if bool(settings.KEPT_MAIL_CERTIFICATE) != bool(settings.KEPT_MAIL_KEY):
        words = "KEPT_MAIL_CERTIFICATE and KEPT_MAIL_KEY belong together: set both or none."
        return [Error(words, id="kept.E003")]
    try:
        certificate.ours()
    except OSError as problem:
        words = (
            f"The certificate in KEPT_MAIL_CERTIFICATE and KEPT_MAIL_KEY cannot be used: {problem.strerror or problem}."
        )
        return [Error(words, id="kept.E003")]
    return []


@register(TAG)
def check_outgoing(**_options: Any) -> list[CheckMessage]:
    if not settings.KEPT_SMTP_URL:
        words = "KEPT_SMTP_URL is not set: replies leave only from inboxes with a mail server of their own."
        return [Warning(words, id="kept.W003")]
    return []


def refuse_errors() -> None:
    """Raises `Refusal` with the first error, for a start that would only fail later."""
    from django.core.checks import run_checks

    for message in run_checks(tags=[TAG]):
        if message.level >= 40:
            raise Refusal(f"{message.msg} ({message.id})")
