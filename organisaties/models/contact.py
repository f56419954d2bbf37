"""Ways to reach somebody, each with who may see it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisaties.querysets import ContactQuerySet
from wijken.models import Wijk

from .organisatie import Organisatie


class Contact(models.Model):
    """A general number and mailbox of an entry, or a person: of an entry or on its own with wijken.

    General contact details are public. A person has a visibility, a ground for keeping the data
    and the day on which it was last confirmed. Who left (``vertrokken_op``), or was hidden because
    nobody confirmed it (``verborgen_op``), is shown to nobody but who edits. Who sees what is
    decided in ``organisaties.rechten``.
    """

    class Vorm(models.TextChoices):
        ALGEMEEN = "algemeen", _("Algemeen nummer of postvak")
        PERSOON = "persoon", _("Persoon")

    class Zichtbaarheid(models.TextChoices):
        PUBLIEK = "publiek", _("Iedereen")
        PROFESSIONALS = "professionals", _("Professionals")
        COORDINATOREN = "coordinatoren", _("Coördinatoren")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, null=True, blank=True, related_name="contacten"
    )
    wijken = models.ManyToManyField(
        Wijk, blank=True, related_name="sleutelfiguren", verbose_name=_("wijken")
    )
    vorm = models.CharField(_("vorm"), max_length=10, choices=Vorm.choices, default=Vorm.ALGEMEEN)
    naam = models.CharField(_("naam"), max_length=150, blank=True)
    functie = models.CharField(_("functie"), max_length=150, blank=True)
    rol = models.CharField(_("rol in het netwerk"), max_length=150, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=25, blank=True)
    zichtbaarheid = models.CharField(
        _("zichtbaar voor"),
        max_length=15,
        choices=Zichtbaarheid.choices,
        default=Zichtbaarheid.COORDINATOREN,
    )
    grondslag = models.CharField(_("grond om dit te bewaren"), max_length=200, blank=True)
    bevestigd_op = models.DateField(_("laatst bevestigd op"), null=True, blank=True)
    vertrokken_op = models.DateField(_("werkt hier niet meer sinds"), null=True, blank=True)
    herinnerd_op = models.DateField(_("om bevestiging gevraagd op"), null=True, blank=True)
    verborgen_op = models.DateField(_("verborgen op"), null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacten")
        ordering = ["volgorde", "pk"]

    def __str__(self) -> str:
        return self.naam or self.functie or self.email or self.telefoon or _("contact")
