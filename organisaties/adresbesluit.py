"""A human's answer on a doubtful address: take the point that was found over, or refuse it."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organisaties.models import Gebruiker, Organisatie, Ronde
from organisaties.schrijven import ronde, vergrendel
from wijken.geocoder import Adres, normaal
from wijken.models import Adrespunt


def zonder_goed_punt() -> QuerySet[Organisatie]:
    """Give the entries with an address and no point, or only that of the postcode."""
    rough = Q(lat=None) | Q(punt_kwaliteit=Organisatie.PuntKwaliteit.POSTCODE)
    return Organisatie.objects.filter(rough, opgegaan_in=None).exclude(huisnummer="")


def vraag_van(row: Organisatie) -> str:
    """Give the address of an entry as the table of answers knows it."""
    return normaal(Adres(*(getattr(row, name) for name in Adres._fields)))


def neem_over(entry: Organisatie, answer: Adrespunt, wie: Gebruiker) -> bool:
    """Put the entry at this point; False when its address or its point changed meanwhile.

    Raises ``Geweigerd``.
    """
    values = {
        "lat": answer.lat,
        "lon": answer.lon,
        "punt_bron": f"{answer.bron}, {_('nagekeken')}",
        "punt_kwaliteit": Organisatie.PuntKwaliteit.HAND.value,
        "punt_score": answer.score,
        "adres_id": answer.adres_id,
    }
    reason = str(_("adres nagekeken: %s") % answer.weergave)
    with ronde(Ronde.Aard.BEWERKING, wie=wie, reden=reason) as schrijver:
        vergrendel([entry.pk])
        if fits := _wacht_nog(entry, answer):
            schrijver.wijzig({entry.pk: values})
    return fits


def _wacht_nog(entry: Organisatie, answer: Adrespunt) -> bool:
    return any(vraag_van(row) == answer.vraag for row in zonder_goed_punt().filter(pk=entry.pk))
