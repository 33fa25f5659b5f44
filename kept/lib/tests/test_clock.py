import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from kept.lib import clock

LONG_AGO = datetime(2019, 4, 1, 9, 0, tzinfo=UTC)


def test_it_is_now() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_told_moment_stands_still_and_ends_with_the_telling() -> None:
    with clock.telling(LONG_AGO):
        assert clock.now() == LONG_AGO
        with clock.telling(LONG_AGO + timedelta(days=1)):
            assert clock.now() == LONG_AGO + timedelta(days=1)
        assert clock.now() == LONG_AGO
    assert clock.now() > LONG_AGO + timedelta(days=365)


def test_a_telling_ends_when_it_fails() -> None:
    with pytest.raises(ZeroDivisionError), clock.telling(LONG_AGO):
        1 / 0  # noqa: B018
    assert clock.now() != LONG_AGO


def test_another_task_keeps_its_own_time() -> None:
    async def both() -> tuple[datetime, datetime]:
        async def elsewhere() -> datetime:
            return clock.now()

        other = asyncio.create_task(elsewhere())
        with clock.telling(LONG_AGO):
            return clock.now(), await other

    told, real = asyncio.run(both())
    assert told == LONG_AGO
    assert real != LONG_AGO


def test_a_moment_without_its_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.telling(datetime(2019, 4, 1)):  # noqa: DTZ001
        pass
