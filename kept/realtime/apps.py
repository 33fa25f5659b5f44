from django.apps import AppConfig


class Realtime(AppConfig):
    name = "kept.realtime"
    label = "realtime"
