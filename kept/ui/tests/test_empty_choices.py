"""The choice of nothing is called by a word."""

from __future__ import annotations

import pytest
from django import forms
from django.test import Client

from kept.people.member import Member
from kept.promises.standing.calendar import Calendar


class Which(forms.Form):
    must = forms.ChoiceField(choices=[("", "---------"), ("a", "A")])
    may = forms.ChoiceField(choices=[("", "---------"), ("a", "A")], required=False)
    own = forms.ChoiceField(choices=[("", "Any"), ("a", "A")], required=False)


def test_it_is_named_unless_the_field_names_it() -> None:
    form = Which()
    drawn = {name: form[name].as_field_group() for name in form.fields}
    assert '<option value="" selected>Choose …</option>' in drawn["must"]
    assert '<option value="" selected>None</option>' in drawn["may"]
    assert '<option value="" selected>Any</option>' in drawn["own"]
    assert "Choose" not in Which.base_fields["must"].choices[0][1], "a form's own, not everybody's"  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_it_is_so_in_the_settings(client: Client, owner: Member) -> None:
    Calendar.objects.create(name="Office hours", time_zone="Europe/London")
    client.force_login(owner)
    page = client.get("/settings/standing-promises/new/").content.decode()
    assert page.count("Choose …</option>") == 2
    assert "---------" not in page
