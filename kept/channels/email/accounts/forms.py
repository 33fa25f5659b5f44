"""What is asked before a mailbox at a provider is connected, and how Kept is registered there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kept.channels.email.accounts.account import Account
from kept.channels.email.accounts.asking import Why
from kept.channels.email.accounts.events import Registered
from kept.channels.email.accounts.providers import Name
from kept.channels.email.accounts.registration import Registration
from kept.channels.email.mailbox import Mailbox, Start
from kept.conversations.inbox import Inbox
from kept.events.event import record
from kept.lib import clock
from kept.people.member import Member
from kept.people.passwords import REVEAL

if TYPE_CHECKING:
    RegistrationModelForm = forms.ModelForm[Registration]
else:
    RegistrationModelForm = forms.ModelForm


class ConnectForm(forms.Form):
    inbox = forms.ModelChoiceField(
        Inbox.objects.active(),
        label=_("Inbox"),
        empty_label=None,
        help_text=_("Its address must be the mailbox's own, or an alias of it there: answers leave from it."),
    )
    start = forms.ChoiceField(label=_("Fetch"), choices=Start.choices)
    shared = forms.EmailField(
        label=_("A shared mailbox"),
        required=False,
        max_length=254,
        help_text=_("Only for a mailbox that several people share: its address. Sign in as yourself then."),
    )

    def __init__(self, provider: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if provider != Name.MICROSOFT:
            del self.fields["shared"]

    @property
    def purpose(self) -> dict[str, Any]:
        words = self.cleaned_data
        return {"inbox": words["inbox"].pk, "start": words["start"], "shared": words.get("shared", "").lower()}


class RegistrationForm(RegistrationModelForm):
    """A secret left empty stays as it is, as long as it is for the same client."""

    secret = forms.CharField(
        label=_("Client secret"),
        required=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", **REVEAL}),
    )

    class Meta:
        model = Registration
        fields = ["client_id", "tenant", "secret_ends_on"]
        widgets = {"secret_ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"secret_ends_on": _("Kept warns you two weeks before. Empty when it never ends.")}

    field_order = ["client_id", "secret", "secret_ends_on", "tenant"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("client_id", "tenant"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["secret"].required = not self.instance.sealed_secret
        if self.instance.sealed_secret:
            self.fields["secret"].help_text = _("Empty leaves it as it is.")
        if self.instance.provider != Name.MICROSOFT:
            del self.fields["tenant"]

    def clean_secret_ends_on(self) -> date | None:
        ends: date | None = self.cleaned_data["secret_ends_on"]
        if ends and ends < clock.now().date() and "secret" in self.changed_data:
            raise ValidationError(_("That day is past. When does the new secret end?"))
        return ends

    def clean(self) -> dict[str, Any]:
        words = super().clean() or self.cleaned_data
        if self.instance.sealed_secret and not words.get("secret") and "client_id" in self.changed_data:
            self.add_error("secret", _("Enter the secret of this client ID."))
        return words

    def keep(self, *, by: Member) -> Registration:
        """Save it, and try again what failed by the old one. Call inside a transaction."""
        registration = self.save(commit=False)
        if self.cleaned_data["secret"]:
            registration.secret = self.cleaned_data["secret"]
        registration.save()
        Account.objects.filter(provider=registration.provider, refused=Why.CLIENT).update(refused="", refused_at=None)
        for mailbox in Mailbox.objects.filter(account__provider=registration.provider):
            mailbox.keep_changes()
        record(Registered(Name(registration.provider).label), by=by, subject=registration.pk)
        return registration
