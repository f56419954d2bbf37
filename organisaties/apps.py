from typing import Any

from django.apps import AppConfig

from wijken.signalen import gebieden_gewijzigd


class OrganisatiesConfig(AppConfig):
    """Who and what: organisations, their words, their rules and the one write path."""

    name = "organisaties"
    verbose_name = "Sociale kaart"

    def ready(self) -> None:
        gebieden_gewijzigd.connect(_volg, dispatch_uid="organisaties volgen gebieden")


def _volg(**_signal: Any) -> None:
    from organisaties.schrijven import volg_gebieden  # noqa: PLC0415 -- models come after this file

    volg_gebieden()
