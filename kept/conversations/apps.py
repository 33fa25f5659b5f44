from django.apps import AppConfig


class Conversations(AppConfig):
    name = "kept.conversations"
    label = "conversations"
