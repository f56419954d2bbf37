"""Anybody says what is wrong about an entry; nothing is published unseen, and robots stay out."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kaart.formulieren.melding import MeldingForm
from organisaties.dubbelen.samenvoegen import voeg_samen
from organisaties.foto import foto
from organisaties.models import Bericht, Melding, Organisatie
from tests.fabriek import algemeen, maak, persoon
from tests.meldhulp import enige, ingevuld, oud_genoeg

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rustig(monkeypatch):
    oud_genoeg(monkeypatch)


def adres(row):
    return f"/organisaties/{row.slug}/melden/"


def plek(**waarden):
    return maak(**{"contacten": [algemeen()], "website": "https://example.nl", **waarden})


def meld(client, row, **waarden):
    return client.post(adres(row), ingevuld(**waarden))


def test_het_formulier_laat_zien_wat_er_nu_staat(client):
    row = plek(leeftijd_van=30, leeftijd_tot=48, openingstijden=[[1, "08:30", "17:00"]])
    page = client.get(adres(row)).content.decode()
    for text in ("070-000 00 01", "info@example.nl", "2,5 tot 4 jaar", "ma 08:30-17:00"):
        assert text in page
    assert 'autocomplete="email"' in page


def test_de_pagina_van_een_plek_leidt_naar_het_formulier(client):
    row = plek()
    assert adres(row) in client.get(row.get_absolute_url()).content.decode()


def test_een_melding_wordt_bewaard_met_wat_de_melder_zag(client):
    row = plek()
    answer = meld(client, row, wat=["telefoon"], telefoon__telefoon="070-000 00 02", tekst="Gebeld")
    kept = enige()
    assert answer.url == f"/meldingen/{kept.sleutel}/"
    assert (kept.soort, kept.organisatie, kept.tekst) == ("fout", row, "Gebeld")
    assert kept.voorstel == {"telefoon": {"telefoon": "070-000 00 02"}}
    assert kept.gezien == {"telefoon": {"telefoon": "070-000 00 01"}}


def test_niets_verandert_voordat_iemand_heeft_gekeken(client):
    row = plek()
    before = client.get(row.get_absolute_url()).content
    meld(client, row, naam__naam="Heel andere naam", tekst="Zeldzaam woord")
    assert client.get(row.get_absolute_url()).content == before
    for path in ("/?q=Zeldzaam", "/uitvoer/contacten.csv", "/punten.json"):
        body = b"".join(client.get(path))
        assert b"Heel andere naam" not in body
        assert b"Zeldzaam woord" not in body


def test_aankruisen_zonder_te_weten_wat_het_moet_zijn_is_genoeg(client):
    meld(client, plek(), wat=["website", "openingstijden"])
    assert enige().voorstel == {"website": {}, "openingstijden": {}}


def test_invullen_zonder_aankruisen_telt_ook(client):
    meld(client, plek(), email__email="nieuw@example.nl")
    assert enige().voorstel == {"email": {"email": "nieuw@example.nl"}}


def test_van_een_adres_telt_wat_is_ingevuld(client):
    row = plek(straat="Voorbeeldweg", huisnummer="1", postcode="2552AB", plaats="Den Haag")
    meld(client, row, adres__huisnummer="12", adres__straat="Voorbeeldweg")
    assert enige().voorstel == {"adres": {"huisnummer": "12"}}


def test_tijden_en_leeftijd_in_gewone_woorden(client):
    meld(
        client,
        plek(),
        openingstijden__openingstijden="op maandag na schooltijd",
        leeftijd__leeftijd_van="2,5",
        leeftijd__leeftijd_tot="4",
    )
    assert enige().voorstel == {
        "openingstijden": {"openingstijden": "op maandag na schooltijd"},
        "leeftijd": {"leeftijd_van": 30, "leeftijd_tot": 48},
    }


def test_wie_zegt_dat_de_plek_niet_meer_bestaat_meldt_dat_zij_gestopt_is(client):
    meld(client, plek(), wat=["status"])
    assert enige().soort == Melding.Soort.GESTOPT
    assert enige().voorstel == {"status": {"status": "gestopt"}}


def test_een_formulier_dat_twee_keer_is_verstuurd_is_een_melding(client, mailoutbox):
    row = plek()
    form = ingevuld(wat=["naam"], tekst="Verkeerd", email="melder@example.nl")
    first = client.post(adres(row), form)
    again = client.post(adres(row), form)
    assert first.url == again.url
    assert Melding.objects.count() == 1
    assert len(mailoutbox) == 1


def test_wie_teruggaat_en_iets_anders_schrijft_meldt_ook_dat(client):
    row, form = plek(), ingevuld(tekst="Verkeerd")
    first = client.post(adres(row), form)
    again = client.post(adres(row), {**form, "tekst": "Nog iets"})
    assert first.url != again.url
    assert Melding.objects.count() == 2


def test_een_ander_die_hetzelfde_meldt_krijgt_de_link_van_de_eerste_niet(client):
    row = plek()
    first = meld(client, row, wat=["status"])
    other = meld(Client(), row, wat=["status"])
    assert first.url != other.url
    Client().post(other.url, {"doe": "intrekken"})
    assert client.get(first.url).status_code == 200


def test_elk_formulier_dat_wordt_getoond_is_een_ander(client):
    row = plek()
    shown = [client.get(adres(row)).context["formulier"].verse_tijd for _ in range(2)]
    assert shown[0] != shown[1]


def test_een_andere_melder_met_eigen_woorden_krijgt_een_eigen_melding(client):
    row = plek()
    meld(client, row, wat=["naam"], tekst="Verkeerd", email="een@example.nl")
    meld(client, row, wat=["naam"], tekst="Anders")
    assert Melding.objects.count() == 2


# --- persons -----------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", ["publiek", "professionals", "coordinatoren"])
def test_van_personen_staat_er_niets(client, wie):
    row = plek(personen=[persoon(wie, naam="Voorbeeld Verborgen", telefoon="06-00 00 00 09")])
    page = client.get(adres(row)).content.decode()
    for text in ("Voorbeeld Verborgen", f"{wie}@example.nl", "06-00 00 00 09"):
        assert text not in page
    assert "Schrijf niets over een kind" in page


# --- refusals ----------------------------------------------------------------------------------


def fout(client, row, **waarden):
    answer = meld(client, row, **waarden)
    assert answer.status_code == 400
    assert not Melding.objects.exists()
    return answer.content.decode()


def test_er_moet_iets_zijn_ingevuld(client):
    page = fout(client, plek())
    assert "Kruis aan wat er niet klopt" in page
    assert 'href="#id_wat"' in page


def test_iets_anders_vraagt_woorden(client):
    assert "Schrijf op wat er niet klopt." in fout(client, plek(), wat=["anders"])


def test_wat_er_al_staat_is_geen_voorstel(client):
    assert "Kruis aan" in fout(client, plek(), telefoon__telefoon="070-000 00 01")


@pytest.mark.parametrize(
    ("naam", "waarde", "zin"),
    [
        ("telefoon__telefoon", "bel maar", "is geen telefoonnummer"),
        ("email__email", "geen adres", "is geen e-mailadres"),
        ("website__website", "http://", "is geen webadres"),
        ("adres__postcode", "25", "vier cijfers en twee letters"),
        ("leeftijd__leeftijd_van", "peuter", "Schrijf een leeftijd in jaren"),
        ("kosten__kosten", "veel", "veel"),
        ("naam__naam", "x" * 201, "200"),
        ("naam__naam", "a\x00b", "onzichtbaar stuurteken"),
        ("tekst", "a\x00b", "onzichtbaar stuurteken"),
        ("tekst", "x" * 1501, "1500"),
        ("email", "geen adres", "Dit is geen e-mailadres"),
        ("wat", "onzin", "Kies uit de lijst"),
    ],
)
def test_wat_niet_kan_wordt_bij_het_veld_gezegd(client, naam, waarde, zin):
    page = fout(client, plek(), **{naam: waarde})
    assert zin in page
    assert f'href="#id_{naam.replace("__", "-")}"' in page


def test_een_leeftijd_van_boven_tot_wordt_gezegd(client):
    row = plek(leeftijd_van=0, leeftijd_tot=48)
    assert "lager zijn" in fout(client, row, leeftijd__leeftijd_van="5")


def test_wie_in_de_val_loopt_wordt_niet_bewaard(client):
    assert "veld dat u niet ziet" in fout(client, plek(), tekst="x", vindplaats="http://spam")


def test_wie_te_snel_is_hoort_dat(client, monkeypatch):
    monkeypatch.setattr("kaart.formulierwacht.MINSTENS", 60)
    page = fout(client, plek(), tekst="Klopt niet")
    assert "ging heel snel" in page
    assert "Klopt niet" in page


def test_zonder_eigen_tijd_wordt_niets_bewaard(client):
    assert "te lang open" in fout(client, plek(), tekst="x", tijd="verzonnen")


def test_boven_de_grens_wordt_niets_meer_bewaard(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "melding": "2/h/ip"}
    row = plek()
    answers = [meld(client, row, tekst=f"Melding {n}").status_code for n in range(3)]
    assert answers == [302, 302, 429]
    assert Melding.objects.count() == 2


def test_over_wat_niemand_ziet_is_niets_te_melden(client):
    row = maak(status="concept")
    assert client.get(adres(row)).status_code == 404
    assert meld(client, row, tekst="Klopt niet").status_code == 404


def test_over_wat_gestopt_is_kun_je_iets_vertellen_zonder_dat_er_iets_van_te_zien_is(client):
    row = plek(naam="Oude opvang", status="gestopt")
    assert adres(row) in client.get(row.get_absolute_url()).content.decode()
    page = client.get(adres(row)).content.decode()
    assert "Oude opvang is gestopt" in page
    for text in ("070-000 00 01", "info@example.nl", "Deze plek bestaat niet meer"):
        assert text not in page
    answer = meld(client, row, tekst="Zij zijn verhuisd")
    kept = enige()
    assert answer.url == f"/meldingen/{kept.sleutel}/"
    assert (kept.soort, kept.organisatie, kept.voorstel) == ("fout", row, {})
    assert "Oude opvang" not in client.get(answer.url).content.decode()


def test_over_wat_gestopt_is_zijn_woorden_nodig(client):
    assert "Schrijf op wat er niet klopt." in fout(client, plek(status="gestopt"), tekst=" ")


def test_van_een_samengevoegde_plek_gaat_het_over_de_blijver(client):
    left, gone = plek(), plek()
    voeg_samen(left, gone, {})
    assert client.get(adres(gone)).url == adres(left)


@given(
    wat=st.lists(st.text(max_size=12) | st.sampled_from(["naam", "status", "anders"]), max_size=3),
    teksten=st.lists(st.text(max_size=300), min_size=30, max_size=30),
)
def test_wat_er_ook_wordt_gestuurd_het_formulier_antwoordt(wat, teksten):
    beeld = {"naam": "Opvang", "soort": "kinderdagverblijf", "contacten": [algemeen(uuid="")]}
    form = MeldingForm({}, beeld=beeld)
    data = dict(zip(form.fields, teksten, strict=False)) | ingevuld() | {"wat": wat}
    form = MeldingForm(data, beeld=beeld)
    assert form.is_valid() or form.errors
    form.rijen  # noqa: B018 -- shows what was sent


@pytest.mark.parametrize("tekst", ["\ud800", "\u202e", "%00", "<script>", "\x0b", "x" * 5000])
def test_geen_enkele_tekst_breekt_de_pagina(client, tekst):
    names = MeldingForm(None, beeld=foto(plek())).fields
    data = dict.fromkeys(names, tekst.encode("utf-8", "surrogatepass"))
    assert client.post(adres(plek()), data).status_code == 400


# --- mail --------------------------------------------------------------------------------------


def test_met_een_mailadres_komt_de_link_ook_per_mail(client, mailoutbox):
    row = plek(naam="Speelzaal")
    meld(client, row, tekst="Geheim woord", email="melder@example.nl")
    [mail] = mailoutbox
    assert mail.to == ["melder@example.nl"]
    assert f"/meldingen/{enige().sleutel}/" in mail.body
    assert "Speelzaal" in mail.body
    assert "Geheim woord" not in mail.body
    assert Bericht.objects.get().soort == Bericht.Soort.MELDING


def test_zonder_mailadres_gaat_er_geen_mail(client, mailoutbox):
    meld(client, plek(), tekst="x")
    assert mailoutbox == []


def test_naar_een_adres_gaan_niet_meer_mails_dan_mag(client, mailoutbox, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "melding_mail": "1/d/key"}
    row = plek()
    for text in ("een", "twee"):
        meld(client, row, tekst=text, email="melder@example.nl")
    assert Melding.objects.count() == 2
    assert len(mailoutbox) == 1


def test_melden_verandert_de_inhoud_niet(client):
    row = plek()
    before = row.gewijzigd
    meld(client, row, wat=["status"], tekst="weg")
    row.refresh_from_db()
    assert (row.gewijzigd, row.status) == (before, Organisatie.Status.GEPUBLICEERD)


def test_zonder_de_cookie_van_het_formulier_zegt_de_pagina_wat_te_doen():
    answer = Client(enforce_csrf_checks=True).post(adres(plek()), ingevuld(tekst="x"))
    assert answer.status_code == 403
    assert "Uw formulier is niet verstuurd" in answer.content.decode()
    assert not Melding.objects.exists()
