"""A plan: what a source would change, kept until somebody confirms it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organisatie import Organisatie
from .ronde import Ronde


class Invoer(models.Model):
    """One reading of one source, from plan to applied."""

    class Stand(models.TextChoices):
        PLAN = "plan", _("Plan")
        TOEGEPAST = "toegepast", _("Toegepast")
        VERVALLEN = "vervallen", _("Vervallen")

    bron = models.SlugField(_("bron"), max_length=40)
    bestand = models.CharField(_("bestand"), max_length=300, blank=True)
    vingerafdruk = models.CharField(_("SHA-256 van het bestand"), max_length=64, blank=True)
    peildatum = models.CharField(_("peildatum"), max_length=30, blank=True)
    tellingen = models.JSONField(_("tellingen"), default=dict)
    stand = models.CharField(_("stand"), max_length=10, choices=Stand.choices, default=Stand.PLAN)
    wie = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    gemaakt = models.DateTimeField(_("gemaakt"), default=timezone.now)
    ronde = models.OneToOneField(
        Ronde, on_delete=models.SET_NULL, null=True, blank=True, related_name="invoer"
    )

    class Meta:
        verbose_name = _("invoer")
        verbose_name_plural = _("invoeren")
        ordering = ["-gemaakt", "-pk"]

    def __str__(self) -> str:
        return f"{self.bron} {self.gemaakt:%d-%m-%Y %H:%M}"


class Invoerregel(models.Model):
    """What the plan wants with one row of the source.

    ``waarden`` holds the fields that would be written, in the form of ``organisaties.foto``;
    ``gezien`` is the fingerprint of the entry as the plan saw it: when it no longer fits,
    somebody edited meanwhile and the plan is refused.
    """

    class Lot(models.TextChoices):
        NIEUW = "nieuw", _("Nieuw")
        GEWIJZIGD = "gewijzigd", _("Gewijzigd")
        ONGEWIJZIGD = "ongewijzigd", _("Ongewijzigd")
        VERDWENEN = "verdwenen", _("Verdwenen")
        TERUG = "terug", _("Terug")
        GEWEIGERD = "geweigerd", _("Geweigerd")

    invoer = models.ForeignKey(Invoer, on_delete=models.CASCADE, related_name="regels")
    nummer = models.PositiveIntegerField(_("regel"))
    sleutel = models.CharField(_("sleutel"), max_length=100, blank=True)
    lot = models.CharField(_("wat ermee gebeurt"), max_length=12, choices=Lot.choices)
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    waarden = models.JSONField(_("waarden"), default=dict)
    voorstel = models.JSONField(_("wijkt af van wat een mens schreef"), default=dict)
    gezien = models.CharField(_("vingerafdruk"), max_length=64, blank=True)
    melding = models.TextField(_("reden van weigering"), blank=True)

    class Meta:
        verbose_name = _("regel")
        verbose_name_plural = _("regels")
        ordering = ["nummer", "pk"]
        indexes = [models.Index(fields=["invoer", "lot"], name="regel_invoer_lot")]

    def __str__(self) -> str:
        return f"{self.nummer}: {self.get_lot_display()}"
