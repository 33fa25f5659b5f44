"""The settings of working hours and of what is promised to everybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.conversations.prioritising import Priority
from kept.conversations.titling import ConversationKind
from kept.customers.customer import Company
from kept.customers.grouping import CustomerGroup
from kept.people.organisation import Organisation
from kept.people.zones import TimeZoneField
from kept.promises.standing import almanac
from kept.promises.standing.calendar import OFFICE, Calendar, read_spans, read_special_days, write_spans
from kept.promises.standing.standing_promise import LONGEST, StandingPromise

DAYS = [f"day_{number}" for number in range(7)]


class CalendarForm(forms.ModelForm):  # type: ignore[type-arg]
    """The hours of each weekday as one types them, and the special days a line each."""

    time_zone = TimeZoneField()
    country = forms.ChoiceField(label=gettext_lazy("Public holidays of"), required=False)
    special = forms.CharField(
        label=gettext_lazy("Own days"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "2026-12-24 9:00-12:00 Christmas Eve"}),
        help_text=gettext_lazy("One a line: the date, its hours or “off”, and what it is called."),
    )

    class Meta:
        model = Calendar
        fields = ["name", "time_zone", "country", "subdivision"]
        help_texts = {"subdivision": gettext_lazy("Its code, as ENG for England, where its holidays differ.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("None")), *almanac.countries()]  # type: ignore[attr-defined]
        week = self.instance.week or [OFFICE] * 5 + ["", ""]
        for number, name in enumerate(DAYS):
            self.fields[name] = forms.CharField(
                label=WEEKDAYS[number], required=False, max_length=100, initial=week[number]
            )
        self.fields["day_0"].help_text = _("As in 9:00-12:30, 13:30-17:00. Leave a day off empty.")
        if self.instance.pk:
            self.initial["special"] = "\n".join(each.line for each in self.instance.special_days.all())
        else:
            self.initial.setdefault("time_zone", Organisation.ours().time_zone)
        self.order_fields(["name", "time_zone", *DAYS, "country", "subdivision", "special"])

    def clean_subdivision(self) -> str:
        said, country = self.cleaned_data["subdivision"].strip(), self.cleaned_data.get("country", "")
        known = almanac.regions(country)
        code = next((each for each in known if each.lower() == said.lower()), None)
        if said and code is None:
            if not known:
                raise ValidationError(_("We know no regions of that country: leave this empty."))
            raise ValidationError(_("Those known are: %(codes)s."), params={"codes": ", ".join(known)})
        return code or ""

    def clean_special(self) -> Any:
        return read_special_days(self.cleaned_data["special"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in DAYS:
            try:
                cleaned[name] = write_spans(read_spans(cleaned.get(name, "")))
            except ValidationError as wrong:
                self.add_error(name, wrong)
        if not self.errors and not any(cleaned[name] for name in DAYS):
            raise ValidationError(_("Somebody must be at work on some day, or nothing would ever be due."))
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self.instance.week = [self.cleaned_data.get(name, "") for name in DAYS]


class StandingPromiseForm(forms.ModelForm):  # type: ignore[type-arg]
    hours = forms.IntegerField(label=gettext_lazy("Within hours"), min_value=0, max_value=LONGEST // 60, required=False)
    minutes = forms.IntegerField(label=gettext_lazy("and minutes"), min_value=0, max_value=59, required=False)
    company = forms.CharField(
        label=gettext_lazy("For the company"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Empty for everybody."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Of the kind"), required=False)
    priority = forms.ChoiceField(label=gettext_lazy("Of the priority"), required=False)

    class Meta:
        model = StandingPromise
        fields = ["target", "calendar", "inbox", "kind", "priority", "group", "rests_when_snoozed", "place"]
        error_messages = {
            "target": {"required": gettext_lazy("Choose what you promise.")},
            "calendar": {"required": gettext_lazy("Choose whose working hours count.")},
            "place": {"required": gettext_lazy("Say a number, 0 where the order does not matter.")},
        }
        help_texts = {
            "place": gettext_lazy("Of two that name equally much, the one with the lower number holds."),
            "rests_when_snoozed": gettext_lazy(
                "Otherwise its time passes while you sleep on it: the customer still waits."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = [("", _("Any"))]
        self.fields["kind"].choices = [*anything, *ConversationKind.choices]  # type: ignore[attr-defined]
        self.fields["priority"].choices = [*anything, *Priority.choices]  # type: ignore[attr-defined]
        self.fields["inbox"].empty_label = _("Any")  # type: ignore[attr-defined]
        self.fields["group"].empty_label = _("Any")  # type: ignore[attr-defined]
        self.fields["group"].queryset = CustomerGroup.objects.filter(  # type: ignore[attr-defined]
            Q(retired_at=None) | Q(pk=self.instance.group_id)
        )
        if self.instance.pk:
            self.initial["hours"], self.initial["minutes"] = divmod(self.instance.minutes, 60)
            self.initial["company"] = self.instance.company or ""
            self.fields["target"].disabled = True
        self.order_fields(["target", "hours", "minutes", "calendar", "inbox", "kind", "priority", "group", "company"])

    def clean_company(self) -> Company | None:
        said = " ".join(self.cleaned_data["company"].split())
        if not said:
            return None
        known = Company.objects.filter(name__iexact=said).order_by("pk").first()
        if known is None:
            raise ValidationError(_("No customer of ours works for “%(name)s”."), params={"name": said})
        return known

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        minutes = (cleaned.get("hours") or 0) * 60 + (cleaned.get("minutes") or 0)
        if not self.errors and not 1 <= minutes <= LONGEST:
            self.add_error("hours", _("Say how long, from one minute to ninety days."))
        cleaned["minutes"] = minutes
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self.instance.minutes = self.cleaned_data.get("minutes", 0)
        self.instance.company = self.cleaned_data.get("company")
