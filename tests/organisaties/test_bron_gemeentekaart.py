"""The municipal social map: entries find their twin there, and differences become proposals."""

import pytest

from organisaties.foto import foto
from organisaties.invoer.bron import Bestand, BestandGeweigerd, Lezing, Verslag
from organisaties.invoer.bronnen.gemeentekaart import BRON
from organisaties.invoer.plan import maak_plan
from organisaties.invoer.toepassen import pas_toe
from organisaties.models import Voorstel
from organisaties.tweeling import adres_van, sleutel_van
from tests.fabriek import algemeen, maak

pytestmark = pytest.mark.django_db
KOP = "ID;Naam;Adres;Postcode;Plaats;Telefoonnummer;E-mailadres;Website;Omschrijving;Rubriek"
ADRES = {"straat": "Laan", "huisnummer": "1", "postcode": "2552AB", "plaats": "Den Haag"}
ZON = "77;Opvang De Zon;Laan 1;2552 ab;s-Gravenhage;0701234567;info@zon.example.nl;;Fijn.;Opvang"


@pytest.fixture
def lees(tmp_path):
    def lezer(*regels, kop=KOP):
        pad = tmp_path / "gemeente.csv"
        pad.write_text("\n".join([kop, *regels]) + "\n", encoding="utf-8")
        return list(BRON.lees(pad, Verslag()))

    return lezer


def invoeren(rijen):
    plan = maak_plan(Lezing(BRON, Bestand("gemeente.csv", "0" * 64), rijen, Verslag()))
    pas_toe(plan)
    return plan


def test_een_zekere_tweeling_krijgt_de_sleutel_en_verschillen_worden_voorstellen(lees):
    row = maak(naam="Opvang De Zon", omschrijving="Eigen tekst", sleutels=["lrk:1"], **ADRES)
    (rij,) = lees(ZON)
    assert rij.let_op[-1].startswith("Herkend aan: zelfde naam")
    invoeren([rij])
    after = foto(row)
    assert after["sleutels"] == ["gemeentekaart:77", "lrk:1"]
    assert after["omschrijving"] == "Eigen tekst"
    found = dict(Voorstel.objects.values_list("veld", "waarde"))
    assert found == {"omschrijving": "Fijn."}, "what is the same is no difference"


def test_nog_een_keer_invoeren_verandert_niets(lees):
    maak(naam="Opvang De Zon", **ADRES)
    invoeren(lees(ZON))
    again = invoeren(lees(ZON)).tellingen
    assert again["ongewijzigd"] == sum(again.values()) == 1


def test_een_nummer_dat_er_al_staat_is_geen_verschil(lees):
    row = maak(
        naam="Opvang De Zon", contacten=[algemeen(telefoon="+31 70 123 45 67", email="")], **ADRES
    )
    (rij,) = lees(ZON)
    (extra,) = rij.aanvulling["contacten"]
    assert (extra["telefoon"], extra["email"]) == ("", "info@zon.example.nl")
    invoeren([rij])
    assert len(foto(row)["contacten"]) == 1, "a second contact is a proposal"


def test_wat_wij_niet_kennen_komt_er_niet_bij(lees):
    plan = invoeren(lees(ZON))
    assert sum(plan.tellingen.values()) == 0
    assert plan.overgeslagen == {"staat niet op deze kaart": 1}


def test_zonder_adres_bij_ons_is_precies_dezelfde_naam_genoeg(lees):
    row = maak(naam="opvang de zon", soort="welzijn")
    (rij,) = lees(ZON)
    assert (rij.ingang, rij.waarden["sleutels"]) == (str(row.uuid), ["gemeentekaart:77"])


def test_dezelfde_naam_op_een_ander_adres_is_een_ander(lees):
    maak(naam="Opvang De Zon", **{**ADRES, "postcode": "2553CD"})
    assert lees(ZON)[0].ingang == ""


def test_twee_die_even_goed_passen_vragen_om_de_soort(lees):
    maak(naam="Opvang De Zon", **ADRES)
    row = maak(naam="Opvang De Zon", soort="bso", **ADRES)
    assert "past bij “Opvang De Zon” en “Opvang De Zon”" in lees(ZON)[0].melding
    (rij,) = lees(f"{ZON};bso", kop=f"{KOP};Soort")
    assert rij.ingang == str(row.uuid)


def test_alle_kolommen_ook_met_straat_en_nummer_apart(lees):
    kop = "url;organisatie;straatnaam;huisnr;huisletter;pc;woonplaats;tel;mail;internetadres"
    (rij,) = lees(
        "https://kaart.example.nl/o/77/;De Zon;Laan;1;a;2552AB;DEN HAAG;"
        "070 123 45 67;info@zon.example.nl;zon.example.nl",
        kop=kop,
    )
    assert rij.sleutel == "https://kaart.example.nl/o/77"
    assert rij.waarden == {
        "naam": "De Zon",
        **ADRES,
        "toevoeging": "a",
        "website": "https://zon.example.nl",
    }
    (contact,) = rij.aanvulling["contacten"]
    assert (contact["telefoon"], contact["email"]) == ("070-123 45 67", "info@zon.example.nl")


def test_een_waarde_die_niet_klopt_valt_weg_met_een_woord_erbij(lees):
    (rij,) = lees("77;De Zon;;1234;;bel maar;;;;")
    assert rij.waarden == {"naam": "De Zon"}
    assert any("geen telefoonnummer" in note for note in rij.let_op)
    assert any("Postcode" in note for note in rij.let_op)


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regel", "reden"),
    [
        ("77;;;;;;;;;", "De naam ontbreekt"),
        (";De Zon;;;;;;;;", "kenmerk (id)"),
        (f"{'7' * 101};De Zon;;;;;;;;", "langer dan 100 tekens"),
    ],
)
def test_een_rij_zonder_naam_of_kenmerk_wordt_geweigerd(lees, regel, reden):
    (rij, good) = lees(regel, ZON)
    assert reden in rij.melding
    assert not good.melding


@pytest.mark.parametrize("kop", ["id;adres", "naam;adres"])
def test_een_tabel_zonder_naam_of_kenmerk_wordt_geweigerd(lees, kop):
    with pytest.raises(BestandGeweigerd, match="ontbreekt de kolom"):
        lees("a;b", kop=kop)


# --- where the twin is ---------------------------------------------------------------------------


@pytest.fixture
def patroon(settings):
    settings.KAART = {**settings.KAART, "gemeentekaart_url": "https://g.example.nl/o/{sleutel}/"}


def test_de_sleutel_wijst_naar_de_pagina_en_terug(patroon):
    assert adres_van("7 7") == "https://g.example.nl/o/7%207/"
    assert sleutel_van("https://g.example.nl/o/77/") == "77"
    assert sleutel_van("https://g.example.nl/anders/77") == "https://g.example.nl/anders/77"
    assert adres_van("https://g.example.nl/anders/77") == "https://g.example.nl/anders/77"


@pytest.mark.parametrize(
    ("sleutel", "adres"),
    [
        ("https://elders.example.nl/77", ""),
        ("http://[", "https://g.example.nl/o/http%3A%2F%2F%5B/"),
        ("javascript:1", "https://g.example.nl/o/javascript%3A1/"),
    ],
)
def test_een_sleutel_leidt_nooit_naar_een_andere_site(patroon, sleutel, adres):
    assert adres_van(sleutel) == adres


def test_zonder_instelling_is_er_geen_verwijzing():
    assert adres_van("77") == ""
