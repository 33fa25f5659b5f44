"""The settings of how mail leaves an inbox: how large it may be, and what its mail service wants to be told."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.serialization import load_der_public_key
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kept.channels.email.services.catalogue import Kind
from kept.channels.email.services.service import MailService
from kept.conversations.inbox import Inbox
from kept.conversations.inbox_events import InboxChanged
from kept.events.event import record
from kept.lib.sealing import Unopenable
from kept.people.member import Member
from kept.people.passwords import REVEAL

if TYPE_CHECKING:
    InboxModelForm = forms.ModelForm[Inbox]
    ServiceModelForm = forms.ModelForm[MailService]
else:
    InboxModelForm = ServiceModelForm = forms.ModelForm

QUIET = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class SizesForm(InboxModelForm):
    class Meta:
        model = Inbox
        fields = ["largest_mail", "links_last"]

    def keep(self, *, by: Member) -> None:
        """Save it. Call inside a transaction."""
        if self.has_changed():
            self.save()
            record(InboxChanged(str(self.instance)), by=by, subject=self.instance.pk)


class ServiceForm(ServiceModelForm):
    """A secret left empty stays as it is, as long as the service is the same one."""

    api_url = forms.URLField(
        label=_("Address of its API"),
        required=False,
        assume_scheme="https",
        max_length=500,
        help_text=_("Only where it is not the usual one, as in https://api.eu.mailgun.net/v3."),
        widget=forms.URLInput(attrs=QUIET),
    )

    class Meta:
        model = MailService
        fields = ["api_url", "is_sending"]
        help_texts = {
            "is_sending": _("Otherwise a mail server does it, and the service only tells what became of earlier mail."),
        }

    def __init__(self, kind: Kind, instance: MailService, data: Any = None) -> None:
        if instance.kind != kind.name:  # one service's key must never go to another's address
            instance.api_url = ""
        super().__init__(data, instance=instance)
        self.kind, self.had = kind, self._known(kind)
        if not kind.has_address:
            del self.fields["api_url"]
        elif kind.needs_address:
            self.fields["api_url"].required = True
            self.fields["api_url"].help_text = _("As in https://postal.firm.example.")
        for each in kind.fields:
            self.fields[each.name] = self._field(each.name, each.secret, each.required, each.label, each.help)
        self.order_fields([*(each.name for each in kind.fields), "api_url", "is_sending"])

    def _known(self, kind: Kind) -> dict[str, str]:
        """What it was told before; nothing when it was another service, or cannot be opened any more."""
        try:
            return self.instance.known if self.instance.pk and self.instance.kind == kind.name else {}
        except Unopenable:
            return {}

    def _field(self, name: str, secret: bool, required: bool, label: Any, words: Any) -> forms.CharField:
        had = self.had.get(name, "")
        widget = forms.PasswordInput(attrs=QUIET | REVEAL) if secret else forms.TextInput(attrs=QUIET)
        if secret and had:
            words, required = _("Empty leaves it as it is."), False
        initial = "" if secret else had
        return forms.CharField(
            label=str(label).capitalize() if label[:1].islower() else label,
            help_text=words,
            required=required,
            max_length=2000,
            widget=widget,
            initial=initial,
        )

    def clean_api_url(self) -> str:
        url = str(self.cleaned_data["api_url"])
        is_own = url.startswith("http://") and settings.KEPT_OWN_NETWORKS
        if url and not url.startswith("https://") and not is_own:
            raise ValidationError(_("It must begin with https://, so that nobody reads the key on the way."))
        return url

    def clean(self) -> dict[str, Any]:
        words = super().clean() or self.cleaned_data
        for each in self.kind.fields:
            if each.name == self.kind.proof and not each.secret and words.get(each.name):
                try:
                    words[each.name] = public_key(words[each.name])
                except ValueError:
                    self.add_error(each.name, _("That is no public key: it is a long row of letters and digits."))
        return words

    def keep(self, *, by: Member) -> MailService:
        """Save it. Call inside a transaction."""
        service = self.instance
        same = service.pk is not None and service.kind == self.kind.name
        sent = same and MailService.objects.filter(pk=service.pk, is_sending=True).exists()
        service.kind = self.kind.name
        given = {each.name: self.cleaned_data[each.name].strip() for each in self.kind.fields}
        kept = {each.name: self.had.get(each.name, "") for each in self.kind.fields if each.secret}
        service.known = {name: value or kept.get(name, "") for name, value in given.items()}
        service.keep_changes(by=by, sent=sent)
        return service


def public_key(words: str) -> str:
    """A public key as base64 in one row, with or without what frames it in a file. Raises ValueError for anything else.

    `binascii.Error` is a kind of it.
    """
    row = re.sub(r"-----[A-Z ]+-----|\s", "", words)
    load_der_public_key(base64.b64decode(row, validate=True))
    return row
