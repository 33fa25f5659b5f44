"""Remembering what history said of a promise as it was made, so that it can be seen whether it came true."""

from __future__ import annotations

from kept.promises import deadlines
from kept.promises.foreseeing import DEADLINE, Forecast
from kept.promises.outlook import Outlooks
from kept.promises.promise import Promise


def remember(promise: Promise) -> Forecast | None:
    """In the transaction that makes it; None where history says nothing. The second time it is the first one."""
    outlook = Outlooks(promise.made_at).of_promise(promise, promise.due)
    if outlook is None or outlook.moment is None:
        return None
    deed, team = outlook.group
    said = {"deed": deed, "team": team, "moment": outlook.moment, "said_at": promise.made_at}
    forecast, is_new = Forecast.objects.get_or_create(promise=promise, defaults=said)
    if is_new:
        deadlines.set(DEADLINE, promise.pk, forecast.moment)
    return forecast
