"""Mail from Kept to colleagues. Links are made as the mail is, so that no token waits in a table."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import int_to_base36

from kept.people.invitation import Invitation
from kept.people.member import Member
from kept.people.organisation import Organisation
from kept.people.signin import SignInLink


def can_send() -> bool:
    """Whether this installation has an outgoing mail server."""
    return bool(settings.KEPT_SMTP_URL)


def send_sign_in_link(member: Member) -> None:
    link = SignInLink.objects.make(member)
    _send("sign_in_link", member.email, {"member": member, "url": link.url})


def send_password_reset(member: Member) -> None:
    key = {"uidb36": int_to_base36(member.pk), "key": default_token_generator.make_token(member)}
    path = reverse("account_reset_password_from_key", kwargs=key)
    _send("password_reset", member.email, {"member": member, "url": f"{settings.KEPT_URL}{path}"})


def send_invitation(invitation: Invitation) -> None:
    """Remembers on the invitation when it left, or why it did not (and raises that again)."""
    invitation.renew()
    trouble, mailed_at = "", invitation.mailed_at
    try:
        _send("invitation", invitation.email, {"invitation": invitation, "url": invitation.url})
        mailed_at = timezone.now()
    except OSError as problem:  # smtplib's errors are among them
        trouble = str(problem)
        raise
    finally:
        Invitation.objects.filter(pk=invitation.pk).update(trouble=trouble, mailed_at=mailed_at)


def send_address_changed(member: Member, before: str) -> None:
    _send("address_changed", before, {"member": member})


def _send(letter: str, to: str, words: dict[str, object]) -> None:
    """The first line of the template is the subject."""
    ours = Organisation.ours()
    words |= {"organisation": ours.name or "Kept", "home": settings.KEPT_URL}
    subject, _sep, body = render_to_string(f"people/mail/{letter}.txt", words).strip().partition("\n")
    sender = formataddr((ours.name or "Kept", parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    # RFC 3834: so that nobody's holiday notice answers it.
    headers = {"Auto-Submitted": "auto-generated"}
    EmailMessage(subject.strip(), body.strip() + "\n", sender, [to], headers=headers).send()
