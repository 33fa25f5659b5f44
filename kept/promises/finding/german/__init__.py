"""How promises are made in German."""

from kept.promises.finding.acts import Language
from kept.promises.finding.english import times

GERMAN = Language("de", frozenset(), frozenset(), {}, times.GRAMMAR, times.JOINTS, lambda *_: [], lambda _: "")
