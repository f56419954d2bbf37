"""A plan: what a source would change, kept until somebody confirms it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisaties.afdruk import afdruk

from .organisatie import Organisatie
from .ronde import Ronde


class Invoer(models.Model):
    """One reading of one source, from plan to applied."""

    class Stand(models.TextChoices):
        LEZEN = "lezen", _("Wordt gelezen")
        PLAN = "plan", _("Plan")
        TOEPASSEN = "toepassen", _("Wordt toegepast")
        TOEGEPAST = "toegepast", _("Toegepast")
        HERSTELLEN = "herstellen", _("Wordt teruggedraaid")
        TERUGGEDRAAID = "teruggedraaid", _("Teruggedraaid")
        VERVALLEN = "vervallen", _("Vervallen")
        MISLUKT = "mislukt", _("Mislukt")

    WEINIG = 10  # so few rows say nothing about the whole
    BEZIG = (Stand.LEZEN, Stand.TOEPASSEN, Stand.HERSTELLEN)

    bron = models.SlugField(_("bron"), max_length=40)
    bestand = models.CharField(_("bestand"), max_length=300, blank=True)
    vingerafdruk = models.CharField(_("SHA-256 van het bestand"), max_length=64, blank=True)
    peildatum = models.CharField(_("peildatum"), max_length=30, blank=True)
    opslag = models.CharField(_("bewaard bestand"), max_length=100, blank=True)
    tellingen = models.JSONField(_("tellingen"), default=dict)
    overgeslagen = models.JSONField(_("overgeslagen, met de reden"), default=dict)
    menselijk = models.BooleanField(_("werk van een medewerker"), default=False)
    cijfers = models.JSONField(_("aantallen per gebied"), default=dict)
    melding = models.TextField(_("melding"), blank=True)
    stand = models.CharField(_("stand"), max_length=15, choices=Stand.choices, default=Stand.LEZEN)
    wie = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    gemaakt = models.DateTimeField(_("gemaakt"), default=timezone.now)
    ronde = models.OneToOneField(
        Ronde, on_delete=models.SET_NULL, null=True, blank=True, related_name="invoer"
    )

    class Meta:
        verbose_name = _("ingelezen bestand")
        verbose_name_plural = _("ingelezen bestanden")
        ordering = ["-gemaakt", "-pk"]

    def __str__(self) -> str:
        return f"{self.bron} {self.gemaakt:%d-%m-%Y %H:%M}"

    def verdenking(self) -> str:
        """Say why the plan looks wrong as a whole; empty when it does not.

        Half a register does not disappear in a week: the file was cut off, or is another one.
        """
        lot = Invoerregel.Lot
        gone, refused = self.tellingen.get(lot.VERDWENEN, 0), self.tellingen.get(lot.GEWEIGERD, 0)
        seen = sum(self.tellingen.get(name, 0) for name in lot) - gone - refused
        known = gone + sum(self.tellingen.get(name, 0) for name in (lot.ONGEWIJZIGD, lot.GEWIJZIGD))
        if gone >= self.WEINIG and gone * 2 >= known:
            return _(
                "Meer dan de helft van wat we uit deze bron kennen, zou verdwijnen: %(n)s van de "
                "%(van)s. Is het bestand wel heel?"
            ) % {"n": gone, "van": known}
        if refused >= self.WEINIG and refused > seen:
            return _("De meeste regels zijn geweigerd: %(n)s. Is dit het goede bestand?") % {
                "n": refused
            }
        return ""


class Invoerregel(models.Model):
    """What the plan wants with one row of the source.

    ``waarden`` holds the fields that would be written, in the form of ``organisaties.foto``;
    ``gezien`` is the fingerprint of the entry as the plan saw it: when it no longer fits,
    somebody edited meanwhile and the plan is refused. ``koppeling`` names the entries that the row
    may be about, best first: ``{"id", "score", "redenen", "zeker"}``. ``cellen`` holds a refused
    row as it was read, so that it can be mended and offered again.
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
        Organisatie, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    waarden = models.JSONField(_("waarden"), default=dict)
    voorstel = models.JSONField(_("wijkt af van wat een mens schreef"), default=dict)
    gezien = models.CharField(_("vingerafdruk"), max_length=64, blank=True)
    melding = models.TextField(_("reden van weigering"), blank=True)
    let_op = models.JSONField(_("let op"), default=list)
    koppeling = models.JSONField(_("lijkt op"), default=list)
    cellen = models.JSONField(_("de regel zoals hij in het bestand stond"), default=dict)

    class Meta:
        verbose_name = _("regel")
        verbose_name_plural = _("regels")
        ordering = ["nummer", "pk"]
        indexes = [models.Index(fields=["invoer", "lot"], name="regel_invoer_lot")]

    def __str__(self) -> str:
        return f"{self.nummer}: {self.get_lot_display()}"


AFDRUK = "sha256"  # the key of a value of which only the print is kept


class Voorstel(models.Model):
    """A value that a source gives and that was not written: a human, or another source, wrote it.

    One for each entry, source and field. A refused value is not proposed again; another one is.
    Of persons only a print is kept once it was decided (``AFDRUK``): enough to know it again.
    """

    class Stand(models.TextChoices):
        OPEN = "open", _("Open")
        OVERGENOMEN = "overgenomen", _("Overgenomen")
        AFGEWEZEN = "afgewezen", _("Afgewezen")

    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, related_name="voorstellen"
    )
    bron = models.SlugField(_("bron"), max_length=40)
    veld = models.CharField(_("veld"), max_length=40)
    waarde = models.JSONField(_("waarde in de bron"), null=True)
    stand = models.CharField(_("stand"), max_length=12, choices=Stand.choices, default=Stand.OPEN)
    invoer = models.ForeignKey(Invoer, on_delete=models.SET_NULL, null=True, related_name="+")
    gemaakt = models.DateTimeField(_("gemaakt"), default=timezone.now)
    besloten_op = models.DateTimeField(_("besloten op"), null=True, blank=True)
    besloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        ordering = ["organisatie__naam", "veld", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "bron", "veld"], name="voorstel_uniek")
        ]
        indexes = [models.Index(fields=["stand", "bron"], name="voorstel_stand_bron")]

    def __str__(self) -> str:
        return f"{self.organisatie}: {self.veld}"

    def zegt(self, waarde: Any) -> bool:
        """Whether this is the value that was proposed."""
        return self.waarde in (waarde, {AFDRUK: afdruk(waarde)})
