"""Who hears of what happens along a chain of promises, and where they see to it."""

from __future__ import annotations

from collections.abc import Iterable

from kept.events.event import Event
from kept.promises.chain.asking import Asking
from kept.promises.chain.events import (
    AskingPassedOn,
    AskingTakenBack,
    AskingUnanswered,
    CanGoOn,
    ColleagueAsked,
    Declined,
    DecliningTakenBack,
    PromiseHeldUp,
)
from kept.promises.events import OfPromise, PromiseMade
from kept.promises.promise import Promise


def concerned(event: Event) -> Iterable[int]:
    """Whoever is asked, and whoever waits for it."""
    match event.what:
        case Declined() | DecliningTakenBack() | PromiseHeldUp() | CanGoOn():
            return list(Promise.objects.filter(pk=event.subject).values_list("promiser", flat=True))
        case ColleagueAsked() | AskingPassedOn() | AskingTakenBack() | AskingUnanswered():
            return Asking.objects.filter(pk=event.what.asking).values_list("asked", flat=True)
        case PromiseMade():
            return Asking.objects.filter(promise=event.subject).values_list("upper__promiser", flat=True)
    return []


def asking_of(event: Event) -> int | None:
    """The request by which those concerned came to it, if any: it shows what they may know of it."""
    match event.what:
        case ColleagueAsked() | AskingPassedOn() | AskingTakenBack() | AskingUnanswered():
            return event.what.asking
        case PromiseMade():
            return Asking.objects.filter(promise=event.subject).values_list("upper__asking", flat=True).first()
        case OfPromise():
            return Asking.objects.filter(promise=event.subject).values_list("pk", flat=True).first()
    return None
