from django.apps import AppConfig


class People(AppConfig):
    name = "kept.people"
    label = "people"
