"""Small words for the tests of asking organisations."""

from datetime import timedelta

from django.utils import timezone

from organisaties.controles.plan import maak_plan
from organisaties.controles.versturen import Uitkomst, voer_uit
from organisaties.models import Bericht, Controle
from tests.fabriek import algemeen, maak

INGANG, WACHTTIJD = Controle.Aard.INGANG, Controle.Aard.WACHTTIJD


def dagen_terug(aantal):
    return (timezone.localdate() - timedelta(days=aantal)).isoformat()


def met_postvak(email="info@example.nl", **waarden):
    """A published entry that nobody ever checked, with a general mailbox."""
    return maak(contacten=[algemeen(email=email)], **waarden)


def stuur(aard=INGANG, hoogstens=200) -> Uitkomst:
    return voer_uit(maak_plan(aard, hoogstens))


def vraag(row, aard=INGANG) -> Controle:
    return Controle.objects.get(organisatie=row, aard=aard)


def later(dagen):
    """Let so many days pass since every mail that was sent."""
    for asked in Controle.objects.exclude(laatst_gestuurd_op=None):
        asked.laatst_gestuurd_op -= timedelta(days=dagen)
        asked.save()
    for sent in Bericht.objects.all():
        sent.gestuurd_op -= timedelta(days=dagen)
        sent.save()
