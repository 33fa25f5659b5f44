"""One who is served."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from kept.customers.events import AddressAdded, CompanyChanged, CustomerMet, CustomerRenamed
from kept.customers.grouping import GroupedCompany, GroupedCustomer
from kept.events.event import record
from kept.lib import clock
from kept.lib.clock import is_time_zone, valid_time_zone, zone
from kept.lib.together import write, write_all
from kept.people.member import Member


class CompanyManager(models.Manager["Company"]):
    def known(self, name: str) -> Company | None:
        """The company of that name, whatever its capitals."""
        return self.filter(name__iexact=" ".join(name.split())[:200]).order_by("pk").first()

    def called(self, name: str) -> Company:
        """The same; a new one if there is none."""
        return self.known(name) or self.create(name=" ".join(name.split())[:200])


class Company(GroupedCompany):
    """A firm whose people are our customers."""

    name = models.CharField(_("name"), max_length=200)
    domain = models.CharField(_("domain"), max_length=253, blank=True, db_index=True)

    objects = CompanyManager()

    class Meta:
        indexes = [models.Index(Upper("name"), name="company_by_name")]

    def __str__(self) -> str:
        return self.name


class CustomerManager(models.Manager["Customer"]):
    def at(self, kind: str, value: str, *, name: str = "") -> Customer:
        """The customer with that address; a new one if nobody has it. Learns the name if it had none."""
        value = normalised(kind, value)
        address = Address.objects.select_related("customer").filter(kind=kind, value=value).first()
        if address is None:
            try:
                with transaction.atomic():
                    return self.meet(kind, value, name)
            except IntegrityError:  # somebody else has met them meanwhile
                return self.get(addresses__kind=kind, addresses__value=value)
        if name and not address.customer.name:
            address.customer.name = name[:200]
            address.customer.save(update_fields=["name"])
        return address.customer

    def by_address(self, kind: str, values: Iterable[str]) -> dict[str, Customer]:
        """Those who are known already, by their address."""
        rows = Address.objects.filter(kind=kind, value__in={normalised(kind, each) for each in values})
        return {each.value: each.customer for each in rows.select_related("customer")}

    @transaction.atomic(savepoint=False)
    def meet(self, kind: str, value: str, name: str = "") -> Customer:
        """One at an address that nobody has. Raises IntegrityError when somebody else meets them in the same moment."""
        value = normalised(kind, value)
        customer = write(Customer(name=name[:200]))
        write_all([Address(customer=customer, kind=kind, value=value)])
        record(CustomerMet(kind, value), customer=customer)
        return customer


class Customer(GroupedCustomer):
    """`time_zone` empty means that we do not know it and take the company's own."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="customers")
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True, validators=[valid_time_zone])
    met_at = models.DateTimeField(default=clock.now)

    objects = CustomerManager()

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name, or the first address while we do not know the name."""
        if self.name:
            return self.name
        first = next(iter(self.addresses.all()), None)
        return first.value if first else str(_("Someone without a name"))

    @property
    def zone(self) -> ZoneInfo | None:
        return zone(self.time_zone) if self.time_zone else None

    @property
    def email(self) -> str:
        """Where mail to this customer goes: the first e-mail address, or empty."""
        return next((each.value for each in self.addresses.all() if each.kind == Address.Kind.EMAIL), "")

    def learn_time_zone(self, name: str) -> None:
        """Where the customer seems to be, while nobody has said so."""
        if is_time_zone(name) and Customer.objects.filter(pk=self.pk, time_zone="").update(time_zone=name):
            self.time_zone = name

    @transaction.atomic
    def rename(self, name: str, *, by: Member) -> None:
        if name == self.name:
            return
        self.name = name
        self.save(update_fields=["name"])
        record(CustomerRenamed(name), by=by, customer=self)

    @transaction.atomic
    def work_for(self, company: str, *, by: Member) -> None:
        """For which company the customer writes; an empty name for none. The company itself stays with the others."""
        there = Company.objects.called(company) if company.strip() else None
        if there == self.company:
            return
        self.company = there
        self.save(update_fields=["company"])
        record(CompanyChanged(there.name if there else ""), by=by, customer=self)

    @transaction.atomic
    def add_address(self, kind: str, value: str, *, by: Member) -> Address:
        """Raises AddressTaken when it is another customer's."""
        value = normalised(kind, value)
        address, new = Address.objects.get_or_create(kind=kind, value=value, defaults={"customer": self})
        if address.customer_id != self.pk:
            raise AddressTaken(address)
        if new:
            record(AddressAdded(kind, value), by=by, customer=self)
        return address


class AddressTaken(Exception):
    """The address belongs to another customer already; `args[0]` is that Address."""


class Address(models.Model):
    """Where a customer can be reached. One address is one customer's."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Phone")

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=320)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="address_of_one")]

    def __str__(self) -> str:
        return self.value


def normalised(kind: str, value: str) -> str:
    """E-mail addresses compare without case: RFC 5321 2.4 leaves it open, and every mail service in use does."""
    return value.strip().lower()[:320] if kind == Address.Kind.EMAIL else value.strip()[:320]
