from django.apps import AppConfig


class Promises(AppConfig):
    name = "kept.promises"
    label = "promises"

    def ready(self) -> None:
        # What promises do when conversations change hands or place, when colleagues leave, and when the clock rings.
        from kept.promises import colleagues, ringing, travelling  # noqa: F401
