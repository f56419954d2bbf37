"""The page of one entry: what it says, to whom, and what it says when there is nothing to see."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kaart.beeld import ingang
from organisaties.models import Contact
from organisaties.termijnen import maanden_terug
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, maak, maak_veel, persoon

pytestmark = pytest.mark.django_db
AFGESCHERMD = [Contact.Zichtbaarheid.PROFESSIONALS, Contact.Zichtbaarheid.COORDINATOREN]


def adres(row):
    return reverse("organisatie", args=[row.slug])


def lees(client, row):
    response = client.get(adres(row))
    assert response.status_code == 200
    return response.content.decode()


def dagen_terug(aantal):
    return (timezone.localdate() - timedelta(days=aantal)).isoformat()


@pytest.fixture
def beheerder(db):
    return get_user_model().objects.create_user(
        "beheer@example.nl", "geheim", is_staff=True, is_superuser=True
    )


# --- what it says ------------------------------------------------------------------------------


def test_de_pagina_zegt_wat_voor_wie_hoe_en_waar(client):
    row = maak(
        samenvatting="Opvang met extra handen.",
        leeftijd_van=30,
        leeftijd_tot=48,
        kosten="gratis",
        talen=["nl", "tr"],
        tolk_mogelijk=True,
        ondersteuning=["spraak-taal"],
        route_ouder="Bel ons.\n\nKom langs.",
        straat="Kerkstraat",
        huisnummer="1",
        postcode="2552AB",
        plaats="Den Haag",
        contacten=[algemeen()],
        **HOUTWIJK,
    )
    page = lees(client, row)
    for text in ("Opvang met extra handen.", "2,5 tot 4 jaar", "Gratis", "Nederlands, Turks"):
        assert text in page
    for text in ("Praten en taal", "<li>Bel ons.</li><li>Kom langs.</li>", "Kerkstraat 1"):
        assert text in page
    for text in ("2552 AB Den Haag", "Er kan een tolk komen", "/wijken/houtwijk/"):
        assert text in page


def test_een_algemeen_nummer_en_postvak_ziet_iedereen(client):
    row = maak(contacten=[algemeen(telefoon="070-123 45 67", email="info@example.nl")])
    page = lees(client, row)
    assert 'href="tel:+31701234567"' in page
    assert 'href="mailto:info@example.nl"' in page


def test_de_kaart_krijgt_het_punt_en_het_werkgebied(client):
    row = maak(werkgebied=["wijk:kraayenstein", "stadsdeel:laak"], **HOUTWIJK)
    page = lees(client, row)
    assert 'data-lat="52.054187" data-lon="4.248153"' in page
    assert 'data-wijken="kraayenstein-en-vroondaal"' in page, "the outline that shows this part"
    assert 'data-stadsdelen="laak"' in page


def test_zonder_plek_en_zonder_gebied_is_er_geen_kaart(client):
    assert "data-kaart" not in lees(client, maak())


def test_een_voorbeeld_zegt_dat_het_verzonnen_is(client):
    assert "Dit is een verzonnen voorbeeld" in lees(client, maak(voorbeeld=True))
    assert "verzonnen" not in lees(client, maak())


def test_tijdelijk_gesloten_staat_erbij(client):
    assert "Tijdelijk gesloten" in lees(client, maak(status="tijdelijk_gesloten"))


def test_openingstijden_staan_per_dag_in_een_tabel(client):
    page = lees(client, maak(openingstijden=[[1, "08:00", "12:00"], [1, "13:00", "17:00"]]))
    assert "08:00 – 12:00<br>13:00 – 17:00" in page
    assert page.count("gesloten") == 6


def test_wat_niemand_weet_staat_er_als_onbekend(client):
    page = lees(client, maak())
    assert "Dit weten wij nog niet: de leeftijd, de kosten, de talen" in page
    assert "Hoe u hier binnenkomt, weten wij nog niet" in page


# --- how old it is -----------------------------------------------------------------------------


@pytest.mark.parametrize(("dagen", "oud"), [(84, False), (85, True)])
def test_een_wachttijd_van_meer_dan_twaalf_weken_terug_is_zichtbaar_oud(client, dagen, oud):
    wait = {"weken": 8, "gemeld_op": dagen_terug(dagen), "gemeld_door": "de balie"}
    page = lees(client, maak(wachttijden=[wait]))
    assert "ongeveer 8 weken" in page
    assert ("meer dan 12 weken geleden" in page) is oud


@pytest.mark.parametrize(("dagen", "oud"), [(0, False), (1, True)])
def test_een_controle_van_voor_de_termijn_van_de_soort_is_zichtbaar_oud(client, dagen, oud):
    day = maanden_terug(timezone.localdate(), 6) - timedelta(days=dagen)
    row = maak(gecontroleerd_op=day.isoformat(), gecontroleerd_door="de balie")
    page = lees(client, row)
    assert "Gecontroleerd op" in page
    assert ("langer dan 6 maanden geleden" in page) is oud


def test_nooit_gecontroleerd_staat_er_met_zoveel_woorden(client):
    assert "Nog niet gecontroleerd" in lees(client, maak(bron="Een plan"))


def test_melden_gaat_naar_het_formulier_van_deze_plek(client):
    row = maak(naam="Opvang & Zo")
    assert f'href="/organisaties/{row.slug}/melden/"' in lees(client, row)


# --- other entries -----------------------------------------------------------------------------


def test_koepel_zusters_en_onderdelen_verwijzen_naar_elkaar(client):
    koepel = maak(naam="Koepel")
    een, twee = maak_veel([{"koepel": str(koepel.uuid)}, {"koepel": str(koepel.uuid)}])
    page = lees(client, een)
    assert adres(koepel) in page
    assert adres(twee) in page
    assert adres(een) in lees(client, koepel)


def test_een_overleg_toont_staat_doel_en_deelnemers_en_die_verwijzen_terug(client):
    lid, concept = maak_veel([{}, {"status": "concept", "naam": "Geheim plan"}])
    network = {
        "staat": "loopt",
        "doel": "Elkaar kennen",
        "leden": [str(lid.uuid), str(concept.uuid)],
    }
    row = maak(soort="overleg", overleg=network)
    page = lees(client, row)
    assert "Elkaar kennen" in page
    assert adres(lid) in page
    assert "Geheim plan" not in page
    assert adres(row) in lees(client, lid)


def test_in_de_buurt_staan_de_vijf_dichtstbijzijnde_binnen_een_kilometer():
    row = maak(**HOUTWIJK)
    near = maak_veel([{**HOUTWIJK, "lat": HOUTWIJK["lat"] + 0.001 * n} for n in range(1, 7)])
    maak_veel([SPOORWIJK, {**HOUTWIJK, "status": "concept"}])
    assert [b.organisatie.pk for b in ingang.dichtbij(row)] == [r.pk for r in near[:5]]
    assert ingang.dichtbij(row)[0].afstand == pytest.approx(0.111, abs=0.001)


# --- people ------------------------------------------------------------------------------------


@pytest.mark.parametrize("zichtbaarheid", AFGESCHERMD)
def test_een_bezoeker_ziet_niets_van_een_afgeschermde_persoon(client, zichtbaarheid):
    person = persoon(
        zichtbaarheid,
        naam="Zeldzame Naam",
        functie="Zeldzame functie",
        rol="Zeldzame rol",
        telefoon="070-987 65 43",
    )
    page = lees(client, maak(personen=[person]))
    values = ("Zeldzame", person["email"], "987 65 43", "709876543")
    assert not [value for value in values if value in page]


def test_van_een_openbare_persoon_ziet_een_bezoeker_alleen_naam_en_functie(client):
    person = persoon("publiek", naam="Zeldzame Naam", telefoon="070-987 65 43", rol="Spil")
    page = lees(client, maak(personen=[person]))
    assert "Zeldzame Naam" in page
    assert "Coach" in page
    assert not [v for v in (person["email"], "9876543", "987 65 43", "Spil") if v in page]


def test_een_beheerder_ziet_de_personen_met_hun_gegevens(client, beheerder):
    client.force_login(beheerder)
    page = lees(client, maak(personen=[persoon("coordinatoren", telefoon="070-987 65 43")]))
    assert "mailto:coordinatoren@example.nl" in page
    assert "tel:+31709876543" in page
    assert "Zichtbaar voor: coördinatoren" in page


# --- refusals ----------------------------------------------------------------------------------


def test_wat_gestopt_is_geeft_410_met_een_weg_verder(client):
    response = client.get(adres(maak(status="gestopt", naam="Oude opvang", **HOUTWIJK)))
    assert response.status_code == 410
    page = response.content.decode()
    assert "Oude opvang is gestopt" in page
    assert "?wijk=houtwijk&amp;soort=kinderdagverblijf" in page


def test_van_wat_gestopt_is_blijft_geen_persoon_zichtbaar(client):
    row = maak(status="gestopt", personen=[persoon("publiek", naam="Zeldzame Naam")])
    assert "Zeldzame" not in client.get(adres(row)).content.decode()


def test_een_concept_of_onbekend_adres_geeft_404(client):
    assert client.get(adres(maak(status="concept"))).status_code == 404
    assert client.get("/organisaties/bestaat-niet/").status_code == 404


def test_een_beheerder_ziet_een_concept_met_een_waarschuwing(client, beheerder):
    client.force_login(beheerder)
    assert "Alleen beheerders zien deze pagina" in lees(client, maak(status="concept"))


def test_alleen_lezen(client):
    assert client.post(adres(maak())).status_code == 405


def test_tekst_van_een_ander_wordt_nooit_opmaak(client):
    evil = "<script>alert(1)</script>"
    row = maak(
        naam=f"A {evil}", omschrijving=evil, route_ouder=evil, contacten=[algemeen(naam=evil)]
    )
    page = lees(client, row)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


# --- cost --------------------------------------------------------------------------------------


def rijk(aantal):
    """A network with so many members, neighbours, contacts, areas and sister entries."""
    leden = [str(row.uuid) for row in maak_veel([HOUTWIJK] * aantal)]
    koepel = str(maak().uuid)
    maak_veel([{"koepel": koepel}] * aantal)
    return maak(
        soort="overleg",
        overleg={"staat": "loopt", "leden": leden},
        koepel=koepel,
        contacten=[algemeen()] * aantal,
        werkgebied=["wijk:houtwijk", "wijk:waldeck"][:aantal],
        **HOUTWIJK,
    )


def test_de_pagina_vraagt_evenveel_aan_de_database_hoeveel_er_ook_aan_hangt(client):
    counts = []
    for row in (rijk(1), rijk(60)):
        client.get(adres(row))
        with CaptureQueriesContext(connection) as seen:
            client.get(adres(row))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20
