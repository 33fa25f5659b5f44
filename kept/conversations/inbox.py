"""Where conversations arrive, and which colleagues may open them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import count
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q, Value
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kept.conversations.inbox_events import InboxOpened, InboxShut
from kept.events.event import record
from kept.lib import clock
from kept.lib.written import Written, blank
from kept.people.absence import with_absences
from kept.people.member import Member, Membership, Team
from kept.people.roles import ADMINISTRATORS

# What a conversation's token adds to an inbox's address (RFC 5233).
TOKEN = re.compile(r"\+[a-z2-7]{16}@")


class OwnAddresses:
    """Where mail to us goes; also with a token, whichever conversation's it is."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self.addresses = {each.lower() for each in addresses}

    def covers(self, address: str) -> bool:
        return TOKEN.sub("@", address.lower()) in self.addresses


class InboxQuerySet(models.QuerySet["Inbox"]):
    def of(self, member: Member) -> InboxQuerySet:
        """Those the member may open: all of them for owner and admins, else by their own or their team's access.

        None for one who was deactivated.
        """
        if not member.is_active:
            return self.none()
        if member.may_administer:
            return self
        return self.opened_to(member)

    def opened_to(self, member: Member | Value) -> InboxQuerySet:
        """Those opened to them by name or by team, whatever their role."""
        access = InboxAccess.objects.filter(Q(member=member) | Q(team__members=member))
        return self.filter(pk__in=access.values("inbox"))

    def active(self) -> InboxQuerySet:
        return self.filter(is_active=True)

    def own_addresses(self) -> OwnAddresses:
        return OwnAddresses(self.order_by().values_list("address", flat=True))

    def make(self, name: str, address: str) -> Inbox:
        """A new one, with a short name of its own."""
        return self.create(name=name, address=address, slug=self.free_slug(name))

    def free_slug(self, name: str) -> str:
        """A short name nobody has yet, made from `name`."""
        slug = slugify(name)[:40] or "inbox"
        taken = set(Inbox.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        more = (f"{slug}-{n}" for n in count(2))
        return slug if slug not in taken else next(each for each in more if each not in taken)


class Inbox(models.Model):
    """`address` is the From of what is sent from here. `reply_by_token` puts the conversation's token into Reply-To
    (`support+token@…`), which needs a mail server that delivers such addresses (RFC 5233 subaddressing)."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("short name"), unique=True, help_text=_("In the address of the public form."))
    address = models.EmailField(_("e-mail address"), unique=True, help_text=_("Replies leave from this address."))
    reply_by_token = models.BooleanField(
        _("answers come back to a plus-address"),
        default=False,
        help_text=_("Only when your mail server delivers name+anything@ to name@."),
    )
    acknowledges = models.BooleanField(
        _("tell those who write that their message has arrived"),
        default=False,
        help_text=_("Once in a conversation and once a day, and never to machines, lists or addresses nobody reads."),
    )
    acknowledgement = models.TextField(
        _("in these words"),
        blank=True,
        help_text=_("{name}, {number} and {subject} are filled in. Leave it empty for the usual words."),
    )
    largest_mail = models.PositiveSmallIntegerField(
        _("largest mail, in MB"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("As sent: files grow by more than a third on the way. What is larger goes as a link."),
    )
    links_last = models.PositiveSmallIntegerField(
        _("days for which such links work"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = InboxQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "inboxes"

    def __str__(self) -> str:
        return self.name

    def let_in(self) -> models.QuerySet[Member]:
        """Colleagues to whom it was opened, themselves or by a team."""
        return Member.objects.active().filter(was_opened(self))

    def readers(self) -> models.QuerySet[Member]:
        """All who may open it, each with `away_until`; light members too."""
        return readers(self)

    @cached_property
    def those_who_read(self) -> list[Member]:
        """`readers` with their teams, as they were when first asked for."""
        return READERS.rows(inbox=self.pk, now=clock.now())

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    @transaction.atomic
    def open_to(self, holder: Member | Team, *, by: Member | None) -> None:
        """Let a colleague in, or all of a team."""
        _access, new = self.access.get_or_create(**_held_by(holder))
        if new:
            record(InboxOpened(str(self), str(holder)), by=by, subject=self.pk)

    @transaction.atomic
    def shut_to(self, holder: Member | Team, *, by: Member | None) -> None:
        """Take that access back. Conversations they had in hand there are the caller's care: see `colleagues`."""
        gone, _rows = self.access.filter(**_held_by(holder)).delete()
        if gone:
            record(InboxShut(str(self), str(holder)), by=by, subject=self.pk)


def was_opened(inbox: Inbox | Value) -> Q:
    by_team = Membership.objects.filter(team__inboxaccess__inbox=inbox)
    by_name = InboxAccess.objects.filter(inbox=inbox)
    return Q(pk__in=by_name.values("member")) | Q(pk__in=by_team.values("member"))


def readers(inbox: Inbox | Value, now: datetime | Value | None = None) -> models.QuerySet[Member]:
    everybody = Member.objects.active().filter(was_opened(inbox) | Q(role__in=ADMINISTRATORS))
    return with_absences(everybody, now)


READERS = Written(lambda: readers(blank("inbox"), blank("now")).prefetch_related("teams"))


def open_to(member: Member) -> list[Inbox]:
    """`Inbox.objects.of` that member, in the order of lists."""
    if not member.is_active:
        return []
    return EVERY.rows() if member.may_administer else OPENED.rows(member=member.pk)


EVERY = Written(Inbox.objects.all)
OPENED = Written(lambda: Inbox.objects.opened_to(blank("member")))


def _held_by(holder: Member | Team) -> dict[str, Any]:
    return {"member" if isinstance(holder, Member) else "team": holder}


class InboxAccess(models.Model):
    """One colleague, or one team, may open one inbox."""

    inbox = models.ForeignKey(Inbox, models.CASCADE, related_name="access")
    member = models.ForeignKey(Member, models.CASCADE, null=True, blank=True)
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, team__isnull=True) | Q(member__isnull=True, team__isnull=False),
                name="access_of_member_or_team",
            ),
            models.UniqueConstraint(fields=["inbox", "member", "team"], name="access_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return f"{self.member or self.team} → {self.inbox}"
