"""Each kind of work: it appears when something is wrong, and is gone when it is solved."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.http import QueryDict
from django.utils import timezone

from organisaties.foto import foto
from organisaties.models import (
    Aanmelding,
    Bericht,
    Contact,
    Controle,
    Dubbel,
    Melding,
    Organisatie,
    Ronde,
    Voorstel,
)
from organisaties.sleutelfiguren import beeld
from organisaties.werkvoorraad.oplossen import AlOpgelost, GeenRecht, Veranderd, los_op
from organisaties.werkvoorraad.soort import FormulierFout, Onbekend
from tests.fabriek import SPOORWIJK, algemeen, gebruiker, maak, overleg, persoon
from tests.organisaties.werkhulp import dagen_terug, items, maak_gaaf, opdracht, werk
from wijken.geocoder import Adres, normaal
from wijken.models import Adrespunt, Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def baas():
    return gebruiker("beheerder")


def doe(wie, item, knop, **velden):
    data = QueryDict(mutable=True)
    for name, value in opdracht(item, knop, **velden).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return los_op(data, wie)


def een(slug):
    (item,) = items(slug)
    return item


def test_wie_alles_op_orde_heeft_heeft_geen_werk():
    maak_gaaf()
    assert werk() == {}


# --- who waits ------------------------------------------------------------------------------------


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


# --- what came of asking --------------------------------------------------------------------------


def bounce(*rijen, aan="info@example.nl", stand="terug"):
    row = Bericht.objects.create(soort="controle", aan=aan, onderwerp="Klopt dit nog?", stand=stand)
    row.controles.set(Controle.objects.create(organisatie=r, aan=aan, pogingen=1) for r in rijen)
    return row


def test_een_nieuw_postvak_komt_bij_elke_plek_van_de_mail(baas):
    rows = [
        maak_gaaf(naam="Een"),
        maak_gaaf(naam="Twee", personen=[persoon("publiek", email="info@example.nl")]),
    ]
    bounce(*rows)
    doe(baas, een("mail"), "postvak", email="nieuw@example.nl")
    assert [foto(r)["contacten"][0]["email"] for r in rows] == ["nieuw@example.nl"] * 2
    assert foto(rows[1])["personen"][0]["email"] == "nieuw@example.nl"
    assert "mail" not in werk()


def test_zonder_nieuw_adres_wordt_erom_gevraagd(baas):
    bounce(maak_gaaf())
    with pytest.raises(FormulierFout, match="Vul het nieuwe e-mailadres in"):
        doe(baas, een("mail"), "postvak", email="")
    assert werk() == {"mail": 1}


def test_een_mail_zonder_plek_is_af_te_vinken(baas):
    bounce()
    doe(baas, een("mail"), "opgelost")
    assert werk() == {}


def overgedragen(row, **waarden):
    sent = timezone.now() - timedelta(days=20)
    values = {"pogingen": 3, "laatst_gestuurd_op": sent, "aan": "info@example.nl", **waarden}
    return Controle.objects.create(organisatie=row, stand="overgedragen", **values)


def test_geen_antwoord_is_klaar_na_klopt_nog(baas):
    row = maak_gaaf(gecontroleerd_op=dagen_terug(400))
    overgedragen(row)
    assert werk() == {"geen-antwoord": 1}
    item = een("geen-antwoord")
    assert "3 mails" in item.zin
    assert item.bel == "070-000 00 01"
    doe(baas, item, "klopt")
    row.refresh_from_db()
    assert row.contact_gecontroleerd_door == Organisatie.Wie.KWARTIERMAKER
    assert werk() == {}


def test_zonder_mailadres_zegt_de_lijst_dat(baas):
    overgedragen(maak_gaaf(gecontroleerd_op=None), pogingen=0, laatst_gestuurd_op=None)
    assert "geen goed e-mailadres" in een("geen-antwoord").zin


@pytest.mark.parametrize(
    ("knop", "velden", "weken"), [("weken", {"weken": "6"}, 6), ("klaar", {}, 20)]
)
def test_een_onbeantwoorde_wachttijd_vult_de_kwartiermaker_in(baas, knop, velden, weken):
    old = [{"weken": 20, "gemeld_op": dagen_terug(100), "gemeld_door": "x"}]
    row = maak_gaaf(wachttijden=old)
    overgedragen(row, aard="wachttijd")
    doe(baas, een("geen-antwoord"), knop, **velden)
    assert foto(row)["wachttijden"][0]["weken"] == weken
    assert "geen-antwoord" not in werk()


def test_een_oude_controle_wordt_nieuw(baas):
    row = maak_gaaf(gecontroleerd_op=dagen_terug(400))
    message = doe(baas, een("controle"), "klopt")
    assert message == f"{row.naam} is vandaag gecontroleerd."
    assert werk() == {}
    last = Ronde.objects.first()
    assert (last.aard, last.wie) == (Ronde.Aard.BEVESTIGING, baas)


@pytest.mark.parametrize(
    "anders", [{"voorbeeld": True}, {"status": "concept"}, {"status": "gestopt"}]
)
def test_alleen_gepubliceerd_en_echt_wordt_nagekeken(anders):
    maak(**anders)
    assert werk() == {}


def test_wie_net_gevraagd_is_staat_niet_in_de_lijst():
    row = maak_gaaf(gecontroleerd_op=dagen_terug(400))
    Controle.objects.create(organisatie=row)
    assert werk() == {}


# --- sources --------------------------------------------------------------------------------------


def voorstel(row, veld="naam", waarde="Andere naam"):
    return Voorstel.objects.create(organisatie=row, bron="duo-test", veld=veld, waarde=waarde)


@pytest.mark.parametrize(
    ("knop", "naam", "stand"),
    [("over", "Andere naam", "overgenomen"), ("laat", "De Zon", "afgewezen")],
)
def test_een_verschil_met_het_register_wordt_beslist(baas, knop, naam, stand):
    row = maak_gaaf(naam="De Zon")
    proposal = voorstel(row)
    item = een("register")
    (line,) = item.regels
    assert (line.nu, line.waarde, line.bron) == ("De Zon", "Andere naam", "duo-test")
    doe(baas, item, f"{knop}-{proposal.pk}")
    row.refresh_from_db()
    proposal.refresh_from_db()
    assert (row.naam, proposal.stand) == (naam, stand)
    assert werk() == {}


def test_velden_van_een_adres_zijn_samen_een_regel():
    row = maak_gaaf(straat="Oudeweg", huisnummer="1")
    voorstel(row, "straat", "Nieuweweg")
    voorstel(row, "huisnummer", "2")
    (line,) = een("register").regels
    assert (line.veld, line.waarde) == ("Adres", "Nieuweweg, 2")


def test_een_ander_voorstel_dan_getoond_wordt_niet_overgenomen(baas):
    row = maak_gaaf(naam="De Zon")
    proposal = voorstel(row)
    item = een("register")
    Voorstel.objects.update(waarde="Nog iets anders")
    with pytest.raises(Veranderd):
        doe(baas, item, f"over-{proposal.pk}")
    assert foto(row)["naam"] == "De Zon"


@pytest.mark.parametrize(("knop", "status"), [("gestopt", "gestopt"), ("bestaat", "gepubliceerd")])
def test_wat_uit_het_register_verdween_wordt_beslist(baas, knop, status):
    row = maak_gaaf(verdwenen_op=dagen_terug(3))
    doe(baas, een("verdwenen"), knop)
    row.refresh_from_db()
    assert row.status == status
    assert "verdwenen" not in werk()


def test_dit_zijn_er_twee(baas):
    one, two = maak_gaaf(naam="De Zon"), maak_gaaf(naam="Zon")
    Dubbel.objects.create(een=one, ander=two, score=90, redenen=["zelfde adres"])
    item = een("dubbelen")
    assert "Lijkt op Zon" in item.zin
    assert "zelfde adres" in item.zin
    doe(baas, item, "twee")
    assert werk() == {}


# --- place, waiting time --------------------------------------------------------------------------

ADRES = {"straat": "Houtwijklaan", "huisnummer": "12", "postcode": "2552AB", "plaats": "Den Haag"}


def test_een_twijfelachtig_adres_wordt_overgenomen_of_geweigerd(baas):
    row = maak_gaaf(lat=None, lon=None, **ADRES)
    vraag = normaal(Adres(**ADRES))
    Adrespunt.objects.create(vraag=vraag, stand="twijfel", weergave="Houtwijklaan 12A", **SPOORWIJK)
    item = een("adres")
    assert "Houtwijklaan 12A" in item.toelichting[0]
    doe(baas, item, "nee")
    assert een("adres").knoppen == []
    Adrespunt.objects.update(stand="twijfel")
    doe(baas, een("adres"), "over")
    assert foto(row)["punt_kwaliteit"] == "hand"
    assert werk() == {}


def test_een_punt_van_alleen_de_postcode_vraagt_ook_aandacht():
    maak_gaaf(punt_kwaliteit="postcode", **ADRES)
    assert "postcode" in een("adres").toelichting[0]


@pytest.mark.parametrize(
    ("knop", "velden", "weken"), [("weken", {"weken": "4"}, [4, 9]), ("weg", {}, [])]
)
def test_een_oude_wachttijd_wordt_ververst_of_weggehaald(baas, knop, velden, weken):
    old = [{"weken": 9, "gemeld_op": dagen_terug(100), "gemeld_door": "x"}]
    row = maak_gaaf(wachttijden=old)
    doe(baas, een("wachttijd"), knop, **velden)
    assert [w["weken"] for w in foto(row)["wachttijden"]] == weken
    assert werk() == {}


def test_een_verse_wachttijd_is_geen_werk():
    maak_gaaf(wachttijden=[
        {"weken": 9, "gemeld_op": dagen_terug(100), "gemeld_door": "x"},
        {"weken": 3, "gemeld_op": dagen_terug(2), "gemeld_door": "x"},
    ])  # fmt: skip
    assert werk() == {}


@pytest.mark.parametrize("weken", ["", "-1", "261", "veel"])
def test_een_onmogelijke_wachttijd_wordt_geweigerd(baas, weken):
    maak_gaaf(wachttijden=[{"weken": 9, "gemeld_op": dagen_terug(100), "gemeld_door": "x"}])
    with pytest.raises(FormulierFout):
        doe(baas, een("wachttijd"), "weken", weken=weken)
    assert werk() == {"wachttijd": 1}


# --- people ---------------------------------------------------------------------------------------

GROND = "Toestemming van de persoon"


@pytest.mark.parametrize(
    "anders", [{"grondslag": ""}, {"bevestigd_op": None}, {"bevestigd_op": "2020-01-01"}]
)
def test_een_persoon_zonder_grond_of_bevestiging_wordt_bevestigd(baas, anders):
    maak_gaaf(
        personen=[
            persoon(
                "publiek",
                bevestigd_op=dagen_terug(1),
                **{k: v for k, v in anders.items() if k != "bevestigd_op"},
            )
            | anders
        ]
    )
    doe(baas, een("grond"), "grond", grond=GROND)
    contact = Contact.objects.personen().get()
    assert (contact.grondslag, contact.bevestigd_op) == (GROND, timezone.localdate())
    assert werk() == {}


def test_een_sleutelfiguur_krijgt_een_grond(baas):
    contact = Contact.objects.create(vorm="persoon", naam="Voorbeeld")
    contact.wijken.set(Wijk.objects.filter(slug="houtwijk"))
    doe(baas, een("grond"), "grond", grond=GROND)
    assert beeld(contact.uuid)["grondslag"] == GROND
    assert werk() == {}


def test_zonder_gekozen_grond_gebeurt_er_niets(baas):
    maak_gaaf(personen=[persoon("publiek", grondslag="", bevestigd_op=dagen_terug(1))])
    with pytest.raises(FormulierFout):
        doe(baas, een("grond"), "grond", grond="")
    assert werk() == {"grond": 1}


def test_wie_vertrok_vraagt_om_een_opvolger(baas):
    maak_gaaf(personen=[persoon("publiek", grondslag="", bevestigd_op=dagen_terug(1))])
    doe(baas, een("grond"), "vertrokken")
    assert werk() == {"opvolger": 1}
    doe(baas, een("opvolger"), "geen")
    assert werk() == {}


# --- missing fields -------------------------------------------------------------------------------


def test_ontbrekend_contact_wordt_aangevuld(baas):
    row = maak_gaaf(contacten=[])
    with pytest.raises(FormulierFout, match="Vul een telefoonnummer of een e-mailadres in"):
        doe(baas, een("geen-contact"), "bewaar", telefoon="", email="")
    doe(baas, een("geen-contact"), "bewaar", telefoon="0700000001", email="")
    assert foto(row)["contacten"][0]["telefoon"] == "070-000 00 01"
    assert werk() == {}


def test_een_persoon_die_te_bereiken_is_is_ook_contact():
    maak_gaaf(contacten=[], personen=[persoon("publiek", bevestigd_op=dagen_terug(1))])
    assert werk() == {}


def test_ontbrekende_toegang_wordt_aangevuld(baas):
    row = maak_gaaf(toegang=[])
    with pytest.raises(FormulierFout):
        doe(baas, een("geen-toegang"), "bewaar")
    doe(baas, een("geen-toegang"), "bewaar", toegang=["zelf", "huisarts"])
    assert foto(row)["toegang"] == ["huisarts", "zelf"]
    assert werk() == {}


@pytest.mark.parametrize(
    ("van", "tot", "maanden"),
    [("2,5", "4", (30, 48)), ("0", "", (0, None)), ("", "12", (None, 144))],
)
def test_ontbrekende_leeftijd_wordt_aangevuld_in_jaren(baas, van, tot, maanden):
    row = maak_gaaf(leeftijd_van=None, leeftijd_tot=None)
    doe(baas, een("geen-leeftijd"), "bewaar", van=van, tot=tot)
    row.refresh_from_db()
    assert (row.leeftijd_van, row.leeftijd_tot) == maanden
    assert werk() == {}


@pytest.mark.parametrize(
    ("van", "tot"), [("", ""), ("4", "2"), ("4", "4"), ("oud", ""), ("-1", "")]
)
def test_een_onmogelijke_leeftijd_wordt_geweigerd(baas, van, tot):
    maak_gaaf(leeftijd_van=None, leeftijd_tot=None)
    with pytest.raises(FormulierFout):
        doe(baas, een("geen-leeftijd"), "bewaar", van=van, tot=tot)
    assert werk() == {"geen-leeftijd": 1}


def test_een_overleg_hoeft_geen_leeftijd_en_geen_toegang():
    overleg(gecontroleerd_op=dagen_terug(1))
    assert werk() == {"geen-contact": 1}


def test_een_overleg_dat_er_nog_niet_is_hoeft_geen_contact():
    overleg(gecontroleerd_op=dagen_terug(1), overleg={"staat": "aanbevolen"})
    assert werk() == {}


# --- who, and once --------------------------------------------------------------------------------


def test_wat_intussen_gewijzigd_is_wordt_niet_bevestigd(baas):
    row = maak_gaaf(gecontroleerd_op=None)
    item = een("controle")
    doe(baas, een("controle"), "klopt")
    with pytest.raises(AlOpgelost):
        doe(baas, item, "klopt")
    other = maak_gaaf(gecontroleerd_op=None, leeftijd_van=None, leeftijd_tot=None)
    stale = een("controle")
    doe(baas, een("geen-leeftijd"), "bewaar", van="2", tot="")
    with pytest.raises(Veranderd):
        doe(baas, stale, "klopt")
    assert foto(other)["gecontroleerd_op"] is None
    assert foto(row)["gecontroleerd_op"] == timezone.localdate().isoformat()


@pytest.mark.parametrize("rol", ["professional", "organisatie", "kwartiermaker"])
def test_wie_er_niet_over_gaat_lost_niets_op(rol):
    row = maak_gaaf(gecontroleerd_op=None)
    user = gebruiker(rol, wijken=["spoorwijk"], organisaties=[row] if rol == "organisatie" else [])
    with pytest.raises(GeenRecht):
        doe(user, een("controle"), "klopt")
    assert foto(row)["gecontroleerd_op"] is None


def test_een_bericht_zonder_plek_is_van_de_beheerder():
    bounce()
    with pytest.raises(GeenRecht):
        doe(gebruiker("kwartiermaker", wijken=["houtwijk"]), een("mail"), "opgelost")


def test_een_sleutelfiguur_is_van_de_kwartiermaker_van_zijn_wijk():
    contact = Contact.objects.create(vorm="persoon", naam="Voorbeeld")
    contact.wijken.set(Wijk.objects.filter(slug="houtwijk"))
    with pytest.raises(GeenRecht):
        doe(gebruiker("kwartiermaker", wijken=["spoorwijk"]), een("grond"), "grond", grond=GROND)
    doe(gebruiker("kwartiermaker", wijken=["houtwijk"]), een("grond"), "grond", grond=GROND)
    assert werk() == {}


@pytest.mark.parametrize(
    ("slug", "sleutel"),
    [("bestaat-niet", "1"), ("controle", "x"), ("controle", "9" * 30), ("controle", "999999")],
)
def test_wat_er_niet_is_is_al_opgelost(baas, slug, sleutel):
    with pytest.raises(AlOpgelost):
        los_op(QueryDict(f"soort={slug}&item={sleutel}&doe=klopt"), baas)


SOLVABLE = [
    "controle",
    "verdwenen",
    "wachttijd",
    "geen-contact",
    "adres",
    "grond",
    "dubbelen",
    "register",
]


def test_een_onbekende_knop_doet_niets(baas):
    wait = [{"weken": 9, "gemeld_op": dagen_terug(100), "gemeld_door": "x"}]
    row = maak(
        verdwenen_op=dagen_terug(3),
        wachttijden=wait,
        personen=[persoon("publiek", grondslag="", email="", telefoon="")],
        **ADRES,
    )
    Dubbel.objects.create(een=row, ander=maak_gaaf())
    voorstel(row)
    before = foto(row)
    for slug in SOLVABLE:
        with pytest.raises(Onbekend):
            doe(baas, een(slug), "zomaar")
    assert foto(row) == before
