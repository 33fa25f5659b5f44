"""The clock of promises, in a process that runs for long: it sleeps until the earliest deadline."""

from kept.events.line import heed
from kept.promises.deadlines import CHANNEL, ring_due, until_next


async def tick() -> None:
    """Ring for what is due, within moments of it; runs until cancelled.

    It sleeps no longer than a few seconds, so that a ring that was lost, or a system clock that was set, costs no more.
    """
    await heed(CHANNEL, _ring)


def _ring() -> float:
    ring_due()
    return until_next()
