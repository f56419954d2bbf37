"""Where things are: gemeente, stadsdeel, wijk and buurt, figures about them, and postcodes.

A Wijk is the neighbourhood as people on the ground name it: a set of buurten, not always the
CBS wijk. Move a buurt to another wijk and the outline, the counts and the figures follow.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijken.omtrek import fout_in_omtrek
from wijken.versie import Inhoudsversie

__all__ = [
    "Adrespunt",
    "Buurt",
    "Gebiedsronde",
    "Gebiedswijziging",
    "Gemeente",
    "Inhoudsversie",
    "Kerncijfer",
    "Onderwerp",
    "Postcode",
    "Stadsdeel",
    "Wijk",
    "Zekerheid",
]


class Gemeente(models.Model):
    """A municipality; `code` is the CBS code, such as GM0518."""

    code = models.CharField(_("CBS-code"), max_length=6, unique=True)
    naam = models.CharField(_("naam"), max_length=100)
    slug = models.SlugField(_("webadres"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Stadsdeel(models.Model):
    """A municipal division above the wijk; the CBS does not know it and it may be absent."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, "stadsdelen", verbose_name=_("gemeente"))
    naam = models.CharField(_("naam"), max_length=100)
    slug = models.SlugField(_("webadres"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("stadsdeel")
        verbose_name_plural = _("stadsdelen")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("stadsdeel", args=[self.slug])


class Zekerheid(models.TextChoices):
    """How sure we are of the outline of a wijk."""

    ZEKER = "zeker", _("zeker")
    BENADERING = "benadering", _("grens bij benadering")
    GEEN = "geen", _("geen eigen grens")


class Wijk(models.Model):
    """A neighbourhood: a set of buurten, or a part of a combined wijk without an own outline.

    The slug is the identity by which the loader and links know the wijk: change the name, not
    the slug.
    """

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, "wijken", verbose_name=_("gemeente"))
    stadsdeel = models.ForeignKey(
        Stadsdeel, models.PROTECT, "wijken", null=True, blank=True, verbose_name=_("stadsdeel")
    )
    naam = models.CharField(_("naam"), max_length=100)
    slug = models.SlugField(_("webadres"), max_length=100, unique=True)
    deel_van = models.ForeignKey(
        "self",
        models.PROTECT,
        "delen",
        null=True,
        blank=True,
        verbose_name=_("deel van"),
        help_text=_("De samengestelde wijk waar deze wijk bij hoort."),
    )
    cbs_code = models.CharField(
        _("CBS-code"),
        max_length=8,
        blank=True,
        help_text=_("Alleen als deze wijk precies een CBS-wijk is, bijvoorbeeld WK051818."),
    )
    zekerheid = models.CharField(
        _("zekerheid van de grens"), max_length=10, choices=Zekerheid, default=Zekerheid.ZEKER
    )
    toelichting = models.TextField(
        _("toelichting"),
        blank=True,
        help_text=_("Waarom de grens niet zeker is, in één gewone zin."),
    )
    bron = models.CharField(_("bron"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("wijk")
        verbose_name_plural = _("wijken")
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deel_van=None) | ~models.Q(deel_van=models.F("id")),
                name="wijk_geen_deel_van_zichzelf",
                violation_error_message=_("Een wijk kan geen deel van zichzelf zijn."),
            ),
            models.UniqueConstraint(
                fields=["cbs_code"],
                condition=~models.Q(cbs_code=""),
                name="wijk_cbs_code_uniek",
                violation_error_message=_("Een andere wijk heeft deze CBS-code al."),
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("wijk", args=[self.slug])

    def clean(self) -> None:
        """Refuse a second level: a part has no parts, and whole and part share the gemeente."""
        if fout := self._fout_in_deel_van():
            raise ValidationError({"deel_van": fout})

    def _fout_in_deel_van(self) -> str:
        if self.deel_van is None:
            return ""
        if self.deel_van.deel_van_id is not None:
            return _("%(wijk)s is zelf een deel van een andere wijk.") % {"wijk": self.deel_van}
        if self.pk and self.delen.exists():
            return _("Deze wijk heeft zelf delen. Haal eerst die delen weg.")
        if self.deel_van.gemeente_id != self.gemeente_id:
            return _("%(wijk)s ligt in een andere gemeente.") % {"wijk": self.deel_van}
        return ""


class Buurt(models.Model):
    """The smallest area; it belongs to exactly one wijk. `lat`/`lon` is a point inside it."""

    code = models.CharField(_("CBS-code"), max_length=10, unique=True)
    naam = models.CharField(_("naam"), max_length=100)
    wijk = models.ForeignKey(Wijk, models.PROTECT, "buurten", verbose_name=_("wijk"))
    omtrek = models.JSONField(
        _("omtrek"), help_text=_("GeoJSON-geometrie (WGS84, lengte en breedte).")
    )
    lat = models.FloatField(_("breedtegraad"))
    lon = models.FloatField(_("lengtegraad"))
    bron = models.CharField(_("bron"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("buurt")
        verbose_name_plural = _("buurten")
        ordering = ["naam", "code"]

    def __str__(self) -> str:
        return self.naam

    def clean(self) -> None:
        """Refuse an outline that the map could not draw."""
        if fout := fout_in_omtrek(self.omtrek):
            raise ValidationError({"omtrek": fout})


class Onderwerp(models.TextChoices):
    """What a figure counts."""

    INWONERS = "inwoners", _("inwoners")
    INWONERS_0_15 = "inwoners_0_15", _("kinderen van 0 tot 15 jaar")
    GASTOUDERS = "gastouders", _("plekken met gastouderopvang")


class Kerncijfer(models.Model):
    """A figure about an area. No row means unknown: the source then gives none."""

    gebied_code = models.CharField(
        _("gebied"),
        max_length=120,
        db_index=True,
        help_text=_("CBS-code (BU, WK of GM), of bijvoorbeeld stadsdeel:laak."),
    )
    onderwerp = models.CharField(_("onderwerp"), max_length=20, choices=Onderwerp)
    waarde = models.DecimalField(_("waarde"), max_digits=12, decimal_places=2)
    jaar = models.PositiveSmallIntegerField(_("jaar"))
    bron = models.CharField(_("bron"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kerncijfer")
        verbose_name_plural = _("kerncijfers")
        ordering = ["gebied_code", "onderwerp", "-jaar"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebied_code", "onderwerp", "jaar"],
                name="kerncijfer_uniek",
                violation_error_message=_("Dit cijfer is er al voor dit gebied en dit jaar."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.gebied_code} {self.onderwerp} {self.jaar}"


class Postcode(models.Model):
    """The place of a postcode: six characters without a space, or four digits (approximate)."""

    postcode = models.CharField(_("postcode"), max_length=6, unique=True)
    lat = models.FloatField(_("breedtegraad"))
    lon = models.FloatField(_("lengtegraad"))
    bij_benadering = models.BooleanField(_("bij benadering"), default=False)
    bron = models.CharField(_("bron"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        ordering = ["postcode"]

    def __str__(self) -> str:
        return self.postcode


class Adrespunt(models.Model):
    """What the geocoder answered on an address: asked once, kept with its score and its own id.

    ``vraag`` is the address in one normal form (``wijken.geocoder``). A doubtful answer keeps its
    point too, for a human to look at; it does not go on the map by itself.
    """

    class Stand(models.TextChoices):
        GEVONDEN = "gevonden", _("Gevonden")
        TWIJFEL = "twijfel", _("Twijfel")
        NIET_GEVONDEN = "niet_gevonden", _("Niet gevonden")

    vraag = models.CharField(_("adres zoals gevraagd"), max_length=200, unique=True)
    stand = models.CharField(_("uitkomst"), max_length=15, choices=Stand.choices)
    weergave = models.CharField(_("adres in het antwoord"), max_length=200, blank=True)
    adres_id = models.CharField(_("kenmerk van het adres"), max_length=60, blank=True)
    gemeente_code = models.CharField(_("gemeente"), max_length=6, blank=True)
    lat = models.FloatField(_("breedtegraad"), null=True, blank=True)
    lon = models.FloatField(_("lengtegraad"), null=True, blank=True)
    score = models.FloatField(_("score"), null=True, blank=True)
    toelichting = models.CharField(_("toelichting"), max_length=300, blank=True)
    bron = models.CharField(_("bron"), max_length=100, blank=True)
    opgehaald = models.DateTimeField(_("opgehaald"), default=timezone.now)

    class Meta:
        verbose_name = _("gevonden adres")
        verbose_name_plural = _("gevonden adressen")
        ordering = ["vraag"]

    def __str__(self) -> str:
        return self.vraag


class Gebiedsronde(models.Model):
    """One import of areas: from which file, what it changed, and so what undo has to give back.

    ``wijzigingen`` is a list of ``{"model", "sleutel", "voor", "na"}``; ``voor`` is null for a row
    that was added.
    """

    wanneer = models.DateTimeField(_("wanneer"), default=timezone.now)
    wie = models.CharField(_("wie"), max_length=150, blank=True)
    bestand = models.CharField(_("bestand"), max_length=300, blank=True)
    vingerafdruk = models.CharField(_("SHA-256 van het bestand"), max_length=64, blank=True)
    tellingen = models.JSONField(_("tellingen"), default=dict)
    wijzigingen = models.JSONField(_("wijzigingen"), default=list)
    teruggedraaid_op = models.DateTimeField(_("teruggedraaid op"), null=True, blank=True)

    class Meta:
        verbose_name = _("invoer van gebieden")
        verbose_name_plural = _("invoer van gebieden")
        ordering = ["-wanneer", "-pk"]

    def __str__(self) -> str:
        return f"{self.bestand} {self.wanneer:%d-%m-%Y %H:%M}"


class Gebiedswijziging(models.Model):
    """What somebody changed by hand in one area, or one word of a vocabulary.

    ``voor`` and ``na`` hold only the fields that differ; null: the row was made, or taken away.
    ``wie`` is an e-mail address, kept as text: this room knows no accounts.
    """

    wanneer = models.DateTimeField(_("wanneer"), default=timezone.now)
    wie = models.CharField(_("wie"), max_length=254, blank=True)
    reden = models.CharField(_("reden"), max_length=300, blank=True)
    model = models.CharField(_("wat"), max_length=60)
    sleutel = models.CharField(_("welke"), max_length=120)
    naam = models.CharField(_("naam"), max_length=200, blank=True)
    voor = models.JSONField(_("voor"), null=True)
    na = models.JSONField(_("na"), null=True)

    class Meta:
        verbose_name = _("wijziging van een gebied of woord")
        verbose_name_plural = _("wijzigingen van gebieden en woorden")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["model", "sleutel"], name="gebiedswijziging_waarvan")]

    def __str__(self) -> str:
        return f"{self.naam} {self.wanneer:%d-%m-%Y %H:%M}"
