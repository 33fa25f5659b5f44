"""Send later: an answer that is written now and leaves at a time that somebody chose."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from kept.conversations.answering import SECOND_THOUGHT, Answering
from kept.conversations.base import WaitingOn
from kept.conversations.delivery import Delivery
from kept.conversations.events import ReplyTimed
from kept.conversations.message import Message
from kept.lib import clock
from kept.people.member import Member


class Postponing(Answering):
    class Meta:
        abstract = True

    def postpone(self, message: Message, until: datetime, *, by: Member) -> bool:
        """Let it go out then, also one that is held back. False when it has left or was taken back."""
        with self.locked():
            delivery = self._waiting(message)
            if delivery is None:
                return False
            if delivery.is_postponed and delivery.next_try_at == until:
                return True
            delivery.state, delivery.next_try_at = Delivery.State.POSTPONED, until
            delivery.answers_until = self._newest_message()
            delivery.save(update_fields=["state", "next_try_at", "answers_until"])
            delivery.enqueue()
            self._set(waiting_on=WaitingOn.CUSTOMER)
            self.record(ReplyTimed(until.isoformat()), by=by, subject=message.pk)
            return True

    def send_now(self, message: Message, *, by: Member) -> bool:
        """Do not wait any longer, but for second thoughts. False when it has left or was taken back."""
        with self.locked():
            delivery = self._waiting(message)
            if delivery is None:
                return False
            self._depart(delivery, by, clock.now() + SECOND_THOUGHT)
            delivery.enqueue()
            return True

    def let_go(self, message: Message) -> None:
        """Its time has come. It is held back when the customer wrote what its writer may not have read."""
        with self.locked():
            delivery = self._waiting(message)
            if delivery is None or not delivery.is_postponed or delivery.next_try_at > clock.now():
                return
            if self.is_spam or self._questions_since(delivery).exists():
                self.hold_back("spam" if self.is_spam else "written")
            else:
                self._depart(delivery, message.member, clock.now())

    def _depart(self, delivery: Delivery, by: Member | None, at: datetime) -> None:
        """From now on it counts as said."""
        message = delivery.message
        delivery.state, delivery.next_try_at = Delivery.State.PENDING, at
        delivery.save(update_fields=["state", "next_try_at"])
        message.at = clock.now()
        message.save(update_fields=["at"])
        self._set(snippet=message.snippet, last_activity_at=message.at, waiting_on=WaitingOn.CUSTOMER)
        self._say(message, by)

    def _waiting(self, message: Message) -> Delivery | None:
        rows = Delivery.objects.select_related("message__member").filter(message__conversation_id=self.pk)
        return rows.filter(message=message, state__in=["postponed", "held"]).first()

    def _newest_message(self) -> int:
        newest = Message.objects.filter(conversation_id=self.pk).order_by("-pk").values_list("pk", flat=True).first()
        return newest or 0

    def _questions_since(self, delivery: Delivery) -> models.QuerySet[Message]:
        rows = Message.objects.filter(conversation_id=self.pk, pk__gt=delivery.answers_until)
        return rows.filter(direction=Message.Direction.IN, member=None, automatic="")
