"""The entry on the map, and what hangs on it."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisaties.querysets import OrganisatieQuerySet
from wijken.models import Buurt, Gemeente, Stadsdeel, Wijk

from .vocabulaire import Doelgroep, Ondersteuning, Soort, Taal, Toegang


def huisnummer_met_toevoeging(huisnummer: str, toevoeging: str) -> str:
    """Write "12A", but "12-2": two numbers that run together would be another address."""
    between = "-" if toevoeging[:1].isdigit() else ""
    return f"{huisnummer}{between}{toevoeging}"


class Organisatie(models.Model):
    """Anything a parent or professional can turn to: a row is one entry on the map and in the list.

    Where it *is* (address, point, ``buurt`` derived from the point, or a ``wijk`` set by hand) and
    where it *works* (``werkgebieden``) are different things. Ages are in months, ``leeftijd_tot``
    is exclusive. Points are WGS84 degrees. Empty means unknown, never "none".
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", _("Concept")
        GEPUBLICEERD = "gepubliceerd", _("Gepubliceerd")
        TIJDELIJK_GESLOTEN = "tijdelijk_gesloten", _("Tijdelijk gesloten")
        GESTOPT = "gestopt", _("Gestopt")

    class PuntKwaliteit(models.TextChoices):
        """How well the point is known, the best first; empty: not said, and trusted as it is."""

        HAND = "hand", _("Met de hand gezet")
        ADRES = "adres", _("Het adres zelf")
        POSTCODE = "postcode", _("Bij benadering, uit de postcode")

    class Wie(models.TextChoices):
        """Who checked a block of the entry's page."""

        ORGANISATIE = "organisatie", _("de organisatie")
        KWARTIERMAKER = "kwartiermaker", _("de kwartiermaker")
        REGISTER = "register", _("het register")

    class Kosten(models.TextChoices):
        GRATIS = "gratis", _("Gratis")
        TOESLAG = "toeslag", _("Betaald, met kinderopvangtoeslag")
        VERZEKERING = "verzekering", _("Vergoed door de zorgverzekering")
        BIJDRAGE = "bijdrage", _("Eigen bijdrage")
        BETAALD = "betaald", _("Betaald")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("webadres"), max_length=120, unique=True)
    naam = models.CharField(_("naam"), max_length=200)
    soort = models.ForeignKey(
        Soort, on_delete=models.PROTECT, related_name="organisaties", verbose_name=_("soort")
    )
    koepel = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="onderdelen",
        verbose_name=_("hoort bij"),
    )
    opgegaan_in = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="voorgangers",
        verbose_name=_("opgegaan in"),
    )
    voorbeeld = models.BooleanField(_("verzonnen voorbeeld"), default=False, editable=False)

    # What it does
    samenvatting = models.CharField(_("in één zin"), max_length=250, blank=True)
    omschrijving = models.TextField(_("wat u er kunt doen"), max_length=5000, blank=True)
    voor_professionals = models.TextField(
        _("aanbod voor professionals"), max_length=3000, blank=True
    )
    ondersteuning = models.ManyToManyField(
        Ondersteuning, blank=True, related_name="organisaties", verbose_name=_("helpt bij")
    )
    doelgroepen = models.ManyToManyField(
        Doelgroep, blank=True, related_name="organisaties", verbose_name=_("voor wie")
    )
    leeftijd_van = models.PositiveSmallIntegerField(
        _("leeftijd van (maanden)"), null=True, blank=True, validators=[MaxValueValidator(300)]
    )
    leeftijd_tot = models.PositiveSmallIntegerField(
        _("leeftijd tot (maanden, niet tot en met)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(300)],
    )
    talen = models.ManyToManyField(
        Taal, blank=True, related_name="organisaties", verbose_name=_("talen van medewerkers")
    )
    tolk_mogelijk = models.BooleanField(_("tolk mogelijk"), null=True, blank=True)
    kindplaatsen = models.PositiveSmallIntegerField(
        _("aantal kindplaatsen"),
        null=True,
        blank=True,
        help_text=_("Zoals het register kinderopvang (LRK) ze noemt."),
    )
    ve = models.BooleanField(_("biedt voorschoolse educatie (VE)"), null=True, blank=True)

    # Where it is
    straat = models.CharField(_("straat"), max_length=100, blank=True)
    huisnummer = models.CharField(_("huisnummer"), max_length=10, blank=True)
    toevoeging = models.CharField(_("toevoeging"), max_length=10, blank=True)
    postcode = models.CharField(
        _("postcode"),
        max_length=6,
        blank=True,
        db_index=True,
        validators=[
            RegexValidator(
                r"^[1-9][0-9]{3}[A-Z]{2}$",
                _("Schrijf een postcode als vier cijfers en twee letters, zoals 2552AB."),
            )
        ],
    )
    plaats = models.CharField(_("plaats"), max_length=80, blank=True)
    lat = models.FloatField(
        _("breedtegraad"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    lon = models.FloatField(
        _("lengtegraad"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    punt_bron = models.CharField(_("herkomst van het punt"), max_length=120, blank=True)
    punt_kwaliteit = models.CharField(
        _("hoe goed het punt is"), max_length=10, choices=PuntKwaliteit.choices, blank=True
    )
    punt_score = models.FloatField(_("score van de adreszoeker"), null=True, blank=True)
    adres_id = models.CharField(_("kenmerk van het adres"), max_length=60, blank=True)
    buurt = models.ForeignKey(
        Buurt,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="organisaties",
        verbose_name=_("buurt"),
    )
    wijk = models.ForeignKey(
        Wijk,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisaties",
        verbose_name=_("wijk, met de hand gekozen"),
        help_text=_("Laat leeg als er een punt op de kaart is: dan volgt de wijk daaruit."),
    )

    # How to get in
    toegang = models.ManyToManyField(
        Toegang, blank=True, related_name="organisaties", verbose_name=_("toegang")
    )
    route_ouder = models.TextField(_("zo komt u binnen (ouder)"), max_length=2000, blank=True)
    route_professional = models.TextField(
        _("zo verwijst u (professional)"), max_length=2000, blank=True
    )
    kosten = models.CharField(_("kosten"), max_length=20, choices=Kosten.choices, blank=True)
    kosten_toelichting = models.CharField(_("toelichting op de kosten"), max_length=300, blank=True)
    openingstijden_toelichting = models.CharField(
        _("toelichting op de openingstijden"), max_length=300, blank=True
    )
    website = models.URLField(_("website"), max_length=300, blank=True)

    # How true it is
    bron = models.CharField(_("bron"), max_length=200, blank=True)
    gecontroleerd_op = models.DateField(_("gecontroleerd op"), null=True, blank=True)
    gecontroleerd_door = models.CharField(_("gecontroleerd door"), max_length=120, blank=True)
    contact_gecontroleerd_op = models.DateField(
        _("contactgegevens gecontroleerd op"), null=True, blank=True
    )
    contact_gecontroleerd_door = models.CharField(
        _("contactgegevens gecontroleerd door"), max_length=15, choices=Wie.choices, blank=True
    )
    tijden_gecontroleerd_op = models.DateField(
        _("openingstijden gecontroleerd op"), null=True, blank=True
    )
    tijden_gecontroleerd_door = models.CharField(
        _("openingstijden gecontroleerd door"), max_length=15, choices=Wie.choices, blank=True
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.CONCEPT
    )
    verdwenen_op = models.DateField(_("verdwenen uit de bron op"), null=True, blank=True)
    aangemaakt = models.DateTimeField(_("aangemaakt"), default=timezone.now, editable=False)
    gewijzigd = models.DateTimeField(_("gewijzigd"), default=timezone.now, editable=False)

    zoektekst = models.TextField(_("zoektekst"), blank=True, editable=False)

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["naam", "pk"]
        indexes = [
            models.Index("status", Lower("naam"), name="org_status_naam"),  # the list's order
            models.Index(fields=["lat", "lon"], name="org_punt"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__isnull=False, lon__isnull=False),
                name="org_punt_heel_of_niet",
                violation_error_message=_("Een punt heeft een breedtegraad én een lengtegraad."),
            ),
            models.CheckConstraint(
                condition=models.Q(leeftijd_van__isnull=True)
                | models.Q(leeftijd_tot__isnull=True)
                | models.Q(leeftijd_van__lt=models.F("leeftijd_tot")),
                name="org_leeftijd_van_voor_tot",
                violation_error_message=_("De leeftijd “van” moet lager zijn dan “tot”."),
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("organisatie", args=[self.slug])

    @property
    def ligt_in(self) -> Wijk | None:
        """The wijk it lies in: set by hand, else that of the buurt its point falls in."""
        if self.wijk_id:
            return self.wijk
        return self.buurt.wijk if self.buurt_id else None

    @property
    def heeft_punt(self) -> bool:
        return self.lat is not None

    @property
    def adres(self) -> str:
        """Street and number on one line, empty when unknown."""
        number = huisnummer_met_toevoeging(self.huisnummer, self.toevoeging)
        return f"{self.straat} {number}".strip()


class Sleutel(models.Model):
    """The key of an entry in an outside source: LRK id, BRIN + vestiging, KvK, a fixture's own."""

    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="sleutels")
    bron = models.SlugField(_("bron"), max_length=40)
    sleutel = models.CharField(_("sleutel"), max_length=100)

    class Meta:
        verbose_name = _("sleutel")
        verbose_name_plural = _("sleutels")
        ordering = ["bron", "sleutel"]
        constraints = [models.UniqueConstraint(fields=["bron", "sleutel"], name="sleutel_uniek")]

    def __str__(self) -> str:
        return f"{self.bron}: {self.sleutel}"


class Werkgebied(models.Model):
    """An area that an entry serves: a municipality, a stadsdeel or a wijk; exactly one of them."""

    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, related_name="werkgebieden"
    )
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, null=True, blank=True)
    stadsdeel = models.ForeignKey(Stadsdeel, on_delete=models.PROTECT, null=True, blank=True)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        verbose_name = _("werkgebied")
        verbose_name_plural = _("werkgebieden")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    gemeente__isnull=False, stadsdeel__isnull=True, wijk__isnull=True
                )
                | models.Q(gemeente__isnull=True, stadsdeel__isnull=False, wijk__isnull=True)
                | models.Q(gemeente__isnull=True, stadsdeel__isnull=True, wijk__isnull=False),
                name="werkgebied_precies_een",
                violation_error_message=_("Kies precies één: gemeente, stadsdeel of wijk."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["organisatie", kind], name=f"werkgebied_{kind}_uniek"
                )
                for kind in ("gemeente", "stadsdeel", "wijk")
            ),
        ]

    def __str__(self) -> str:
        return str(self.gebied)

    @property
    def gebied(self) -> Gemeente | Stadsdeel | Wijk | None:
        return self.wijk or self.stadsdeel or self.gemeente


class Openingstijd(models.Model):
    """Open on a weekday from one time to another, local time. Monday is 1, as in ISO 8601."""

    class Dag(models.IntegerChoices):
        MAANDAG = 1, _("maandag")
        DINSDAG = 2, _("dinsdag")
        WOENSDAG = 3, _("woensdag")
        DONDERDAG = 4, _("donderdag")
        VRIJDAG = 5, _("vrijdag")
        ZATERDAG = 6, _("zaterdag")
        ZONDAG = 7, _("zondag")

    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, related_name="openingstijden"
    )
    dag = models.PositiveSmallIntegerField(_("dag"), choices=Dag.choices)
    van = models.TimeField(_("van"))
    tot = models.TimeField(_("tot"))

    class Meta:
        verbose_name = _("openingstijd")
        verbose_name_plural = _("openingstijden")
        ordering = ["dag", "van"]

    def __str__(self) -> str:
        return f"{self.get_dag_display()} {self.van:%H:%M}-{self.tot:%H:%M}"


class Wachttijd(models.Model):
    """A waiting time in weeks as somebody reported it on a day; an old one says that it is old."""

    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, related_name="wachttijden"
    )
    weken = models.PositiveSmallIntegerField(_("weken"), validators=[MaxValueValidator(260)])
    gemeld_op = models.DateField(_("gemeld op"))
    gemeld_door = models.CharField(_("gemeld door"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("wachttijd")
        verbose_name_plural = _("wachttijden")
        ordering = ["-gemeld_op", "-pk"]

    def __str__(self) -> str:
        return f"{self.weken} weken, gemeld op {self.gemeld_op:%d-%m-%Y}"
