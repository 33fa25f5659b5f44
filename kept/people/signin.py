"""Signing in by a link: made for one member, good once, and not for long."""

from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from kept.people.key import Key, KeyQuerySet
from kept.people.member import Member


class SignInLinkManager(models.Manager.from_queryset(KeyQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def make(self, member: Member, minutes: int = 15, local_only: bool = False) -> SignInLink:
        """A new link; its `url` is known to the returned object only.

        `local_only` ones are for a person at the machine Kept runs on, and replace the member's earlier one.
        """
        if local_only:
            self.filter(member=member, local_only=True).delete()
        link = SignInLink(member=member, local_only=local_only)
        link.cut(timedelta(minutes=minutes))
        link.save()
        return link

    def good(self, token: str, *, local: bool) -> SignInLink | None:
        """The link of that token if it still signs in. `local` tells whether the one who asks sits at this machine."""
        rows = self.of(token).filter(used_at=None, expires_at__gt=timezone.now(), member__is_active=True)
        if not local:
            rows = rows.filter(local_only=False)
        found: SignInLink | None = rows.select_related("member").first()
        return found


class SignInLink(Key):
    url_name = "people:follow_link"

    member = models.ForeignKey(Member, models.CASCADE, related_name="sign_in_links")
    local_only = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True)

    objects = SignInLinkManager()

    def __str__(self) -> str:
        return f"link of {self.member_id} until {self.expires_at}"

    def use(self) -> bool:
        """Spend it: True for exactly one of those who try, and only while it is good."""
        now = timezone.now()
        good = SignInLink.objects.filter(pk=self.pk, used_at=None, expires_at__gt=now, member__is_active=True)
        return bool(good.update(used_at=now) == 1)


def sweep() -> None:
    """Forget links that are over."""
    SignInLink.objects.expired().delete()
