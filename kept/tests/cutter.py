"""A line that fails when told to: what is sent over it arrives, and the answer does not."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread


class Cutter:
    """A proxy before our web server. `loses` is the beginning of a request whose answers are lost, empty for none."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.loses = b""
        self.lost = 0
        self.ear = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.ear.getsockname()[1]}"

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self.ear.accept()
                Thread(target=self._carry, args=[near, socket.create_connection(("127.0.0.1", self.port))]).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        marks: list[bytes] = []
        Thread(target=self._answers, args=[far, near, marks]).start()
        with suppress(OSError):
            while part := near.recv(65536):
                if self.loses and part.startswith(self.loses):
                    marks.append(part)
                far.sendall(part)
        _hang_up(far)

    def _answers(self, far: socket.socket, near: socket.socket, marks: list[bytes]) -> None:
        with suppress(OSError):
            while part := far.recv(65536):
                if marks:
                    self.lost += 1
                    break
                near.sendall(part)
        _hang_up(near)
        _hang_up(far)


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


@contextmanager
def cutting(port: int) -> Iterator[Cutter]:
    cutter = Cutter(port)
    Thread(target=cutter.serve, daemon=True).start()
    try:
        yield cutter
    finally:
        cutter.ear.close()
