"""Foreseeing: what was said of a promise as it was made, and whether it came true."""

from __future__ import annotations

from django.db import models

from kept.lib import clock
from kept.promises import deadlines
from kept.promises.forecasting import next_level
from kept.promises.keeping import Keeping
from kept.promises.tally import Counted
from kept.promises.withdrawing import Withdrawal

# Said is always: by when 9 of 10 such things were done.
SHARE = 0.9
DEADLINE = "forecast"

# A deed and the team that does it; the team is 0 for the whole company.
Group = tuple[str, int]


class LevelQuerySet(models.QuerySet["Level"]):
    def asked_of(self, group: Group) -> float:
        found = self.filter(deed=group[0], team=group[1]).values_list("asked", flat=True).first()
        return SHARE if found is None else found

    def hold(self, group: Group) -> Level:
        """Its row, which nobody else steps until the transaction ends."""
        self.get_or_create(deed=group[0], team=group[1])
        return self.select_for_update().get(deed=group[0], team=group[1])


class Level(models.Model):
    """What is asked of the history of one deed and team, so that 9 of 10 forecasts come true; `team` is 0 for all.

    `came_true` and `missed` count its forecasts since the first.
    """

    deed = models.CharField(max_length=10)
    team = models.BigIntegerField(default=0)
    asked = models.FloatField(default=SHARE)
    came_true = models.BigIntegerField(default=0)
    missed = models.BigIntegerField(default=0)

    objects = LevelQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deed", "team"], name="level_once")]

    def __str__(self) -> str:
        return f"{self.deed} of {self.team}: {self.asked:.3f}"

    def step(self, came_true: bool) -> float:
        """One more forecast is known; by how much it bent the level."""
        before = self.asked
        self.asked = next_level(before, SHARE, came_true=came_true)
        self._count(came_true, 1)
        return self.asked - before

    def step_back(self, came_true: bool, by: float) -> None:
        """That was not so: the deed was said to be done by mistake."""
        self.asked -= by
        self._count(came_true, -1)

    def _count(self, came_true: bool, step: int) -> None:
        if came_true:
            self.came_true += step
        else:
            self.missed += step
        self.save()


class Forecast(models.Model):
    """Of a promise it was said, as it was made: 9 of 10 such things are done by `moment`.

    `came_true` is empty until the deed is done or the moment has passed, whichever is first, and stays so where the
    promise was withdrawn before. `stepped` is by how much it bent the level of its `deed` and `team` (0 for all).
    """

    promise = models.OneToOneField("promises.Promise", models.CASCADE, related_name="forecast")
    deed = models.CharField(max_length=10)
    team = models.BigIntegerField(default=0)
    share = models.FloatField(default=SHARE)
    moment = models.DateTimeField()
    said_at = models.DateTimeField(default=clock.now)
    came_true = models.BooleanField(null=True)
    stepped = models.FloatField(default=0)

    class Meta:
        indexes = [models.Index(fields=["came_true", "-promise"], name="forecast_outcome")]

    def __str__(self) -> str:
        return f"{self.promise_id}: {self.share:.0%} by {self.moment}"

    @property
    def group(self) -> Group:
        return self.deed, self.team

    def turned_out(self, came_true: bool | None) -> None:
        """Step the level, once; for who holds the promise. What was known otherwise is stepped back."""
        if came_true is self.came_true:
            return
        level = Level.objects.hold(self.group)
        if self.came_true is not None:
            level.step_back(self.came_true, self.stepped)
        self.stepped = level.step(came_true) if came_true is not None else 0
        self.came_true = came_true
        self.save(update_fields=["came_true", "stepped"])


class Foreseen(Counted):
    forecast: Forecast

    class Meta:
        abstract = True

    def counted(self) -> None:
        """The clock steps the level: one at a time, so that whoever keeps several promises waits for nobody."""
        super().counted()
        if Forecast.objects.filter(promise_id=self.pk).exists():
            deadlines.set(DEADLINE, self.pk, clock.now())

    def judge(self) -> None:
        """Whether what was foreseen came true, as far as it is known. Harmless the second time."""
        with self.locked():
            forecast = Forecast.objects.filter(promise_id=self.pk).first()
            if forecast is None:
                return
            came_true = self._came_true(forecast)
            forecast.turned_out(came_true)
            if came_true is None and self.is_outstanding:
                deadlines.set(DEADLINE, self.pk, forecast.moment)

    def _came_true(self, forecast: Forecast) -> bool | None:
        kept = Keeping.objects.filter(promise_id=self.pk).values_list("at", flat=True).first()
        if kept is not None:
            return kept <= forecast.moment
        left = Withdrawal.objects.filter(promise_id=self.pk).values_list("at", flat=True).first()
        return False if forecast.moment <= (left or clock.now()) else None
