"""A reply on its way out, and how far it has come."""

from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction
from procrastinate.contrib.django import app

from kept.conversations.events import DeliveryFailed, DeliveryRetried, DeliverySent
from kept.conversations.returning import Returning
from kept.customers.trouble import AddressTrouble
from kept.lib import clock
from kept.people.member import Member

# Pauses between tries of a delivery that may yet succeed: three days in all, as mail servers do (RFC 5321 4.5.4.1).
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440, 1440)]
# A sender that says nothing for so long is dead, and another may take over.
HOLD = timedelta(seconds=45)
HOLD_AGAIN = timedelta(seconds=10)
AHEAD = ["postponed", "pending", "sending"]


class Delivery(Returning):
    """`pending → sending → sent | failed | bounced`, or taken back while still pending.

    One for later is `postponed` until `next_try_at`, or `held` for a person to look at again, before it is pending.
    `answers_until` is the newest message that its writer had before them when they said so.

    Sending happens at least once: after a crash it is done again with the same Message-ID, which receiving mail
    programs recognise. `next_try_at` is when the next try is due; `reason` says why the last one did not succeed.
    """

    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    answers_until = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], name="delivery_ahead", condition=models.Q(state__in=AHEAD)),
            models.Index(fields=["message"], name="delivery_waits", condition=models.Q(state="postponed")),
        ]

    def __str__(self) -> str:
        return f"delivery of {self.message_id}: {self.state}"

    @property
    def is_under_way(self) -> bool:
        return self.state in {self.State.PENDING, self.State.SENDING}

    @property
    def is_postponed(self) -> bool:
        return self.state == self.State.POSTPONED

    @property
    def waits(self) -> bool:
        """Whether it is one for later that has not left."""
        return self.state in {self.State.POSTPONED, self.State.HELD}

    @property
    def has_begun_to_leave(self) -> bool:
        return not self.waits and self.state != self.State.TAKEN_BACK

    @property
    def may_be_taken_back(self) -> bool:
        return self.waits or (self.state == self.State.PENDING and self.tries == 0)

    def enqueue(self) -> None:
        """Ask for a try at `next_try_at`, in the transaction that wants it."""
        job = app.configure_task("channels.deliver", schedule_at=self.next_try_at)
        job.defer(delivery=self.pk)

    @transaction.atomic
    def claim(self) -> bool:
        """Begin a try: True for exactly one of those who ask, while the delivery is due."""
        lease = clock.now() + HOLD
        due = Delivery.objects.filter(pk=self.pk, state__in=["pending", "sending"], next_try_at__lte=clock.now())
        claimed = due.update(state=self.State.SENDING, next_try_at=lease, tries=models.F("tries") + 1)
        self.refresh_from_db()
        return claimed == 1

    def hold_on(self) -> None:
        """Say that the try goes on. Call it every `HOLD_AGAIN`."""
        self._mine().update(next_try_at=clock.now() + HOLD)

    def _mine(self) -> models.QuerySet[Delivery]:
        """This row while the try we claimed goes on; nothing once another has taken over."""
        under_way = [self.State.PENDING, self.State.SENDING]
        return Delivery.objects.filter(pk=self.pk, state__in=under_way, tries=self.tries)

    def look_again(self) -> None:
        """Another sender has it: come back when it should have ended, in case it died."""
        if self.state == self.State.SENDING:
            self.enqueue()

    @transaction.atomic
    def succeed(self) -> None:
        """It left."""
        left = Delivery.objects.filter(pk=self.pk).exclude(state__in=[self.State.SENT, self.State.BOUNCED])
        if left.update(state=self.State.SENT, sent_at=clock.now(), reason=""):
            self._record(DeliverySent())
            self.refresh_from_db()

    @transaction.atomic
    def fail(self, reason: str, *, permanent: bool) -> None:
        """Try again later, or give up when it is permanent or was tried often enough.

        Does nothing when another sender has taken over meanwhile.
        """
        if not self._mine().select_for_update().exists():
            return
        self.reason = reason
        if permanent or self.tries > len(PAUSES):
            self.state = self.State.FAILED
            self._record(DeliveryFailed(reason))
        else:
            self.state = self.State.PENDING
            self.next_try_at = clock.now() + PAUSES[self.tries - 1]
            self.enqueue()
        self.save(update_fields=["reason", "state", "next_try_at"])

    @transaction.atomic
    def retry(self, *, by: Member) -> None:
        """Try again now, on a person's word, who also says so that the addresses are right."""
        again = Delivery.objects.filter(pk=self.pk, state__in=["failed", "bounced", "pending"])
        if not again.update(state=self.State.PENDING, tries=0, next_try_at=clock.now(), returned=[]):
            return
        for trouble in AddressTrouble.objects.stopping().at(self.recipients):
            trouble.trust_again(by=by, conversation=self.message.conversation)
        self.refresh_from_db()
        self.enqueue()
        self._record(DeliveryRetried(), by=by)

    def take_back(self) -> bool:
        """Stop it before it leaves; False when it is too late."""
        untried = models.Q(state="pending", tries=0) | models.Q(state__in=["postponed", "held"])
        return bool(Delivery.objects.filter(untried, pk=self.pk).update(state="taken_back"))


def overdue() -> models.QuerySet[Delivery]:
    """Deliveries whose try is long due: their job was lost, or a sender died half-way."""
    late = clock.now() - timedelta(minutes=1)
    return Delivery.objects.filter(state__in=AHEAD, next_try_at__lte=late)
