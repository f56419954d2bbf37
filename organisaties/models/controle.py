"""Asking an organisation whether its entry is still true, and the mail that does so."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organisatie import Organisatie


class Controle(models.Model):
    """A question to one organisation: is the entry, or its waiting time, still true.

    ``pogingen`` counts the mails that were sent. Its uuid is what the signed links name; once
    answered, they change nothing any more.
    """

    class Aard(models.TextChoices):
        INGANG = "ingang", _("Klopt alles nog?")
        WACHTTIJD = "wachttijd", _("Hoe lang is de wachttijd?")

    class Stand(models.TextChoices):
        OPEN = "open", _("Gevraagd")
        BEVESTIGD = "bevestigd", _("Klopt nog")
        GEWIJZIGD = "gewijzigd", _("Gewijzigd door de organisatie")
        GESTOPT = "gestopt", _("Bestaat niet meer, zegt de organisatie")
        OVERGEDRAGEN = "overgedragen", _("Geen antwoord, aan de kwartiermaker")
        VERVALLEN = "vervallen", _("Vervallen")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="controles")
    aard = models.CharField(_("vraag"), max_length=10, choices=Aard.choices, default=Aard.INGANG)
    aan = models.EmailField(_("gestuurd aan"), blank=True)
    stand = models.CharField(_("stand"), max_length=12, choices=Stand.choices, default=Stand.OPEN)
    pogingen = models.PositiveSmallIntegerField(_("aantal mails"), default=0)
    gevraagd_op = models.DateTimeField(_("eerst gevraagd op"), default=timezone.now)
    laatst_gestuurd_op = models.DateTimeField(_("laatst gestuurd op"), null=True, blank=True)
    antwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("controle")
        verbose_name_plural = _("controles")
        ordering = ["-gevraagd_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "aard"],
                condition=models.Q(stand="open"),
                name="controle_een_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisatie}: {self.get_stand_display()}"


class Bericht(models.Model):
    """A mail that the site sent, and what became of it; its uuid is in the Message-ID.

    Not the text: that holds signed links. The address of who reported, or asked for something, is
    emptied after 30 days, and the row goes after ``LOGBOEK_MAANDEN`` (``bewaartermijn``).
    """

    class Soort(models.TextChoices):
        CONTROLE = "controle", _("Vraag om controle")
        BEWAREN = "bewaren", _("Vraag of iemand er nog werkt")
        MELDING = "melding", _("Antwoord op een melding")
        AANMELDING = "aanmelding", _("Over een overleg")
        TOELATING = "toelating", _("Over een account")
        WEEK = "week", _("Weekbericht")

    class Stand(models.TextChoices):
        VERSTUURD = "verstuurd", _("Verstuurd")
        GEWEIGERD = "geweigerd", _("Geweigerd door de mailserver")
        TERUG = "terug", _("Teruggekomen")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    soort = models.CharField(_("soort"), max_length=12, choices=Soort.choices)
    aan = models.EmailField(_("aan"))
    onderwerp = models.CharField(_("onderwerp"), max_length=200)
    gestuurd_op = models.DateTimeField(_("gestuurd op"), default=timezone.now, db_index=True)
    stand = models.CharField(
        _("stand"), max_length=10, choices=Stand.choices, default=Stand.VERSTUURD
    )
    fout = models.CharField(_("wat er misging"), max_length=300, blank=True)
    opgelost_op = models.DateTimeField(_("opgelost op"), null=True, blank=True)
    controles = models.ManyToManyField(Controle, blank=True, related_name="berichten")

    class Meta:
        verbose_name = _("verstuurde mail")
        verbose_name_plural = _("verstuurde mails")
        ordering = ["-gestuurd_op", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.gestuurd_op:%d-%m-%Y}"
