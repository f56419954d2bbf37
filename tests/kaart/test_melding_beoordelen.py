"""A moderator judges a report: side by side, field by field, on the own desk only."""

import pytest

from organisaties import meldingen
from organisaties.keuring import Fout, Geweigerd
from organisaties.models import Bericht, Gebruiker, Melding, Organisatie, Ronde, Wijziging
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, algemeen, gebruiker, maak
from tests.meldhulp import enige, lees, melding, oordeel, pad

pytestmark = pytest.mark.django_db
Rol = Gebruiker.Rol
VOORSTEL = {"telefoon": {"telefoon": "070-000 00 02"}, "naam": {"naam": "Speeltuin"}}


@pytest.fixture
def plek():
    return maak(naam="Speelzaal", contacten=[algemeen()], **HOUTWIJK)


@pytest.fixture
def gemeld(plek):
    return melding(plek, voorstel=VOORSTEL, tekst="Gebeld", email="melder@example.nl")


@pytest.fixture
def wie(client):
    user = gebruiker(Rol.KWARTIERMAKER, wijken=["houtwijk"])
    client.force_login(user)
    return user


def test_nu_en_voorstel_staan_naast_elkaar(client, wie, gemeld):
    page = lees(client, gemeld)
    for text in ("070-000 00 01", "070-000 00 02", "Speelzaal", "Speeltuin", "Gebeld"):
        assert text in page


def test_een_veld_wordt_overgenomen_en_een_ander_niet(client, wie, plek, gemeld):
    answer = oordeel(client, gemeld, oordeel__telefoon="over", oordeel__naam="niet")
    assert answer.url == "/werkvoorraad/meldingen/"
    plek.refresh_from_db()
    assert plek.naam == "Speelzaal"
    assert plek.contacten.get().telefoon == "070-000 00 02"
    row = enige()
    assert (row.stand, row.besluit) == ("deels", {"telefoon": True, "naam": False})
    assert row.behandeld_door == wie


def test_het_logboek_zegt_wie_waarom_en_waarvandaan(client, wie, plek, gemeld):
    oordeel(client, gemeld, oordeel__telefoon="over", oordeel__naam="over")
    act = enige().ronde
    assert (act.aard, act.bron, act.wie) == (Ronde.Aard.CORRECTIE, "melding", wie)
    assert act.reden.startswith("Melding van een bezoeker, ")
    assert "melder@example.nl" not in act.reden
    fields = set(Wijziging.objects.filter(ronde=act).values_list("veld", flat=True))
    assert {"naam", "contacten"} <= fields


def test_wie_iets_overneemt_heeft_dat_blok_gezien(client, wie, plek, gemeld):
    oordeel(client, gemeld, oordeel__telefoon="over", oordeel__naam="niet")
    plek.refresh_from_db()
    assert plek.contact_gecontroleerd_door == Organisatie.Wie.KWARTIERMAKER
    assert plek.tijden_gecontroleerd_door == ""


def test_een_kleine_verbetering_gaat_mee(client, wie, plek, gemeld):
    oordeel(
        client, gemeld,
        oordeel__telefoon="niet", oordeel__naam="over", naam__naam="Speeltuin De Hoek",
    )  # fmt: skip
    plek.refresh_from_db()
    assert plek.naam == "Speeltuin De Hoek"


def test_niets_overnemen_schrijft_niets(client, wie, plek, gemeld):
    before = Ronde.objects.count()
    oordeel(client, gemeld, oordeel__telefoon="niet", oordeel__naam="niet")
    assert (enige().stand, Ronde.objects.count()) == ("afgewezen", before)


def test_een_melding_in_woorden_wordt_alleen_afgehandeld(client, wie, plek):
    row = melding(plek, tekst="De ingang is achterom.")
    oordeel(client, row, oordeel__tekst="over", standaard="aangepast", eigen="Het staat erbij.")
    kept = enige()
    assert (kept.stand, kept.ronde) == ("overgenomen", None)
    assert kept.antwoord == "Dank u wel. Wij hebben het aangepast.\n\nHet staat erbij."


def test_een_nieuw_adres_krijgt_een_punt_dat_erbij_hoort(client, wie):
    row = maak(straat="Voorbeeldweg", huisnummer="1", postcode="2552AB", **HOUTWIJK)
    report = melding(row, voorstel={"adres": {"huisnummer": "9", "postcode": "2555 xy"}})
    oordeel(client, report, oordeel__adres="over")
    row.refresh_from_db()
    assert (row.huisnummer, row.postcode) == ("9", "2555XY")
    assert row.lat != HOUTWIJK["lat"]


@pytest.mark.parametrize("status", ["gestopt", "tijdelijk_gesloten"])
def test_van_wat_niet_meer_bestaat_kiest_de_moderator_de_status(client, wie, plek, status):
    meldingen.meld_gestopt(plek, "Wij zijn gestopt.")
    meldingen.meld_gestopt(plek, "Wij zijn gestopt.")
    assert enige().van == Melding.Van.ORGANISATIE
    oordeel(client, enige(), oordeel__status="over", status__status=status)
    plek.refresh_from_db()
    assert plek.status == status


# --- refusals ----------------------------------------------------------------------------------


def ongewijzigd(plek):
    plek.refresh_from_db()
    assert plek.contacten.get().telefoon == "070-000 00 01"
    assert enige().stand == Melding.Stand.NIEUW


def test_elk_veld_vraagt_een_keuze(client, wie, plek, gemeld):
    answer = oordeel(client, gemeld, oordeel__telefoon="over")
    assert answer.status_code == 400
    assert 'href="#id_oordeel-naam"' in answer.content.decode()
    ongewijzigd(plek)


def test_wat_niet_kan_staat_bij_het_veld(client, wie, plek, gemeld):
    answer = oordeel(
        client, gemeld,
        oordeel__telefoon="over", oordeel__naam="niet", telefoon__telefoon="bel maar",
    )  # fmt: skip
    assert answer.status_code == 400
    assert "is geen telefoonnummer" in answer.content.decode()
    ongewijzigd(plek)


def test_tijden_in_losse_woorden_moet_de_moderator_eerst_uitschrijven(client, wie, plek):
    row = melding(plek, voorstel={"openingstijden": {"openingstijden": "elke ochtend"}})
    answer = oordeel(client, row, oordeel__openingstijden="over")
    assert "Schrijf dag en uren" in answer.content.decode()
    words = {"openingstijden__openingstijden": "ma t/m vr 9-12"}
    oordeel(client, row, oordeel__openingstijden="over", **words)
    assert plek.openingstijden.count() == 5


def test_zonder_voorstel_vraagt_overnemen_een_waarde(client, wie, plek):
    row = melding(plek, voorstel={"telefoon": {}})
    answer = oordeel(client, row, oordeel__telefoon="over")
    assert "Vul in wat het moet worden." in answer.content.decode()


def test_wat_intussen_is_gewijzigd_wordt_getoond_en_niet_overschreven(client, wie, plek, gemeld):
    form = client.get(pad(gemeld)).context["formulier"]
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({plek.pk: {"naam": "Speelhuis"}})
    answer = oordeel(client, gemeld, form, oordeel__telefoon="niet", oordeel__naam="over")
    assert answer.status_code == 400
    page = answer.content.decode()
    for text in ("Intussen is hier iets gewijzigd", "Speelhuis", "De melder zag:"):
        assert text in page
    plek.refresh_from_db()
    assert plek.naam == "Speelhuis"


def test_wat_de_melder_intussen_zei_wordt_eerst_getoond(client, wie, plek, gemeld):
    form = client.get(pad(gemeld)).context["formulier"]
    meldingen.vul_aan(gemeld, "Toch niet!")
    answer = oordeel(client, gemeld, form, oordeel__telefoon="over", oordeel__naam="over")
    assert "Toch niet!" in answer.content.decode()
    ongewijzigd(plek)


def test_van_twee_moderatoren_wint_de_eerste(client, wie, plek, gemeld):
    form = client.get(pad(gemeld)).context["formulier"]
    other = gebruiker(Rol.BEHEERDER, email="eerste@example.nl")
    meldingen.beoordeel(gemeld, {"telefoon": False, "naam": False}, other, "Nee.")
    answer = oordeel(client, gemeld, form, oordeel__telefoon="over", oordeel__naam="over")
    assert answer.status_code == 409
    assert "al beoordeeld door eerste@example.nl" in answer.content.decode()
    assert plek.contacten.get().telefoon == "070-000 00 01"


def test_tegelijk_beoordelen_schrijft_een_keer(plek, gemeld):
    who, again = gebruiker(Rol.BEHEERDER), Melding.objects.get(pk=gemeld.pk)
    meldingen.beoordeel(gemeld, {"telefoon": False, "naam": False}, who)
    with pytest.raises(meldingen.AlBeoordeeld):
        meldingen.beoordeel(again, {"telefoon": True, "naam": True}, who)
    assert plek.contacten.get().telefoon == "070-000 00 01"


def test_een_weigering_laat_de_melding_open(plek, gemeld):
    with pytest.raises(ValueError, match="telefoonnummer"):
        meldingen.beoordeel(
            gemeld,
            {"telefoon": True},
            gebruiker(Rol.BEHEERDER),
            als={"telefoon": {"telefoon": "nee"}},
        )
    ongewijzigd(plek)


def test_wat_intussen_is_ingetrokken_is_weg(client, wie, gemeld):
    form = client.get(pad(gemeld)).context["formulier"]
    meldingen.trek_in(gemeld)
    assert oordeel(client, gemeld, form, oordeel__naam="over").status_code == 404


# --- the answer --------------------------------------------------------------------------------


def test_de_melder_krijgt_antwoord_en_het_adres_gaat_weg(client, wie, gemeld, mailoutbox):
    oordeel(client, gemeld, oordeel__telefoon="over", oordeel__naam="niet", standaard="aangepast")
    [mail] = mailoutbox
    assert mail.to == ["melder@example.nl"]
    for text in ("- Telefoonnummer", "- Naam", "Wij hebben het aangepast", gemeld.sleutel):
        assert text in mail.body
    assert enige().email == ""


def test_zonder_adres_gaat_er_geen_mail(client, wie, plek, mailoutbox):
    row = melding(plek, voorstel=VOORSTEL)
    oordeel(client, row, oordeel__telefoon="over", oordeel__naam="niet")
    assert mailoutbox == []


def test_een_geweigerde_mail_breekt_het_oordeel_niet(client, wie, plek, gemeld, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    oordeel(client, gemeld, oordeel__telefoon="over", oordeel__naam="niet")
    assert enige().stand == "deels"
    assert enige().email == "melder@example.nl"
    assert Bericht.objects.get().stand == Bericht.Stand.GEWEIGERD


def test_spam_gaat_weg_zonder_antwoord_en_kan_terug(client, wie, gemeld, mailoutbox):
    client.post(pad(gemeld), {"doe": "spam"})
    assert (enige().stand, enige().email) == ("spam", "")
    assert mailoutbox == []
    client.post(pad(gemeld), {"doe": "terug"})
    assert enige().stand == "nieuw"


def test_wat_de_melder_typte_wordt_niet_uitgevoerd(client, wie, plek):
    attack = "<script>alert(1)</script>"
    row = melding(plek, voorstel={"naam": {"naam": attack}}, tekst=attack)
    assert attack not in lees(client, row)
    missing = melding(voorstel={"naam": attack}, wijk=wie.wijken.get())
    assert attack not in lees(client, missing)
    assert attack not in client.get("/werkvoorraad/meldingen/").content.decode()


# --- what the write path refuses after all ------------------------------------------------------


def geweigerd(*_args):
    raise Geweigerd([Fout(0, "naam", "Deze naam kan niet.")])


def test_na_een_weigering_is_er_niet_beoordeeld_en_staat_het_getypte_er_nog(
    client, wie, gemeld, monkeypatch, mailoutbox
):
    monkeypatch.setattr(meldingen, "_schrijf", geweigerd)
    choices = {"oordeel__telefoon": "over", "oordeel__naam": "over", "eigen": "Mijn antwoord"}
    answer = oordeel(client, gemeld, **choices)
    page = answer.content.decode()
    assert answer.status_code == 400
    for text in ("Deze naam kan niet.", "Mijn antwoord", 'value="spam"'):
        assert text in page
    assert "Beoordeeld" not in page
    assert enige().stand == "nieuw"
    assert mailoutbox == []


def test_een_melding_die_onder_het_schrijven_is_ingetrokken_is_weg(
    client, wie, gemeld, monkeypatch
):
    def trek_in(*args):
        Melding.objects.all().delete()
        geweigerd(*args)

    monkeypatch.setattr(meldingen, "beoordeel", trek_in)
    answer = oordeel(client, gemeld, oordeel__telefoon="over", oordeel__naam="niet")
    assert answer.url == "/werkvoorraad/meldingen/"
