"""The controlled words: kinds, support, target groups, ways in and languages.

Each has a plain name for the screen, a one-line explanation, and synonyms that people search with.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Begrip(models.Model):
    """A word of a vocabulary. ``slug`` is what a query string holds and never changes meaning."""

    slug = models.SlugField(_("code in het webadres"), unique=True)
    naam = models.CharField(_("naam"), max_length=100)
    uitleg = models.CharField(_("uitleg in één zin"), max_length=300, blank=True)
    synoniemen = models.JSONField(
        _("zoekwoorden"),
        default=list,
        blank=True,
        help_text=_("Woorden waarmee mensen hierop zoeken, zoals “praat niet” of “stotteren”."),
    )
    letter = models.CharField(_("letter op de kaart"), max_length=2, blank=True)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        abstract = True
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam


class Groep(Begrip):
    """The nine families of kinds; each has its own sign (shape, letter and colour)."""

    class Meta(Begrip.Meta):
        verbose_name = _("groep van soorten")
        verbose_name_plural = _("groepen van soorten")


class Soort(Begrip):
    """What an entry is: a day nursery, a school, a speech therapist, a consultation ..."""

    groep = models.ForeignKey(
        Groep, on_delete=models.PROTECT, related_name="soorten", verbose_name=_("groep")
    )
    controle_maanden = models.PositiveSmallIntegerField(
        _("controleren na (maanden)"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_(
            "Zo lang geldt een controle. Daarna vragen we de organisatie of het nog klopt."
        ),
    )

    class Meta(Begrip.Meta):
        verbose_name = _("soort")
        verbose_name_plural = _("soorten")


class Ondersteuning(Begrip):
    """What an entry helps with."""

    class Meta(Begrip.Meta):
        verbose_name = _("ondersteuning")
        verbose_name_plural = _("ondersteuning")


class Doelgroep(Begrip):
    """Whom an entry is for."""

    class Meta(Begrip.Meta):
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")


class Toegang(Begrip):
    """A way in: by yourself, or through the CJG, a doctor, the school or the municipality."""

    class Meta(Begrip.Meta):
        verbose_name = _("toegang")
        verbose_name_plural = _("manieren van toegang")


class Taal(Begrip):
    """A language that staff speak; ``slug`` is its ISO 639 code."""

    class Meta(Begrip.Meta):
        verbose_name = _("taal")
        verbose_name_plural = _("talen")
