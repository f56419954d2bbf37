"""What erasing cannot know: a first name alone. It is pointed at, so that a human looks."""

import pytest

from organisaties.models import Gewist, Wijziging
from organisaties.wissen.daad import wis
from tests.fabriek import maak, persoon

pytestmark = pytest.mark.django_db
WIE = persoon("publiek", naam="Kwirrelia Zandbergen", email="kwirrelia@example.nl", telefoon="")


def gewist(**teksten):
    row = maak(naam="De Zon", personen=[WIE], **teksten)
    report = wis(row.contacten.personen().get().uuid, wie=None, reden=Gewist.Reden.VERZOEK)
    row.refresh_from_db()
    return row, report


def test_een_deel_van_de_naam_wordt_aangewezen():
    row, report = gewist(
        samenvatting="Les van K. Zandbergen",
        omschrijving="Vraag naar Kwirrelia Zandbergen. Groet, Kwirrelia",
    )
    [text] = [text for text in report.blijft if "deel van de naam" in text]
    assert "“De Zon”" in text
    assert "Wat u er kunt doen" in text
    assert "In één zin" in text
    assert row.omschrijving == "Vraag naar (gewist). Groet, Kwirrelia"


def test_niets_aan_te_wijzen_is_geen_zin():
    _row, report = gewist(omschrijving="Vraag naar Kwirrelia Zandbergen, de zandkoningin van Bo")
    assert not [text for text in report.blijft if "deel van de naam" in text]


def test_de_geschiedenis_zegt_dat_er_iets_gewist_is_en_niet_wat_er_stond():
    row, report = gewist(omschrijving="Vraag naar Kwirrelia Zandbergen.")
    line = Wijziging.objects.get(organisatie=row, ronde=report.ronde, veld="omschrijving")
    assert (line.voor, line.na) == ("(gewist)", "Vraag naar (gewist).")
