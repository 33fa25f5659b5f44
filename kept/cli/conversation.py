"""`kept conversation`: look at a conversation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kept.conversations.attachment import Attachment
    from kept.conversations.conversation import Conversation
    from kept.conversations.message import Message


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Show a conversation."""


@command.command()
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(number: int, as_json: bool) -> None:
    """Show the conversation of that NUMBER: who takes part, what was said and what happened.

    For one that was merged, the conversation in which it goes on.
    """
    from kept.cli import ready
    from kept.lib.refusal import Refusal

    with ready.models():
        from kept.cli.shape import refuse_unfinished
        from kept.conversations.conversation import Conversation

        refuse_unfinished()
        conversation = Conversation.objects.filter(pk=number).select_related("customer", "inbox", "assignee").first()
        if conversation is None:
            raise Refusal(f"There is no conversation #{number}.")
        told = as_data(conversation.standing())
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else _in_words(told))


def as_data(conversation: Conversation) -> dict[str, Any]:
    """All of a conversation, oldest first; times are ISO 8601 in UTC."""
    customer = conversation.customer
    messages = conversation.messages.select_related("member", "customer", "delivery").prefetch_related("attachments")
    notes = conversation.notes.select_related("member").prefetch_related("attachments").order_by("pk")
    events = conversation.events().select_related("by").order_by("pk")
    return {
        "number": conversation.number,
        "subject": conversation.subject,
        "state": conversation.state,
        "kind": conversation.kind,
        "waiting_on": conversation.waiting_on,
        "inbox": conversation.inbox.slug,
        "channel": conversation.channel,
        "assignee": str(conversation.assignee) if conversation.assignee else None,
        "team": str(conversation.team) if conversation.team else None,
        "created_at": conversation.created_at.isoformat(),
        "customer": {"id": customer.pk, "name": customer.name, "address": customer.email},
        "participants": sorted(conversation.participant_addresses),
        "messages": [_message(each) for each in messages.order_by("pk")],
        "notes": [
            {
                "author": str(each.member),
                "text": each.text,
                "at": each.at.isoformat(),
                "attachments": [_attachment(one) for one in each.attachments.all()],
            }
            for each in notes
        ],
        "events": [
            {
                "kind": each.kind,
                "at": each.at.isoformat(),
                "by": str(each.by) if each.by else None,
                "says": each.sentence,
            }
            for each in events
        ],
    }


def _message(message: Message) -> dict[str, Any]:
    delivery = getattr(message, "delivery", None)
    return {
        "id": message.pk,
        "direction": message.direction,
        "channel": message.channel,
        "author": {"name": message.author_name, "address": message.author.get("address", "")},
        "to": message.to,
        "cc": message.cc,
        "bcc": message.bcc,
        "subject": message.subject,
        "text": message.text,
        "quoted": message.quoted,
        "at": message.at.isoformat(),
        "message_id": message.message_id,
        "in_reply_to": message.in_reply_to,
        "references": message.references,
        "automatic": message.automatic,
        "delivery": {"state": delivery.state, "reason": delivery.reason, "tries": delivery.tries} if delivery else None,
        "attachments": [_attachment(each) for each in message.attachments.all()],
    }


def _attachment(one: Attachment) -> dict[str, Any]:
    return {
        "name": one.name,
        "type": one.type,
        "size": one.size,
        "sha256": one.sha256,
        "inline": one.inline,
        "cid": one.content_id,
    }


def _in_words(told: dict[str, Any]) -> str:
    customer = told["customer"]["name"] or told["customer"]["address"]
    lines = [click.style(f"#{told['number']} {told['subject']}", bold=True), f"{told['state']}, with {customer}", ""]
    said = [(each["at"], each["author"]["name"], each) for each in told["messages"]]
    said += [(each["at"], f"{each['author']} (note)", each) for each in told["notes"]]
    for at, author, each in sorted(said, key=lambda one: one[0]):
        delivery = f" [{each['delivery']['state']}]" if each.get("delivery") else ""
        lines += [click.style(f"{at[:16].replace('T', ' ')} {author}{delivery}", bold=True)]
        lines += [f"  {line}" for line in each["text"].split("\n")]
        lines += [f"  + {one['name']} ({one['size']} bytes)" for one in each["attachments"]] + [""]
    return "\n".join(lines)
