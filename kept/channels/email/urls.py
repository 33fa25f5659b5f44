from django.urls import path
from django.utils.translation import gettext_lazy as _

from kept.channels.email import views
from kept.people import sections
from kept.people.sections import Section

app_name = "email"
urlpatterns = [
    path("settings/mailboxes/", views.mailboxes, name="mailboxes"),
    path("settings/mailboxes/states/", views.states, name="states"),
    path("settings/mailboxes/new/", views.new_mailbox, name="new_mailbox"),
    path("settings/mailboxes/<int:mailbox_id>/", views.mailbox, name="mailbox"),
    path("settings/mailboxes/<int:mailbox_id>/removal/", views.removal, name="removal"),
]

sections.add(
    Section(
        "email:mailboxes",
        _("Mailboxes"),
        _("Where mail is fetched from and leaves by, and how that goes."),
        "mailbox",
        "post",
        place=20,
    )
)
