"""How promises are made in English."""

from kept.promises.finding.acts import Language
from kept.promises.finding.english import spelling, subjects, times
from kept.promises.finding.english.acts import TIMED, TRIGGERS, acts

ENGLISH = Language(
    "en", spelling.COMMON, TRIGGERS, TIMED, spelling.PARTS, times.GRAMMAR, times.JOINTS, acts, subjects.named
)
