"""The supplied content: complete, honest about where it lies, and without a single person."""

import json
import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from organisaties.foto import foto
from organisaties.invoer.inhoud import BRONNEN, VOCABULAIRES, laad_bron
from organisaties.models import Contact, Invoer, Organisatie, Ronde, Soort, Wijziging
from organisaties.schrijven import ronde
from organisaties.zoeken import vouw
from wijken import versie

FIXTURES = settings.BASE_DIR / "fixtures"
DOCS = settings.BASE_DIR / "docs"
PLANTEKSTEN = Path(settings.BASE_DIR).parent / "shared" / "bronnen"
FUNCTIONEEL = {  # mailboxes of an organisation, as the plans publish them
    "partners@collectiefkindontwikkeling.nl",
    "wijkgerichteaanpakarmoede@gmail.com",
    "actieplanlaak@denhaag.nl",
}
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
BRIN = re.compile(r"\b\d{2}[A-Z]{2}\d{2}\b")


def lees(naam):
    return json.loads((FIXTURES / naam).read_text(encoding="utf-8"))


PLANNEN, SCHOLEN, VOORBEELDEN = (
    lees(f"{naam}.json") for naam in ("plannen", "scholen", "voorbeelden")
)
ALLES = [entry for data in (PLANNEN, SCHOLEN, VOORBEELDEN) for entry in data["organisaties"]]


def laad(*opties):
    out, err = StringIO(), StringIO()
    call_command("laad_inhoud", *opties, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def inhoud(django_db_setup, django_db_blocker):
    """All content, loaded once for this file and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        said = laad("--voorbeelden")
        yield said
        transaction.set_rollback(True)


@pytest.fixture
def geladen(inhoud, db):
    return inhoud


# --- loading --------------------------------------------------------------------------------------


def test_niets_wordt_geweigerd(geladen):
    _, errors = geladen
    assert errors == ""
    for invoer in Invoer.objects.all():
        assert invoer.tellingen == dict.fromkeys(invoer.tellingen, 0) | {
            "nieuw": len(lees(BRONNEN[invoer.bron])["organisaties"])
        }


def test_alles_staat_er(geladen):
    counts = Counter(Organisatie.objects.values_list("sleutels__bron", flat=True))
    assert counts == {bron: len(lees(file)["organisaties"]) for bron, file in BRONNEN.items()}


def test_een_tweede_keer_schrijft_niets(geladen):
    before = versie.uit_database(), Ronde.objects.count(), Wijziging.objects.count()
    said, _ = laad("--voorbeelden")
    assert said.splitlines()[0] == "vocabulaire: 0 nieuw"
    assert all("al eerder geladen" in line for line in said.splitlines()[1:])
    assert (versie.uit_database(), Ronde.objects.count(), Wijziging.objects.count()) == before


@pytest.mark.parametrize("bron", BRONNEN)
def test_hetzelfde_opnieuw_lezen_verandert_niets(geladen, bron):
    """Also when the file is read for real, as after an update of one entry."""
    Invoer.objects.update(vingerafdruk="ouder")
    counts = laad_bron(bron).tellingen
    assert {lot for lot, number in counts.items() if number} == {"ongewijzigd"}


def test_wat_een_mens_veranderde_blijft_staan(geladen):
    entry = Organisatie.objects.get(sleutels__sleutel="kracht")
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({entry.pk: {"website": "https://kracht.example.nl", "talen": ["nl"]}})
    Invoer.objects.update(vingerafdruk="ouder")
    laad("--voorbeelden")
    assert foto(entry)["website"] == "https://kracht.example.nl"
    assert foto(entry)["talen"] == ["nl"]


def test_een_woord_dat_een_mens_veranderde_blijft_staan(geladen):
    Soort.objects.filter(slug="cjg").update(naam="Ons CJG", synoniemen=["cjgtje"])
    laad()
    assert Soort.objects.get(slug="cjg").naam == "Ons CJG"


# --- examples -------------------------------------------------------------------------------------

LEEG_MAG = {"koepel", "overleg", "wijk", "personen", "lat", "lon", "punt_bron"}


def test_er_zijn_minstens_zestig_voorbeelden_met_alles_ingevuld():
    assert len(VOORBEELDEN["organisaties"]) >= 60
    for entry in VOORBEELDEN["organisaties"]:
        empty = {name for name, value in entry.items() if value in ("", None, [], {})}
        assert empty <= LEEG_MAG, entry["sleutel"]


@pytest.mark.parametrize("veld", sorted(LEEG_MAG))
def test_wat_niet_elk_voorbeeld_heeft_hebben_er_genoeg(veld):
    assert sum(bool(entry[veld]) for entry in VOORBEELDEN["organisaties"]) >= 2


def test_een_voorbeeld_is_te_herkennen(geladen):
    for entry in Organisatie.objects.filter(voorbeeld=True):
        assert entry.naam.startswith("Voorbeeld: ")
        assert "verzonnen" in entry.bron
        assert entry.website.split("/")[2].endswith("example.nl")
    contacts = Contact.objects.filter(organisatie__voorbeeld=True)
    assert all(contact.email.endswith("example.nl") for contact in contacts)
    assert all(contact.telefoon.startswith("070-000 ") for contact in contacts)


def test_alleen_de_voorbeelden_zijn_voorbeelden(geladen):
    bronnen = Organisatie.objects.filter(voorbeeld=True).values_list("sleutels__bron", flat=True)
    assert set(bronnen) == {"voorbeelden"}
    assert not Organisatie.objects.echt().filter(sleutels__bron="voorbeelden").exists()


def test_voorbeelden_liggen_in_elke_wijk_van_de_plannen(geladen):
    located = {o.ligt_in.slug for o in Organisatie.objects.filter(voorbeeld=True) if o.ligt_in}
    assert {"bohemen-meer-en-bos", "houtwijk", "waldeck", "spoorwijk", "binckhorst"} <= located


def test_voorbeelden_gaan_in_een_keer_weg_en_de_rest_blijft(geladen):
    real = set(Organisatie.objects.filter(voorbeeld=False).values_list("pk", flat=True))
    call_command("verwijder_voorbeelden", stdout=StringIO())
    assert set(Organisatie.objects.values_list("pk", flat=True)) == real
    assert not Contact.objects.filter(email__endswith="example.nl").exists()
    before = versie.uit_database()
    call_command("verwijder_voorbeelden", stdout=StringIO())
    assert versie.uit_database() == before


# --- where and which words ------------------------------------------------------------------------


def test_elke_ingang_heeft_een_plek_een_wijk_of_een_werkgebied():
    placeless = [e["sleutel"] for e in ALLES if not (e["lat"] or e["wijk"] or e["werkgebied"])]
    assert placeless == []


def test_wat_gepubliceerd_is_ligt_of_werkt_ergens(geladen):
    for entry in Organisatie.objects.gepubliceerd().filter(sleutels__bron="plannen"):
        assert entry.ligt_in or entry.werkgebieden.exists(), entry


def test_elk_punt_ligt_in_een_buurt(geladen):
    assert not Organisatie.objects.filter(lat__isnull=False, buurt=None).exists()


def test_elke_gebruikte_code_bestaat():
    words = lees("vocabulaire.json")
    fields = {"ondersteuning", "doelgroepen", "talen", "toegang"}
    assert fields == set(VOCABULAIRES)
    soorten = {term["slug"] for term in words["soorten"]}
    for entry in ALLES:
        assert entry["soort"] in soorten
        for name in fields:
            assert set(entry[name]) <= {term["slug"] for term in words[name]}, entry["sleutel"]


def test_sleutels_zijn_uniek_en_koepels_bestaan():
    for data in (PLANNEN, SCHOLEN, VOORBEELDEN):
        keys = [entry["sleutel"] for entry in data["organisaties"]]
        assert len(keys) == len(set(keys))
        assert {e["koepel"] for e in data["organisaties"] if e["koepel"]} <= set(keys)


# --- the schools that the Loosduinen plan names ---------------------------------------------------


def test_elke_school_uit_het_plan_is_gevonden_in_het_register_in_loosduinen(geladen):
    keys = [row["sleutel"] for row in PLANNEN["aanvullingen"]]
    assert len(keys) == len(set(keys)) == 13
    for row in PLANNEN["aanvullingen"]:
        school = Organisatie.objects.get(sleutels__bron="duo", sleutels__sleutel=row["sleutel"])
        assert school.samenvatting == row["samenvatting"]
        assert school.ligt_in.stadsdeel.slug == "loosduinen"
        assert school.straat
        assert school.postcode


def test_een_school_met_dezelfde_naam_elders_is_niet_die_school():
    elsewhere = {"26PT00", "26AY00", "27CF00", "17ZS00", "19VB00"}
    assert not elsewhere & {row["sleutel"] for row in PLANNEN["aanvullingen"]}


@pytest.mark.parametrize(
    "sleutel", ["kindcentrum-balans", "kindcentrum-fontein", "kindcentrum-vroondaal"]
)
def test_een_school_die_niet_in_het_register_staat_heeft_geen_adres(sleutel):
    entry = next(e for e in PLANNEN["organisaties"] if e["sleutel"] == sleutel)
    assert not any(entry[name] for name in ("straat", "postcode", "lat", "lon"))
    assert entry["wijk"] or len(entry["werkgebied"]) == 3


def test_dubbele_rijen_en_twee_vestigingen(geladen):
    schools = Organisatie.objects.filter(sleutels__bron="duo")
    assert schools.filter(naam__icontains="Wonnebald").count() == 1
    assert schools.filter(naam__icontains="Kleine Keizer").count() == 2
    assert schools.filter(naam__icontains="Aquamarijn", wijk=None).count() == 2


# --- no persons -----------------------------------------------------------------------------------


def bestanden():
    return [*FIXTURES.rglob("*.json"), *FIXTURES.rglob("*.csv"), *DOCS.rglob("*.md")]


def test_alleen_functionele_postvakken():
    for path in bestanden():
        for mail in set(MAIL.findall(path.read_text(encoding="utf-8"))):
            domain = mail.partition("@")[2]
            own = domain == "example.nl" or domain.endswith(".example.nl")
            assert own or mail in FUNCTIONEEL, f"{path.name} noemt een onbekend postvak"


def test_de_plannen_en_scholen_hebben_geen_contactpersonen():
    assert not any(e.get("personen") for e in PLANNEN["organisaties"] + SCHOLEN["organisaties"])


def namen_van_personen():
    """Names in the plans: capitalised words that also stand in a personal e-mail address."""
    texts = [path.read_text(encoding="utf-8") for path in PLANTEKSTEN.glob("*.txt")]
    if not texts:
        pytest.skip(f"{PLANTEKSTEN} ontbreekt: NIET nagegaan of er namen van personen in staan.")
    boxes = {m.lower() for text in texts for m in MAIL.findall(text)} - FUNCTIONEEL
    local = [box.partition("@")[0] for box in boxes]
    words = {w for text in texts for w in re.findall(r"\w{4,}", MAIL.sub("", text)) if w.istitle()}
    names = {vouw(word) for word in words if any(vouw(word) in part for part in local)}
    return names | {part for text in local for part in re.split(r"[._-]", text) if len(part) > 3}


def test_geen_naam_van_een_persoon_uit_de_plannen():
    names = namen_van_personen()
    assert len(names) >= 6
    for path in bestanden():
        words = set(re.findall(r"\w+", vouw(path.read_text(encoding="utf-8"))))
        assert not words & names, f"een naam van een persoon staat in {path.name}"


# --- the table in docs/inhoud.md ------------------------------------------------------------------


def tabelrijen():
    """The last cell of each row of the two tables: where a name of the plan went."""
    text = (DOCS / "inhoud.md").read_text(encoding="utf-8")
    for part in re.split(r"^## ", text, flags=re.MULTILINE):
        if part.startswith("Table: "):
            rows = [line for line in part.splitlines() if line.startswith("| ")]
            yield from (row.strip("| ").split(" | ")[-1] for row in rows[1:])


def test_elke_sleutel_in_de_tabel_bestaat():
    known = {e["sleutel"] for e in PLANNEN["organisaties"]}
    kinds = {term["slug"] for term in lees("vocabulaire.json")["soorten"]}
    named = {key for cell in tabelrijen() for key in re.findall(r"`([^`]+)`", cell)}
    assert len(named) > 60
    assert named <= known | kinds


def test_elke_ingang_van_de_plannen_staat_in_de_tabel():
    named = {key for cell in tabelrijen() for key in re.findall(r"`([^`]+)`", cell)}
    assert {e["sleutel"] for e in PLANNEN["organisaties"]} <= named


def test_elke_aanvulling_in_de_tabel_bestaat_in_het_register():
    cells = [cell for cell in tabelrijen() if cell.startswith("aanvulling")]
    named = {key for cell in cells for key in BRIN.findall(re.sub(r"\(not .*?\)", "", cell))}
    assert named == {row["sleutel"] for row in PLANNEN["aanvullingen"]}
    assert named <= {e["sleutel"] for e in SCHOLEN["organisaties"]}


def test_elke_rij_van_de_tabel_zegt_waar_het_bleef():
    assert all(len(cell) > 3 for cell in tabelrijen())
