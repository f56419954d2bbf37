from django.apps import AppConfig


class OrganisatiesConfig(AppConfig):
    """Who and what: organisations, their words, their rules and the one write path."""

    name = "organisaties"
    verbose_name = "Sociale kaart"
