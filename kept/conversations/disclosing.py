"""What a reply would tell to whom: shown, and where it matters asked about, before it goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kept.conversations.answering import Answering, Recipient, Recipients
from kept.conversations.attachment import Attachment
from kept.conversations.message import Note

# So many words of a note in a row are no chance; a shorter note tells when all of it is there, if it says something.
RUN = 7
TELLING = 25
MOST_NOTES = 200


@dataclass(frozen=True)
class Compared:
    """Who gets a reply besides those whom the message answered went to, and who of them does not."""

    added: list[Recipient]
    dropped: list[Recipient]


class Disclosing(Answering):
    class Meta:
        abstract = True

    def compared(self, chosen: Recipients, usual: Recipients) -> Compared:
        """Against whom it would go to by itself."""
        before, now = _by_address(usual), _by_address(chosen)
        return Compared(
            [each for address, each in now.items() if address not in before],
            [each for address, each in before.items() if address not in now],
        )

    def newcomers(self, chosen: Recipients) -> list[str]:
        """Recipients who have not been part of this conversation."""
        theirs = set(self.customer.addresses.values_list("value", flat=True))
        ours = self.own_addresses()
        known = self.participant_addresses | theirs
        return [address for address in _by_address(chosen) if address not in known and not ours.covers(address)]

    def notes_told(self, text: str, attachments: Iterable[Attachment] = ()) -> list[Note]:
        """Notes of which words or files stand in what is about to be sent."""
        files = {each.sha256 for each in attachments}
        said = f" {' '.join(_words(text))} "
        notes = Note.objects.filter(conversation_id=self.pk).select_related("member").prefetch_related("attachments")
        return [
            note
            for note in notes.order_by("-pk")[:MOST_NOTES]
            if any(run in said for run in _runs(note.text)) or files & {each.sha256 for each in note.attachments.all()}
        ]


def _by_address(recipients: Recipients) -> dict[str, Recipient]:
    everybody = [*recipients.to, *recipients.cc, *recipients.bcc]
    return {each["address"].lower(): each for each in reversed(everybody)}


def _runs(text: str) -> Iterator[str]:
    """Every `RUN` words in a row, with a space at each end."""
    words = _words(text)
    for at in range(len(words) - RUN + 1):
        yield f" {' '.join(words[at : at + RUN])} "
    if len(words) < RUN and len(whole := " ".join(words)) >= TELLING:
        yield f" {whole} "


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
