from django.apps import AppConfig


class Channels(AppConfig):
    name = "kept.channels"
    label = "channels"

    def ready(self) -> None:
        from kept.channels import acknowledging  # noqa: F401 - follows the stream
        from kept.channels.spam import learning  # noqa: F401 - so does this
