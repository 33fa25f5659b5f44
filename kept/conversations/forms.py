"""What people write and choose at the desk."""

from __future__ import annotations

import re
from email.utils import getaddresses
from functools import lru_cache
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kept.conversations.answering import Recipient
from kept.conversations.titling import ConversationKind
from kept.customers.customer import Customer
from kept.ui.forms import Select

# Commas, semicolons and line ends, but not those inside a quoted name.
BETWEEN = re.compile(r'[;,\n]+(?=(?:[^"]*"[^"]*")*[^"]*$)')


class PartiesField(forms.Field):
    """People as one types them: "Ana Silva <ana@example.org>, bo@example.org". Cleans to `{"name", "address"}`."""

    def to_python(self, value: object) -> list[Recipient]:
        line = ", ".join(part.strip() for part in BETWEEN.split(str(value or "")) if part.strip())
        return [_party(name, address, line) for name, address in getaddresses([line])] if line else []


def _party(name: str, address: str, line: str) -> Recipient:
    """Nobody is left out in silence: what cannot be read is said."""
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            gettext("“%(address)s” is no e-mail address.") % {"address": address or name or line}
        ) from None
    return {"name": name, "address": address}


class WordsField(forms.CharField):
    """What somebody typed, as they typed it, with the line ends of plain text rather than of forms."""

    def __init__(self) -> None:
        super().__init__(required=False, strip=False, max_length=500_000)

    def to_python(self, value: object) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


def first_error(form: forms.Form) -> str:
    """What is wrong with it, in one sentence."""
    return str(next(iter(form.errors.values()))[0])


class WordsForm(forms.Form):
    """A note, and what a reply adds people to."""

    text = WordsField()
    begun = forms.IntegerField(required=False, min_value=0)


class NoteForm(WordsForm):
    pass


class ReplyForm(WordsForm):
    to = PartiesField(error_messages={"required": _("Say to whom this goes.")})
    cc = PartiesField(required=False)
    bcc = PartiesField(required=False)
    anyway = forms.IntegerField(required=False, min_value=0)
    sure = forms.CharField(required=False)
    trusting = forms.BooleanField(required=False)
    then = forms.ChoiceField(choices=[("", ""), ("close", "close")], required=False)

    @property
    def addresses(self) -> list[str]:
        return [each["address"] for name in ("to", "cc", "bcc") for each in self.cleaned_data[name] or []]


class DraftForm(forms.Form):
    """What stands in the composer."""

    text = WordsField()


class SnoozeForm(forms.Form):
    until = forms.DateTimeField(error_messages={"invalid": _("That is no day and time.")})

    def clean_until(self) -> object:
        until = self.cleaned_data["until"]
        if until <= timezone.now():
            raise ValidationError(gettext("That time has passed already."))
        return until


class SubjectForm(forms.Form):
    subject = forms.CharField(max_length=250, required=False)


class KindForm(forms.Form):
    kind = forms.ChoiceField(choices=[("", _("No kind")), *ConversationKind.choices], required=False)


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, object]]:
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("", _("Not known")), *((name, name.replace("_", " ")) for name in names)]


class CustomerForm(forms.Form):
    """Who the customer is; the addresses have their own form."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones, required=False, widget=Select)

    @classmethod
    def of(cls, customer: Customer) -> CustomerForm:
        return cls(initial={"name": customer.name, "time_zone": customer.time_zone})


class AddressForm(forms.Form):
    value = forms.EmailField(label=_("E-mail address"), max_length=320)
