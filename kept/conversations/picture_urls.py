from django.urls import path
from django.utils.translation import gettext_lazy as _

from kept.conversations.views import picture_leaves
from kept.people import sections
from kept.people.sections import Section

app_name = "pictures"

urlpatterns = [path("settings/pictures/", picture_leaves.leaves, name="all")]

sections.add(
    Section(
        "pictures:all",
        _("Pictures in mail"),
        _("From whom you always see pictures, without being asked."),
        "image",
        "you",
        place=30,
        for_everybody=True,
    )
)
