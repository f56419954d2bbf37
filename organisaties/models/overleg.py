"""What a consultation, programme or action line has beside the fields of any entry."""

from django.db import models
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

    class Meta:
        verbose_name = _("overleg")
        verbose_name_plural = _("overleggen")

    def __str__(self) -> str:
        return self.organisatie.naam
