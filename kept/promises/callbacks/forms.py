"""What people say of callbacks at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kept.lib import clock
from kept.lib.sites import origins
from kept.promises.callbacks import numbers
from kept.promises.callbacks.opening import CallbackPage, Length
from kept.promises.forms import DueField, LastOf
from kept.ui.forms import AddressField, LineField


def read_number(typed: str, *zones: str) -> str:
    try:
        return numbers.read(typed, *zones)
    except numbers.NoSuchNumber:
        words = gettext("“%(number)s” is no phone number. From abroad it begins with + and the country, as +46 70 …")
        raise ValidationError(words % {"number": typed}) from None


class BookingForm(forms.Form):
    """The time is the customer's own clock's: that is how they said it."""

    number = forms.CharField(
        label=_("At which number"), max_length=40, error_messages={"required": _("Say at which number.")}
    )
    at = DueField(label=_("From when on"), widget=LastOf, error_messages={"required": _("Say when.")})
    minutes = forms.TypedChoiceField(label=_("Within"), choices=Length, coerce=int)
    about = forms.CharField(label=_("What about"), max_length=500, required=False)

    def __init__(self, data: Any, zone: str, *others: str) -> None:
        super().__init__(data)
        self.zone, self.others = zone, others

    def clean_number(self) -> str:
        return read_number(self.cleaned_data["number"], self.zone, *self.others)

    def full_clean(self) -> None:
        with timezone.override(clock.zone(self.zone)):
            super().full_clean()


class ReachedForm(forms.Form):
    note = forms.CharField(
        label=_("What to remember"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": "3"})
    )


class AgainForm(forms.Form):
    due = DueField(label=_("Ring again from"), widget=LastOf)


class CancellingForm(forms.Form):
    why = forms.CharField(label=_("They said"), max_length=500, required=False)


class PageForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CallbackPage
        fields = ["is_on", "greeting", "minutes", "capacity", "notice", "days", "allowed_sites"]
        widgets = {
            "greeting": forms.Textarea(attrs={"rows": "3"}),
            "allowed_sites": forms.Textarea(attrs={"rows": "3", "spellcheck": "false", "dir": "ltr"}),
        }

    def clean_allowed_sites(self) -> str:
        return "\n".join(origins(self.cleaned_data["allowed_sites"]))


class CustomerForm(forms.Form):
    """What a customer fills in beside the time."""

    name = LineField(label=_("Your name"), max_length=120)
    number = forms.CharField(label=_("Your phone number"), max_length=40)
    email = AddressField(
        label=_("Your e-mail address"), max_length=254, required=False, help_text=_("We confirm the time there.")
    )
    about = forms.CharField(label=_("What is it about?"), max_length=1000, widget=forms.Textarea)

    def __init__(self, data: Any = None, *zones: str, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.zones = zones
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["number"].widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"})
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["about"].widget.attrs |= {"rows": "3", "dir": "auto"}

    def clean_number(self) -> str:
        return read_number(self.cleaned_data["number"], *self.zones)
