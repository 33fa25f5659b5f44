"""What this team's own marks teach: a lesson a conversation, taken back when somebody thinks again."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction

from kept.channels.spam.features import features
from kept.channels.spam.weighing import ENOUGH, Judgement, weigh
from kept.conversations.base import State
from kept.conversations.conversation import Conversation
from kept.conversations.events import FoundNotSpam, MarkedSpam, MessageSent
from kept.conversations.message import Message
from kept.events.event import Event
from kept.events.stream import Consumer

# Stands for all lessons; no feature is empty.
ALL = ""
COUNT = """
INSERT INTO channels_feature (name, spams, goods) SELECT unnest(%s::text[]), %s, %s ORDER BY 1
ON CONFLICT (name) DO UPDATE SET spams = channels_feature.spams + excluded.spams,
    goods = channels_feature.goods + excluded.goods
"""


class Feature(models.Model):
    """In how many spams and in how many good letters it stood."""

    name = models.CharField(max_length=100, primary_key=True)
    spams = models.IntegerField(default=0)
    goods = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.spams} spams, {self.goods} good"


class Lesson(models.Model):
    """What a conversation's first message taught."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, primary_key=True, related_name="+")
    is_spam = models.BooleanField()
    features = ArrayField(models.CharField(max_length=100))

    def __str__(self) -> str:
        return f"{self.conversation_id}: {'spam' if self.is_spam else 'good'}"


@transaction.atomic
def learn(conversation: Conversation, *, is_spam: bool) -> None:
    """Harmless the second time; another mark than before takes the former lesson's place."""
    before = Lesson.objects.select_for_update().filter(pk=conversation.pk).first()
    if before is not None:
        if before.is_spam != is_spam:
            _count(before.features, before.is_spam, -1)
            _count(before.features, is_spam, 1)
            Lesson.objects.filter(pk=before.pk).update(is_spam=is_spam)
        return
    first = Message.objects.filter(conversation=conversation, direction="in").order_by("pk").first()
    if first is not None:
        lesson = Lesson.objects.create(conversation=conversation, is_spam=is_spam, features=features(first))
        _count(lesson.features, is_spam, 1)


def _count(names: Iterable[str], is_spam: bool, by: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [[ALL, *names], by if is_spam else 0, 0 if is_spam else by])


def lessons() -> tuple[int, int]:
    """How many spams and how many good letters it has seen."""
    known = Feature.objects.filter(name=ALL).first()
    return (known.spams, known.goods) if known else (0, 0)


def knows_enough(spams: int, goods: int) -> bool:
    return min(spams, goods) >= ENOUGH


def judge(message: Message, spams: int, goods: int) -> Judgement:
    """`spams` and `goods` as `lessons()` said."""
    found = features(message)
    rows = Feature.objects.filter(name__in=found)
    return weigh(found, {each.name: (each.spams, each.goods) for each in rows}, spams, goods)


class Learning(Consumer):
    """Learns from people alone: what they mark, what they take back, and what they find worth an answer."""

    name = "spam"

    def handle(self, event: Event) -> None:
        if event.by_id is None or event.conversation is None:
            return
        match event.what:
            case MarkedSpam():
                learn(event.conversation, is_spam=True)
            case FoundNotSpam():
                learn(event.conversation, is_spam=False)
            case MessageSent() if event.conversation.state != State.SPAM:
                learn(event.conversation, is_spam=False)
