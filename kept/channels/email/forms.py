"""The settings of a mailbox: where mail is fetched from, and where it leaves by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from kept.channels.email.events import MailboxAdded, MailboxChanged
from kept.channels.email.mailbox import Mailbox, Security
from kept.events.event import record
from kept.people.member import Member
from kept.people.passwords import REVEAL

if TYPE_CHECKING:
    MailboxModelForm = forms.ModelForm[Mailbox]
else:
    MailboxModelForm = forms.ModelForm

FETCHING = ("host", "port", "security", "username", "password", "folder", "start", "authserv", "trusts_filter")
SENDING = ("smtp_host", "smtp_port", "smtp_security", "smtp_username", "smtp_password")
# What makes another place of it, where our bookmark means nothing.
PLACE = {"host", "username", "folder"}
# What a mailbox of a provider has from it.
GIVEN = {*FETCHING, *SENDING} - {"folder", "start", "authserv", "trusts_filter"}
# Where a password is sent to: the name of the host, its port, how safely.
LINES = {"password": ("host", "port", "security"), "smtp_password": ("smtp_host", "smtp_port", "smtp_security")}
ASK_AGAIN = _(
    "The server, its port or its security is another one now. Enter the password again: it was for the old one."
)


def _secret() -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "off", **REVEAL})
    return forms.CharField(label=_("Password"), required=False, strip=False, max_length=1000, widget=widget)


class MailboxForm(MailboxModelForm):
    """A password left empty stays as it is, but is never sent to another server than it was given for."""

    password = _secret()
    smtp_password = _secret()

    class Meta:
        model = Mailbox
        fields = ["inbox", *(name for name in (*FETCHING, *SENDING) if "password" not in name), "is_active"]
        help_texts = {
            "inbox": _("Where what is fetched goes, and whose answers leave here."),
            "host": _("As in imap.firm.example. Leave it empty to only send."),
            "folder": _("INBOX is where new mail comes."),
            "smtp_host": _("As in smtp.firm.example. Leave it empty to send by the server all inboxes share."),
            "smtp_username": _("Empty where the server asks for none."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("host", "smtp_host", "username", "smtp_username", "folder"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        for name in LINES:
            if getattr(self.instance, f"sealed_{name}"):
                self.fields[name].help_text = _("Empty leaves it as it is.")
        if self.instance.uid_validity is not None:
            del self.fields["start"]  # it speaks of the first visit
        if self.instance.account_id:
            for name in GIVEN:
                del self.fields[name]
        else:
            self._require_password()

    def _require_password(self) -> None:
        fetches = not self.is_bound or bool(self.data.get(self.add_prefix("host"), "").strip())
        self.fields["username"].required = fetches
        self.fields["password"].required = fetches and not self.instance.sealed_password

    @property
    def fetching(self) -> list[BoundField]:
        return [self[name] for name in FETCHING if name in self.fields]

    @property
    def sending(self) -> list[BoundField]:
        return [self[name] for name in SENDING if name in self.fields]

    def clean_port(self) -> int:
        return _port(self.cleaned_data["port"])

    def clean_smtp_port(self) -> int:
        return _port(self.cleaned_data["smtp_port"])

    def clean(self) -> dict[str, Any]:
        words = super().clean() or self.cleaned_data
        if self.instance.account_id:
            return words
        if not words.get("host") and not words.get("smtp_host"):
            raise ValidationError(_("Give a server to fetch from, one to send by, or both."))
        for secret, (host, _port, _security) in LINES.items():
            if words.get(host) and words.get(secret.replace("password", "username")) and self._is_stale(secret):
                self.add_error(secret, ASK_AGAIN)
        return words

    def _is_stale(self, secret: str) -> bool:
        """Whether the stored password was given for another server, or a safer line to it, and no other is given."""
        host, port, security = LINES[secret]
        before, now = self.initial, self.cleaned_data
        moved = str(before.get(host, "")).lower() != now.get(host, "").lower() or before.get(port) != now.get(port)
        weakened = now.get(security) == Security.PLAIN != before.get(security)
        return bool(getattr(self.instance, f"sealed_{secret}") and not now.get(secret) and (moved or weakened))

    def keep(self, *, by: Member) -> Mailbox:
        """Save it. Call inside a transaction."""
        mailbox, new = self.instance, self.instance.pk is None
        for name in LINES.keys() & self.fields.keys():
            if self.cleaned_data[name] or self._is_stale(name):
                setattr(mailbox, name, self.cleaned_data[name])
        if PLACE & set(self.changed_data):
            mailbox.go_elsewhere()
        mailbox.keep_changes()
        record(MailboxAdded(str(mailbox)) if new else MailboxChanged(str(mailbox)), by=by, subject=mailbox.pk)
        return mailbox


def _port(number: int) -> int:
    if not 0 < number < 65536:
        raise ValidationError(_("A port is a number from 1 to 65535."))
    return number
