"""Whether customers may choose a time to be rung, and which."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.conversations.inbox import Inbox
from kept.lib.sites import origins


class Length(models.IntegerChoices):
    QUARTER = 15, _("15 minutes")
    HALF = 30, _("30 minutes")
    HOUR = 60, _("an hour")
    TWO = 120, _("two hours")


class CallbackPageQuerySet(models.QuerySet["CallbackPage"]):
    def public(self) -> CallbackPageQuerySet:
        """Those that anybody may open now."""
        return self.filter(is_on=True, inbox__is_active=True).select_related("inbox")


class CallbackPage(models.Model):
    """One row an inbox. Without the row, or with it off, there is no page.

    `allowed_sites` holds one origin a line (`https://shop.example`): only pages there may frame it.
    """

    inbox = models.OneToOneField(Inbox, models.CASCADE, related_name="callback_page")
    is_on = models.BooleanField(
        _("customers may book a call"), default=False, help_text=_("Anybody who has the page’s address can book one.")
    )
    greeting = models.TextField(
        _("greeting"), blank=True, max_length=600, help_text=_("Stands above the times: who rings, and what about.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("you ring within"), choices=Length, default=Length.HALF, help_text=_("From the time they chose on.")
    )
    capacity = models.PositiveSmallIntegerField(
        _("calls at the same time"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("When so many are booked, that time is not offered any more."),
    )
    notice = models.PositiveSmallIntegerField(_("hours ahead at least"), default=1, validators=[MaxValueValidator(240)])
    days = models.PositiveSmallIntegerField(
        _("days ahead at most"), default=14, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )

    allowed_sites = models.TextField(
        _("sites that may show it"),
        blank=True,
        max_length=4000,
        help_text=_("One a line, such as https://www.example.com. Your own Kept may always show it."),
    )

    objects = CallbackPageQuerySet.as_manager()

    def __str__(self) -> str:
        return f"callbacks of {self.inbox}"

    @classmethod
    def of(cls, inbox: Inbox) -> CallbackPage:
        """The inbox's row; unsaved, and off, while there is none."""
        return cls.objects.filter(inbox=inbox).first() or cls(inbox=inbox)

    @property
    def sites(self) -> list[str]:
        return origins(self.allowed_sites)
