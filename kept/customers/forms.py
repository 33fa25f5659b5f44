"""Forms of the settings of customer groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.customers.customer import Company, Customer
from kept.customers.grouping import CustomerGroup
from kept.people.member import Member

_NONE = gettext_lazy("None")


class GroupForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, help_text=gettext_lazy("Such as “Trade customers”.")
    )

    def __init__(self, data: Any = None, *, group: CustomerGroup | None = None) -> None:
        super().__init__(data, initial={"name": group.name} if group else {})
        self.group = group

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        others = CustomerGroup.objects.exclude(pk=self.group.pk) if self.group else CustomerGroup.objects.all()
        if found := others.filter(name__iexact=name).first():
            if found.is_retired:
                raise ValidationError(_("There was a group of this name: bring it back instead."))
            raise ValidationError(_("There is a group of this name already."))
        return name


class CompanyInForm(forms.Form):
    company = forms.CharField(label=gettext_lazy("Company"), max_length=200)

    def clean_company(self) -> Company:
        said = self.cleaned_data["company"]
        known = Company.objects.known(said)
        if known is None:
            raise ValidationError(_("No customer of ours works for “%(name)s”."), params={"name": said})
        return known


class BelongingForm(forms.Form):
    """To which group a customer belongs, and to which all people of their company do."""

    group = forms.ModelChoiceField(
        CustomerGroup.objects.in_force(), label=gettext_lazy("This customer"), required=False, empty_label=_NONE
    )
    company_group = forms.ModelChoiceField(CustomerGroup.objects.in_force(), required=False, empty_label=_NONE)

    def __init__(self, data: Any = None, *, customer: Customer) -> None:
        self.customer, self.company = customer, customer.company
        theirs = self.company.group if self.company else None
        super().__init__(data, initial={"group": customer.group, "company_group": theirs})
        if self.company is None:
            del self.fields["company_group"]
        else:
            self.fields["company_group"].label = _("Everybody at %(company)s") % {"company": self.company}

    def keep(self, *, by: Member) -> None:
        self.customer.belong_to(self.cleaned_data["group"], by=by)
        if self.company is not None and "company_group" in self.data:
            self.company.belong_to(self.cleaned_data["company_group"], by=by)
