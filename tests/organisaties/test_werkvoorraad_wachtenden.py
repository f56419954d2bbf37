"""Work of the kind that somebody waits for an answer: it appears, and is gone when answered."""

import pytest
from allauth.account.models import EmailAddress

from organisaties.models import (
    Aanmelding,
    Melding,
)
from tests.fabriek import algemeen, gebruiker, maak, overleg
from tests.organisaties.werkhulp import (
    dagen_terug,
    een,
    maak_gaaf,
    werk,
)
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


def test_wie_alles_op_orde_heeft_heeft_geen_werk():
    maak_gaaf()
    assert werk() == {}


def test_een_melding_wacht_tot_zij_beoordeeld_is():
    row = Melding.objects.create(soort="fout", organisatie=maak_gaaf(naam="De Zon"))
    item = een("meldingen")
    assert (item.titel, item.waar) == ("De Zon", "Houtwijk")
    assert str(row.uuid) in item.wegen[0][0]
    Melding.objects.update(stand="overgenomen")
    assert werk() == {}


def test_wat_iemand_mist_staat_in_de_lijst_met_zijn_wijk():
    Melding.objects.create(soort="gemist", wijk=Wijk.objects.get(slug="houtwijk"))
    assert een("meldingen").waar == "Houtwijk"


def test_een_melding_over_een_voorbeeld_wacht_ook_op_antwoord():
    Melding.objects.create(soort="fout", organisatie=maak(voorbeeld=True))
    assert werk() == {"meldingen": 1}


def test_wie_toegang_vroeg_wacht():
    user = gebruiker("wacht", werkplek="Voorbeeldschool")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    item = een("toelaten")
    assert "Voorbeeldschool" in item.zin
    user.laat_toe("professional")
    user.save()
    assert werk() == {}


def test_wie_zich_aanmeldt_voor_een_overleg_wacht():
    row = overleg(naam="Overleg Houtwijk", contacten=[algemeen()], gecontroleerd_op=dagen_terug(1))
    Aanmelding.objects.create(overleg=row, naam="Noor Voorbeeld", werkplek="Voorbeeldschool")
    item = een("aanmeldingen")
    assert "Noor Voorbeeld (Voorbeeldschool)" in item.zin
    assert item.titel == "Overleg Houtwijk"
    Aanmelding.objects.update(stand="toegelaten")
    assert werk() == {}
