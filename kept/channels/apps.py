from django.apps import AppConfig


class Channels(AppConfig):
    name = "kept.channels"
    label = "channels"
