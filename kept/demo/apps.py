from django.apps import AppConfig


class Demo(AppConfig):
    name = "kept.demo"
    label = "demo"
