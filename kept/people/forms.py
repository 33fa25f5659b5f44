"""Forms of the settings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kept.lib import clock
from kept.people.doors import DOORS
from kept.people.member import Member, Team
from kept.people.organisation import Organisation
from kept.people.passwords import REVEAL
from kept.people.roles import Role
from kept.people.zones import TimeZoneField
from kept.ui.forms import AddressField


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    time_zone = TimeZoneField(empty=_("The company’s"), required=False)

    class Meta:
        model = Member
        fields = ["name", "time_zone", "signature"]
        help_texts = {
            "name": _("As customers and colleagues see it."),
            "signature": _("Stands under what you write to customers."),
        }
        widgets = {"signature": forms.Textarea(attrs={"rows": 4})}


class AddressForm(forms.ModelForm):  # type: ignore[type-arg]
    """Changing the address one signs in with takes the password of who has one."""

    present_password = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", **REVEAL}),
    )

    class Meta:
        model = Member
        fields = ["email"]
        error_messages = {"email": {"unique": _("A colleague has this address already.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.has_usable_password():
            del self.fields["present_password"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_present_password(self) -> str:
        password = str(self.cleaned_data["present_password"])
        if not self.instance.check_password(password):
            raise forms.ValidationError(_("This is not your present password."))
        return password


class CompanyForm(forms.ModelForm):  # type: ignore[type-arg]
    time_zone = TimeZoneField(help_text=_("Where the company keeps its hours. Colleagues may have their own."))

    class Meta:
        model = Organisation
        fields = ["name", "time_zone"]
        labels = {"name": _("Name of the company")}


class RoleField(forms.ChoiceField):
    def __init__(self, roles: Collection[Role] = tuple(Role), **more: Any) -> None:
        super().__init__(label=_("Role"), widget=forms.RadioSelect, **more)
        self.offer(roles)

    def offer(self, roles: Collection[Role]) -> None:
        words = "<span><strong>{}</strong> <small>{}</small></span>"
        self.choices = [(role.value, format_html(words, role.label, role.duty)) for role in roles]

    def clean(self, value: Any) -> Role:
        return Role(super().clean(value))


class TeamsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def __init__(self) -> None:
        teams = Team.objects.all()
        super().__init__(teams, label=_("Teams"), required=False, widget=forms.CheckboxSelectMultiple)


class DoorsField(forms.TypedMultipleChoiceField):
    """The doors of one sort, by id."""

    def __init__(self, label: object, choices: list[tuple[int, str]]) -> None:
        super().__init__(
            label=label,  # type: ignore[arg-type]
            help_text=_("Owners and admins may open all of them."),
            choices=choices,
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class WithDoors(forms.Form):
    """A form with a field for each sort of door that the rooms have."""

    def add_doors(self, holder: Member | Team | None = None) -> None:
        for key, doors in DOORS.items():
            if choices := list(doors.every()):
                self.fields[key] = DoorsField(doors.label, choices)
                self.initial[key] = list(doors.open_for(holder)) if holder else []

    def chosen_doors(self) -> dict[str, list[int]]:
        return {key: self.cleaned_data[key] for key in DOORS if key in self.cleaned_data}

    def set_doors(self, holder: Member | Team, *, by: Member) -> None:
        for key, ids in self.chosen_doors().items():
            DOORS[key].set(holder, ids, by=by)


class MemberForm(WithDoors):
    name = forms.CharField(label=_("Name"), max_length=120)
    role = RoleField()

    def __init__(self, data: Any = None, *, member: Member, by: Member) -> None:
        super().__init__(data, initial={"name": member.name, "role": member.role, "teams": member.teams.all()})
        roles = by.roles_to_give() if by.may_change(member) else [Role(member.role)]
        self.fields["role"].offer(roles)  # type: ignore[attr-defined]
        if Team.objects.exists():
            self.fields["teams"] = TeamsField()
        self.add_doors(member)


class InvitationForm(WithDoors):
    email = AddressField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    role = RoleField(initial=Role.AGENT)

    def __init__(self, data: Any = None, *, by: Member) -> None:
        super().__init__(data)
        self.fields["role"].offer(by.roles_to_give())  # type: ignore[attr-defined]
        if Team.objects.exists():
            self.fields["teams"] = TeamsField()
        self.add_doors()


class TeamForm(WithDoors):
    name = forms.CharField(label=_("Name"), max_length=80)

    def __init__(self, data: Any = None, *, team: Team | None = None) -> None:
        known = {"name": team.name, "members": team.members.all(), "lead": team.lead_id} if team else {}
        super().__init__(data, initial=known)
        self.team = team
        self.fields["members"] = forms.ModelMultipleChoiceField(
            Member.objects.active(), label=_("Members"), required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["lead"] = forms.ModelChoiceField(
            Member.objects.active(),
            label=_("Lead"),
            required=False,
            empty_label=_("Nobody: owners and admins"),
            help_text=_("One of the members, who hears of its broken promises and sees its numbers."),
        )
        self.add_doors(team)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        lead = cleaned.get("lead")
        if lead is not None and lead not in cleaned.get("members", []):
            self.add_error("lead", _("Whoever leads the team is one of it."))
        return cleaned

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        others = Team.objects.exclude(pk=self.team.pk) if self.team else Team.objects.all()
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is a team of this name already."))
        return name


class AbsenceForm(forms.Form):
    """Days on the clock of whom it is about: away from the first, back on the last."""

    since = forms.DateField(label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Back on"), widget=forms.DateInput(attrs={"type": "date"}))
    stands_in = forms.ModelChoiceField(
        Member.objects.none(),
        label=_("Who stands in"),
        required=False,
        empty_label=_("Nobody by name"),
        help_text=_(
            "They keep what falls due meanwhile. What they may not open goes to whoever has the conversation, else to "
            "the team’s lead, else to an owner or admin."
        ),
    )

    def __init__(self, data: Any = None, *, member: Member) -> None:
        super().__init__(data, initial={"since": clock.now().astimezone(member.zone).date()})
        self.member = member
        others = Member.objects.active().exclude(pk=member.pk)
        self.fields["stands_in"].queryset = others  # type: ignore[attr-defined]

    def moments(self) -> tuple[datetime, datetime]:
        """From midnight of the first day, or now when it has begun, to midnight of the day of coming back."""
        first, last = (self._midnight(self.cleaned_data[name]) for name in ("since", "until"))
        return max(first, clock.now()), last

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=self.member.zone)


class HandoverForm(forms.Form):
    """Who takes over what a leaving colleague has in hand."""

    successor = forms.ModelChoiceField(
        Member.objects.none(),
        label=_("Hand it over to"),
        required=False,
        empty_label=_("Nobody yet: back to unassigned"),
    )

    def __init__(self, data: Any = None, *, member: Member) -> None:
        super().__init__(data)
        others = Member.objects.active().exclude(pk=member.pk).exclude(role=Role.LIGHT)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]
