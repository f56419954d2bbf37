"""A source makes a plan; applying it is all or nothing, and never goes over what people wrote."""

from dataclasses import replace

import pytest
from django.db import IntegrityError
from django.utils import timezone

from organisaties.invoer import toepassen
from organisaties.invoer.bron import Bestand, Bron, Lezing, Rij
from organisaties.invoer.plan import maak_plan
from organisaties.invoer.toepassen import PlanVerouderd, pas_toe
from organisaties.models import Invoer, Invoerregel, Organisatie, Ronde, Sleutel, Wijziging
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, maak, persoon, velden
from wijken import versie

pytestmark = pytest.mark.django_db

BRON = "register"
REGISTER = Bron(BRON, "Een register", lees=lambda _pad, _verslag: iter(()))
BESTAND = Bestand("register.csv", "0" * 64, "2026-09-01")
Lot = Invoerregel.Lot


def rijen(**waarden):
    """Rows of a source: key=values of one entry."""
    return [Rij(n, key, velden(**values)) for n, (key, values) in enumerate(waarden.items(), 1)]


def plan(*rows, **waarden):
    return maak_plan(Lezing(REGISTER, BESTAND, [*rows, *rijen(**waarden)]))


def lees(**waarden):
    """Plan and apply."""
    invoer = plan(**waarden)
    pas_toe(invoer)
    return invoer


def ingang(sleutel):
    return Organisatie.objects.get(sleutels__bron=BRON, sleutels__sleutel=sleutel)


def wijzig(sleutel, **waarden):
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({ingang(sleutel).pk: waarden})


def telling(invoer):
    return {lot: number for lot, number in invoer.tellingen.items() if number}


def reden(invoer, sleutel):
    return invoer.regels.get(sleutel=sleutel, lot=Lot.GEWEIGERD).melding


def stand():
    """Everything that a plan could have changed."""
    return (
        versie.uit_database(),
        Ronde.objects.count(),
        Wijziging.objects.count(),
        list(Organisatie.objects.order_by("pk").values()),
    )


# --- what a plan says -----------------------------------------------------------------------------


def test_een_plan_schrijft_nog_niets():
    before = stand()
    assert telling(plan(a={"naam": "Aap"}, b={"naam": "Noot"})) == {"nieuw": 2}
    assert stand() == before


def test_nieuw_gewijzigd_ongewijzigd_verdwenen():
    lees(a={"naam": "Aap"}, b={"naam": "Noot"}, c={"naam": "Mies"})
    invoer = lees(a={"naam": "Aap"}, b={"naam": "Nootje"}, d={"naam": "Wim"})
    assert telling(invoer) == {"nieuw": 1, "gewijzigd": 1, "ongewijzigd": 1, "verdwenen": 1}
    assert ingang("b").naam == "Nootje"
    assert ingang("c").verdwenen_op == timezone.localdate()
    assert ingang("c").status == "gepubliceerd"
    assert ingang("d").naam == "Wim"


def test_alleen_wat_anders_is_staat_in_het_plan():
    lees(a={"naam": "Aap", "kosten": "gratis"})
    regel = plan(a={"naam": "Aap", "kosten": "betaald"}).regels.get()
    assert regel.waarden == {"kosten": "betaald"}


def test_een_tweede_plan_van_hetzelfde_is_leeg():
    values = {
        **HOUTWIJK,
        "naam": "Aap",
        "talen": ["nl", "ar"],
        "werkgebied": ["wijk:houtwijk"],
        "openingstijden": [[1, "08:00", "09:00"]],
        "contacten": [algemeen(), algemeen(naam="Balie")],
        "wachttijden": [{"weken": 3, "gemeld_op": "2026-09-01"}],
    }
    lees(a=values)
    again = plan(a=values)
    assert telling(again) == {"ongewijzigd": 1}
    assert not again.regels.exists()
    before = stand()
    assert pas_toe(again) is None
    assert stand() == before


def test_verdwenen_blijft_verdwenen_zonder_nieuwe_dag():
    lees(a={"naam": "Aap"})
    lees()
    Organisatie.objects.update(verdwenen_op="2020-01-01")
    assert telling(plan()) == {}


def test_terug_van_weggeweest():
    lees(a={"naam": "Aap"})
    lees()
    invoer = lees(a={"naam": "Aapje"})
    assert telling(invoer) == {"terug": 1}
    assert ingang("a").verdwenen_op is None
    assert ingang("a").naam == "Aapje"


def test_bronnen_laten_elkaar_met_rust():
    lees(a={"naam": "Aap"})
    other = maak_plan(Lezing(replace(REGISTER, code="ander"), BESTAND, rijen(a={"naam": "Noot"})))
    assert telling(other) == {"nieuw": 1}
    pas_toe(other)
    assert ingang("a").naam == "Aap"


def test_velden_die_de_bron_niet_noemt_blijven():
    lees(a={"naam": "Aap"})
    wijzig("a", samenvatting="Door een mens")
    lees(a={"naam": "Aapje"})
    assert ingang("a").samenvatting == "Door een mens"


def test_de_ronde_zegt_uit_welke_bron():
    row = pas_toe(plan(a={"naam": "Aap"}))
    assert (row.aard, row.bron, row.reden) == ("invoer", BRON, "register.csv")
    assert row.invoer.stand == Invoer.Stand.TOEGEPAST
    assert row.invoer.regels.get().organisatie == ingang("a")


# --- what people wrote ----------------------------------------------------------------------------


def test_wat_een_mens_verbeterde_wordt_voorgesteld_en_niet_overschreven():
    lees(a={"naam": "Aap", "kosten": "gratis"})
    wijzig("a", naam="Aap (juist)")
    invoer = lees(a={"naam": "Aap", "kosten": "betaald"})
    regel = invoer.regels.get()
    assert (regel.waarden, regel.voorstel) == ({"kosten": "betaald"}, {"naam": "Aap"})
    assert (ingang("a").naam, ingang("a").kosten) == ("Aap (juist)", "betaald")


def test_alleen_een_voorstel_schrijft_niets():
    lees(a={"naam": "Aap"})
    wijzig("a", naam="Aap (juist)")
    before = stand()
    invoer = lees(a={"naam": "Aap"})
    assert telling(invoer) == {"ongewijzigd": 1}
    assert invoer.regels.get().voorstel == {"naam": "Aap"}
    assert stand() == before


def test_een_ingang_die_een_mens_maakte_is_van_die_mens():
    """Somebody made the entry and then gave it the key of the register."""
    maak(naam="Aap", kosten="gratis", sleutels=[f"{BRON}:a"])
    invoer = lees(a={"naam": "Anders", "kosten": "betaald", "website": "https://example.nl"})
    regel = invoer.regels.get()
    assert regel.voorstel == {"naam": "Anders", "kosten": "betaald"}
    assert regel.waarden == {"website": "https://example.nl"}


def test_personen_die_een_mens_invoerde_blijven():
    entry = maak(sleutels=[f"{BRON}:a"], personen=[persoon("professionals")])
    lees(a={"naam": entry.naam, "personen": []})
    assert entry.contacten.count() == 1


def test_een_mens_die_zegt_dat_iets_er_nog_is_krijgt_een_voorstel():
    lees(a={"naam": "Aap"})
    lees()
    wijzig("a", verdwenen_op=None)
    invoer = lees()
    assert telling(invoer) == {"ongewijzigd": 1}
    assert list(invoer.regels.get().voorstel) == ["verdwenen_op"]
    assert ingang("a").verdwenen_op is None


# --- keys -----------------------------------------------------------------------------------------


def test_een_dubbele_sleutel_wordt_geweigerd_en_de_eerste_telt():
    rows = [Rij(1, "a", velden(naam="Aap")), Rij(2, "a", velden(naam="Noot"))]
    invoer = plan(*rows)
    assert telling(invoer) == {"nieuw": 1, "geweigerd": 1}
    assert reden(invoer, "a") == "Sleutel “a” staat ook op regel 1. Houd er één over."
    pas_toe(invoer)
    assert ingang("a").naam == "Aap"


def test_twee_sleutels_van_een_ingang_schrijven_niet_over_elkaar_heen():
    entry = maak(naam="Aap", sleutels=[f"{BRON}:a", f"{BRON}:b"])
    invoer = plan(a={"naam": "Aap"}, b={"naam": "Noot"})
    assert telling(invoer) == {"ongewijzigd": 1, "geweigerd": 1}
    assert reden(invoer, "b") == "Regel 1 gaat over dezelfde ingang. Houd er één over."
    assert telling(plan(b={"naam": "Aap"})) == {"ongewijzigd": 1}
    assert [(r.lot, r.organisatie) for r in plan().regels.all()] == [(Lot.VERDWENEN, entry)]


def test_de_eigen_sleutel_gaat_nooit_verloren():
    lees(a={"naam": "Aap", "sleutels": ["kvk:1"]})
    lees(a={"naam": "Aap", "sleutels": ["kvk:2"]})
    assert set(ingang("a").sleutels.values_list("bron", "sleutel")) == {
        (BRON, "a"), ("kvk", "1"), ("kvk", "2")
    }  # fmt: skip


@pytest.mark.parametrize("sleutel", ["", "x" * 101, "a\0b", "\ud800"])
def test_een_sleutel_die_niet_kan_wordt_geweigerd(sleutel):
    invoer = plan(Rij(1, sleutel, velden()))
    assert telling(invoer) == {"geweigerd": 1}
    assert "sleutel" in invoer.regels.get().melding


# --- rows that are refused ------------------------------------------------------------------------

FOUTEN = {
    "postcode": {"postcode": "12"},
    "kosten": {"kosten": "veel"},
    "leeftijd_van": {"leeftijd_van": 48, "leeftijd_tot": 24},
    "lat": {"lat": 52.0},
    "naam": {"naam": ""},
    "soort": {"soort": "luchtkasteel"},
    "wijk": {"wijk": "atlantis"},
    "talen": {"talen": ["nl", "klingon"]},
    "ondersteuning": {"ondersteuning": ["toverij"]},
    "werkgebied": {"werkgebied": ["wijk:atlantis"]},
    "koepel": {"koepel": "00000000-0000-4000-8000-000000000000"},
    "overleg": {"overleg": {"staat": "loopt", "leden": ["wie"]}},
    "bestaat_niet": {"bestaat_niet": 1},
    "uuid": {"uuid": "geen uuid"},
    "omschrijving": {"omschrijving": "a\0b"},
}


@pytest.mark.parametrize("veld", FOUTEN)
def test_een_foute_rij_wordt_geweigerd_met_het_veld_en_de_rest_gaat_door(veld):
    invoer = plan(fout=FOUTEN[veld], goed={"naam": "Aap"})
    assert telling(invoer) == {"nieuw": 1, "geweigerd": 1}
    assert reden(invoer, "fout").startswith(f"{veld}: ")
    pas_toe(invoer)
    assert ingang("goed").naam == "Aap"
    assert not Sleutel.objects.filter(sleutel="fout").exists()


def test_een_foute_rij_laat_de_ingang_staan_zoals_zij_was():
    lees(a={"naam": "Aap"})
    before = ingang("a")
    assert telling(lees(a={"naam": "Aap", "soort": "luchtkasteel"})) == {"geweigerd": 1}
    assert ingang("a").soort == before.soort
    assert ingang("a").verdwenen_op is None


def test_een_rij_die_niet_te_lezen_was_zegt_waarom():
    invoer = plan(Rij(7, "a", melding="Er ontbreekt een kolom."))
    assert reden(invoer, "a") == "Er ontbreekt een kolom."
    assert invoer.regels.get().nummer == 7


def test_een_webadres_of_uuid_van_een_ander_wordt_geweigerd():
    entry = maak(slug="bezet")
    invoer = plan(a={"slug": "bezet"}, b={"uuid": str(entry.uuid)}, c={"naam": "Aap"})
    assert telling(invoer) == {"nieuw": 1, "geweigerd": 2}
    assert "al van een andere ingang" in reden(invoer, "a")
    assert "al van een andere ingang" in reden(invoer, "b")


def test_een_koepel_mag_uit_hetzelfde_plan_komen():
    uuid = "00000000-0000-4000-8000-000000000001"
    lees(onderdeel={"koepel": uuid}, koepel={"uuid": uuid, "naam": "Koepel"})
    assert ingang("onderdeel").koepel == ingang("koepel")


def test_wie_een_geweigerde_koepel_noemt_wordt_ook_geweigerd():
    uuid = "00000000-0000-4000-8000-000000000001"
    invoer = plan(
        onderdeel={"koepel": uuid}, koepel={"uuid": uuid, "soort": "luchtkasteel"}, ander={}
    )
    assert telling(invoer) == {"nieuw": 1, "geweigerd": 2}
    pas_toe(invoer)
    assert Organisatie.objects.count() == 1


# --- applying -------------------------------------------------------------------------------------


def test_een_plan_wordt_een_keer_gebruikt():
    invoer = plan(a={"naam": "Aap"})
    pas_toe(invoer)
    before = stand()
    with pytest.raises(PlanVerouderd, match="al gebruikt"):
        pas_toe(invoer)
    assert stand() == before
    invoer.refresh_from_db()
    assert invoer.stand == Invoer.Stand.TOEGEPAST


def test_een_verouderd_plan_wordt_geweigerd_en_schrijft_niets():
    lees(a={"naam": "Aap"}, b={"naam": "Noot"})
    invoer = plan(a={"naam": "Aapje"}, b={"naam": "Nootje"}, c={"naam": "Mies"})
    wijzig("b", samenvatting="Intussen")
    before = stand()
    with pytest.raises(PlanVerouderd, match=r"Regel 2 \(b\) is intussen gewijzigd"):
        pas_toe(invoer)
    assert stand() == before
    invoer.refresh_from_db()
    assert invoer.stand == Invoer.Stand.VERVALLEN


def test_een_vervallen_plan_blijft_vervallen():
    lees(a={"naam": "Aap"})
    invoer = plan(a={"naam": "Aapje"})
    wijzig("a", samenvatting="Intussen")
    for _ in range(2):
        with pytest.raises(PlanVerouderd):
            pas_toe(invoer)
    assert ingang("a").naam == "Aap"


def test_een_verwijderde_ingang_maakt_het_plan_verouderd():
    lees(a={"naam": "Aap"})
    invoer = plan(a={"naam": "Aapje"})
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.verwijder([ingang("a").pk])
    with pytest.raises(PlanVerouderd, match="bestaat niet meer"):
        pas_toe(invoer)
    assert not Organisatie.objects.exists()


def test_een_intussen_toegevoegde_sleutel_maakt_het_plan_verouderd():
    first, second = plan(a={"naam": "Aap"}), plan(a={"naam": "Aap"})
    pas_toe(first)
    with pytest.raises(PlanVerouderd, match="“a” is intussen al toegevoegd"):
        pas_toe(second)
    assert Organisatie.objects.count() == 1


def test_een_fout_halverwege_laat_niets_achter(monkeypatch):
    lees(a={"naam": "Aap"})
    invoer = plan(a={"naam": "Aapje"}, b={"naam": "Noot"})
    before = stand()

    def breekt(self, waarden, **_opties):
        raise IntegrityError("halverwege")

    monkeypatch.setattr(toepassen.Schrijver, "wijzig", breekt)
    with pytest.raises(IntegrityError):
        pas_toe(invoer)
    assert stand() == before
    invoer.refresh_from_db()
    assert invoer.stand == Invoer.Stand.PLAN


def test_wat_niet_meer_geschreven_kan_worden_maakt_het_plan_verouderd():
    """A web address was taken meanwhile: nothing was written, and a new plan says so by row."""
    rows = {"a": {"naam": "Aap", "slug": "aap"}, "b": {"naam": "Noot"}}
    invoer = plan(**rows)
    maak(slug="aap")
    with pytest.raises(PlanVerouderd, match="Webadres"):
        pas_toe(invoer)
    assert Organisatie.objects.count() == 1
    assert telling(plan(**rows)) == {"nieuw": 1, "geweigerd": 1}


def test_een_punt_geeft_de_ingang_haar_wijk():
    lees(a=HOUTWIJK)
    assert ingang("a").ligt_in.slug == "houtwijk"
    lees(a=SPOORWIJK)
    assert ingang("a").ligt_in.slug == "spoorwijk"
