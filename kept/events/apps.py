from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Events(AppConfig):
    name = "kept.events"
    label = "events"

    def ready(self) -> None:
        autodiscover_modules("events")  # the worker serves no page, and yet must know the kinds of every room
