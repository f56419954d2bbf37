"""Two entries that may be one."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organisatie import Organisatie


class Dubbel(models.Model):
    """A pair that looks like one place, the lowest key first, and what a human said of it.

    ``redenen`` are Dutch sentences that explain the score (0 to 100). "These are two" is
    remembered: such a pair is not offered again.
    """

    class Stand(models.TextChoices):
        OPEN = "open", _("Nog te bekijken")
        TWEE = "twee", _("Dit zijn er twee")
        SAMENGEVOEGD = "samengevoegd", _("Samengevoegd")

    een = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="+")
    ander = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(_("score"), default=0)
    redenen = models.JSONField(_("redenen"), default=list)
    stand = models.CharField(_("stand"), max_length=12, choices=Stand.choices, default=Stand.OPEN)
    bron = models.CharField(_("gevonden bij"), max_length=40, blank=True)
    gemaakt = models.DateTimeField(_("gemaakt"), default=timezone.now)
    besloten_op = models.DateTimeField(_("besloten op"), null=True, blank=True)
    besloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("mogelijke dubbele")
        verbose_name_plural = _("mogelijke dubbelen")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["een", "ander"], name="dubbel_uniek"),
            models.CheckConstraint(
                condition=models.Q(een__lt=models.F("ander")), name="dubbel_laagste_eerst"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.een} / {self.ander}"
