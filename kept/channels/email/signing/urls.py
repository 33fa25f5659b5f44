from django.urls import path
from django.utils.translation import gettext_lazy as _

from kept.channels.email.signing import views
from kept.people import sections
from kept.people.sections import Section

app_name = "domains"
urlpatterns = [
    path("settings/domains/", views.domains, name="all"),
    path("settings/domains/<str:name>/", views.domain, name="one"),
    path("settings/domains/<str:name>/check/", views.check, name="check"),
    path("settings/domains/<str:name>/signing/", views.signing, name="signing"),
    path("settings/domains/<str:name>/key/", views.key, name="key"),
]

sections.add(
    Section(
        "domains:all",
        _("Domains"),
        _("What to publish so that answers arrive and nobody can write in your name."),
        "signature",
        "post",
        place=25,
    )
)
