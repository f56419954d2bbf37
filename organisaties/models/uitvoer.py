"""Who took which list along."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Uitvoer(models.Model):
    """One export: who, when, which filter, how many rows; never the values.

    ``vraag`` names the chosen options and only *that* something was typed. ``kenmerk`` is a keyed
    print of the whole question, so that the same one is known again; ``afdrukken`` holds a keyed
    print of each row by its id, for "what changed since", and only for the last export of that
    question by that account.
    """

    wie = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="uitvoeren",
        verbose_name=_("wie"),
    )
    wanneer = models.DateTimeField(_("wanneer"), default=timezone.now, db_index=True)
    vorm = models.CharField(_("vorm"), max_length=20)
    vraag = models.CharField(_("filter"), max_length=1000, blank=True)
    rijen = models.PositiveIntegerField(_("aantal rijen"), default=0)
    met_personen = models.BooleanField(_("met contactpersonen"), default=False)
    afgebroken = models.BooleanField(_("afgebroken"), default=False)
    kenmerk = models.CharField(max_length=64, blank=True, editable=False)
    afdrukken = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("meegenomen lijst")
        verbose_name_plural = _("meegenomen lijsten")
        ordering = ["-wanneer", "-pk"]
        indexes = [models.Index(fields=["wie", "kenmerk"], name="uitvoer_wie_kenmerk")]

    def __str__(self) -> str:
        return f"{self.vorm} {self.wanneer:%d-%m-%Y %H:%M}"
