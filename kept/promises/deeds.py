"""What kind of thing is promised, told by the words for it. Pure: English, then German, else something else."""

from __future__ import annotations

import re

from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    RING = "ring", _("Ring")
    WRITE = "write", _("Write")
    SEND = "send", _("Send")
    BRING = "bring", _("Bring")
    FIND_OUT = "find_out", _("Find out")
    REPAIR = "repair", _("Repair or replace")
    REFUND = "refund", _("Pay or refund")
    VISIT = "visit", _("Visit")
    OTHER = "other", _("Something else")


_WORDS: dict[Deed, str] = {
    Deed.RING: "ring rings ringing call calls calling phone phones telephone anrufen anruf rufe rufen telefonieren",
    Deed.WRITE: (
        "write writes writing answer reply respond email mail tell say update know hear inform confirm back "
        "schreibe schreiben antworte antworten melde melden bescheid informieren informiere sage sagen bestätigen"
    ),
    Deed.SEND: (
        "send sends sending post ship ships forward dispatch get schicke schicken sende senden zusenden zuschicken "
        "verschicken weiterleiten"
    ),
    Deed.BRING: (
        "bring brings bringing deliver delivers delivered delivery drop bringe bringen liefere liefern geliefert "
        "vorbeibringen"
    ),
    Deed.FIND_OUT: (
        "check checks checking find ask asks look investigate see clarify prüfe prüfen kläre klären frage fragen "
        "nachfragen schaue schauen nachsehen suche suchen herausfinden search"
    ),
    Deed.REPAIR: (
        "repair repairs repaired fix fixes fixed replace replaces replaced mend repariere reparieren ersetze ersetzen "
        "tausche tauschen austauschen"
    ),
    Deed.REFUND: (
        "refund refunds refunded pay pays paid reimburse credit transfer erstatte erstatten zahle zahlen überweise "
        "überweisen"
    ),
    Deed.VISIT: "visit visits come comes collect pick survey besuche besuchen komme kommen abholen hole holen there",
}
_DEEDS = {word: deed for deed, words in _WORDS.items() for word in words.split()}
# “Get back to you”, “have an answer for you”: the word before says less than the one after.
_SAY_LITTLE = frozenset({"get", "see", "there", "back"})


def deed_of(what: str) -> Deed:
    """By the first word that names a deed; one that says little only where no other does."""
    known = [word for word in re.findall(r"\w+", what.casefold()) if word in _DEEDS]
    telling = [word for word in known if word not in _SAY_LITTLE] or known[-1:]
    return _DEEDS[telling[0]] if telling else Deed.OTHER
