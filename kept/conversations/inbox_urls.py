from django.urls import path
from django.utils.translation import gettext_lazy as _

from kept.conversations.views import inboxes
from kept.people import sections
from kept.people.sections import Section

app_name = "inboxes"

urlpatterns = [
    path("settings/inboxes/", inboxes.inboxes, name="all"),
    path("settings/inboxes/new/", inboxes.new_inbox, name="new"),
    path("settings/inboxes/<int:inbox_id>/", inboxes.inbox, name="one"),
]

sections.add(
    Section("inboxes:all", _("Inboxes"), _("Where customers write to, and who answers there."), "inbox", "post", 10)
)
