from django.urls import path
from django.utils.translation import gettext_lazy as _

from kept.channels.callbacks import settings_views, views
from kept.people import sections
from kept.people.sections import Section

app_name = "callbacks"
urlpatterns = [
    path("callback/<slug:slug>.js", views.script, name="script"),
    path("callback/booked/<str:token>/", views.Booked.as_view(), name="booked"),
    path("callback/booked/<str:token>/embed/", views.Booked.as_view(embedded=True), name="booked_embedded"),
    path("callback/<slug:slug>/", views.Booking.as_view(), name="page"),
    path("callback/<slug:slug>/embed/", views.Booking.as_view(embedded=True), name="page_embedded"),
    path("settings/callbacks/", settings_views.pages, name="settings"),
    path("settings/callbacks/<slug:slug>/", settings_views.page, name="settings_of"),
]

sections.add(
    Section(
        "callbacks:settings",
        _("Callbacks"),
        _("A page where customers choose when you ring them."),
        "phone",
        "post",
        place=35,
    )
)
