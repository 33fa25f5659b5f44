from django.apps import AppConfig


class Notifications(AppConfig):
    name = "kept.notifications"
    label = "notifications"

    def ready(self) -> None:
        from kept.notifications import news, views  # noqa: F401 - follows the stream, hangs the bell in the rail
