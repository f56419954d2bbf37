"""Erased means gone: nothing of the person in a dump of the whole database, the rest untouched."""

import pytest

from organisaties.models import (
    Aanmelding,
    Bericht,
    Contact,
    Controle,
    Gewist,
    Melding,
    Organisatie,
    Overleg,
    Ronde,
    Uitvoer,
    Voorstel,
    Wijziging,
)
from organisaties.wissen import vindplaatsen, wis
from tests.organisaties.wissenhulp import (
    BLIJVER,
    EMAIL,
    KANARIES,
    NUMMER,
    UUID,
    overal,
    stort,
    waar,
    waar_nummer,
)

pytestmark = pytest.mark.django_db

NODIG = {  # where the test itself puts her; more is fine
    "organisaties.Contact.naam", "organisaties.PersoonlijkeWaarde.voor",
    "organisaties.PersoonlijkeWaarde.na", "organisaties.Wijziging.voor",
    "organisaties.Wijziging.na", "organisaties.Ronde.reden", "organisaties.Voorstel.waarde",
    "organisaties.Invoerregel.waarden", "organisaties.Invoerregel.cellen",
    "organisaties.Invoerregel.let_op", "organisaties.Melding.tekst",
    "organisaties.Organisatie.omschrijving", "organisaties.Overleg.doel",
    "organisaties.Wachttijd.gemeld_door", "organisaties.Bericht.onderwerp",
    "admin.LogEntry.object_repr", "wijken.Gebiedswijziging.reden", "wijken.Wijk.toelichting",
}  # fmt: skip


@pytest.fixture
def row():
    return overal()


def elders():
    """The rows elsewhere that a human would tick: same mailbox or an earlier name."""
    others = Contact.objects.personen().exclude(uuid__in=[UUID, BLIJVER["uuid"]])
    return [c.uuid for c in others if c.email.lower() == EMAIL]


@pytest.fixture
def gewist(row):
    return wis(UUID, wie=None, reden=Gewist.Reden.VERZOEK, ook=elders())


def test_eerst_staat_zij_echt_overal(row):
    dump = list(stort())
    assert set(waar("Kanarie de Vogel", dump)) >= NODIG
    assert all(waar(word, dump) for word in KANARIES)
    assert waar_nummer(NUMMER, dump)


@pytest.mark.usefixtures("gewist")
def test_daarna_staat_zij_nergens():
    dump = list(stort())
    assert {word: waar(word, dump) for word in KANARIES} == {word: [] for word in KANARIES}
    assert waar_nummer(NUMMER, dump) == []
    assert waar("kanarie", dump) == []


@pytest.mark.usefixtures("gewist")
def test_wat_van_anderen_is_blijft_staan(row):
    assert [c.naam for c in row.contacten.personen()] == ["Bert Blijver"]
    assert row.contacten.algemeen().get().email == "info@example.nl"
    assert Melding.objects.get(soort="gemist").email == "melder@example.nl"
    assert Aanmelding.objects.get(naam="Anna Ander").email == "anna@example.nl"
    assert Bericht.objects.get(soort="week").aan == "wie@example.nl"
    assert Overleg.objects.get().personen == [BLIJVER["uuid"]]
    assert Uitvoer.objects.get().afdrukken == {UUID: "", BLIJVER["uuid"]: "cd34"}
    dump = list(stort())
    assert len(waar("Bert Blijver", dump)) >= 3
    assert waar("Cor Collega", dump) == ["organisaties.Invoerregel.cellen"]
    assert waar_nummer(BLIJVER["telefoon"], dump)


@pytest.mark.usefixtures("gewist")
def test_een_tekst_verliest_alleen_haar():
    row = Organisatie.objects.get(naam="De Zon")
    assert row.omschrijving == "Bel (gewist) op (gewist) of mail (gewist); of bel de balie."
    assert row.route_ouder == "Vraag naar (gewist)."
    assert row.voor_professionals == "Bel de balie."
    assert "bali" in row.zoektekst


@pytest.mark.usefixtures("gewist")
def test_er_blijft_een_leeg_spoor(row):
    assert Gewist.objects.filter(contact=UUID).get().reden == "verzoek"
    act = Ronde.objects.filter(aard=Ronde.Aard.GEWIST).get()
    assert act.reden == "Op verzoek van de persoon"
    line = act.wijzigingen.get(veld="personen", organisatie=row)
    assert (line.voor, line.na, hasattr(line, "persoonlijk")) == (None, None, False)
    assert Wijziging.objects.filter(ronde=act, veld="sleutelfiguur").count() == 0


@pytest.mark.usefixtures("gewist")
def test_mail_en_aanmelding_worden_leeg_en_gesloten():
    assert Controle.objects.get().aan == ""
    assert Bericht.objects.get(soort="bewaren").aan == ""
    asked = Aanmelding.objects.exclude(naam="Anna Ander").get()
    assert (asked.naam, asked.werkplek, asked.email, asked.stand) == ("", "", "", "afgewezen")
    assert asked.behandeld_op


@pytest.mark.usefixtures("gewist")
def test_een_afdruk_van_een_besluit_wordt_vergeten():
    assert Voorstel.objects.get(bron="ander", veld="personen").waarde == {"sha256": ""}
    assert [r["naam"] for r in Voorstel.objects.get(bron="register", veld="personen").waarde] == [
        "Bert Blijver"
    ]


def test_het_verslag_zegt_wat_er_gevonden_is(row):
    contact = Contact.objects.get(uuid=UUID)
    seen = {p.wat: p.aantal for p in vindplaatsen(contact, elders())}
    report = wis(UUID, wie=None, reden=Gewist.Reden.VERZOEK, ook=elders())
    done = {p.wat: p.aantal for p in report.vindplaatsen}
    assert seen.keys() <= done.keys()
    assert seen["plekken op de kaart"] == done["plekken op de kaart"] >= 3
    assert report.ronde.aard == Ronde.Aard.GEWIST
    assert waar("kanarie", [("", str(report))]) == []


def test_vooraf_kijken_verandert_niets(row):
    before = sorted(stort())
    vindplaatsen(Contact.objects.get(uuid=UUID))
    assert sorted(stort()) == before


def test_wie_twee_keer_gewist_wordt_was_al_weg(gewist):
    again = wis(UUID, wie=None, reden=Gewist.Reden.VERZOEK)
    assert (again.aantal, again.ronde) == (0, None)
    assert Gewist.objects.filter(contact=UUID).count() == 1
