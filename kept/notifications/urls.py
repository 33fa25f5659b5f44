from django.urls import path

from kept.notifications import views

app_name = "notifications"
urlpatterns = [
    path("news/", views.news, name="news"),
    path("news/bell/", views.bell_alone, name="bell"),
]
