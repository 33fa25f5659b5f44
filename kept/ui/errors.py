"""What a form says where something is missing or cannot be read, unless its field knows better: what to do.

Django keeps these words as defaults of its fields and validators, and takes them as a field is made. Here ours are put
in place once, as the program starts, so that they hold in every form, also in those of a model or of the sign-in.
"""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CHOOSE = _("That cannot be chosen, or not any more: choose one of those offered.")
NUMBER = _("Write a number, in figures.")

OF_FIELDS: dict[Any, dict[str, Any]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.BooleanField: {"required": _("Tick this first.")},
    forms.IntegerField: {"invalid": _("Write a whole number, in figures.")},
    forms.FloatField: {"invalid": NUMBER},
    forms.DecimalField: {"invalid": NUMBER},
    forms.DateField: {"required": _("Say on which day."), "invalid": _("Choose a day that the calendar has.")},
    forms.TimeField: {"required": _("Say at what time."), "invalid": _("Write a time of day, such as 14:30.")},
    forms.DateTimeField: {"required": _("Say when."), "invalid": _("Choose a day that the calendar has, and a time.")},
    forms.DurationField: {"invalid": _("Write how long, such as 1:30:00 for an hour and a half.")},
    forms.FileField: {
        "required": _("Choose a file."),
        "invalid": _("The file did not arrive: choose it once more."),
        "missing": _("The file did not arrive: choose it once more."),
        "empty": _("There is nothing in this file: choose another."),
        "max_length": ngettext_lazy(
            "The file’s name is too long: give it one of at most %(max)d character.",
            "The file’s name is too long: give it one of at most %(max)d characters.",
            "max",
        ),
    },
    forms.ImageField: {"invalid_image": _("That is no picture that we can read: choose a PNG or JPEG file.")},
    forms.URLField: {"invalid": _("Write the address of a page, such as https://www.example.com.")},
    forms.ChoiceField: {"required": _("Choose one."), "invalid_choice": CHOOSE},
    forms.MultipleChoiceField: {
        "required": _("Choose at least one."),
        "invalid_choice": CHOOSE,
        "invalid_list": CHOOSE,
    },
    forms.ModelChoiceField: {"required": _("Choose one."), "invalid_choice": CHOOSE},
    forms.ModelMultipleChoiceField: {
        "required": _("Choose at least one."),
        "invalid_choice": CHOOSE,
        "invalid_list": CHOOSE,
        "invalid_pk_value": CHOOSE,
    },
    forms.UUIDField: {"invalid": _("This page is out of date: load it anew.")},
    forms.JSONField: {"invalid": _("Write this as JSON.")},
}
OF_VALIDATORS: dict[Any, Any] = {
    validators.RegexValidator: _("This cannot be read: write it another way."),
    validators.EmailValidator: _("Write an e-mail address, such as name@example.com."),
    validators.URLValidator: _("Write the address of a page, such as https://www.example.com."),
    validators.MinValueValidator: _("Choose %(limit_value)s or more."),
    validators.MaxValueValidator: _("Choose %(limit_value)s or less."),
    validators.MinLengthValidator: ngettext_lazy(
        "Write at least %(limit_value)d character.", "Write at least %(limit_value)d characters.", "limit_value"
    ),
    validators.MaxLengthValidator: ngettext_lazy(
        "Write at most %(limit_value)d character: there are %(show_value)d.",
        "Write at most %(limit_value)d characters: there are %(show_value)d.",
        "limit_value",
    ),
    validators.ProhibitNullCharactersValidator: _("There is a sign in it that cannot be kept: write it anew."),
}


def say_what_to_do() -> None:
    """Put our words in place. Fields that are made before keep Django's."""
    for field, words in OF_FIELDS.items():
        # Each of its own, for some of Django's have none and share the one above.
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **words}
    for validator, sentence in OF_VALIDATORS.items():
        validator.message = sentence
    validators.validate_slug.message = _("Use letters without accents, figures, hyphens and underscores only.")
