"""Who was erased does not come back: not by undo, a merge, an old file, a plan or a form."""

from dataclasses import replace

import pytest

from organisaties.dubbelen.samenvoegen import voeg_samen
from organisaties.foto import foto
from organisaties.invoer.bron import Rij
from organisaties.invoer.bronnen.vcard import BRON as VCARD
from organisaties.invoer.gewist import GEWEIGERD, WEGGELATEN
from organisaties.invoer.terugdraaien import KanNietTerug, draai_terug
from organisaties.invoer.toepassen import PlanVerouderd, pas_toe
from organisaties.invoer.voorstellen import neem_over
from organisaties.keuring import Geweigerd
from organisaties.models import Contact, Gebruiker, Gewist, Invoer, Invoerregel, Ronde, Voorstel
from organisaties.schrijven import ronde
from organisaties.wissen import wis
from tests.fabriek import maak, persoon
from tests.organisaties.bron import REGISTER, TABEL, lees, plan, telling
from tests.organisaties.wissenhulp import (
    BLIJVER,
    KANARIES,
    UUID,
    bewerk,
    kanarie,
    overal,
    stort,
    waar,
)

pytestmark = pytest.mark.django_db
DEEL = replace(REGISTER, volledig=False)


@pytest.fixture
def row():
    return maak(naam="De Zon", personen=[kanarie(), BLIJVER])


def verzoek(uuid=UUID, **opties):
    return wis(uuid, wie=None, reden=Gewist.Reden.VERZOEK, **opties)


def namen(org):
    return sorted(c.naam for c in org.contacten.personen())


def nergens():
    dump = list(stort())
    return not any(waar(word, dump) for word in KANARIES)


# --- undo -----------------------------------------------------------------------------------------


def test_geen_enkele_ronde_brengt_haar_terug():
    overal()
    others = Contact.objects.personen().exclude(uuid__in=[UUID, BLIJVER["uuid"]])
    verzoek(ook=[c.uuid for c in others if c.email.lower() == kanarie()["email"]])
    for act in Ronde.objects.order_by("-pk"):
        try:
            draai_terug(act)
        except (KanNietTerug, Geweigerd):
            continue
    assert nergens()
    assert not Contact.objects.filter(uuid=UUID).exists()


def test_wat_een_ronde_verder_deed_kan_wel_terug(row):
    act = bewerk(row, personen=[kanarie(), BLIJVER, persoon("publiek", naam="Cor Collega")])
    verzoek()
    draai_terug(act)
    assert namen(row) == ["Bert Blijver"]


def test_het_wissen_zelf_kan_niet_terug(row):
    report = verzoek()
    result = draai_terug(report.ronde)
    assert (result.ronde, namen(row)) == (None, ["Bert Blijver"])


def test_een_verwijderde_ingang_komt_zonder_haar_terug(row):
    row_uuid = row.uuid
    bewerk(row, omschrijving="Vraag naar Kanarie de Vögel.")
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.verwijder([row.pk])
    act = Ronde.objects.latest("pk")
    assert waar(KANARIES[0])
    Contact.objects.create(vorm="persoon", naam="Kanarie de Vögel", uuid=UUID)
    verzoek()
    draai_terug(act)
    assert nergens()
    assert type(row).objects.get(uuid=row_uuid).omschrijving == "Vraag naar (gewist)."


def test_samenvoegen_en_dat_terugdraaien_brengt_haar_niet_terug(row):
    old = maak(
        naam="De Zon oud", personen=[kanarie(uuid=None, rol="oud"), persoon("publiek", naam="Cor")]
    )
    act = voeg_samen(row, old, {"personen": "beide"})
    twin = row.contacten.exclude(uuid=UUID).get(naam=kanarie()["naam"])
    verzoek(ook=[twin.uuid])
    draai_terug(act)
    assert (namen(row), namen(old)) == (["Bert Blijver"], ["Cor"])
    assert nergens()


# --- files ----------------------------------------------------------------------------------------


def test_een_oude_tabel_met_haar_kenmerk_wordt_geweigerd(row):
    verzoek()
    again = Rij(1, "x", {"personen": [kanarie()]}, ingang=str(row.uuid), cellen={"Naam": "x"})
    invoer = plan(again, Rij(2, "y", {"naam": "Anders", "soort": "basisschool"}), bron=TABEL)
    assert telling(invoer) == {"geweigerd": 1, "nieuw": 1}
    line = invoer.regels.get(lot="geweigerd")
    assert (line.melding, line.cellen, line.waarden) == (GEWEIGERD, {}, {})
    assert nergens()


def test_een_register_gaat_zonder_haar_door(row):
    verzoek()
    collega = persoon("publiek", naam="Cor", uuid=UUID.replace("6666", "8888"))
    again = Rij(
        1, "x", {"ve": True}, aanvulling={"personen": [kanarie(), collega]}, ingang=str(row.uuid)
    )  # fmt: skip
    invoer = plan(again, bron=DEEL)
    assert telling(invoer) == {"gewijzigd": 1}
    assert invoer.overgeslagen == {WEGGELATEN: 1}
    pas_toe(invoer)
    row.refresh_from_db()
    assert row.ve is True
    assert namen(row) == ["Bert Blijver"]  # what people decided on is a proposal
    assert [p["naam"] for p in Voorstel.objects.get().waarde] == ["Bert Blijver", "Cor"]
    assert nergens()


def test_een_kaartje_met_haar_kenmerk_wordt_geweigerd_de_rest_niet(row, tmp_path):
    verzoek()
    path = tmp_path / "kaarten.vcf"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nORG:De Zon\nEMAIL:{}\n{}END:VCARD\n"
    mine = card.format(kanarie()["naam"], kanarie()["email"], f"UID:urn:uuid:{UUID}\n")
    path.write_text(mine + card.format("Cor Collega", "cor@example.nl", ""), encoding="utf-8")
    rows = list(VCARD.lees(path, None))
    refused = next(r for r in rows if r.melding)
    assert (refused.melding, refused.cellen["FN"]) == (GEWEIGERD, "")
    (other,) = (r for r in rows if not r.melding)
    assert [p["naam"] for p in other.aanvulling["personen"]] == ["Cor Collega"]


def test_een_plan_dat_haar_zag_wordt_geweigerd(row):
    waiting = plan(
        Rij(1, "x", {"personen": [kanarie(rol="anders")]}, ingang=str(row.uuid)), bron=TABEL
    )
    verzoek()
    with pytest.raises(PlanVerouderd):
        pas_toe(waiting)
    assert nergens()


def test_een_plan_dat_haar_ergens_nieuw_bracht_brengt_haar_niet(row):
    waiting = plan(
        a={"naam": "Nieuw", "personen": [kanarie(uuid=None), persoon("publiek", naam="Cor")]},
        bron=TABEL,
    )
    verzoek()
    pas_toe(Invoer.objects.get(pk=waiting.pk))
    assert nergens()
    assert Contact.objects.filter(naam="Cor").exists()


def test_een_voorstel_brengt_haar_niet(row):
    bewerk(row, personen=[BLIJVER])
    lees(Rij(1, "x", {"personen": [BLIJVER, kanarie()]}, ingang=str(row.uuid)), bron=DEEL)
    user = Gebruiker.objects.create_user("k@example.nl")
    verzoek()
    neem_over(Voorstel.objects.get(), user)
    assert namen(row) == ["Bert Blijver"]
    assert nergens()


def test_een_voorstel_met_alleen_haar_vervalt(row):
    lees(Rij(1, "x", {"personen": [kanarie(rol="anders")]}, ingang=str(row.uuid)), bron=DEEL)
    verzoek()
    assert not Voorstel.objects.exists()


def test_een_formulier_dat_nog_openstond_wordt_geweigerd(row):
    seen = foto(row)["personen"]
    verzoek()
    with pytest.raises(Geweigerd, match="gewist"):
        bewerk(row, personen=seen)
    assert nergens()


def test_de_regels_van_het_plan_verliezen_alleen_haar(row):
    values = {
        "naam": "Nieuw",
        "omschrijving": "Van Kanarie de Vögel",
        "personen": [BLIJVER | {"uuid": None}],
    }
    plan(a=values, bron=TABEL)
    verzoek()
    kept = Invoerregel.objects.get().waarden
    assert (kept["naam"], kept["omschrijving"]) == ("Nieuw", "Van (gewist)")
    assert [p["naam"] for p in kept["personen"]] == ["Bert Blijver"]
