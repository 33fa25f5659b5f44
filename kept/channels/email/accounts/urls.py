from django.urls import path

from kept.channels.email.accounts import views

app_name = "accounts"
urlpatterns = [
    path("settings/mailboxes/at/<slug:provider>/", views.connect, name="connect"),
    path("settings/mailboxes/at/<slug:provider>/back/", views.back, name="back"),
    path("settings/mailboxes/at/<slug:provider>/registration/", views.registration, name="registration"),
]
