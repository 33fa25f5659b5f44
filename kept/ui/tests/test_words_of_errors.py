"""Every form says what to do in our own words, never in those that come with the framework."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver

THEIRS = re.compile(r"This field|Enter a|Select a valid|Ensure this|No file was|submitted|not a valid|Null characters")


def made(form: Any) -> Iterator[Any]:
    for each in form.__subclasses__():
        yield each
        yield from made(each)


def fields() -> list[tuple[str, forms.Field]]:
    assert get_resolver().url_patterns, "the forms are there once all pages are"
    ours = [each for each in made(forms.BaseForm) if each.__module__.startswith("kept.")]
    return [(f"{form.__name__}.{name}", field) for form in ours for name, field in form.base_fields.items()]


def test_every_field_of_ours_has_our_words() -> None:
    found = fields()
    assert len(found) > 100, "the search must find the forms of every room for this to mean anything"
    said = [
        (name, str(words))
        for name, field in found
        for code, words in field.error_messages.items()
        if code != "max_length"
    ]
    said += [
        (name, str(getattr(validator, "message", "")))
        for name, field in found
        for validator in field.validators
        if not hasattr(validator, "limit_value")  # a plural, which is a sentence only with its number
    ]
    assert [(name, words) for name, words in said if THEIRS.search(words)] == []


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (forms.CharField(), "", "Fill this in."),
        (forms.CharField(max_length=3), "four", "Write at most 3 characters: there are 4."),
        (forms.EmailField(), "ana", "Write an e-mail address, such as name@example.com."),
        (forms.IntegerField(max_value=60), "61", "Choose 60 or less."),
        (forms.DateField(), "2026-02-30", "Choose a day that the calendar has."),
        (
            forms.ChoiceField(choices=[("a", "A")]),
            "b",
            "That cannot be chosen, or not any more: choose one of those offered.",
        ),
    ],
)
def test_it_says_what_to_do(field: forms.Field, typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as problem:
        field.clean(typed)
    assert problem.value.messages == [said]
