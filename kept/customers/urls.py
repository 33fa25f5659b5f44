from django.urls import path
from django.utils.translation import gettext_lazy as _

from kept.customers import views
from kept.people import sections
from kept.people.sections import Section

app_name = "customers"
urlpatterns = [
    path("settings/customer-groups/", views.groups, name="groups"),
    path("settings/customer-groups/new/", views.new, name="new_group"),
    path("settings/customer-groups/<int:group_id>/", views.one, name="group"),
    path("settings/customer-groups/<int:group_id>/companies/", views.companies, name="group_companies"),
    path("settings/customer-groups/<int:group_id>/retirement/", views.retirement, name="group_retirement"),
]

sections.add(
    Section(
        "customers:groups",
        _("Customer groups"),
        _("Customers to whom you promise more than to others."),
        "contact-round",
        "company",
        place=35,
    )
)
