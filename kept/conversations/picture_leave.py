"""“Always from this sender”: each colleague decides for themselves, for it tells the sender that they read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from kept.conversations.message import Message
from kept.customers.customer import Address, normalised
from kept.events.event import record
from kept.events.kinds import Kind
from kept.lib import clock
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.events.event import Event


@dataclass(frozen=True)
class PicturesAllowed(Kind):
    name = "pictures.allowed"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s always sees pictures from %(address)s") % {"who": event.by, "address": self.address}


@dataclass(frozen=True)
class PicturesAsked(Kind):
    name = "pictures.asked"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s is asked again before pictures from %(address)s are fetched") % {
            "who": event.by,
            "address": self.address,
        }


class PictureLeaveQuerySet(models.QuerySet["PictureLeave"]):
    def for_letter(self, message: Message, member: Member) -> PictureLeaveQuerySet:
        """That of the member for who wrote it; none when nothing proves that they did."""
        if not message.is_proved:
            return self.none()
        return self.filter(member=member, address=_author(message))

    @transaction.atomic
    def give(self, message: Message, *, by: Member) -> None:
        """Nothing comes of it where nothing proves who wrote the message."""
        address = _author(message)
        if not message.is_proved or not address:
            return
        leave, new = self.get_or_create(member=by, address=address)
        if new:
            record(PicturesAllowed(address), by=by, customer=message.customer, subject=leave.pk)

    @transaction.atomic
    def withdraw(self, *, by: Member) -> None:
        for leave in self.filter(member=by).select_for_update():
            address = Address.objects.select_related("customer").filter(value=leave.address).first()
            record(
                PicturesAsked(leave.address), by=by, customer=address.customer if address else None, subject=leave.pk
            )
            leave.delete()


class PictureLeave(models.Model):
    """Pictures in letters that are proved to be from that address are fetched when this member opens them."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="picture_leaves", db_index=False)
    address = models.CharField(max_length=320)
    at = models.DateTimeField(default=clock.now)

    objects = PictureLeaveQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "address"], name="picture_leave_once")]

    def __str__(self) -> str:
        return self.address


def _author(message: Message) -> str:
    return normalised(Address.Kind.EMAIL, message.author.get("address", ""))
