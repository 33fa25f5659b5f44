"""Whether a message is from whom it says: what was found out, and why it is doubted, in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trust(models.TextChoices):
    """`''` is what nothing is known about: most mail, for most domains publish nothing that could prove it."""

    UNKNOWN = "", _("Not known")
    PROVED = "proved", _("Proved")
    FAILED = "failed", _("Doubtful")
    VOUCHED = "vouched", _("A colleague vouches for it")


class Doubt(models.TextChoices):
    """Why a message is doubted."""

    POLICY = "policy", _("Mail from that address always proves where it comes from, says its owner. This one does not.")
    SERVER = "server", _("It came from a server that may not send for that address.")
    HABIT = "habit", _("Earlier mail from that address proved where it came from. This one does not.")
    COLLEAGUE = "colleague", _("It says that a colleague wrote it, and nothing proves that.")
