"""Kinds of event: typed, with their own sentence, and knowing which of their words are personal."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Self

if TYPE_CHECKING:
    from kept.events.event import Event

KINDS: dict[str, type[Kind]] = {}


@dataclass(frozen=True)
class Kind:
    """What happened. A room's kinds live in its `events.py`; defining one registers it under its `name`.

    `personal` names the fields that hold a customer's own words or data. They are emptied when the customer
    asks to be forgotten; everything else stays, so that the history still adds up. `page` is the name of the address
    where one sees to it, for what happens in no conversation. `undoes` are kinds that this one takes back, and `covers`
    those, recorded along with it, that its sentence tells already: the history shows no line for them.
    """

    name: ClassVar[str]
    personal: ClassVar[tuple[str, ...]] = ()
    page: ClassVar[str] = ""
    undoes: ClassVar[tuple[str, ...]] = ()
    covers: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        if cls.name in KINDS:
            raise TypeError(f"Two kinds of event are called {cls.name!r}.")
        KINDS[cls.name] = cls

    def sentence(self, event: Event) -> str:
        """The event in words for the reader's language."""
        raise NotImplementedError

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """Tolerates fields that later versions added or dropped."""
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in known})


def kind(name: str) -> type[Kind]:
    return KINDS[name]
