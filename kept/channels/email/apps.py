from django.apps import AppConfig


class EmailApp(AppConfig):
    name = "kept.channels.email"
    label = "email"

    def ready(self) -> None:
        from kept.channels.email import sizes  # noqa: F401 - answers how large mail may be
        from kept.channels.email.channel import Email
        from kept.channels.register import register

        register(Email())
