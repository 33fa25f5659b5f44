"""Following the stream as it grows, in a process that runs for long."""

from kept.events.bell import CHANNEL
from kept.events.line import heed
from kept.events.stream import catch_up_all

LOOK_EVERY = 5.0  # seconds, for a ring that was lost


async def follow() -> None:
    """Let every consumer catch up when the bell rings and every few seconds; runs until cancelled."""
    await heed(CHANNEL, _catch_up)


def _catch_up() -> float:
    catch_up_all()
    return LOOK_EVERY
