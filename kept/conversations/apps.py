from django.apps import AppConfig


class Conversations(AppConfig):
    name = "kept.conversations"
    label = "conversations"

    def ready(self) -> None:
        from kept.conversations import rail  # noqa: F401 - puts the places around every page
