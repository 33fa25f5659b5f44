"""`kept mail deliver`: raw messages through the real intake."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kept.channels.inbound import Inbound
    from kept.conversations.inbox import Inbox

# The line before each message of an mbox (RFC 4155), at the beginning or after an empty line.
_MBOX = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d\d:\d\d[^\n]*\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--inbox", "slug", help="The short name of the inbox it is for; else its recipients decide.")
@click.option("--from", "sender", help="The sender of the envelope; '' for none, as bounces have.")
@click.option("--to", "recipients", multiple=True, help="A recipient of the envelope; may be given several times.")
def deliver(
    files: tuple[str, ...], as_json: bool, slug: str | None, sender: str | None, recipients: tuple[str, ...]
) -> None:
    """Deliver raw messages (`-` reads standard input; an mbox is each of its messages) as if they had just arrived.

    Says what became of each. Exit status 1 when a file cannot be opened, or a message went to the quarantine.
    """
    from kept.cli import ready

    failed = False
    with ready.models():
        from kept.cli.shape import refuse_unfinished

        refuse_unfinished()
        inbox = _inbox(slug) if slug else None
        envelope = {"recipients": list(recipients)} | ({} if sender is None else {"sender": sender})
        for name in files:
            for told in _outcomes(name, inbox, envelope):
                failed = failed or told["state"] not in {"done", "duplicate"}
                click.echo(json.dumps(told, ensure_ascii=False) if as_json else _in_words(told))
    sys.exit(1 if failed else 0)


def messages_in(raw: bytes) -> list[bytes]:
    """The messages of an mbox; one that is none is itself a message."""
    marks = list(_MBOX.finditer(raw))
    if not marks or marks[0].start():
        return [raw]
    ends = [each.start() for each in marks[1:]] + [len(raw)]
    return [_ESCAPED.sub(rb"\1", raw[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]


def _inbox(slug: str) -> Inbox:
    from kept.conversations.inbox import Inbox
    from kept.lib.refusal import Refusal

    inbox = Inbox.objects.filter(slug=slug).first()
    if inbox is None:
        known = ", ".join(Inbox.objects.values_list("slug", flat=True)) or "none yet"
        raise Refusal(f"There is no inbox called {slug}. There are: {known}.")
    return inbox


def _outcomes(name: str, inbox: Inbox | None, envelope: dict[str, Any]) -> Iterator[dict[str, Any]]:
    from kept.channels.inbound import accept
    from kept.channels.intake import take_in_now

    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        yield {"file": name, "state": "unopened", "reason": f"{problem.strerror}"}
        return
    for each in messages_in(raw):
        inbound = accept("email", each, inbox=inbox, envelope=envelope)
        take_in_now(inbound)
        yield {"file": name} | outcome(inbound)


def outcome(inbound: Inbound) -> dict[str, Any]:
    """What became of an arrival."""
    told: dict[str, Any] = {"arrival": inbound.pk, "state": inbound.state, "reason": inbound.reason}
    message = inbound.message
    if message is None:
        return told | {"conversation": None, "new": None, "message": None, "message_id": None, "customer": None}
    conversation = message.conversation
    first = conversation.messages.order_by("pk").first()
    customer = conversation.customer
    return told | {
        "conversation": conversation.number,
        "new": inbound.state == "done" and first == message,
        "subject": conversation.subject,
        "inbox": conversation.inbox.slug,
        "message": message.pk,
        "message_id": message.message_id,
        "customer": {"id": customer.pk, "name": customer.name, "address": customer.email},
    }


def _in_words(told: dict[str, Any]) -> str:
    name = click.style(told["file"], bold=True)
    if told["state"] == "unopened":
        return f"{name}: cannot be opened: {told['reason']}"
    if told["conversation"] is None:
        return f"{name}: {told['state']}: {told['reason']}"
    number, who = told["conversation"], told["customer"]["name"] or told["customer"]["address"]
    begun = "a new conversation" if told["new"] else "continues conversation"
    what = "we had it already, in conversation" if told["state"] == "duplicate" else begun
    return f"{name}: {what} #{number} with {who}: {told['subject']}"
