from django.apps import AppConfig


class Conversations(AppConfig):
    name = "kept.conversations"
    label = "conversations"

    def ready(self) -> None:
        # One tells the room of people what there is to open and hold, the other puts the places around every page.
        from kept.conversations import colleagues, rail  # noqa: F401
