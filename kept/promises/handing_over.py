"""Handing over: another person keeps the word. A promise is never without one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.conversations.assigning import NotAllowedHere
from kept.lib import clock
from kept.people.member import Member
from kept.promises import away
from kept.promises.events import PromiseHandedOver
from kept.promises.making import may_promise, team_of
from kept.promises.renegotiating import Renegotiable


class Why(models.TextChoices):
    ASKED = "asked", _("Asked to")
    AWAY = "away", _("Is away")
    BACK = "back", _("Is back")
    LEFT = "left", _("Has left")
    SHUT_OUT = "shut_out", _("May not open it any more")
    MOVED = "moved", _("The conversation changed hands")


class HandingOver(models.Model):
    """Who gave it from whom to whom, when and why."""

    promise = models.ForeignKey("promises.Promise", models.CASCADE, related_name="handings_over")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    before = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    after = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=10, choices=Why)

    class Meta:
        indexes = [models.Index(fields=["before"], name="handed_over_while_away", condition=models.Q(why="away"))]

    def __str__(self) -> str:
        return f"{self.promise_id} from {self.before} to {self.after}"


class Transferable(Renegotiable):
    class Meta:
        abstract = True

    def may_be_kept_by(self, member: Member) -> bool:
        return may_promise(member, self.conversation)

    def hand_over(self, to: Member, *, by: Member | None, why: Why = Why.ASKED) -> None:
        """`to` keeps it from now on. Raises NotAllowedHere for one who may not open its conversation."""
        with self.locked():
            if self.promiser == to or not self.is_outstanding:
                return
            if not self.may_be_kept_by(to):
                raise NotAllowedHere(to)
            before = self.promiser
            HandingOver.objects.create(promise_id=self.pk, by=by, before=before, after=to, why=why)
            self._set(promiser=to, team=team_of(to, self.conversation))
            self.record(PromiseHandedOver(self.what, str(before), str(to), to.pk, why, before.pk), by=by)
            away.look(self.pk, to.pk, self.due)
