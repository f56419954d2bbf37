"""The management pages for what may be one place: the list, side by side, and the warning."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from organisaties.dubbelen.onthouden import onthoud, paar, zoek_dubbelen
from organisaties.dubbelen.samenvoegen import voeg_samen
from organisaties.foto import foto
from organisaties.models import Dubbel, Gebruiker, Organisatie, Ronde, Soort
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, maak, maak_veel, persoon

from .beheerformulier import opgestuurd

pytestmark = pytest.mark.django_db
LIJST = "admin:organisaties_dubbel_changelist"
ADRES = {"naam": "De Vlinder", "huisnummer": "12", "postcode": "2552AB"}
Stand = Dubbel.Stand


@pytest.fixture
def baas(client):
    user = Gebruiker.objects.create(email="baas@example.nl", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def medewerker(client):
    def maak_medewerker(*rechten):
        user = Gebruiker.objects.create(email="mede@example.nl", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rechten))
        client.force_login(user)
        return user

    return maak_medewerker


def tweeling(een=None, ander=None):
    """Two entries that look alike, and the pair that says so."""
    rows = [maak(**{**ADRES, **(een or {})}), maak(**{**ADRES, **(ander or {})})]
    onthoud([paar(*[row.pk for row in rows], score=90, redenen=["zelfde naam"])])
    return *rows, Dubbel.objects.get()


def scherm(dubbel):
    return reverse("admin:organisaties_dubbel_change", args=[dubbel.pk])


def besluit(client, dubbel, actie="samenvoegen", **anders):
    """Open the screen as a browser does, choose, and press a button."""
    page = client.get(scherm(dubbel))
    data = {"actie": actie, "blijft": page.context["blijft"], **anders}
    data |= {f"gezien_{kant['naam']}": kant["gezien"] for kant in page.context["kanten"]}
    for rij in page.context["anders"]:
        data.setdefault(f"v-{rij.naam}", rij.gekozen)
    return client.post(scherm(dubbel), data, follow=True)


def meldingen(answer):
    return " ".join(str(message) for message in answer.context["messages"])


# --- the list -----------------------------------------------------------------------------------


def test_de_lijst_toont_wat_te_bekijken_is_de_beste_eerst(client, baas):
    maak_veel([ADRES] * 2)
    maak_veel([{"naam": "Hoppetee"}] * 2)
    zoek_dubbelen()
    rows = client.get(reverse(LIJST)).context["cl"].result_list
    assert [row.score for row in rows] == [100, 50]
    Dubbel.objects.filter(score=50).update(stand=Stand.TWEE)
    assert len(client.get(reverse(LIJST)).context["cl"].result_list) == 1
    answer = client.get(reverse(LIJST), {"stand": "twee", "soort": "kinderdagverblijf"})
    assert [row.score for row in answer.context["cl"].result_list] == [50]


def test_zonder_recht_om_te_wijzigen_is_er_geen_lijst_en_geen_scherm(client, medewerker):
    *_orgs, dubbel = tweeling()
    medewerker("view_organisatie", "view_dubbel")
    assert client.get(reverse(LIJST)).status_code == 403
    assert client.post(scherm(dubbel), {"actie": "twee"}).status_code == 403


def test_wie_twee_ingangen_kiest_legt_ze_naast_elkaar(client, baas):
    ids = [row.pk for row in maak_veel([{}, {}, {}])]
    url = reverse("admin:organisaties_organisatie_changelist")
    data = {"action": "leg_naast_elkaar", "_selected_action": ids}
    assert "precies twee" in meldingen(client.post(url, data, follow=True))
    answer = client.post(url, {**data, "_selected_action": ids[:2]}, follow=True)
    assert answer.context["dubbel"].redenen == ["met de hand gekozen"]


# --- side by side -------------------------------------------------------------------------------


def test_wat_verschilt_is_te_kiezen_en_wat_gelijk_is_ligt_opgevouwen(client, baas):
    *_orgs, dubbel = tweeling({"kosten": "gratis", "talen": ["ar"]}, {"talen": ["tr"]})
    page = client.get(scherm(dubbel))
    rows = {rij.naam: rij for rij in page.context["anders"]}
    assert rows.keys() == {"kosten", "talen"}
    assert (rows["kosten"].een_leeg, rows["kosten"].gekozen) == (True, "een")
    assert (rows["talen"].beide, rows["talen"].gekozen) == (True, "beide")
    assert "adres" in {rij.naam for rij in page.context["gelijk"]}


def test_samenvoegen_volgt_de_keuzes_en_de_geschiedenis_van_beide_blijft(client, baas):
    een, ander, dubbel = tweeling({"kosten": "gratis"}, {"kosten": "betaald"})
    with ronde(Ronde.Aard.BEWERKING, reden="van vroeger") as schrijver:
        schrijver.wijzig({een.pk: {"samenvatting": "Oud"}})
    answer = besluit(client, dubbel, blijft="ander", **{"v-kosten": "een"})
    assert "Samengevoegd" in meldingen(answer)
    assert (foto(ander)["kosten"], foto(een)["opgegaan_in"]) == ("gratis", str(ander.uuid))
    assert Ronde.objects.first().wie == baas
    dubbel.refresh_from_db()
    assert (dubbel.stand, dubbel.besloten_door) == (Stand.SAMENGEVOEGD, baas)
    url = reverse("admin:organisaties_organisatie_history", args=[ander.pk])
    history = client.get(url).content.decode()
    assert "van vroeger" in history
    assert "De Vlinder, nu samengevoegd" in history
    page = client.get(scherm(dubbel)).content.decode()
    assert "Voeg samen" not in page
    assert "Opgegaan in" in page


def test_de_knop_zegt_welke_blijft(client, baas):
    dubbel = tweeling(ander={"naam": "De Vlinders"})[2]
    page = client.get(scherm(dubbel)).content.decode()
    for kant, words in (("een", "A (De Vlinder) blijft"), ("ander", "B (De Vlinders) blijft")):
        assert f'<span class="blijft-{kant}">: {words}</span>' in page


def test_dit_zijn_er_twee_en_dat_kan_terug(client, baas):
    *_orgs, dubbel = tweeling()
    assert "zijn er twee" in meldingen(besluit(client, dubbel, "twee"))
    dubbel.refresh_from_db()
    assert (dubbel.stand, dubbel.besloten_door) == (Stand.TWEE, baas)
    besluit(client, dubbel, "heropen")
    dubbel.refresh_from_db()
    assert (dubbel.stand, dubbel.besloten_door) == (Stand.OPEN, None)


def test_wie_over_een_besloten_paar_besluit_hoort_dat(client, baas):
    een, ander, dubbel = tweeling()
    voeg_samen(een, ander, {})
    assert "intussen al" in meldingen(client.post(scherm(dubbel), {"actie": "twee"}, follow=True))
    dubbel.refresh_from_db()
    assert dubbel.stand == Stand.SAMENGEVOEGD


def test_wie_te_laat_is_ziet_dat_en_houdt_haar_keuzes(client, baas):
    een, _ander, dubbel = tweeling({"kosten": "gratis"}, {"kosten": "betaald"})
    stale = {f"gezien_{kant}": "0" * 64 for kant in ("een", "ander")}
    data = {"actie": "samenvoegen", "blijft": "een", "v-kosten": "ander", **stale}
    answer = client.post(scherm(dubbel), data)
    assert "intussen gewijzigd" in meldingen(answer)
    assert [r.gekozen for r in answer.context["anders"]] == ["ander"]
    assert foto(een)["kosten"] == "gratis"


@pytest.mark.parametrize(
    "anders", [{"v-kosten": "geen"}, {"v-bestaat": "een"}, {"v-kosten": "beide"}]
)
def test_een_keuze_die_niet_kan_wordt_niet_uitgevoerd(client, baas, anders):
    _een, ander, dubbel = tweeling({"kosten": "gratis"}, {"kosten": "betaald"})
    assert meldingen(besluit(client, dubbel, **anders))
    assert foto(ander)["status"] == "gepubliceerd"


def test_een_weigering_noemt_het_veld(client, baas):
    een, _ander, dubbel = tweeling({"kosten": "gratis"}, {"kosten": "betaald"})
    Organisatie.objects.filter(pk=een.pk).update(postcode="12", naam="")
    assert "Naam: " in meldingen(besluit(client, dubbel, blijft="een", **{"v-naam": "een"}))


PERSONEN = [{"personen": [persoon("professionals", naam=f"Geheime {n}")]} for n in ("Een", "Ander")]


def test_wie_personen_mag_wijzigen_kiest_ertussen(client, medewerker):
    een, _ander, dubbel = tweeling(*PERSONEN)
    medewerker("view_organisatie", "change_organisatie", "view_contact", "change_contact")
    assert "Geheime Ander" in client.get(scherm(dubbel)).content.decode()
    besluit(client, dubbel, blijft="een", **{"v-personen": "ander"})
    assert [row["naam"] for row in foto(een)["personen"]] == ["Geheime Ander"]


@pytest.mark.parametrize(("recht", "reden"), [("", "zien"), ("view_contact", "wijzigen")])
def test_wie_personen_niet_mag_wijzigen_bewaart_ze_allemaal(client, medewerker, recht, reden):
    een, _ander, dubbel = tweeling(*PERSONEN)
    medewerker("view_organisatie", "change_organisatie", recht)
    page = client.get(scherm(dubbel)).content.decode()
    assert f"U mag geen contactpersonen {reden}. De personen van beide" in page
    assert "Geheime" not in page
    assert "v-personen" not in page
    besluit(client, dubbel, blijft="een", **{"v-personen": "ander"})
    assert {row["naam"] for row in foto(een)["personen"]} == {"Geheime Een", "Geheime Ander"}


def test_een_paar_dat_niet_bestaat_geeft_geen_fout(client, baas):
    assert client.get(reverse("admin:organisaties_dubbel_change", args=[99])).status_code == 302


# --- the warning --------------------------------------------------------------------------------


def vraag(client, **velden):
    return client.post(reverse("admin:organisaties_tweelingen"), velden)


def nieuw(client, **velden):
    """Fill in the form for a new entry, and save it."""
    url = reverse("admin:organisaties_organisatie_add")
    soort = Soort.objects.get(slug="kinderdagverblijf").pk
    return client.post(url, opgestuurd(client.get(url)) | {**ADRES, "soort": soort, **velden})


def test_wie_typt_ziet_wat_erop_lijkt(client, baas):
    org = maak(**ADRES, contacten=[algemeen(telefoon="070-1234567")], **HOUTWIJK)
    page = vraag(client, naam="De vlindr", lat="52,0541868", lon="4.2481526").content.decode()
    assert reverse("admin:organisaties_organisatie_change", args=[org.pk]) in page
    assert "ligt op 0 meter" in page
    page = vraag(client, naam="Vlinder", **{"contacten-0-telefoon": "0701234567"}).content.decode()
    assert "zelfde telefoonnummer" in page


@pytest.mark.parametrize(
    "velden", [{}, {"naam": "De"}, {"naam": "Iets anders", "lat": "x", "lon": "nan", "soort": "x"}]
)
def test_wat_nergens_op_lijkt_geeft_niets(client, baas, velden):
    maak(**ADRES)
    answer = vraag(client, **velden)
    assert (answer.status_code, answer.content.strip()) == (200, b"")


def test_de_waarschuwing_is_voor_wie_mag_schrijven(client, medewerker):
    assert client.get(reverse("admin:organisaties_tweelingen")).status_code != 200
    assert vraag(client, naam="De Vlinder").status_code == 302
    medewerker("view_organisatie")
    assert vraag(client, naam="De Vlinder").status_code == 403


def test_bewaren_vraagt_een_keer_of_het_een_andere_plek_is(client, baas):
    twin = maak(**ADRES)
    answer = nieuw(client)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "staat waarschijnlijk al op de kaart" in page
    assert reverse("admin:organisaties_organisatie_change", args=[twin.pk]) in page
    assert nieuw(client, andere_plek="on").status_code == 302
    made = Organisatie.objects.exclude(pk=twin.pk).get()
    row = Dubbel.objects.get()
    assert {row.een, row.ander} == {twin, made}
    assert (row.stand, row.besloten_door) == (Stand.TWEE, baas)


def test_wat_maar_een_beetje_lijkt_wordt_gewoon_bewaard(client, baas):
    maak(**{**ADRES, "naam": "Hoppetee"})
    assert nieuw(client).status_code == 302


# --- the form of an entry -----------------------------------------------------------------------


def bewaar(client, org, **anders):
    url = reverse("admin:organisaties_organisatie_change", args=[org.pk])
    return client.post(url, opgestuurd(client.get(url)) | anders)


def test_een_verplaatst_punt_is_van_de_hand_en_niet_meer_van_de_adreszoeker(client, baas):
    point = {"punt_kwaliteit": "postcode", "punt_score": 9.5, "adres_id": "adr-1"}
    org = maak(**HOUTWIJK, **point)
    assert bewaar(client, org, naam="Alleen de naam").status_code == 302
    assert foto(org)["adres_id"] == "adr-1"
    assert bewaar(client, org, **SPOORWIJK).status_code == 302
    beeld = foto(org)
    assert (beeld["punt_kwaliteit"], beeld["punt_score"], beeld["adres_id"]) == ("hand", None, "")


def test_kindplaatsen_en_ve_zijn_te_bewaren(client, baas):
    org = maak()
    assert bewaar(client, org, kindplaatsen="24", ve="true").status_code == 302
    assert (foto(org)["kindplaatsen"], foto(org)["ve"]) == (24, True)


def test_wat_opging_blijft_gestopt(client, baas):
    een, ander = maak_veel([{}, {}])
    voeg_samen(een, ander, {})
    answer = bewaar(client, ander, status="gepubliceerd")
    assert list(answer.context["adminform"].form.errors) == ["status"]
    assert een.naam in answer.content.decode()
