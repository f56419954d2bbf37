from django.apps import AppConfig


class KaartConfig(AppConfig):
    """What a visitor asks for: pages, outputs and the management site."""

    name = "kaart"
