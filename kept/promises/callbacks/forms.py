"""What people say of callbacks at the desk."""

from __future__ import annotations

from datetime import datetime
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


def read_number(typed: str, *zones: str) -> str:
    try:
        return numbers.read(typed, *zones)
    except numbers.NoSuchNumber:
        words = gettext("“%(number)s” is no phone number. From abroad it begins with + and the country, as +46 70 …")
        raise ValidationError(words % {"number": typed}) from None


class BookingForm(forms.Form):
    """The time is the customer's own clock's: that is how they said it."""

    number = forms.CharField(max_length=40, error_messages={"required": _("Say at which number.")})
    at = forms.DateTimeField(error_messages={"required": _("Say when."), "invalid": _("That is no day and time.")})
    minutes = forms.TypedChoiceField(choices=Length, coerce=int)
    about = forms.CharField(max_length=500, required=False)

    def __init__(self, data: Any, zone: str, *others: str) -> None:
        super().__init__(data)
        self.zone, self.others = zone, others

    def clean_number(self) -> str:
        return read_number(self.cleaned_data["number"], self.zone, *self.others)

    def clean_at(self) -> datetime:
        naive = timezone.make_naive(self.cleaned_data["at"])
        at = naive.replace(tzinfo=clock.zone(self.zone))
        if at <= clock.now():
            raise ValidationError(gettext("That time has passed already."))
        return at


class ReachedForm(forms.Form):
    note = forms.CharField(max_length=4000, required=False)


class AgainForm(forms.Form):
    due = DueField(widget=LastOf)


class CancellingForm(forms.Form):
    why = forms.CharField(max_length=500, required=False)


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

    name = forms.CharField(label=_("Your name"), max_length=120)
    number = forms.CharField(label=_("Your phone number"), max_length=40)
    email = forms.EmailField(
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
