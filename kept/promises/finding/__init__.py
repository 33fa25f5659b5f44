"""Finding promises in what is written: pure, without a database. docs/promises-found.md says what counts and when."""

from kept.promises.finding.finding import find
from kept.promises.finding.found import Found

__all__ = ["Found", "find"]
