from django.urls import path

from kept.conversations.views import fetching, stopping

app_name = "open"
urlpatterns = [
    path("files/<str:token>/", fetching.file, name="file"),
    path("files/<str:token>/content/", fetching.fetch, name="fetch"),
    path("automatic-mail/<str:token>/", stopping.automatic_mail, name="automatic"),
]
