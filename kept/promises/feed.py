"""A colleague's promises in their own calendar, at a secret address that can be taken back."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import models, transaction

from kept.events.event import record
from kept.lib import clock
from kept.people.member import Member
from kept.promises.chain.waiting import look_for_ends
from kept.promises.feed_events import FeedAddressMade, FeedAddressTakenBack
from kept.promises.promise import Promise

# What ended lately stays for a while, so that calendars learn what became of it.
LATELY = timedelta(days=30)
MOST = 1000


def new_token() -> str:
    """256 bits: nobody guesses one."""
    return secrets.token_urlsafe(32)


class FeedManager(models.Manager["Feed"]):
    @transaction.atomic
    def renew(self, member: Member) -> Feed:
        """A new address; the one before is dead from now on."""
        feed, _new = self.update_or_create(member=member, defaults={"token": new_token(), "made_at": clock.now()})
        record(FeedAddressMade(), by=member, subject=member.pk)
        return feed

    @transaction.atomic
    def take_back(self, member: Member) -> None:
        if self.filter(member=member).delete()[0]:
            record(FeedAddressTakenBack(), by=member, subject=member.pk)

    def behind(self, token: str) -> Feed | None:
        """Nothing for an address that was taken back, or of one who has left."""
        return self.filter(token=token, member__is_active=True).select_related("member").first()


class Feed(models.Model):
    member = models.OneToOneField(Member, models.CASCADE, related_name="promise_feed")
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField(default=clock.now)

    objects = FeedManager()

    def __str__(self) -> str:
        return f"feed of {self.member}"

    @property
    def promises(self) -> list[Promise]:
        """Those that stand open and those that ended lately, soonest first."""
        mine = Promise.objects.filter(promiser=self.member).visible_to(self.member).shown()
        open_ones = mine.filter(settled_at=None).order_by("due", "pk")[:MOST]
        ended = mine.filter(settled_at__gt=clock.now() - LATELY).order_by("-settled_at", "-pk")[:MOST]
        promises = [*open_ones, *ended]
        look_for_ends(promises)
        return promises
