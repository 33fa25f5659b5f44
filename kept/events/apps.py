from django.apps import AppConfig


class Events(AppConfig):
    name = "kept.events"
    label = "events"
