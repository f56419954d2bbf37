"""What a visitor says is wrong or missing."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijken.models import Wijk

from .organisatie import Organisatie
from .ronde import Ronde


def nieuwe_sleutel() -> str:
    """Make the secret half of a private link: 32 characters, 192 random bits."""
    return secrets.token_urlsafe(24)


class Melding(models.Model):
    """A correction or a gap, from anybody. Nothing of it is published before a moderator says so.

    ``voorstel`` holds proposed values by field, ``gezien`` what the reporter saw there, both in the
    form of ``organisaties.meldingen``; ``besluit`` what became of each field.
    """

    class Soort(models.TextChoices):
        FOUT = "fout", _("Er klopt iets niet")
        GEMIST = "gemist", _("Er ontbreekt iets")
        GESTOPT = "gestopt", _("Bestaat niet meer")

    class Stand(models.TextChoices):
        NIEUW = "nieuw", _("Nog te beoordelen")
        OVERGENOMEN = "overgenomen", _("Overgenomen")
        DEELS = "deels", _("Deels overgenomen")
        AFGEWEZEN = "afgewezen", _("Niet overgenomen")
        SPAM = "spam", _("Spam")

    class Van(models.TextChoices):
        BEZOEKER = "bezoeker", _("een bezoeker")
        ORGANISATIE = "organisatie", _("de organisatie")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sleutel = models.CharField(max_length=40, unique=True, default=nieuwe_sleutel, editable=False)
    soort = models.CharField(_("soort"), max_length=10, choices=Soort.choices)
    van = models.CharField(_("van"), max_length=12, choices=Van.choices, default=Van.BEZOEKER)
    organisatie = models.ForeignKey(
        Organisatie,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meldingen",
        verbose_name=_("organisatie"),
    )
    wijk = models.ForeignKey(
        Wijk, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("wijk")
    )
    voorstel = models.JSONField(_("voorstel"), default=dict, blank=True)
    gezien = models.JSONField(_("wat er stond"), default=dict, blank=True)
    tekst = models.TextField(_("toelichting"), max_length=2000, blank=True)
    email = models.EmailField(_("e-mailadres van de melder"), blank=True)
    gemaakt = models.DateTimeField(_("gemeld op"), default=timezone.now)
    stand = models.CharField(_("stand"), max_length=12, choices=Stand.choices, default=Stand.NIEUW)
    besluit = models.JSONField(_("besluit per veld"), default=dict, blank=True)
    antwoord = models.TextField(_("antwoord aan de melder"), max_length=2000, blank=True)
    behandeld_op = models.DateTimeField(_("beoordeeld op"), null=True, blank=True)
    behandeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ronde = models.ForeignKey(
        Ronde, on_delete=models.SET_NULL, null=True, blank=True, related_name="meldingen"
    )

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        ordering = ["gemaakt", "pk"]
        indexes = [models.Index(fields=["stand", "gemaakt"], name="melding_stand")]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.gemaakt:%d-%m-%Y}"
