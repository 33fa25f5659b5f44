"""The pages of the settings. Rooms add theirs beside the address it has; this room knows none of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kept.people.member import Member
from kept.ui.frame import part

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

GROUPS = {"you": _("You"), "company": _("Company"), "post": _("Mail and forms")}


@dataclass(frozen=True)
class Section:
    """`page` is the name of its address; `lead` says in a line what it is for; `place` orders it within its group."""

    page: str
    label: _StrPromise
    lead: _StrPromise
    icon: str
    group: str
    place: int = 0
    for_everybody: bool = False

    @property
    def url(self) -> str:
        return reverse(self.page)


@dataclass(frozen=True)
class Group:
    label: _StrPromise
    sections: list[Section]


SECTIONS: dict[str, Section] = {}


def add(section: Section) -> None:
    SECTIONS[section.page] = section


def shown_to(member: Member) -> list[Group]:
    seen = [each for each in SECTIONS.values() if each.for_everybody or member.may_administer]
    groups = [
        Group(label, sorted((each for each in seen if each.group == group), key=lambda each: each.place))
        for group, label in GROUPS.items()
    ]
    return [group for group in groups if group.sections]


@part("settings_groups")
def settings_groups(request: HttpRequest) -> list[Group]:
    return shown_to(request.user) if isinstance(request.user, Member) else []


@part("settings_here")
def settings_here(request: HttpRequest) -> str:
    """The address of the section this page belongs to; the longest one wins."""
    return max((each.url for each in SECTIONS.values() if request.path.startswith(each.url)), key=len, default="")
