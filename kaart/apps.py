from django.apps import AppConfig


class KaartConfig(AppConfig):
    """What a visitor asks for: pages, outputs and the management site."""

    name = "kaart"

    def ready(self) -> None:
        from kaart.accounts.signalen import luister  # noqa: PLC0415 -- models come after this file

        luister()
