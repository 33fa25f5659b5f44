"""The rail: the places with how much lies in each, and the line that keeps the page live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kept.conversations.places import PLACES, Place, count
from kept.events.event import Event
from kept.lib.written import Written
from kept.people.member import Member
from kept.ui.frame import counted_for, counts, part

ICONS = {
    "mine": "inbox",
    "unassigned": "hand",
    "due": "alarm-clock",
    "open": "mails",
    "waiting": "hourglass",
    "snoozed": "moon",
    "closed": "check-check",
    "spam": "shield-x",
}
# The rail is narrow.
SHORT = {"waiting": _("With the customer")}
COUNTED = {"mine", "unassigned", "due", "open", "waiting", "snoozed"}
FIRST = {"mine", "unassigned", "due", "open"}


@dataclass(frozen=True)
class RailPlace:
    """A place as the rail shows it; `first` are those a small screen has room for."""

    place: Place
    count: int

    @property
    def name(self) -> str:
        return self.place.slug

    @property
    def label(self) -> str:
        return str(SHORT.get(self.place.slug, self.place.label))

    @property
    def icon(self) -> str:
        return ICONS[self.place.slug]

    @property
    def chord(self) -> str:
        return f"g {self.place.key}"

    @property
    def first(self) -> bool:
        return self.place.slug in FIRST

    @property
    def url(self) -> str:
        return reverse("conversations:place", args=[self.place.slug])


@dataclass(frozen=True)
class Rail:
    request: HttpRequest
    member: Member
    here: str

    @property
    def organisation(self) -> str:
        return self.member.organisation.name

    @cached_property
    def places(self) -> list[RailPlace]:
        found: Mapping[str, int] = counted_for(self.request)
        return [RailPlace(place, found.get(place.slug, 0)) for place in PLACES]

    @property
    def places_url(self) -> str:
        return reverse("conversations:counts")

    @property
    def settings_url(self) -> str:
        return _address("people:settings")

    @property
    def profile_url(self) -> str:
        return _address("people:profile")


@dataclass(frozen=True)
class Line:
    """Where the live line is, and from which position of the stream this page needs to hear."""

    url: str
    position: int


@part("rail")
def rail(request: HttpRequest) -> Rail | None:
    return drawn(request, _here(request)) if isinstance(request.user, Member) else None


for _place in PLACES:
    if _place.slug in COUNTED:
        counts(_place.slug)(partial(count, _place))


@part("live")
def live(request: HttpRequest) -> Line | None:
    if not isinstance(request.user, Member):
        return None
    return Line("/live/", listen_from_here(request))


NEWEST = Written(lambda: Event.objects.placed().reverse().values_list("position", flat=True)[:1])


def listen_from_here(request: HttpRequest) -> int:
    """The position from which the page must hear. To be asked before what it shows is read: what happens between
    the two is then heard of, whereas the other way round it would be in neither."""
    if not hasattr(request, "listens_from"):
        request.listens_from = NEWEST.first() or 0  # type: ignore[attr-defined]  # for the length of the request
    return request.listens_from  # type: ignore[attr-defined,no-any-return]


def drawn(request: HttpRequest, here: str) -> Rail:
    assert isinstance(request.user, Member)  # noqa: S101 - for mypy
    return Rail(request, request.user, here)


def _here(request: HttpRequest) -> str:
    if request.path.startswith("/settings/"):
        return "settings"
    return str(request.resolver_match.kwargs.get("place", "")) if request.resolver_match else ""


def _address(name: str) -> str:
    """Empty while nobody answers to that name."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
