"""The fixtures are what the script makes of the source data, byte for byte."""

import importlib.util
from pathlib import Path

import pytest
from django.conf import settings

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


@pytest.fixture
def bouw():
    spec = importlib.util.spec_from_file_location("bouw", FIXTURES / "bouw_gebieden.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_opnieuw_bouwen_geeft_dezelfde_bestanden(bouw, brongegevens, tmp_path, capsys):
    (tmp_path / "gebieden").mkdir()
    bouw.bouw(brongegevens, tmp_path)
    assert "punten: 335, in een andere buurt: 0" in capsys.readouterr().out
    for naam in ("gebieden/buurten.geojson", "gebieden/wijken.json", "postcodes.csv"):
        assert (tmp_path / naam).read_bytes() == (FIXTURES / naam).read_bytes()


def test_weigert_te_grof_te_vereenvoudigen(bouw, brongegevens, tmp_path, monkeypatch):
    monkeypatch.setattr(bouw, "TOLERANTIE_METER", 50)
    with pytest.raises(ValueError, match="in een andere buurt"):
        bouw.bouw(brongegevens, tmp_path)
    assert not list(tmp_path.iterdir())
