"""Large answers leave piece by piece, also where they are asked for asynchronously."""

import asyncio
from collections.abc import Iterator

from kept.lib.streaming import Streamed


def test_a_piece_is_asked_for_when_the_one_before_has_left() -> None:
    asked: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(3):
            asked.append(number)
            yield b"%d" % number

    async def take() -> list[bytes]:
        taken = []
        async for piece in Streamed(pieces()):
            taken.append(piece)
            assert len(asked) == len(taken)
        return taken

    assert asyncio.run(take()) == [b"0", b"1", b"2"]


def test_it_serves_who_is_not_asynchronous_as_well() -> None:
    assert b"".join(Streamed(iter([b"0", b"1"]))) == b"01"
