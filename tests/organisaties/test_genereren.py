from itertools import islice

import pytest
from django.core.management import CommandError, call_command

from organisaties.genereren import PORTIE, genereer, verzonnen
from organisaties.keuring import keur, keur_geheel
from organisaties.models import Contact, Organisatie, Ronde, Wijziging
from wijken.vlakken import buurt_van_punt

pytestmark = pytest.mark.django_db
AANTAL = 300


@pytest.fixture(scope="module")
def rijen(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return list(verzonnen(AANTAL, 1))


def deel(rijen, test):
    return sum(bool(test(rij)) for rij in rijen) / len(rijen)


# --- the same again ---------------------------------------------------------------------------


def test_hetzelfde_zaad_geeft_dezelfde_ingangen_met_dezelfde_uuids(rijen):
    assert list(verzonnen(AANTAL, 1)) == rijen


def test_een_kleiner_aantal_is_het_begin_van_een_groter(rijen):
    assert list(verzonnen(40, 1)) == rijen[:40]


def test_een_ander_zaad_geeft_andere_ingangen(rijen):
    ander = list(verzonnen(AANTAL, 2))
    assert not {rij["uuid"] for rij in ander} & {rij["uuid"] for rij in rijen}
    assert not {rij["slug"] for rij in ander} & {rij["slug"] for rij in rijen}
    assert [rij["soort"] for rij in ander] != [rij["soort"] for rij in rijen]


def test_uuids_en_webadressen_zijn_uniek(rijen):
    assert len({rij["uuid"] for rij in rijen}) == len({rij["slug"] for rij in rijen}) == AANTAL


# --- valid, invented and recognisable ------------------------------------------------------------


def test_elke_ingang_wordt_goedgekeurd(rijen):
    for rij in rijen:
        keur_geheel(keur({k: v for k, v in rij.items() if k != "uuid"}))


def test_elke_ingang_is_herkenbaar_als_voorbeeld(rijen):
    assert all(rij["voorbeeld"] is True for rij in rijen)
    assert all(rij["naam"].startswith("Voorbeeld: ") for rij in rijen)


def test_geen_bestaand_adres_of_nummer(rijen):
    bereik = [c for rij in rijen for c in (*rij["contacten"], *rij["personen"])]
    assert all(c["email"].endswith("example.nl") for c in bereik)
    assert all(c["telefoon"].startswith("070-000 ") for c in bereik)
    assert all(rij["website"].endswith(".example.nl") for rij in rijen if rij["website"])
    assert all(rij.get("straat", "Voorbeeld").startswith("Voorbeeld") for rij in rijen)


def test_elk_punt_ligt_in_de_gemeente(rijen):
    punten = [(rij["lat"], rij["lon"]) for rij in rijen if rij.get("lat")]
    assert all(buurt_van_punt(*punt) is not None for punt in punten)


# --- a mix as in life ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("test", "van", "tot"),
    [
        (lambda r: r.get("lat") is None, 0.10, 0.20),
        (lambda r: r["werkgebied"], 0.22, 0.38),
        (lambda r: not r["kosten"], 0.15, 0.35),
        (lambda r: r["leeftijd_van"] is None, 0.08, 0.22),
        (lambda r: r["personen"], 0.35, 0.65),
        (lambda r: r["openingstijden"], 0.70, 0.90),
        (lambda r: r["wachttijden"], 0.30, 0.50),
        (lambda r: r["koepel"], 0.15, 0.50),
        (lambda r: r["status"] == "gepubliceerd", 0.88, 0.99),
    ],
)
def test_de_verdeling_lijkt_op_de_werkelijkheid(rijen, test, van, tot):
    assert van <= deel(rijen, test) <= tot


def test_er_zijn_veel_soorten(rijen):
    assert len({rij["soort"] for rij in rijen}) >= 12


# --- into the database ---------------------------------------------------------------------------


def test_schrijft_langs_de_ene_weg():
    assert list(genereer(60, 1)) == [60]
    rows = Organisatie.objects.all()
    assert rows.filter(voorbeeld=True).count() == Wijziging.objects.count() == 60
    assert Ronde.objects.get().bron == "genereer"
    assert not rows.filter(lat__isnull=False, buurt=None).exists()
    assert not rows.filter(zoektekst="").exists()
    assert Contact.objects.filter(vorm="persoon").exists()


def test_een_tweede_keer_voegt_niets_toe_en_een_groter_aantal_alleen_de_rest():
    list(genereer(30, 1))
    before = dict(Organisatie.objects.values_list("uuid", "slug"))
    assert list(genereer(30, 1)) == [0]
    assert list(genereer(50, 1)) == [20]
    after = dict(Organisatie.objects.values_list("uuid", "slug"))
    assert len(after) == 50
    assert before.items() <= after.items()


def test_gaat_in_porties(monkeypatch):
    monkeypatch.setattr("organisaties.genereren.PORTIE", 20)
    assert list(genereer(50, 1)) == [20, 20, 10]
    assert PORTIE == 2_000


def test_begint_niet_voordat_het_gevraagd_wordt():
    assert len(list(islice(verzonnen(10**9, 1), 3))) == 3


def test_geweigerd_in_productie(settings):
    settings.PRODUCTIE = True
    with pytest.raises(CommandError, match="productie"):
        call_command("genereer", 5)
    assert not Organisatie.objects.exists()


def test_opdracht_meldt_hoeveel(capsys):
    call_command("genereer", 5, zaad=3)
    assert "5 verzonnen voorbeelden toegevoegd (zaad 3)" in capsys.readouterr().out


def test_opdracht_weigert_nul():
    with pytest.raises(CommandError, match="1 of meer"):
        call_command("genereer", 0)
