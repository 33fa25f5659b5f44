from django.apps import AppConfig


class Form(AppConfig):
    name = "kept.channels.form"
    label = "form"

    def ready(self) -> None:
        from kept.channels.form.channel import FormChannel
        from kept.channels.register import register

        register(FormChannel())
