"""Where conversations arrive, and which colleagues may open them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kept.people.member import Member, Team


class InboxQuerySet(models.QuerySet["Inbox"]):
    def of(self, member: Member) -> InboxQuerySet:
        """Those the member may open: all of them for owner and admins, else by their own or their team's access."""
        if member.may_administer:
            return self
        access = InboxAccess.objects.filter(Q(member=member) | Q(team__members=member))
        return self.filter(pk__in=access.values("inbox"))

    def active(self) -> InboxQuerySet:
        return self.filter(is_active=True)


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
    is_active = models.BooleanField(_("in use"), default=True)

    objects = InboxQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "inboxes"

    def __str__(self) -> str:
        return self.name

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


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
