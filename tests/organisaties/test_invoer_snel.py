"""Short cuts for speed decide as the long way does."""

import gc
from uuid import uuid5

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from organisaties.invoer.bron import NAAMRUIMTE, lees, vaste_uuid
from organisaties.invoer.bronnen import BRONNEN
from organisaties.invoer.opruimen import zelden_opruimen
from organisaties.invoer.plan import maak_plan
from organisaties.models import Contact, Organisatie, Sleutel
from organisaties.velden.basis import keur_tekst
from tests.organisaties.lrkregels import schrijf, van_houder

_DEEL = st.text("aZ0-._@:/ é", max_size=8)
_ADRES = st.builds(
    "{}{}.{}{}".format,
    st.sampled_from(("http://", "a@", "")),
    _DEEL,
    st.sampled_from(("nl", "n", "museum")),
    st.sampled_from(("", "/", "/x")),
)


@given(st.text(max_size=30))
def test_een_vaste_uuid_is_die_van_de_standaard(sleutel):
    assert vaste_uuid("lrk", sleutel) == str(uuid5(NAAMRUIMTE, f"lrk:{sleutel}"))


@pytest.mark.parametrize(
    ("model", "naam"), [(Organisatie, "website"), (Contact, "email"), (Sleutel, "bron")]
)
@given(tekst=_ADRES | _DEEL | st.just(f"http://{'a.' * 127}nl"))
def test_wat_zonder_omweg_wordt_goedgekeurd_keurt_django_ook_goed(model, naam, tekst):
    try:
        keur_tekst(model, naam, tekst)
    except ValueError:
        return
    column = model._meta.get_field(naam)
    try:
        column.clean(tekst, None)
    except ValidationError as error:  # pragma: no cover -- the failure itself
        pytest.fail(f"{tekst!r}: {error}")


@pytest.mark.django_db
def test_een_geweigerde_houder_neemt_zijn_locaties_mee_ook_die_met_hetzelfde_nummer(tmp_path):
    rows = [{**van_houder(lrk_id=str(n)), "naam_houder": "N" * 250} for n in (1, 2)]
    pad = schrijf(tmp_path / "lrk.csv", rows)
    assert maak_plan(lees(BRONNEN["lrk"], pad)).tellingen["geweigerd"] == 3


def test_na_een_invoer_ruimt_python_weer_op_zoals_daarvoor():
    before = gc.get_threshold()
    with zelden_opruimen():
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before
