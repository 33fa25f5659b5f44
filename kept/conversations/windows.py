"""One person, two windows: neither takes words from the other, and what was sent is not sent again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

from kept.conversations.drafting import Draft, Drafting, DraftKind, new_version
from kept.conversations.message import Message, Note
from kept.lib.markup.own import Words
from kept.people.member import Member


@dataclass(frozen=True)
class Hold:
    """What a window holds of a draft.

    `over` are the versions that the window has read or written, "" standing for nothing: over those it may write.
    `version` is what it calls the words it brings; `key` stays with a draft until it is sent, and lets it be sent once.
    """

    key: UUID = field(default_factory=uuid4)
    over: frozenset[str] = frozenset({""})
    version: str = field(default_factory=new_version)


class Outcome(Enum):
    """What became of the words a window brought."""

    KEPT = "kept"
    JOINED = "joined"  # another window had gone on as well: both texts stand in the draft now
    ANEW = "anew"  # an earlier text of this draft has gone out, or was taken back: these begin another


class SentBefore(Exception):
    """What was composed under that key has been sent; `args[0]` is the Message or Note."""


class Windowed(Drafting):
    class Meta:
        abstract = True

    def write_on(self, hold: Hold, *, by: Member, kind: str, **columns: Any) -> tuple[Draft, Outcome]:
        """Write down what stands in one window's composer, without losing what another window wrote meanwhile.

        Raises SentBefore when that very draft has gone out with these words in it, so that they do not come back.
        """
        with self.locked():
            spent = composed(hold.key, by=by, kind=kind)
            there = self.draft(by, kind)
            if spent and _went_out(spent) and spent.text.startswith(columns["text"].strip()):
                raise SentBefore(spent)
            if spent:
                hold = replace(hold, key=uuid4())
            outcome = Outcome.ANEW if spent else Outcome.KEPT
            if there is not None and there.version not in hold.over:
                outcome = _join(there, hold, columns) or outcome
            columns = {"version": hold.version} | columns
            return self.keep_draft(by=by, kind=kind, key=hold.key, **columns), outcome


def composed(key: UUID | None, *, by: Member, kind: str) -> Message | Note | None:
    """What that member made of the draft with that key, if they sent it or wrote it down."""
    if key is None:
        return None
    rows = Message.objects.select_related("delivery") if kind == DraftKind.REPLY else Note.objects
    return rows.filter(member=by, draft_key=key).first()


def joined(ours: Words, theirs: Words) -> Words:
    """Both texts, ours first, unless one of them holds the other. Without form, paragraphs of theirs that ours goes on
    with are said once."""
    if theirs.text.strip() in ours.text:
        return ours
    if ours.text.strip() in theirs.text:
        return theirs
    return ours.above(theirs if ours.html or theirs.html else Words(_besides(ours.text, theirs.text)))


def _besides(ours: str, theirs: str) -> str:
    begun = [line for line in ours.split("\n\n") if line.strip()]
    return "\n\n".join(line for line in theirs.split("\n\n") if not any(_goes_on(each, line) for each in begun))


def _goes_on(ours: str, theirs: str) -> bool:
    """Whether ours is that paragraph, perhaps with more words behind."""
    ours, theirs = ours.strip(), theirs.strip()
    return ours.startswith(theirs) and not ours[len(theirs) : len(theirs) + 1].isalnum()


def _join(there: Draft, hold: Hold, columns: dict[str, Any]) -> Outcome | None:
    """Put into `columns` what was written elsewhere; None when the words at hand hold all of it."""
    if columns.get("to") is None:
        columns |= {"to": there.to, "cc": there.cc, "bcc": there.bcc}
    ours = Words(columns["text"], columns.get("html", ""))
    both = joined(ours, there.words)
    if both == ours:
        return None
    # A version the window does not know: were the answer lost, it must not write over what it never saw.
    columns |= {"text": both.text, "html": both.html, "version": new_version()}
    return Outcome.JOINED


def _went_out(spent: Message | Note) -> bool:
    return isinstance(spent, Note) or spent.delivery.state != "taken_back"
