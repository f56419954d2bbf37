"""What staff take along comes back as it was: every field, every text, in both kinds of file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisaties.cellen import naar_xlsx, uit_xlsx
from organisaties.foto import VELDEN, foto
from organisaties.invoer.lezen.basis import MAX_CEL
from organisaties.invoer.tabel import FORMATEN, OrganisatieTabel
from organisaties.invoer.tabel.notatie import hef_op, naar_cel, ontsnap, stukken, uit_cel
from organisaties.keuring import keur
from organisaties.models import Doelgroep, Gebruiker, Ondersteuning, Organisatie, Soort
from organisaties.rijen import LEEG
from tests.fabriek import HOUTWIJK, algemeen, maak, persoon
from tests.kaart.teksten import teksten
from tests.organisaties.tabelbestand import als_bestand, lees, teruggelezen, zonder_vaste
from tests.organisaties.test_schrijfpad_rondreis import tekst, waarden

pytestmark = pytest.mark.django_db
RUSTIG = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
BEIDE = pytest.mark.parametrize("formaat", FORMATEN)
LASTIG = ["Zon", "Zon ", "zon", "a; b", "c | d \\", "(leeg)", "=1+1", "Ster [3]", "漢字", "!!!"]


@pytest.fixture
def ingangen():
    """Entries whose names are hard to write in a cell; some have the same name."""
    return [str(maak(naam=naam).uuid) for naam in LASTIG]


@st.composite
def beelden(draw, uuids):
    values = draw(waarden())
    if values["overleg"]:
        values["overleg"]["leden"] = sorted(draw(st.sets(st.sampled_from(uuids), max_size=4)))
    values |= {
        "soort": draw(st.sampled_from(["kinderdagverblijf", "basisschool", "overleg"])),
        "koepel": draw(st.none() | st.sampled_from(uuids)),
        "samenvatting": draw(tekst(200)),
        "huisnummer": draw(st.sampled_from(["", "007", "12A", "3-5"])),
        "punt_bron": draw(tekst(30)),
        "kindplaatsen": draw(st.none() | st.integers(0, 32_767)),
        "ve": draw(st.none() | st.booleans()),
        "ondersteuning": sorted(draw(st.sets(st.sampled_from(["spraak-taal", "motoriek"])))),
    }
    known = set(Ondersteuning.objects.values_list("slug", flat=True))
    values["ondersteuning"] = [slug for slug in values["ondersteuning"] if slug in known]
    return {**LEEG, **keur(values)}


@RUSTIG
@given(data=st.data())
def test_elke_foto_komt_terug(ingangen, tmp_path, data):
    before = data.draw(st.lists(beelden(ingangen), min_size=1, max_size=3))
    path = tmp_path / "tabel"
    path.write_bytes(als_bestand(before, data.draw(st.sampled_from(FORMATEN))))
    assert [teruggelezen(rij) for rij in lees(path)] == [zonder_vaste(b) for b in before]


def _schoon(text, lengte):
    """A text as the write path leaves it."""
    plain = "".join(c for c in text if c in "\t\n" or (c >= " " and c != "\x7f"))
    return plain[:lengte].strip()


def _vol(text):
    plain = {name: _schoon(text, 100) for name in ("straat", "bron", "gecontroleerd_door")}
    person = {**persoon("professionals"), "uuid": None, "rol": _schoon(text, 150)}
    named = {name: _schoon(text, 150) for name in ("naam", "functie", "grondslag")}
    return {
        **LEEG,
        **keur(
            {
                "naam": _schoon(text, 200) or "leeg",
                "omschrijving": f"x\n{_schoon(text, 4_000)}",
                **plain,
                "contacten": [algemeen(naam=_schoon(text, 150))],
                "personen": [{**person, **named}],
                "sleutels": [f"lrk:x{_schoon(text, 80)}"],
                "wachttijden": [
                    {"weken": 3, "gemeld_op": "2026-09-01", "gemeld_door": _schoon(text, 120)}
                ],
                "overleg": {"staat": "loopt", "doel": _schoon(text, 900), "leden": []},
            }
        ),
    }


@BEIDE
def test_elke_tekst_komt_terug(formaat, tmp_path):
    before = [_vol(text) for text in [*teksten(), "(LEEG)", "'(leeg)", "(past niet in een cel)"]]
    path = tmp_path / "tabel"
    path.write_bytes(als_bestand(before, formaat))
    assert [teruggelezen(rij) for rij in lees(path)] == [zonder_vaste(b) for b in before]


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_een_cel_is_haar_tekst(waarde):
    plain = waarde.replace("\r\n", "\n").replace("\r", "\n")
    assert uit_cel(naar_cel(waarde)) == plain
    assert hef_op(ontsnap(waarde)) == waarde
    assert uit_xlsx(naar_xlsx(waarde)) == waarde


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool)))
def test_stukken_blijven_heel(delen):
    assert [hef_op(s) for s in stukken("; ".join(map(ontsnap, delen)), ";\n")] == delen


@BEIDE
def test_uit_de_database_en_terug(formaat, tmp_path):
    """The export of the management site itself, with names that stand for two words."""
    for model in (Soort, Doelgroep):
        kwargs = {"groep_id": Soort.objects.first().groep_id} if model is Soort else {}
        model.objects.create(slug="peuter-2", naam="peuter", **kwargs)
        model.objects.create(slug="komma", naam="Een, twee; drie", **kwargs)
    koepel = maak(naam="Koepel")
    tweede = maak(naam="Koepel")
    maak(
        soort="komma", koepel=str(koepel.uuid), doelgroepen=["komma", "peuter", "peuter-2"],
        werkgebied=["gemeente:GM0518", "stadsdeel:laak", "wijk:bohemen-meer-en-bos"],
        contacten=[algemeen(telefoon="+31701234567"), algemeen(naam="Balie: links")],
        personen=[persoon("publiek"), persoon("coordinatoren", bevestigd_op=None)],
        openingstijden=[[1, "08:30", "12:00"], [1, "13:00", "17:00"], [7, "00:00", "23:59"]],
        overleg={"staat": "loopt", "leden": [str(koepel.uuid), str(tweede.uuid)]},
        plaats="'s-Gravenhage", lat=-0.5, lon=1e-7, **{"huisnummer": "007"},
    )  # fmt: skip
    user = Gebruiker.objects.create(email="baas@example.nl", is_staff=True, is_superuser=True)
    path = tmp_path / "tabel"
    path.write_bytes(formaat().export_data(OrganisatieTabel(user).export()))
    rows = {rij.ingang: rij for rij in lees(path)}
    for org in Organisatie.objects.all():
        assert teruggelezen(rows[str(org.uuid)]) == zonder_vaste(foto(org))
        assert not rows[str(org.uuid)].let_op


def test_wie_geen_personen_ziet_haalt_ze_ook_niet_weg(tmp_path):
    maak(personen=[persoon("professionals")])
    user = Gebruiker.objects.create(email="mede@example.nl", is_staff=True)
    path = tmp_path / "tabel"
    path.write_bytes(FORMATEN[0]().export_data(OrganisatieTabel(user).export()))
    assert "personen" not in lees(path)[0].waarden


def test_wat_niet_in_een_cel_past_blijft_staan(tmp_path):
    many = [algemeen(uuid=None, naam=f"Balie {n} {'x' * 100}") for n in range(200)]
    beeld = {**LEEG, **keur({"naam": "Groot", "contacten": many}), **HOUTWIJK}
    assert len(str(beeld["contacten"])) > MAX_CEL
    path = tmp_path / "tabel"
    path.write_bytes(als_bestand([beeld], FORMATEN[1]))
    [row] = lees(path)
    assert row.melding == ""
    assert "contacten" not in row.waarden


def test_wat_pas_in_xlsx_te_lang_wordt_blijft_ook_staan(tmp_path):
    beeld = {**LEEG, **keur({"naam": "Vreemd", "omschrijving": "\uffff" * 5_000})}
    path = tmp_path / "tabel"
    path.write_bytes(als_bestand([beeld], FORMATEN[1]))
    assert lees(path)[0].waarden == {"naam": "Vreemd", "status": "concept"}


def test_niets_van_de_foto_wordt_vergeten():
    columns = {column.attribute.partition("__")[0] for column in OrganisatieTabel.fields.values()}
    assert set(VELDEN) <= columns
