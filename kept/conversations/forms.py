"""What people write and choose at the desk."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import getaddresses
from functools import lru_cache
from typing import Any
from uuid import uuid4
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kept.conversations.answering import Recipient
from kept.conversations.drafting import new_version
from kept.conversations.prioritising import Priority
from kept.conversations.titling import ConversationKind
from kept.conversations.windows import Hold
from kept.customers.customer import Customer
from kept.lib.markup.own import Words
from kept.ui.forms import AddressField, Select

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


class TimeToComeField(forms.DateTimeField):
    """A day and time by the reader's clock, or with an offset of its own. Of two hours that are called the same, when
    clocks go back, the first; one that clocks leave out is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(error_messages={"invalid": _("That is no day and time.")}, **options)

    def to_python(self, value: str | datetime | date | None) -> datetime | None:
        naive = parse_datetime(value.strip()) if isinstance(value, str) else None
        if naive is None or timezone.is_aware(naive):
            return super().to_python(value)
        moment = naive.replace(tzinfo=timezone.get_current_timezone())
        if moment.astimezone(UTC).astimezone(moment.tzinfo) != moment:
            raise ValidationError(gettext("Clocks go forward then: there is no such time on that day."))
        return moment

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        if value is not None and value <= timezone.now():
            raise ValidationError(gettext("That time has passed already."))


def first_error(form: forms.Form) -> str:
    """What is wrong with it, in one sentence."""
    return str(next(iter(form.errors.values()))[0])


class DraftForm(forms.Form):
    """What stands in the composer, and what its window holds of the draft: see `windows`.

    What a browser sends as HTML is cleaned here, before anybody sees it; it then says alone what was written.
    """

    text = WordsField()
    html = WordsField()
    key = forms.UUIDField(required=False)
    over = forms.CharField(required=False, strip=False, max_length=2000)
    version = forms.CharField(required=False, max_length=36)

    def clean(self) -> None:
        words = Words.written(self.cleaned_data.get("text", ""), self.cleaned_data.get("html", ""))
        self.cleaned_data |= {"text": words.text, "html": words.html}

    @property
    def hold(self) -> Hold:
        clean = self.cleaned_data
        over = frozenset(clean["over"].split(","))
        return Hold(clean["key"] or uuid4(), over, clean["version"] or new_version())


class WordsForm(DraftForm):
    """A note, and what a reply adds people to."""

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
    then = forms.ChoiceField(choices=[("", ""), ("close", "close"), ("at", "at")], required=False)
    until = TimeToComeField(required=False)
    at = TimeToComeField(required=False)

    def clean(self) -> None:
        """What was typed as a time counts only where its own button was pressed."""
        super().clean()
        if self.cleaned_data.get("then") == "at":
            self.cleaned_data["until"] = self.cleaned_data.get("at")
            if not self.cleaned_data["until"] and "at" not in self.errors:
                raise ValidationError(gettext("Say when it goes out."))
        else:
            self.errors.pop("at", None)

    @property
    def addresses(self) -> list[str]:
        return [each["address"] for name in ("to", "cc", "bcc") for each in self.cleaned_data[name] or []]


class SnoozeForm(forms.Form):
    until = TimeToComeField()


class DepartureForm(forms.Form):
    """When an answer goes out: `now`, or at a time to come."""

    now = forms.BooleanField(required=False)
    until = TimeToComeField(required=False)

    def clean(self) -> None:
        if not self.errors and not (self.cleaned_data["now"] or self.cleaned_data["until"]):
            raise ValidationError(gettext("Say when it goes out."))


class SubjectForm(forms.Form):
    subject = forms.CharField(max_length=250, required=False)


class KindForm(forms.Form):
    kind = forms.ChoiceField(choices=[("", _("No kind")), *ConversationKind.choices], required=False)


class PriorityForm(forms.Form):
    priority = forms.ChoiceField(choices=Priority)


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, object]]:
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("", _("Not known")), *((name, name.replace("_", " ")) for name in names)]


class CustomerForm(forms.Form):
    """Who the customer is; the addresses have their own form."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    company = forms.CharField(label=_("Company"), max_length=200, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones, required=False, widget=Select)

    @classmethod
    def of(cls, customer: Customer) -> CustomerForm:
        company = customer.company.name if customer.company else ""
        return cls(initial={"name": customer.name, "company": company, "time_zone": customer.time_zone})


class AddressForm(forms.Form):
    value = AddressField(label=_("E-mail address"), max_length=320)
