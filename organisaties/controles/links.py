"""The signed links in the mail, each for one act on one question."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from organisaties.berichten import volledig_adres
from organisaties.links import GELDIG, LinkFout, lees, teken
from organisaties.models import Controle

KLOPT, WIJZIGEN, WEG, WACHTTIJD = "controle-klopt", "controle-wijzigen", "controle-weg", "wachttijd"
PAGINA = {
    KLOPT: "controle_klopt",
    WIJZIGEN: "controle_wijzigen",
    WEG: "controle_weg",
    WACHTTIJD: "wachttijd",
}
DOELEN = {Controle.Aard.INGANG: (KLOPT, WIJZIGEN, WEG), Controle.Aard.WACHTTIJD: (WACHTTIJD,)}


def links(controle: Controle) -> dict[str, str]:
    """Give the address of the page for each answer to this question, by the name of the page."""
    key = str(controle.uuid)
    return {
        PAGINA[doel]: volledig_adres(reverse(PAGINA[doel], args=[teken(doel, key)]))
        for doel in DOELEN[controle.aard]
    }


def van_link(doel: str, token: str) -> Controle:
    """Give the question that a link names. Raises ``LinkVerlopen`` or ``LinkFout``."""
    key = lees(doel, token)
    rows = Controle.objects.select_related("organisatie__soort")
    try:
        return rows.get(uuid=key)
    except (Controle.DoesNotExist, ValidationError):
        raise LinkFout(doel) from None


def geldig_tot() -> date:
    """Give the last day on which a link that is made now works."""
    return timezone.localdate() + GELDIG
