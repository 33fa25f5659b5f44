"""Whether an inbox has a public form, what it says, and which sites may show it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.conversations.inbox import Inbox
from kept.lib.sites import origins


class FormSettingsQuerySet(models.QuerySet["FormSettings"]):
    def public(self) -> FormSettingsQuerySet:
        """Those that anybody may open now."""
        return self.filter(is_on=True, inbox__is_active=True).select_related("inbox")


class FormSettings(models.Model):
    """One row an inbox. Nothing becomes public without somebody's word: without the row, or with it off, there is
    no form.

    `allowed_sites` holds one origin a line (`https://shop.example`). Only pages there may frame the form: a form
    that anybody may frame can be dressed up as somebody else's.
    """

    inbox = models.OneToOneField(Inbox, models.CASCADE, related_name="form_settings")
    is_on = models.BooleanField(
        _("the form is open"), default=False, help_text=_("Anybody who has its address can write to you with it.")
    )
    greeting = models.TextField(
        _("greeting"),
        blank=True,
        max_length=600,
        help_text=_("Stands above the form: what to write, and when you usually answer."),
    )
    allowed_sites = models.TextField(
        _("sites that may show it"),
        blank=True,
        max_length=4000,
        help_text=_("One a line, such as https://www.example.com. Your own Kept may always show it."),
    )

    objects = FormSettingsQuerySet.as_manager()

    def __str__(self) -> str:
        return f"form of {self.inbox}"

    @classmethod
    def of(cls, inbox: Inbox) -> FormSettings:
        """The inbox's row; unsaved, and off, while there is none."""
        return cls.objects.filter(inbox=inbox).first() or cls(inbox=inbox)

    @property
    def sites(self) -> list[str]:
        return origins(self.allowed_sites)
