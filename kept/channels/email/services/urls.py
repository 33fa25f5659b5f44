from django.urls import path
from django.utils.translation import gettext_lazy as _

from kept.channels.email.services import hooks, views
from kept.people import sections
from kept.people.sections import Section

app_name = "services"
urlpatterns = [
    path("hooks/mail/<str:token>/reports/", hooks.hook, {"what": "reports"}, name="reports"),
    # Mailgun gives a mail's bytes only to addresses that end like this.
    path("hooks/mail/<str:token>/mime", hooks.hook, {"what": "mail"}, name="mail"),
    path("settings/sending/", views.ways, name="all"),
    path("settings/sending/<int:inbox_id>/", views.way, name="one"),
    path("settings/sending/<int:inbox_id>/trial/", views.trial, name="trial"),
    path("settings/sending/<int:inbox_id>/removal/", views.removal, name="removal"),
    path("settings/sending/<int:inbox_id>/<slug:service_kind>/", views.service, name="service"),
]

sections.add(
    Section(
        "services:all",
        _("Sending"),
        _("By which server or service mail leaves each inbox, how large it may be, and a test."),
        "send",
        "post",
        place=22,
    )
)
