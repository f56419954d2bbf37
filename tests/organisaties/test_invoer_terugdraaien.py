"""An import can be undone as a whole; what people did since is left alone and named."""

import pytest

from organisaties.foto import fotos
from organisaties.invoer.bron import Verslag
from organisaties.invoer.terugdraaien import KanNietTerug, draai_invoer_terug, draai_terug
from organisaties.models import Invoer, Organisatie, Ronde, Voorstel
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, algemeen, gebruiker, maak, persoon
from tests.organisaties.bron import REGISTER, ingang, lees, plan, telling
from wijken import versie
from wijken.models import Kerncijfer

pytestmark = pytest.mark.django_db
VOL = {
    **HOUTWIJK,
    "naam": "Aap",
    "talen": ["ar", "nl"],
    "contacten": [algemeen()],
    "personen": [persoon("coordinatoren")],
    "openingstijden": [[1, "08:00", "09:00"]],
}


def stand():
    return {
        beeld["slug"]: beeld
        for beeld in fotos(Organisatie.objects.values_list("pk", flat=True)).values()
    }


def wijzig(org, **waarden):
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({org.pk: waarden})


def test_alles_wat_de_invoer_deed_gaat_terug():
    lees(a=VOL, b={"naam": "Noot"}, c={"naam": "Mies"})
    before = stand()
    new = {**VOL, "naam": "Aapje", "talen": ["tr"], "personen": [], "contacten": [], "lat": 52.06}
    invoer = lees(a=new, b={"naam": "Noot"}, d={"naam": "Wim", "personen": [persoon("publiek")]})
    result = draai_invoer_terug(invoer)
    assert stand() == before
    assert (result.verwijderd, result.gebleven) == (1, [])
    invoer.refresh_from_db()
    assert invoer.stand == Invoer.Stand.TERUGGEDRAAID


def test_het_terugdraaien_staat_zelf_in_het_logboek_en_telt_de_inhoud_op():
    invoer = lees(a={"naam": "Aap"})
    number = versie.uit_database()
    result = draai_invoer_terug(invoer)
    assert (result.ronde.aard, result.ronde.herstelt) == (Ronde.Aard.HERSTEL, invoer.ronde)
    assert versie.uit_database() != number


def test_wat_een_mens_daarna_wijzigde_blijft_en_wordt_genoemd():
    lees(a={"naam": "Aap", "kosten": "gratis"})
    invoer = lees(a={"naam": "Aapje", "kosten": "betaald"}, b={"naam": "Noot"})
    wijzig(ingang("a"), naam="De Aap")
    wijzig(ingang("b"), naam="De Noot")
    result = draai_invoer_terug(invoer)
    assert (ingang("a").naam, ingang("a").kosten) == ("De Aap", "gratis")
    assert ingang("b").naam == "De Noot"
    assert len(result.gebleven) == 2
    invoer.refresh_from_db()
    assert "De Aap" in invoer.melding


def test_na_het_terugdraaien_mag_de_bron_weer_schrijven():
    lees(a={"naam": "Aap"})
    draai_invoer_terug(lees(a={"naam": "Fout"}))
    assert telling(lees(a={"naam": "Aapje"})) == {"gewijzigd": 1}
    assert ingang("a").naam == "Aapje"


def test_een_verwijderde_ingang_komt_terug_onder_haar_eigen_adres():
    org = maak(naam="Aap", talen=["nl"])
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.verwijder([org.pk])
    draai_terug(schrijver.ronde)
    back = Organisatie.objects.get(uuid=org.uuid)
    assert (back.slug, back.naam, [t.slug for t in back.talen.all()]) == (org.slug, "Aap", ["nl"])


def test_een_bewerking_kan_ook_terug():
    org = maak(naam="Aap")
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({org.pk: {"naam": "Fout", **HOUTWIJK}})
    draai_terug(schrijver.ronde)
    org.refresh_from_db()
    assert (org.naam, org.lat, org.buurt) == ("Aap", None, None)


def test_voorstellen_en_cijfers_gaan_mee():
    source = type(REGISTER)("register", "Register", REGISTER.lees, cijfer="gastouders")
    report = Verslag()
    report.cijfers["wijk:houtwijk"] = 4
    first = lees(bron=source, verslag=report, a={"naam": "Aap"})
    wijzig(ingang("a"), naam="De Aap")
    report.cijfers["wijk:houtwijk"] = 9
    second = lees(bron=source, verslag=report, a={"naam": "Aapje"})
    assert Kerncijfer.objects.get(onderwerp="gastouders").waarde == 9
    draai_invoer_terug(second)
    assert Kerncijfer.objects.get(onderwerp="gastouders").waarde == 4
    assert not Voorstel.objects.exists()
    draai_invoer_terug(first)
    assert not Kerncijfer.objects.filter(onderwerp="gastouders").exists()


def test_nieuwere_cijfers_blijven_staan_als_een_oudere_invoer_terug_gaat():
    source = type(REGISTER)("register", "Register", REGISTER.lees, cijfer="gastouders")
    report = Verslag()
    report.cijfers["wijk:houtwijk"] = 5
    first = lees(bron=source, verslag=report)
    report.cijfers["wijk:houtwijk"] = 7
    lees(bron=source, verslag=report)
    result = draai_invoer_terug(first)
    assert Kerncijfer.objects.get(onderwerp="gastouders").waarde == 7
    assert "daarna vernieuwd" in result.gebleven[0]


def test_wat_al_terug_is_houdt_de_invoer_ervoor_niet_tegen():
    first = lees(a={"naam": "Aap"})
    draai_invoer_terug(lees(a={"naam": "Aapje"}))
    assert draai_invoer_terug(first).verwijderd == 1
    assert first.regels.count() == 1


def test_twee_keer_terugdraaien_kan_niet():
    invoer = lees(a={"naam": "Aap"}, b={"naam": "Noot"})
    draai_invoer_terug(invoer)
    with pytest.raises(KanNietTerug, match="toegepaste"):
        draai_invoer_terug(invoer)
    with pytest.raises(KanNietTerug, match="al teruggedraaid"):
        draai_terug(invoer.ronde)


@pytest.mark.parametrize("wie", ["kwartiermaker", "wacht"])
def test_wie_niet_mag_verwijderen_zet_op_gestopt_en_de_bron_maakt_niets_dubbel(wie):
    invoer = lees(a={"naam": "Aap"}, b={"naam": "Noot"})
    wijzig(ingang("b"), naam="De Noot")
    result = draai_invoer_terug(invoer, wie=gebruiker(wie))
    assert (result.verwijderd, result.gestopt, len(result.gebleven)) == (0, 1, 1)
    assert (ingang("a").status, ingang("b").status) == ("gestopt", "gepubliceerd")
    assert fotos([ingang("a").pk])[ingang("a").pk]["sleutels"]
    lees(a={"naam": "Aap"}, b={"naam": "Noot"})
    assert Organisatie.objects.count() == 2
    assert ingang("a").status == "gepubliceerd"


def test_de_beheerder_haalt_weg_wat_erbij_kwam():
    invoer = lees(a={"naam": "Aap"})
    result = draai_invoer_terug(invoer, wie=gebruiker("beheerder"))
    assert (result.verwijderd, result.gestopt) == (1, 0)
    assert not Organisatie.objects.exists()


def test_een_plan_dat_niet_is_toegepast_kan_niet_terug():
    with pytest.raises(KanNietTerug):
        draai_invoer_terug(plan(a={"naam": "Aap"}))
