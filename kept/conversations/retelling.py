"""Where an event is told. The stream never changes; what is merged, split off or moved is told where it stands now."""

from __future__ import annotations

from django.db import models

from kept.conversations.base import Base
from kept.events.event import Event
from kept.lib.written import Written, blank


class Retelling(models.Model):
    """An event that is told in another conversation than the one in which it happened (`origin`)."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="retelling")
    origin = models.ForeignKey("conversations.Conversation", models.PROTECT, related_name="+", db_index=False)
    conversation = models.ForeignKey("conversations.Conversation", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["conversation", "origin"], name="retold_in")]

    def __str__(self) -> str:
        return f"event {self.event_id} told in {self.conversation_id}"


ORIGINS = Written(
    lambda: Retelling.objects.filter(conversation_id=blank("conversation")).values_list("origin", flat=True).distinct()
)


class Told(Base):
    class Meta:
        abstract = True

    def events(self) -> models.QuerySet[Event]:
        """What is told here: what happened here and stands here still, and what was brought here since."""
        if not (origins := self.origins()):
            return happened_and_told_in(self.pk)
        told = Event.objects.filter(conversation_id__in={self.pk, *origins})
        return told.filter(_own(self.pk) | models.Q(retelling__conversation=self.pk))

    def origins(self) -> list[int]:
        """The other conversations in which something happened that is told here."""
        return ORIGINS.rows(conversation=self.pk)

    def newest_event(self) -> int:
        """Id of the newest event told here, 0 before the first."""
        return self.events().order_by("-pk").values_list("pk", flat=True).first() or 0


def happened_and_told_in(conversation: int | models.Value) -> models.QuerySet[Event]:
    """What happened there and stands there still: all that is told there, unless something was brought there."""
    return Event.objects.filter(_own(conversation))


def _own(conversation: int | models.Value) -> models.Q:
    return models.Q(retelling=None, conversation_id=conversation)


def tell_in(conversation: Base, events: models.QuerySet[Event]) -> None:
    """From now on those events are told in that conversation."""
    placed = list(events.values_list("pk", "conversation_id"))
    rows = [Retelling(event_id=pk, origin_id=origin, conversation_id=conversation.pk) for pk, origin in placed]
    Retelling.objects.bulk_create(
        rows, batch_size=1000, update_conflicts=True, unique_fields=["event"], update_fields=["conversation"]
    )
    Retelling.objects.filter(conversation_id=conversation.pk, origin_id=conversation.pk).delete()
