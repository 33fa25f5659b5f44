"""What a standing promise is about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Target(models.TextChoices):
    FIRST_REPLY = "first", _("First reply")
    NEXT_REPLY = "next", _("Next reply")
    RESOLUTION = "resolution", _("Matter settled")
