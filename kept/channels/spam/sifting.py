"""Whether what begins a conversation is spam: by the server's filter where it is trusted, else by what we learned."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.db.models import Exists, OuterRef

from kept.channels.base import Arrival
from kept.channels.email.mailbox import Mailbox
from kept.channels.inbound import Inbound
from kept.channels.spam import learning, upstream
from kept.channels.spam.weighing import Judgement
from kept.conversations.base import State
from kept.conversations.conversation import Conversation
from kept.conversations.events import FiledAsSpam
from kept.conversations.message import Message
from kept.conversations.receiving import Participant
from kept.conversations.trust import Trust

MOST_REASONS = 3


class Sieve:
    """Sifts one batch; what each of it asks for is looked up once."""

    def sift(self, arrival: Arrival, message: Message, conversation: Conversation, inbound: Inbound) -> None:
        """File a new conversation as spam where its first message is, unless it is from somebody we know."""
        why = self._why(arrival, message, inbound)
        if why is not None and not is_known(message, conversation):
            conversation.mark_spam(by=None, why=why)

    def _why(self, arrival: Arrival, message: Message, inbound: Inbound) -> FiledAsSpam | None:
        if arrival.bounce is not None:
            return None
        if self._trusts_filter(inbound) and (filtered := upstream.verdict(arrival.details)):
            return FiledAsSpam(by_filter=True, score=filtered.score) if filtered.is_spam else None
        spams, goods = self._lessons
        if not learning.knows_enough(spams, goods):
            return None
        judgement = learning.judge(message, spams, goods)
        return _told(judgement) if judgement.is_spam else None

    def _trusts_filter(self, inbound: Inbound) -> bool:
        mailbox = inbound.envelope.get("mailbox")
        return mailbox in self._trusting if mailbox else bool(settings.KEPT_MAIL_FILTERED)

    @cached_property
    def _trusting(self) -> set[int]:
        return set(Mailbox.objects.filter(trusts_filter=True).values_list("pk", flat=True))

    @cached_property
    def _lessons(self) -> tuple[int, int]:
        return learning.lessons()


def is_known(message: Message, conversation: Conversation) -> bool:
    """Whether its author wrote to us or got something from us before that is not spam, as far as it is the author."""
    if message.trust == Trust.FAILED:
        return False
    elsewhere = Conversation.objects.exclude(pk=conversation.pk).exclude(state=State.SPAM)
    if elsewhere.filter(customer=conversation.customer_id).exists():
        return True
    takes_part = Participant.objects.filter(address=message.author.get("address", "").lower()[:320])
    good = elsewhere.filter(pk=OuterRef("conversation"))
    return takes_part.filter(Exists(good)).exists()


def _told(judgement: Judgement) -> FiledAsSpam:
    names = [vote.feature for vote in judgement.against]
    links = [each.partition(":")[2] for each in names if each.startswith("link:")]
    words = [each.removeprefix("subject:") for each in names if each.startswith("subject:") or ":" not in each]
    return FiledAsSpam(words=_first(words), links=_first(links))


def _first(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))[:MOST_REASONS]
