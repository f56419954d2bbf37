"""The signed links in the mail, each for one act on one question, for one mailbox.

A question that moved to another address leaves the links at the former one without power.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from organisaties.berichten import volledig_adres
from organisaties.links import GELDIG, LinkFout, LinkVerlopen, lees, teken
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
    key = kenmerk(controle)
    return {
        PAGINA[doel]: volledig_adres(reverse(PAGINA[doel], args=[teken(doel, key)]))
        for doel in DOELEN[controle.aard]
    }


def kenmerk(controle: Controle) -> str:
    """Give what is signed: which question, and a print of the address that it goes to."""
    address = salted_hmac("controle-aan", controle.aan.lower(), algorithm="sha256")
    return f"{controle.uuid} {address.hexdigest()[:32]}"


def van_link(doel: str, token: str) -> Controle:
    """Give the question that a link names. Raises ``LinkVerlopen`` or ``LinkFout``."""
    key = lees(doel, token)
    rows = Controle.objects.select_related("organisatie__soort")
    try:
        asked = rows.get(uuid=key.partition(" ")[0])
    except (Controle.DoesNotExist, ValidationError):
        raise LinkFout(doel) from None
    if not constant_time_compare(key, kenmerk(asked)):
        raise LinkVerlopen(doel)
    return asked


def geldig_tot() -> date:
    """Give the last day on which a link that is made now works."""
    return timezone.localdate() + GELDIG
