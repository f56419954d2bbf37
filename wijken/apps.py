from django.apps import AppConfig


class WijkenConfig(AppConfig):
    """Where: areas, outlines and places."""

    name = "wijken"
    verbose_name = "Wijken en gebieden"
