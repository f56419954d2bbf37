"""``manage.py importeer_gebieden``: what looks wrong is asked first, nothing leaves nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.wijken.ogcapi import GEMEENTE, schrijf, stad
from wijken.models import Gebiedsronde

pytestmark = pytest.mark.django_db


@pytest.fixture
def neem_over(tmp_path):
    def draai(features, *opties):
        pad, uit = schrijf(tmp_path / "buurten.geojson", features), StringIO()
        woorden = (str(pad), "--gemeente", GEMEENTE, "--schrijf", *opties)
        call_command("importeer_gebieden", *woorden, stdout=uit)
        return uit.getvalue()

    return draai


def test_een_leeg_plan_laat_niets_achter(neem_over):
    neem_over(stad())
    assert "Er was niets te schrijven." in neem_over(stad())
    assert '"geschreven": false' in neem_over(stad(), "--json")
    assert Gebiedsronde.objects.count() == 1


def test_een_verdacht_plan_gaat_niet_door_tenzij_het_toch_klopt(neem_over):
    neem_over(stad())
    half = stad("BU99990101", "BU99990102", "BU99990201")
    with pytest.raises(CommandError, match=r"^3 van de 5 bekende buurten .* Gebruik --toch\.$"):
        neem_over(half)
    assert Gebiedsronde.objects.count() == 1
    assert "3 verdwenen" in neem_over(half, "--toch")
    assert Gebiedsronde.objects.count() == 2
