from django.apps import AppConfig


class Promises(AppConfig):
    name = "kept.promises"
    label = "promises"

    def ready(self) -> None:
        # What promises show beside a conversation, and do when it is merged or split, colleagues leave, or the clock rings.
        from kept.promises import beside, colleagues, ringing, travelling  # noqa: F401
