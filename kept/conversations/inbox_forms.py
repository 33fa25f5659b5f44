"""The settings of an inbox."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kept.conversations.acknowledgement import usual
from kept.conversations.inbox import Inbox
from kept.people.member import Member, Team
from kept.people.roles import ADMINISTRATORS


class InboxForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who may open it is chosen here too; owners and admins always may, so they are not in the list."""

    members = forms.ModelMultipleChoiceField(
        Member.objects.active().exclude(role__in=ADMINISTRATORS),
        label=_("Colleagues who may open it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Owners and admins open every inbox."),
    )
    teams = forms.ModelMultipleChoiceField(
        Team.objects.all(), label=_("Teams that may open it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Inbox
        fields = ["name", "address", "slug", "reply_by_token", "acknowledges", "acknowledgement", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["acknowledgement"].widget.attrs |= {"rows": 6, "placeholder": usual()}
        if self.instance.pk:
            held = self.instance.access
            self.initial["members"] = list(held.filter(member__isnull=False).values_list("member", flat=True))
            self.initial["teams"] = list(held.filter(team__isnull=False).values_list("team", flat=True))
        else:
            del self.fields["is_active"]
        for name in ("members", "teams"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).lower()

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or Inbox.objects.free_slug(self.cleaned_data.get("name", ""))
