"""How promises are made in English."""

from kept.promises.finding.acts import Language
from kept.promises.finding.english import subjects, times
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.acts import TIMED, TRIGGERS, acts

ENGLISH = Language("en", v.COMMON, TRIGGERS, TIMED, v.PARTS, times.GRAMMAR, times.JOINTS, acts, subjects.named)
