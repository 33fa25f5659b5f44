from django.urls import path
from django.utils.translation import gettext_lazy as _

from kept.channels import arrivals
from kept.people import sections
from kept.people.sections import Section

app_name = "arrivals"
urlpatterns = [
    path("settings/arrivals/", arrivals.arrivals, name="all"),
    path("settings/arrivals/<int:arrival_id>/", arrivals.arrival, name="one"),
    path("settings/arrivals/<int:arrival_id>/raw/", arrivals.raw, name="raw"),
    path("settings/arrivals/<int:arrival_id>/retry/", arrivals.retry, name="retry"),
]

sections.add(
    Section(
        "arrivals:all",
        _("Quarantine"),
        _("What arrived and could not be read, with a way to try again."),
        "mail-warning",
        "post",
        place=40,
    )
)
