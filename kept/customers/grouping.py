"""Groups of customers, such as the trade: to whom we promise or owe something that we do not to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kept.customers.events import (
    CompanyGrouped,
    CustomerGrouped,
    GroupBroughtBack,
    GroupMade,
    GroupRenamed,
    GroupRetired,
)
from kept.events.event import record
from kept.lib import clock
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.customers.customer import Company, Customer


class CustomerGroupQuerySet(models.QuerySet["CustomerGroup"]):
    def in_force(self) -> CustomerGroupQuerySet:
        return self.filter(retired_at=None)

    @transaction.atomic
    def make(self, name: str, *, by: Member | None) -> CustomerGroup:
        group = self.create(name=name)
        record(GroupMade(name), by=by, subject=group.pk)
        return group


class CustomerGroup(models.Model):
    """Customers belong to it themselves, or with everybody of their company. Retired, nobody does, until it is back."""

    name = models.CharField(_("name"), max_length=80)
    retired_at = models.DateTimeField(null=True, editable=False)

    objects = CustomerGroupQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [models.UniqueConstraint(Lower("name"), name="customer_group_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    @transaction.atomic
    def rename(self, name: str, *, by: Member) -> None:
        before = type(self).objects.select_for_update().get(pk=self.pk).name
        if before == name:
            return
        self.name = name
        self.save(update_fields=["name"])
        record(GroupRenamed(before, name), by=by, subject=self.pk)

    @transaction.atomic
    def retire(self, *, by: Member) -> None:
        """Nobody belongs to it any more. Who did is remembered, in case it is brought back."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        if self.is_retired:
            return
        self._stand(clock.now())
        record(GroupRetired(self.name), by=by, subject=self.pk)

    @transaction.atomic
    def bring_back(self, *, by: Member) -> None:
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        if not self.is_retired:
            return
        self._stand(None)
        record(GroupBroughtBack(self.name), by=by, subject=self.pk)

    def _stand(self, retired_at: object) -> None:
        self.retired_at = retired_at  # type: ignore[assignment]  # a moment or none
        self.save(update_fields=["retired_at"])


class OfAGroup(models.Model):
    """What may belong to a group: a company with all its people, a customer by themselves."""

    group = models.ForeignKey(
        CustomerGroup, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("group")
    )

    class Meta:
        abstract = True

    def _belong(self, group: CustomerGroup | None) -> bool:
        """Whether that is new. In the transaction of whoever says so, with the row as it is now."""
        before = type(self)._base_manager.select_for_update(no_key=True).get(pk=self.pk).group_id
        if before == (group.pk if group else None):
            return False
        self.group = group
        self.save(update_fields=["group"])
        return True


class GroupedCompany(OfAGroup):
    class Meta:
        abstract = True

    @transaction.atomic
    def belong_to(self: Company, group: CustomerGroup | None, *, by: Member | None) -> None:  # type: ignore[misc]
        """All its people do; None for no group."""
        if self._belong(group):
            record(CompanyGrouped(str(self), str(group or "")), by=by, subject=self.pk)


class GroupedCustomer(OfAGroup):
    class Meta:
        abstract = True

    @transaction.atomic
    def belong_to(self: Customer, group: CustomerGroup | None, *, by: Member | None) -> None:  # type: ignore[misc]
        """By themselves, whatever their company does; None for no group."""
        if self._belong(group):
            self.__dict__.pop("groups", None)
            record(CustomerGrouped(str(group or "")), by=by, customer=self)

    @cached_property
    def groups(self: Customer) -> list[CustomerGroup]:  # type: ignore[misc]
        """Those in force that they belong to, as when this customer was read: their own, then their company's."""
        both = [self.group, self.company.group if self.company else None]
        return list(dict.fromkeys(each for each in both if each and not each.is_retired))
