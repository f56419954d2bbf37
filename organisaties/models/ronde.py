"""The ledger: who changed what, when, from which source and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organisatie import Organisatie


class Ronde(models.Model):
    """One act: an edit, an import, a confirmation, a correction. It holds the changes it made."""

    class Aard(models.TextChoices):
        BEWERKING = "bewerking", _("Bewerking")
        INVOER = "invoer", _("Invoer uit een bron")
        BEVESTIGING = "bevestiging", _("Bevestiging")
        CORRECTIE = "correctie", _("Correctie")
        TABEL = "tabel", _("Tabel of bestand van een medewerker")
        HERSTEL = "herstel", _("Teruggedraaid")
        GEWIST = "gewist", _("Persoonsgegevens gewist")

    # What a source may not overwrite. An undo is nobody's opinion: it gives back what stood there.
    MENSENWERK = (Aard.BEWERKING, Aard.BEVESTIGING, Aard.CORRECTIE, Aard.TABEL)

    aard = models.CharField(_("aard"), max_length=12, choices=Aard.choices)
    wie = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="rondes",
        verbose_name=_("wie"),
    )
    wanneer = models.DateTimeField(_("wanneer"), default=timezone.now, db_index=True)
    bron = models.CharField(_("bron"), max_length=100, blank=True)
    reden = models.CharField(_("reden"), max_length=300, blank=True)
    herstelt = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="hersteld_door",
        verbose_name=_("draait terug"),
    )

    class Meta:
        verbose_name = _("ronde")
        verbose_name_plural = _("rondes")
        ordering = ["-wanneer", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_aard_display()} {self.wanneer:%d-%m-%Y %H:%M} {self.bron}".strip()


class Wijziging(models.Model):
    """One field of one entry, before and after. An empty ``veld`` is the entry as it was made.

    ``organisatie`` is kept as a key and as the entry's uuid, so that the history survives the
    entry. Values of persons stand apart, in ``PersoonlijkeWaarde``, so that they can be erased.
    """

    ronde = models.ForeignKey(Ronde, on_delete=models.CASCADE, related_name="wijzigingen")
    organisatie = models.ForeignKey(
        Organisatie,
        on_delete=models.SET_NULL,
        null=True,
        related_name="wijzigingen",
    )
    organisatie_uuid = models.UUIDField(db_index=True)
    veld = models.CharField(_("veld"), max_length=40, blank=True)
    voor = models.JSONField(_("voor"), null=True)
    na = models.JSONField(_("na"), null=True)

    class Meta:
        verbose_name = _("wijziging")
        verbose_name_plural = _("wijzigingen")
        ordering = ["pk"]
        indexes = [models.Index(fields=["organisatie", "veld"], name="wijziging_org_veld")]

    def __str__(self) -> str:
        return f"{self.veld or _('nieuw')} ({self.organisatie_uuid})"


class PersoonlijkeWaarde(models.Model):
    """The personal half of a change: can be erased while the fact that something changed stays."""

    wijziging = models.OneToOneField(
        Wijziging, on_delete=models.CASCADE, related_name="persoonlijk"
    )
    voor = models.JSONField(_("voor"), null=True)
    na = models.JSONField(_("na"), null=True)

    class Meta:
        verbose_name = _("persoonlijke waarde")
        verbose_name_plural = _("persoonlijke waarden")

    def __str__(self) -> str:
        return str(self.wijziging)


class Gewist(models.Model):
    """The empty trace of a person: that something was erased, when and why, and nothing of whom.

    ``contact`` is the uuid that the person had, so that no old file brings the row back unseen.
    """

    class Reden(models.TextChoices):
        VERZOEK = "verzoek", _("Op verzoek van de persoon")
        BEWAARTERMIJN = "bewaartermijn", _("Te lang niet bevestigd")
        VERTROKKEN = "vertrokken", _("Werkt er niet meer")

    contact = models.UUIDField(unique=True)
    reden = models.CharField(_("reden"), max_length=15, choices=Reden.choices)
    wanneer = models.DateTimeField(_("wanneer"), default=timezone.now)
    wie = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("gewiste persoon")
        verbose_name_plural = _("gewiste personen")
        ordering = ["-wanneer"]

    def __str__(self) -> str:
        return f"{self.wanneer:%d-%m-%Y} {self.get_reden_display()}"
