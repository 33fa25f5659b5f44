"""How Kept wants its sign-in; named by `settings.ACCOUNT_ADAPTER`."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kept.events.event import record
from kept.people import mailing, origin
from kept.people.events import PasswordChanged, SignedIn
from kept.people.jobs import mail_password_reset
from kept.people.member import Member


class Doorkeeper(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
        "too_many_login_attempts": _(
            "Too many tries. Wait five minutes, or ask for a link by mail if you forgot your password."
        ),
        "enter_current_password": _("This is not your present password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Colleagues come by invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return origin.address(request) or "unknown"

    def login(self, request: HttpRequest, user: Member) -> None:
        super().login(request, user)
        records = get_authentication_records(request, user)
        with transaction.atomic():
            record(SignedIn(records[-1]["method"] if records else ""), by=user, subject=user.pk)

    @transaction.atomic
    def set_password(self, user: Member, password: str) -> None:
        """Ends every other session, by Django's own doing, and every link that waits."""
        super().set_password(user, password)
        user.sign_in_links.all().delete()
        record(PasswordChanged(str(user)), by=user, subject=user.pk)

    def send_password_reset_mail(self, user: Member, email: str, context: dict[str, Any]) -> None:
        """In a job, so that an answer takes as long for an address nobody has."""
        if mailing.can_send():
            mail_password_reset.defer(member=user.pk)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:profile")
