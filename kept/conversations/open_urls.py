from django.urls import path

from kept.conversations.views import stopping

app_name = "open"
urlpatterns = [
    path("automatic-mail/<str:token>/", stopping.automatic_mail, name="automatic"),
]
