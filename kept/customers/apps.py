from django.apps import AppConfig


class Customers(AppConfig):
    name = "kept.customers"
    label = "customers"
