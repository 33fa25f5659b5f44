"""Plays the sequences of `threads/`: mails that arrive one after the other, what we do between, and what must be so.

A file begins with its title, its rule and, where one is known, what users of other systems suffered. Then come steps:

    == mail > A                     a raw mail; it must come to stand in conversation A (a new letter: a new one)
    == mail to x@y.z > A            the same, with that recipient on its envelope
    == mail > A again               it must be known already
    == we answer > A                a colleague replies there; header lines (To, Cc, Bcc) may stand above the words
    == note > A, close > A, later 15 days, merge B > A, unmerge B, split 3 > B, move 3 > B
    == expect                       lines such as `A customer: Vera Lindqvist`; see `Player.expect`

Within mails `{3}` is the Message-ID of the third one (ours or theirs), `{local 3}` its part before the `@`, and
`{reply A}` where answers to A go.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_string
from pathlib import Path

from kept.channels import intake, sending
from kept.channels.email import tokens
from kept.channels.inbound import accept
from kept.conversations.answering import Recipient, Recipients
from kept.conversations.conversation import Conversation
from kept.conversations.forms import PartiesField
from kept.conversations.message import Message
from kept.lib import clock
from kept.people.member import Member

FOLDER = Path(__file__).parent / "threads"
BEGINNING = datetime(2026, 6, 1, 9, tzinfo=UTC)


@dataclass
class Step:
    verb: str
    words: str
    label: str
    body: str


@dataclass
class Sequence:
    name: str
    title: str
    rule: str
    suffered: str
    steps: list[Step]


def read(path: Path) -> Sequence:
    head, *blocks = re.split(r"^== ", path.read_text(), flags=re.MULTILINE)
    title, *facts = head.strip().splitlines()
    known = dict(each.split(": ", 1) for each in facts if each.strip())
    return Sequence(path.stem, title, known.pop("rule"), known.pop("suffered", ""), [_step(each) for each in blocks])


def _step(block: str) -> Step:
    line, _, body = block.partition("\n")
    deed, _, label = line.partition(" > ")
    verb, _, words = deed.strip().partition(" ")
    return Step(verb, words.strip(), label.strip(), body.strip("\n"))


def every() -> list[Sequence]:
    return [read(each) for each in sorted(FOLDER.glob("*.txt"))]


@dataclass
class Player:
    by: Member
    labels: dict[str, int] = field(default_factory=dict)
    messages: list[int] = field(default_factory=list)
    now: datetime = BEGINNING

    def play(self, sequence: Sequence) -> None:
        for step in sequence.steps:
            self.now += timedelta(minutes=10)
            with ExitStack() as stack:
                stack.enter_context(clock.telling(self.now))
                getattr(self, step.verb)(step)

    def there(self, label: str) -> Conversation:
        return Conversation.objects.get(pk=self.labels[label]).standing()  # type: ignore[no-any-return]

    def mail(self, step: Step) -> None:
        label, _, again = step.label.partition(" ")
        recipients = [self.filled(step.words.removeprefix("to "))] if step.words else []
        inbound = accept("email", self.raw(step.body), envelope={"recipients": recipients})
        intake.take_in_waiting()
        inbound.refresh_from_db()
        assert inbound.state == ("duplicate" if again else "done"), inbound.reason
        assert inbound.message is not None
        self.messages.append(inbound.message.pk)
        here = inbound.message.conversation
        others = {other: self.there(other).number for other in self.labels if other != label}
        where = next((other for other, number in others.items() if number == here.number), "a new one")
        if label in self.labels:
            assert here == self.there(label), f"mail {len(self.messages)} belongs in {label}, but came to {where}"
        else:
            assert here.number not in others.values(), f"mail {len(self.messages)} begins {label}, but came to {where}"
            self.labels[label] = here.number

    def raw(self, body: str) -> bytes:
        head, _, text = body.partition("\n\n")
        head, text = self.filled(head), self.filled(text)
        names = {line.partition(":")[0].lower() for line in head.splitlines()}
        if "date" not in names:
            head += f"\nDate: {self.now:%a, %d %b %Y %H:%M:%S} +0000"
        if "content-type" not in names:
            head += "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8"
        return f"{head}\n\n{text}\n".replace("\n", "\r\n").encode()

    def filled(self, words: str) -> str:
        words = re.sub(r"\{(\d+)\}", lambda found: self.message(int(found[1])).message_id, words)
        words = re.sub(r"\{local (\d+)\}", lambda found: self.local_part(int(found[1])), words)
        return re.sub(r"\{reply (\w)\}", lambda found: self.reply_address(found[1]), words)

    def local_part(self, number: int) -> str:
        return self.message(number).message_id.strip("<>").partition("@")[0]

    def reply_address(self, label: str) -> str:
        conversation = Conversation.objects.get(pk=self.labels[label])
        return tokens.reply_address(conversation.inbox.address, conversation.token)

    def message(self, number: int) -> Message:
        return Message.objects.get(pk=self.messages[number - 1])

    def we(self, step: Step) -> None:
        given = message_from_string(self.filled(step.body)) if step.body.startswith(("To:", "Cc:", "Bcc:")) else None
        text = given.get_payload() if given else step.body
        recipients = Recipients(*(_parties(given[name]) for name in ("To", "Cc", "Bcc"))) if given else None
        message = self.there(step.label).reply(str(text), by=self.by, recipients=recipients)
        sending.outbound(message)  # writes its Message-ID down
        message.delivery.succeed()
        self.messages.append(message.pk)

    def note(self, step: Step) -> None:
        self.there(step.label).note(step.body, by=self.by)

    def close(self, step: Step) -> None:
        self.there(step.label).close(by=self.by)

    def later(self, step: Step) -> None:
        self.now += timedelta(days=int(step.words.split()[0]))

    def merge(self, step: Step) -> None:
        self.there(step.words).merge_into(self.there(step.label), by=self.by)

    def unmerge(self, step: Step) -> None:
        Conversation.objects.get(pk=self.labels[step.words]).unmerge(by=self.by)

    def split(self, step: Step) -> None:
        message = self.message(int(step.words))
        self.labels[step.label] = message.conversation.split(message, by=self.by).number

    def move(self, step: Step) -> None:
        message = self.message(int(step.words))
        message.conversation.move(message, self.there(step.label), by=self.by)

    def expect(self, step: Step) -> None:
        for line in step.body.splitlines():
            about, _, value = line.partition(":")
            who, _, what = about.partition(" ")
            found = self.of_message(int(who), what) if who.isdigit() else self.of_conversation(who, what, value.strip())
            assert found == self.filled(value.strip()), f"{about}: {found!r}, not {value.strip()!r}"

    def of_message(self, number: int, what: str) -> str:
        message = self.message(number)
        facts: dict[str, str] = {
            "by": str(message.member or ""),
            "author": message.author["address"],
            "text": " / ".join(message.text.split("\n")),
            "in": next(label for label in self.labels if self.there(label) == message.conversation),
            "quotes": " / ".join(each.text for each in sending.outbound(message).history),
        }
        return facts[what]

    def of_conversation(self, label: str, what: str, value: str) -> str:
        conversation = self.there(label)
        if what in {"says", "says not"}:
            said = [each.sentence for each in conversation.events()]
            return value if (value in self.numbers(said)) == (what == "says") else " | ".join(self.numbers(said))
        answer = conversation.recipients()
        return {
            "customer": str(conversation.customer),
            "participants": ", ".join(sorted(conversation.participant_addresses)),
            "inbox": str(conversation.inbox),
            "state": conversation.state,
            "waits on": conversation.waiting_on,
            "notes": " | ".join(conversation.notes.order_by("pk").values_list("text", flat=True)),
            "messages": " ".join(str(self.messages.index(each) + 1) for each in self.shown(conversation)),
            "answer to": _addresses(answer.to),
            "answer cc": _addresses(answer.cc),
            "leads to": " ".join(each for each in self.labels if conversation.links_to.filter(to=self.labels[each])),
        }[what]

    def numbers(self, sentences: list[str]) -> list[str]:
        """With letters for the conversations' numbers."""
        letters = {str(number): label for label, number in self.labels.items()}
        return [re.sub(r"#(\d+)", lambda found: letters.get(found[1], found[0]), each) for each in sentences]

    def shown(self, conversation: Conversation) -> list[int]:
        return [each.message.pk for each in conversation.timeline().entries if each.message]


def _parties(line: str | None) -> list[Recipient]:
    return PartiesField(required=False).clean(line or "")  # type: ignore[no-any-return]


def _addresses(parties: list[Recipient]) -> str:
    return ", ".join(each["address"] for each in parties)
