from django.apps import AppConfig


class UiConfig(AppConfig):
    """How Kept looks: base templates, components, styles and scripts. Holds no models and knows no other room."""

    name = "kept.ui"
    label = "ui"

    def import_models(self) -> None:
        """Before any room has forms."""
        from kept.ui.errors import say_what_to_do

        super().import_models()
        say_what_to_do()
