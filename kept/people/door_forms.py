"""Forms for who stands at the door."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from kept.people.member import Member
from kept.people.passwords import HINT, REVEAL
from kept.people.zones import TimeZoneField


class PlainFields:
    """Labels stand above the fields, so nothing is written into them; a new password is shown, not typed twice."""

    fields: dict[str, forms.Field]

    def plain(self, **labels: object) -> None:
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = labels.get(name, field.label)  # type: ignore[assignment]
            if isinstance(field.widget, forms.PasswordInput):
                field.widget.attrs |= REVEAL
                field.help_text = HINT if name == "password1" else ""


class SignInForm(PlainFields, allauth.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plain(login=_("E-mail address"), password=_("Password"))
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}


class ForgottenForm(PlainFields, allauth.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plain(email=_("E-mail address"))


class NewPasswordForm(PlainFields, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plain(password1=_("New password"))


class ChangePasswordForm(PlainFields, allauth.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plain(oldpassword=_("Present password"), password1=_("New password"))


class FirstPasswordForm(PlainFields, allauth.SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plain(password1=_("Password"))


class LinkForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class JoinForm(forms.Form):
    """Who takes up an invitation."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As customers and colleagues will see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", **REVEAL}),
    )
    time_zone = TimeZoneField(empty=_("The company’s"), guess=True, required=False)
    email = ""

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or self.cleaned_data
        if password := words.get("password"):
            someone = Member(email=words.get("email", self.email), name=words.get("name", ""))
            try:
                validate_password(password, someone)
            except forms.ValidationError as problem:
                self.add_error("password", problem)
        return words


class OwnerForm(JoinForm):
    """Who sets up Kept for their company."""

    email = forms.EmailField(  # type: ignore[assignment]
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    company = forms.CharField(
        label=_("Name of the company"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    time_zone = TimeZoneField(guess=True, label=_("Time zone"), initial="UTC")
    field_order = ["company", "time_zone", "name", "email", "password"]
