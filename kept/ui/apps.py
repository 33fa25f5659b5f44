from django.apps import AppConfig


class UiConfig(AppConfig):
    """How Kept looks: base templates, components, styles and scripts. Holds no models and knows no other room."""

    name = "kept.ui"
    label = "ui"
