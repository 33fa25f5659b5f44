"""A shelf in memory for what may be fetched again: the least recently used leaves when it is full."""

from collections import OrderedDict
from threading import Lock


class Shelf:
    """Holds at most `most` bytes over all, none larger than an eighth of that. For several threads at once."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._lock = Lock()
        self._things: OrderedDict[str, bytes] = OrderedDict()

    def get(self, name: str) -> bytes | None:
        with self._lock:
            if name not in self._things:
                return None
            self._things.move_to_end(name)
            return self._things[name]

    def put(self, name: str, thing: bytes) -> None:
        with self._lock:
            self.size -= len(self._things.pop(name, b""))
            if len(thing) > self.most // 8:
                return
            self._things[name] = thing
            self.size += len(thing)
            while self.size > self.most:
                self.size -= len(self._things.popitem(last=False)[1])
