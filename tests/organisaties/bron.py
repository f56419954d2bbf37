"""A small register for tests: rows by key, read by the one engine."""

from dataclasses import replace

from organisaties.invoer.bron import Bestand, Bron, Lezing, Rij, Verslag
from organisaties.invoer.plan import maak_plan
from organisaties.invoer.toepassen import pas_toe
from organisaties.models import Organisatie
from tests.fabriek import velden

BESTAND = Bestand("register.csv", "0" * 64, "2026-09-01")
REGISTER = Bron("register", "Een register", lees=lambda _pad, _verslag: iter(()))
ANDER = replace(REGISTER, code="ander")
TABEL = replace(REGISTER, code="lijst", volledig=False, menselijk=True)


def plan(*rijen, bron=REGISTER, verslag=None, **waarden):
    """A plan of rows, or of values by key."""
    rows = [*rijen, *(Rij(n, key, velden(**v)) for n, (key, v) in enumerate(waarden.items(), 1))]
    return maak_plan(Lezing(bron, BESTAND, rows, verslag or Verslag()))


def lees(*rijen, bron=REGISTER, **opties):
    """Plan and apply."""
    invoer = plan(*rijen, bron=bron, **opties)
    pas_toe(invoer)
    invoer.refresh_from_db()
    return invoer


def ingang(sleutel, bron=REGISTER):
    return Organisatie.objects.get(sleutels__bron=bron.code, sleutels__sleutel=sleutel)


def telling(invoer):
    return {lot: number for lot, number in invoer.tellingen.items() if number}
