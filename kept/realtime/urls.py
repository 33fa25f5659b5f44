from django.urls import path

from kept.realtime.views import live

urlpatterns = [path("live/", live, name="live")]
