from django.apps import AppConfig


class Callbacks(AppConfig):
    name = "kept.channels.callbacks"
    label = "callbacks"
