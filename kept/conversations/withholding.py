"""Holding back: an answer that was to go out later waits for a person once it may no longer fit."""

from __future__ import annotations

from django.db import models

from kept.conversations.delivery import Delivery
from kept.conversations.events import ReplyHeldBack
from kept.conversations.snoozing import Snoozeable


class Withholding(Snoozeable):
    class Meta:
        abstract = True

    def postponed(self) -> models.QuerySet[Delivery]:
        """What is to go out later."""
        return Delivery.objects.filter(message__conversation_id=self.pk, state="postponed")

    def hold_back(self, why: str) -> None:
        """None of it leaves before somebody has looked at it again. Call it with the conversation locked."""
        for delivery in self.postponed().order_by("pk"):
            delivery.state = Delivery.State.HELD
            delivery.save(update_fields=["state"])
            self.record(ReplyHeldBack(why), subject=delivery.message_id)
