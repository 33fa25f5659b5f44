from django.urls import path
from django.utils.translation import gettext_lazy as _

from kept.channels.form import settings_views, views
from kept.people import sections
from kept.people.sections import Section

app_name = "form"
urlpatterns = [
    path("form/<slug:slug>.js", views.script, name="script"),
    path("form/<slug:slug>/", views.PublicForm.as_view(), name="page"),
    path("form/<slug:slug>/thanks/<str:receipt>/", views.Thanks.as_view(), name="thanks"),
    path("form/<slug:slug>/embed/", views.PublicForm.as_view(embedded=True), name="embed"),
    path("form/<slug:slug>/embed/thanks/<str:receipt>/", views.Thanks.as_view(embedded=True), name="embedded_thanks"),
    path("settings/forms/", settings_views.forms, name="settings"),
    path("settings/forms/<slug:slug>/", settings_views.form, name="settings_of"),
]

sections.add(
    Section(
        "form:settings",
        _("Web form"),
        _("A page where anybody can write to an inbox, also inside your own site."),
        "file-pen",
        "post",
        place=30,
    )
)
