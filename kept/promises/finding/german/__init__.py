"""How promises are made in German."""

from kept.promises.finding.acts import Language
from kept.promises.finding.german import finite, subjects, times
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.acts import acts

GERMAN = Language(
    "de",
    v.COMMON,
    finite.FINITE | {"ich", "wir", "ihnen", "dir", "euch"},
    v.COMMON | v.ANNOUNCED,
    v.PARTS,
    times.GRAMMAR,
    times.JOINTS,
    acts,
    subjects.named,
)
