"""Walking along an index, page by page, over several querysets at once and however long they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, prefetch_related_objects

from kept.promises.promise import Promise, PromiseQuerySet


@dataclass(frozen=True)
class Walk:
    """The columns that order it, ending in `pk`; `back` is from the greatest down."""

    columns: tuple[str, ...]
    back: bool = False

    @property
    def order(self) -> list[str]:
        return [f"-{name}" if self.back else name for name in self.columns]

    def beyond(self, place: tuple[Any, ...]) -> Q:
        """What comes after that place. The first column's bound is said by itself, for the index to begin there."""
        step = "lt" if self.back else "gt"
        here, beyond = Q(), Q()
        for name, value in zip(self.columns, place, strict=True):
            beyond |= here & Q(**{f"{name}__{step}": value})
            here &= Q(**{name: value})
        return Q(**{f"{self.columns[0]}__{step}e": place[0]}) & beyond

    def cursor(self, place: tuple[Any, ...]) -> str:
        return "~".join(each.isoformat() if isinstance(each, datetime) else str(each) for each in place)

    def place(self, cursor: str) -> tuple[Any, ...] | None:
        """None for what is no cursor of this walk, so that a mangled address shows the first page."""
        parts = cursor.replace(" ", "+").split("~")
        if len(parts) != len(self.columns):
            return None
        try:
            return tuple(
                datetime.fromisoformat(part) if name in {"due", "settled_at"} else int(part)
                for name, part in zip(self.columns, parts, strict=True)
            )
        except ValueError:
            return None


BY_DUE = Walk(("due", "pk"))
BY_CUSTOMER = Walk(("customer_id", "due", "pk"))
BY_PK = Walk(("pk",), back=True)
BY_END = Walk(("settled_at", "pk"), back=True)


@dataclass(frozen=True)
class Page:
    promises: list[Promise]
    next: str


def page(querysets: Sequence[PromiseQuerySet], walk: Walk, *, after: str = "", size: int = 50) -> Page:
    """The next `size` of all of them together. Each queryset is one walk along one index."""
    place = walk.place(after) if after else None
    narrowed = [rows.filter(walk.beyond(place)) if place else rows for rows in querysets]
    parts = [rows.order_by(*walk.order).values(*walk.columns)[: size + 1] for rows in narrowed]
    if not parts:
        return Page([], "")
    together = parts[0].union(*parts[1:], all=True).order_by(*walk.order)[: size + 1] if parts[1:] else parts[0]
    keys = [tuple(key[name] for name in walk.columns) for key in together]
    rows = Promise.objects.listed().in_bulk([key[-1] for key in keys[:size]])
    shown = [rows[key[-1]] for key in keys[:size] if key[-1] in rows]
    prefetch_related_objects([each.customer for each in shown if not each.customer.name], "addresses")
    return Page(shown, walk.cursor(keys[size - 1]) if len(keys) > size else "")
