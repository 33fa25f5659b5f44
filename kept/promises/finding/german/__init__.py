"""How promises are made in German."""

from kept.promises.finding.acts import Language
from kept.promises.finding.german import segments, subjects, times
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.acts import acts

GERMAN = Language(
    "de",
    v.COMMON,
    segments.FINITE | {"ich", "wir"},
    v.ANNOUNCED | {"termin"},
    v.PARTS,
    times.GRAMMAR,
    times.JOINTS,
    acts,
    subjects.named,
)
