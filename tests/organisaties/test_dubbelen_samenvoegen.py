"""Two entries become one in one round: chosen field by field, and nothing gets lost."""

import pytest

from organisaties.dubbelen.keuzes import KEUZES, KeuzeOnbekend
from organisaties.dubbelen.samenvoegen import (
    IntussenGewijzigd,
    NietSamenTeVoegen,
    opvolger,
    voeg_samen,
    voorgangers,
)
from organisaties.foto import VELDEN, foto, vingerafdruk
from organisaties.keuring import Geweigerd
from organisaties.models import Contact, Gebruiker, Ronde, Wijziging
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, algemeen, maak, maak_veel, persoon

pytestmark = pytest.mark.django_db


def wijzig(org, **waarden):
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({org.pk: waarden})


def samen(een, ander, **keuzes):
    """Merge; gives the photograph of the one that stays."""
    voeg_samen(een, ander, keuzes)
    return foto(een)


# --- what is chosen ---------------------------------------------------------------------------


def test_per_veld_blijft_wat_gekozen_is():
    een = maak(naam="De Vlinder", kosten="gratis", samenvatting="Oud")
    ander = maak(naam="Vlinder", kosten="betaald", samenvatting="Nieuw")
    beeld = samen(een, ander, naam="behoud", kosten="weg", samenvatting="weg")
    assert (beeld["naam"], beeld["kosten"], beeld["samenvatting"]) == (
        "De Vlinder", "betaald", "Nieuw"
    )  # fmt: skip


def test_zonder_keuze_vult_de_ander_aan_wat_leeg_is():
    een, ander = maak(naam="De Vlinder"), maak(website="https://vlinder.example.nl", ve=True)
    beeld = samen(een, ander)
    assert (beeld["naam"], beeld["website"], beeld["ve"]) == (
        "De Vlinder", "https://vlinder.example.nl", True
    )  # fmt: skip


def test_lijsten_kunnen_allebei_en_wat_gelijk_is_telt_een_keer():
    een = maak(
        talen=["nl", "ar"],
        openingstijden=[[1, "08:00", "12:00"]],
        wachttijden=[{"weken": 3, "gemeld_op": "2026-01-01"}],
        contacten=[algemeen()],
    )
    ander = maak(
        talen=["nl", "tr"],
        openingstijden=[[1, "13:00", "17:00"]],
        wachttijden=[{"weken": 5, "gemeld_op": "2026-06-01"}],
        contacten=[algemeen(), algemeen(naam="Balie")],
    )
    names = ("talen", "openingstijden", "wachttijden", "contacten")
    beeld = samen(een, ander, **dict.fromkeys(names, "beide"))
    assert beeld["talen"] == ["ar", "nl", "tr"]
    assert beeld["openingstijden"] == [[1, "08:00", "12:00"], [1, "13:00", "17:00"]]
    assert [w["weken"] for w in beeld["wachttijden"]] == [5, 3]
    assert [c["naam"] for c in beeld["contacten"]] == ["Algemeen", "Balie"]


def test_personen_verhuizen_met_hun_kenmerk():
    een, ander = maak(), maak(personen=[persoon("professionals")])
    before = Contact.objects.get().uuid
    samen(een, ander, personen="weg")
    contact = Contact.objects.get()
    assert (contact.uuid, contact.organisatie) == (before, een)


def test_adres_en_punt_blijven_heel_en_het_betere_punt_wint():
    een = maak(straat="A", huisnummer="1", **HOUTWIJK, punt_kwaliteit="postcode")
    ander = maak(straat="B", postcode="2552AB", lat=52.05, lon=4.25, punt_kwaliteit="adres",
                 adres_id="x", punt_bron="PDOK")  # fmt: skip
    beeld = samen(een, ander, adres="weg")
    assert (beeld["straat"], beeld["huisnummer"], beeld["postcode"]) == ("B", "", "2552AB")
    assert (beeld["lat"], beeld["adres_id"], beeld["punt_bron"]) == (52.05, "x", "PDOK")


def test_elk_veld_heeft_een_plek():
    """A field that is added later is thought of here."""
    own = {"slug", "status", "voorbeeld", "opgegaan_in", "sleutels", "verdwenen_op"}
    assert {field for fields in KEUZES.values() for field in fields} | own == set(VELDEN)


# --- what always happens ----------------------------------------------------------------------


def test_alle_sleutels_gaan_naar_de_blijver_en_de_ander_stopt():
    een, ander = maak(sleutels=["lrk:1"]), maak(sleutels=["duo:2"], contacten=[algemeen()])
    beeld = samen(een, ander)
    assert beeld["sleutels"] == ["duo:2", "lrk:1"]
    gone = foto(ander)
    assert (gone["status"], gone["opgegaan_in"]) == ("gestopt", str(een.uuid))
    assert (gone["sleutels"], gone["contacten"]) == ([], [])
    ander.refresh_from_db()
    assert opvolger(ander) == een
    assert voorgangers(een) == [ander]


def test_wie_naar_de_ander_verwees_verwijst_naar_de_blijver():
    een, ander = maak_veel([{}, {}])
    part = maak(koepel=str(ander.uuid))
    network = maak(
        soort="overleg",
        overleg={"staat": "loopt", "leden": [str(een.uuid), str(ander.uuid), str(part.uuid)]},
    )
    samen(een, ander)
    assert foto(part)["koepel"] == str(een.uuid)
    assert foto(network)["overleg"]["leden"] == sorted([str(een.uuid), str(part.uuid)])


@pytest.mark.parametrize("keuze", ["behoud", "weg"])
def test_de_blijver_hoort_nooit_bij_zichzelf(keuze):
    ander = maak()
    een = maak(koepel=str(ander.uuid))
    assert samen(een, ander, koepel=keuze)["koepel"] is None


@pytest.mark.parametrize(
    ("ander", "blijft"),
    [
        ({"sleutels": ["duo:2"]}, None),
        ({}, "2026-01-01"),
        ({"sleutels": ["duo:2"], "verdwenen_op": "2026-02-02"}, "2026-01-01"),
    ],
)
def test_niet_meer_verdwenen_alleen_als_een_bron_de_ander_nog_noemt(ander, blijft):
    een = maak(sleutels=["lrk:1"], verdwenen_op="2026-01-01")
    assert samen(een, maak(**ander))["verdwenen_op"] == blijft


def test_het_is_een_ronde_die_heel_terug_kan():
    who = Gebruiker.objects.create(email="mede@example.nl")
    een = maak(sleutels=["lrk:1"], contacten=[algemeen()])
    ander = maak(sleutels=["lrk:2"], personen=[persoon("professionals")], talen=["ar"])
    part = maak(koepel=str(ander.uuid))
    before = {org.pk: foto(org) for org in (een, ander, part)}
    row = voeg_samen(een, ander, {"contacten": "beide"}, who)
    assert (row.aard, row.wie, row.reden) == (Ronde.Aard.BEWERKING, who, "samengevoegd")
    assert set(row.wijzigingen.values_list("organisatie", flat=True)) == before.keys()
    old = {pk: {} for pk in before}
    for change in Wijziging.objects.filter(ronde=row).select_related("persoonlijk"):
        kept = getattr(change, "persoonlijk", change)
        old[change.organisatie_id][change.veld] = kept.voor
    with ronde(Ronde.Aard.HERSTEL, herstelt=row) as schrijver:
        schrijver.wijzig(old)
    assert {org.pk: foto(org) for org in (een, ander, part)} == before


def test_een_keten_van_samenvoegingen_leidt_naar_de_laatste():
    een, twee, drie = maak_veel([{}, {}, {}])
    voeg_samen(twee, een, {})
    voeg_samen(drie, twee, {})
    een.refresh_from_db()
    assert een.opgegaan_in == drie  # in one step: whoever follows one step gets there as well
    assert opvolger(een) == drie
    assert set(voorgangers(drie)) == {een, twee}


# --- refusals ---------------------------------------------------------------------------------


def test_wie_te_laat_is_voegt_niets_samen():
    een, ander = maak_veel([{}, {}])
    seen = {org.pk: vingerafdruk(foto(org)) for org in (een, ander)}
    wijzig(ander, naam="Intussen anders")
    with pytest.raises(IntussenGewijzigd, match="intussen gewijzigd"):
        voeg_samen(een, ander, {}, gezien=seen)
    assert foto(ander)["opgegaan_in"] is None
    wijzig(ander, naam=ander.naam)
    voeg_samen(een, ander, {}, gezien=seen)


@pytest.mark.parametrize(
    ("een", "ander", "reden"),
    [
        ({"status": "gestopt"}, {}, "is gestopt"),
        ({}, {"voorbeeld": True}, "verzonnen voorbeeld"),
    ],
)
def test_wat_niet_samen_kan(een, ander, reden):
    with pytest.raises(NietSamenTeVoegen, match=reden):
        voeg_samen(maak(**een), maak(**ander), {})


def test_een_ingang_met_zichzelf_of_die_al_opging_of_niet_meer_bestaat():
    een, ander, derde = maak_veel([{}, {}, {}])
    with pytest.raises(NietSamenTeVoegen, match="verschillende"):
        voeg_samen(een, een, {})
    voeg_samen(een, ander, {})
    with pytest.raises(NietSamenTeVoegen, match="al opgegaan"):
        voeg_samen(derde, ander, {})
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.verwijder([derde.pk])
    with pytest.raises(NietSamenTeVoegen, match="bestaat niet meer"):
        voeg_samen(een, derde, {})


@pytest.mark.parametrize("keuzes", [{"slug": "weg"}, {"naam": "beide"}, {"naam": "allebei"}])
def test_een_keuze_die_niet_bestaat(keuzes):
    een, ander = maak_veel([{}, {}])
    with pytest.raises(KeuzeOnbekend):
        voeg_samen(een, ander, keuzes)
    assert foto(ander)["status"] == "gepubliceerd"


def test_wat_opging_kan_niet_meer_gepubliceerd_worden():
    een, ander = maak_veel([{}, {}])
    voeg_samen(een, ander, {})
    with pytest.raises(Geweigerd, match="opgegaan"):
        wijzig(ander, status="gepubliceerd")
