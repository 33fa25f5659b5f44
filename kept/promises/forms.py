"""What people say of promises at the desk."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member
from kept.promises.breaking import Cause
from kept.promises.chain.asking import Asking
from kept.promises.chain.whom import Whom, choices
from kept.promises.handing_over import Why
from kept.promises.promise import Promise
from kept.promises.renegotiating import Told
from kept.ui import moments


class DueField(forms.DateTimeField):
    """A time to come: one of the choices in ISO form, or what `datetime-local` says on the reader's clock."""

    default_error_messages = {
        "invalid": _("That is no day and time. Choose a day that the month has."),
        "required": _("Say by when."),
        "clocks": _("On that day the clocks change, and that time does not exist or exists twice. Choose another."),
        "past": _("That time has passed already. Choose one to come."),
    }

    def to_python(self, value: Any) -> datetime | None:
        try:
            due: datetime | None = super().to_python(value)
        except ValidationError as problem:
            if problem.code != "ambiguous_timezone":
                raise
            raise ValidationError(self.error_messages["clocks"], code="clocks") from problem
        return due

    def clean(self, value: object) -> object:
        due = super().clean(value)
        if due is not None and due <= clock.now():
            raise ValidationError(self.error_messages["past"], code="past")
        return due


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    """Somebody who may open the conversation."""

    default_error_messages = {"invalid_choice": _("That colleague may not open this conversation.")}


class LastOf(forms.DateTimeInput):
    """Of several fields of one name the last that says something: a choice, or what was typed instead."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")

    def format_value(self, value: object) -> str | None:
        """On the reader's clock, also where a choice named its offset."""
        with suppress(ValueError):
            value = parse_datetime(value) or value if isinstance(value, str) else value
        if isinstance(value, datetime) and timezone.is_aware(value):
            value = timezone.localtime(value)
        return super().format_value(value)

    def value_from_datadict(self, data: object, files: object, name: str) -> object:
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]  # type: ignore[attr-defined]
        return next((each for each in reversed(values) if each), None)


class MakingForm(forms.Form):
    what = forms.CharField(
        label=_("What is promised"), max_length=300, error_messages={"required": _("Say what is promised.")}
    )
    promiser = ColleagueField(label=_("Who keeps it"), queryset=Member.objects.none(), required=False)
    to = ColleagueField(
        label=_("To which colleague, if not to the customer"), queryset=Member.objects.none(), required=False
    )
    due = DueField(label=_("By when"), widget=LastOf)
    quote = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)
    message = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, conversation: Conversation) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for name in ("promiser", "to"):
            self.fields[name].queryset = conversation.inbox.readers()  # type: ignore[attr-defined]


class OutlookForm(forms.Form):
    """What stands in a dialog so far: any of it may be missing yet."""

    what = forms.CharField(max_length=300, required=False)
    due = DueField(widget=LastOf, required=False)
    promiser = ColleagueField(queryset=Member.objects.none(), required=False)

    def __init__(self, data: object, conversation: Conversation) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["promiser"].queryset = conversation.inbox.readers()  # type: ignore[attr-defined]


class ConfirmingForm(forms.Form):
    """One of several on the page: the fields of the `nth` are called after it."""

    quote = forms.CharField(max_length=2000)
    what = forms.CharField(max_length=300, error_messages={"required": _("Say what is promised.")})
    due = DueField()
    promiser = ColleagueField(queryset=Member.objects.none(), error_messages={"required": _("Say who keeps it.")})
    waits = forms.CharField(required=False)
    wished = DueField(required=False)

    def __init__(self, data: object, conversation: Conversation, nth: str) -> None:
        super().__init__(data, prefix=f"promise-{nth}")  # type: ignore[arg-type]
        self.fields["promiser"].queryset = conversation.inbox.readers()  # type: ignore[attr-defined]


class AskingForm(forms.Form):
    """What `by` needs to keep `upper`; `whom` is a team or a colleague by key, as `chain.whom` names them."""

    what = forms.CharField(max_length=300, error_messages={"required": _("Say what you need.")})
    whom = forms.CharField(error_messages={"required": _("Say whom you ask.")})
    wished = DueField()

    def __init__(self, data: object, upper: Promise, by: Member) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.upper, self.by = upper, by

    def clean_whom(self) -> Whom:
        if whom := choices(self.by).find(self.cleaned_data["whom"]):
            return whom
        raise ValidationError(gettext("Say whom you ask."))

    def clean_wished(self) -> datetime:
        wished: datetime = self.cleaned_data["wished"]
        if wished > self.upper.due > clock.now():
            words = gettext("Ask for it by an earlier time: your own promise falls due %(when)s.")
            raise ValidationError(words % {"when": moments.due(self.upper.due)})
        return wished

    def ask(self) -> Asking:
        said = self.cleaned_data
        return Asking.objects.ask(said["whom"], said["what"], upper=self.upper, wished=said["wished"], by=self.by)


class RestingForm(forms.Form):
    on = forms.IntegerField(error_messages={"required": _("Say what it waits for.")})


class PromisingBackForm(forms.Form):
    due = DueField(widget=LastOf)


class DecliningForm(forms.Form):
    why = forms.CharField(max_length=500, error_messages={"required": _("Say why it cannot be done.")})


class PassingOnForm(forms.Form):
    to = forms.ModelChoiceField(queryset=Member.objects.active(), error_messages={"required": _("Say who answers.")})


class WordForm(forms.Form):
    word_due = DueField()


class FindingOutForm(forms.Form):
    finder = ColleagueField(queryset=Member.objects.none(), error_messages={"required": _("Say who finds out.")})
    find_by = DueField(widget=LastOf)

    def __init__(self, data: object, conversation: Conversation) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["finder"].queryset = conversation.inbox.readers()  # type: ignore[attr-defined]


class HandingOverForm(forms.Form):
    to = ColleagueField(
        label=_("Who keeps it"),
        queryset=Member.objects.none(),
        error_messages={"required": _("Say who keeps it now.")},
    )
    why = forms.ChoiceField(choices=Why, required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, conversation: Conversation) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["to"].queryset = conversation.inbox.readers()  # type: ignore[attr-defined]


class MovingForm(forms.Form):
    told = forms.ChoiceField(
        label=_("How they were told"), choices=Told, error_messages={"required": _("Say how they were told.")}
    )
    due = DueField(label=_("By when"), widget=LastOf)


class WithdrawingForm(forms.Form):
    why = forms.CharField(
        label=_("Withdraw it, because"), max_length=500, error_messages={"required": _("Say why it is withdrawn.")}
    )


class CauseForm(forms.Form):
    cause = forms.ChoiceField(label=_("Why it was broken"), choices=Cause)
