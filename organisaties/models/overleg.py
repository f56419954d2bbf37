"""What a consultation, programme or action line has beside the fields of any entry."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organisatie import Organisatie


class Overleg(models.Model):
    """A network as an entry of its own kind: for whom, goal, planning, members and state."""

    class Staat(models.TextChoices):
        LOOPT = "loopt", _("Loopt")
        GEPLAND = "gepland", _("Gepland")
        ONZEKER = "onzeker", _("Nog niet zeker")
        AANBEVOLEN = "aanbevolen", _("Aanbevolen, bestaat nog niet")

    organisatie = models.OneToOneField(
        Organisatie, on_delete=models.CASCADE, related_name="overleg", verbose_name=_("ingang")
    )
    staat = models.CharField(_("staat"), max_length=12, choices=Staat.choices)
    voor_wie = models.TextField(_("voor wie"), max_length=1000, blank=True)
    doel = models.TextField(_("doel"), max_length=1000, blank=True)
    planning = models.TextField(_("planning"), max_length=1000, blank=True)
    leden = models.ManyToManyField(
        Organisatie, blank=True, related_name="overleggen", verbose_name=_("deelnemers")
    )
    # Contact persons of other entries who take part, by uuid: their rows come and go with a write.
    personen = models.JSONField(_("deelnemende personen"), default=list, blank=True)

    class Meta:
        verbose_name = _("overleg")
        verbose_name_plural = _("overleggen")

    def __str__(self) -> str:
        return self.organisatie.naam


class Aanmelding(models.Model):
    """Who asked to join a consultation, with consent; its kwartiermaker decides.

    Once judged the personal fields are emptied: an admitted person lives on as a contact person of
    the consultation, with the consent as ground.
    """

    class Stand(models.TextChoices):
        OPEN = "open", _("Nog te beoordelen")
        TOEGELATEN = "toegelaten", _("Toegelaten")
        AFGEWEZEN = "afgewezen", _("Afgewezen")

    overleg = models.ForeignKey(
        Organisatie,
        on_delete=models.CASCADE,
        related_name="aanmeldingen",
        verbose_name=_("overleg"),
    )
    naam = models.CharField(_("naam"), max_length=150, blank=True)
    werkplek = models.CharField(_("organisatie"), max_length=150, blank=True)
    functie = models.CharField(_("functie"), max_length=150, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=25, blank=True)
    toestemming = models.CharField(_("waarvoor toestemming is gegeven"), max_length=300, blank=True)
    gemaakt = models.DateTimeField(_("aangemeld op"), default=timezone.now)
    stand = models.CharField(_("stand"), max_length=12, choices=Stand.choices, default=Stand.OPEN)
    behandeld_op = models.DateTimeField(_("beoordeeld op"), null=True, blank=True)
    behandeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("aanmelding voor een overleg")
        verbose_name_plural = _("aanmeldingen voor overleggen")
        ordering = ["gemaakt", "pk"]

    def __str__(self) -> str:
        return f"{self.overleg} {self.gemaakt:%d-%m-%Y}"
