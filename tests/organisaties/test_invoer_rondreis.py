"""What was imported, taken along as a table and offered again, changes nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisaties.foto import foto
from organisaties.invoer.bron import Rij, lees
from organisaties.invoer.bronnen import BRONNEN
from organisaties.invoer.plan import maak_plan
from organisaties.invoer.tabel import FORMATEN, OrganisatieTabel
from organisaties.keuring import keur
from organisaties.models import Gebruiker, Organisatie
from tests.fabriek import maak, velden
from tests.kaart.teksten import teksten
from tests.organisaties import bron
from tests.organisaties.bron import telling
from tests.organisaties.test_schrijfpad_rondreis import waarden

pytestmark = pytest.mark.django_db
RUSTIG = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def als_tabel(pad, formaat):
    """The whole list as the management site gives it to who may see everything."""
    boss = Gebruiker(is_staff=True, is_superuser=True)
    tabel = OrganisatieTabel(boss)
    pad.write_bytes(formaat().export_data(tabel.export(Organisatie.objects.all())))
    return pad


def opnieuw(pad):
    return maak_plan(lees(BRONNEN["tabel"], pad))


@RUSTIG
@given(data=st.data())
def test_in_mee_en_weer_in_verandert_niets(tmp_path, data):
    values = data.draw(st.lists(waarden(), min_size=1, max_size=3))
    rows = [Rij(n, f"k{n}", velden(**{**v, "verdwenen_op": None})) for n, v in enumerate(values, 1)]
    invoer = bron.lees(*rows)
    Organisatie.objects.filter(wijzigingen__ronde=None).delete()
    plan = opnieuw(als_tabel(tmp_path / "tabel", data.draw(st.sampled_from(FORMATEN))))
    assert not plan.regels.exists(), list(plan.regels.values("melding", "waarden"))
    assert set(telling(plan)) <= {"ongewijzigd"}
    assert invoer.tellingen["geweigerd"] < len(rows) + 1


@pytest.mark.parametrize("formaat", FORMATEN)
def test_lastige_teksten_gaan_ook_heen_en_weer(tmp_path, formaat):
    texts = ["".join(c for c in t if c >= " " and c != "\x7f")[:90] for t in teksten()]
    kept = [text for text in texts if text.strip()]
    bron.lees(
        *(
            Rij(
                n,
                f"k{n}",
                keur({"naam": text, "straat": text, "soort": "bso", "omschrijving": text}),
            )
            for n, text in enumerate(kept, 1)
        )
    )
    plan = opnieuw(als_tabel(tmp_path / "tabel", formaat))
    assert telling(plan) == {"ongewijzigd": len(kept)}


def test_een_cel_die_een_collega_verandert_is_alles_wat_verandert(tmp_path):
    org = bron.lees(a={"naam": "Aap", "talen": ["ar"]}) and bron.ingang("a")
    before = foto(org)
    pad = als_tabel(tmp_path / "tabel.csv", FORMATEN[0])
    pad.write_text(pad.read_text("utf-8-sig").replace("Aap", "Aapje"), "utf-8")
    regel = opnieuw(pad).regels.get()
    assert regel.waarden == {"naam": "Aapje"}
    assert before["naam"] == "Aap"


def test_een_ingang_met_een_adres_en_zonder_punt_blijft_zoals_zij_is(tmp_path):
    maak(naam="Aap", straat="Spui", huisnummer="70", postcode="2511BT", plaats="Den Haag")
    plan = opnieuw(als_tabel(tmp_path / "tabel", FORMATEN[0]))
    assert telling(plan) == {"ongewijzigd": 1}
