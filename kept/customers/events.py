from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.events.kinds import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.events.event import Event


@dataclass(frozen=True)
class CustomerMet(Kind):
    name = "customer.met"
    personal: ClassVar[tuple[str, ...]] = ("value",)
    kind: str = ""
    value: str = ""

    def sentence(self, event: Event) -> str:
        return _("First contact, from %(address)s") % {"address": self.value}


@dataclass(frozen=True)
class CustomerRenamed(Kind):
    name = "customer.renamed"
    personal: ClassVar[tuple[str, ...]] = ("to",)
    to: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s wrote down the name %(name)s") % {"who": event.by, "name": self.to}


@dataclass(frozen=True)
class CompanyChanged(Kind):
    """Empty when the customer belongs to no company we know of."""

    name = "customer.company_changed"
    to: str = ""

    def sentence(self, event: Event) -> str:
        if not self.to:
            return _("%(who)s wrote down that there is no company") % {"who": event.by}
        return _("%(who)s wrote down the company %(name)s") % {"who": event.by, "name": self.to}


@dataclass(frozen=True)
class CustomerGrouped(Kind):
    """Empty when the customer belongs to no group by themselves."""

    name = "customer.grouped"
    to: str = ""

    def sentence(self, event: Event) -> str:
        if not self.to:
            return _("%(who)s took the customer out of their group") % {"who": event.by or _("Kept")}
        return _("%(who)s put the customer into the group %(name)s") % {"who": event.by or _("Kept"), "name": self.to}


@dataclass(frozen=True)
class CompanyGrouped(Kind):
    """All people of that company belong to the group; `to` is empty for no group. `subject` is the company."""

    name = "group.of_company"
    whom: str = ""
    to: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "company": self.whom, "name": self.to}
        if not self.to:
            return _("%(who)s took the company %(company)s out of its group") % words
        return _("%(who)s put the company %(company)s into the group %(name)s") % words


@dataclass(frozen=True)
class OfGroup(Kind):
    """A kind told in one sentence about one group. `subject` is the group."""

    name: ClassVar[str] = "customers.group"
    told: ClassVar[str | _StrPromise] = ""
    group: str = ""

    def sentence(self, event: Event) -> str:
        return str(self.told) % {"who": event.by or _("Kept"), "name": self.group}


@dataclass(frozen=True)
class GroupMade(OfGroup):
    name = "group.made"
    told = gettext_lazy("%(who)s made the customer group %(name)s")


@dataclass(frozen=True)
class GroupRetired(OfGroup):
    name = "group.retired"
    told = gettext_lazy("%(who)s retired the customer group %(name)s")


@dataclass(frozen=True)
class GroupBroughtBack(OfGroup):
    name = "group.brought_back"
    told = gettext_lazy("%(who)s brought back the customer group %(name)s")


@dataclass(frozen=True)
class GroupRenamed(Kind):
    name = "group.renamed"
    before: str = ""
    after: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "before": self.before, "after": self.after}
        return _("%(who)s renamed the customer group %(before)s to %(after)s") % words


@dataclass(frozen=True)
class AddressAdded(Kind):
    name = "customer.address_added"
    personal: ClassVar[tuple[str, ...]] = ("value",)
    kind: str = ""
    value: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s added the address %(address)s") % {"who": event.by, "address": self.value}


@dataclass(frozen=True)
class AddressStopped(Kind):
    """Mail to the address comes back for a reason that does not pass by itself."""

    name = "customer.address_stopped"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""
    why: str = ""

    def sentence(self, event: Event) -> str:
        from kept.customers.trouble import told

        words = {"address": self.address, "why": told(self.why)}
        return _("Nothing more is sent to %(address)s until a colleague says so: %(why)s") % words


@dataclass(frozen=True)
class AddressTrusted(Kind):
    name = "customer.address_trusted"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s said that the address %(address)s is right") % {"who": event.by, "address": self.address}


@dataclass(frozen=True)
class AutomaticMailDeclined(Kind):
    """`by` of the event is the colleague who said so; none where whoever reads there did."""

    name = "customer.automatic_mail_declined"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by, "address": self.address}
        if event.by:
            return _("%(who)s stopped automatic mail to %(address)s") % words
        return _("%(address)s wants no automatic mail") % words


@dataclass(frozen=True)
class AutomaticMailWelcome(Kind):
    """`by` of the event is the colleague who said so; none where whoever reads there did."""

    name = "customer.automatic_mail_welcome"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by, "address": self.address}
        if event.by:
            return _("%(who)s let automatic mail go to %(address)s again") % words
        return _("%(address)s wants automatic mail again") % words
