"""``manage.py importeer``: a dry run that says everything, and writes only when told to."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organisaties.models import Invoer, Organisatie
from organisaties.schrijven import ronde, volg_gebieden
from tests.fabriek import HOUTWIJK, maak
from tests.organisaties.lrkregels import regel, schrijf
from tests.standin import standin
from tests.wijken.ogcapi import GEMEENTE, stad
from tests.wijken.ogcapi import schrijf as schrijf_gebieden

pytestmark = pytest.mark.django_db


def importeer(*args, **opties):
    out, err = StringIO(), StringIO()
    call_command("importeer", *map(str, args), **opties, stdout=out, stderr=err)
    return out.getvalue()


def lrk(pad, *namen, **velden):
    """A register of day nurseries with these names; the key follows the name."""
    rows = [regel(lrk_id=f"9{ord(n[-1])}", actuele_naam_oko=n, **velden) for n in namen]
    return schrijf(pad, rows)


@pytest.fixture
def bestand(tmp_path):
    return lrk(tmp_path / "lrk.csv", "Opvang A", "Opvang B")


def test_zonder_schrijf_verandert_er_niets(bestand):
    out = importeer("lrk", bestand)
    assert "Nieuw (2)" in out
    assert "Opvang A" in out
    assert "Er is niets veranderd" in out
    assert not Organisatie.objects.exists()


def test_met_schrijf_staat_het_erin_en_een_tweede_keer_is_het_plan_leeg(bestand):
    assert "Doorgevoerd als ronde" in importeer("lrk", bestand, schrijf=True)
    assert Organisatie.objects.count() == 2
    assert "Er was niets te schrijven" in importeer("lrk", bestand, schrijf=True)


def test_veld_voor_veld_wat_er_anders_wordt(bestand, tmp_path):
    importeer("lrk", bestand, schrijf=True)
    other = lrk(tmp_path / "nieuw.csv", "Opvang A", aantal_kindplaatsen="40")
    out = importeer("lrk", other)
    assert "Aantal kindplaatsen: 32 -> 40" in out
    assert "Verdwenen uit de bron" in out or "Verdwenen (1)" in out


def test_een_geweigerde_regel_zegt_waar_en_wat_er_goed_zou_zijn(tmp_path):
    pad = schrijf(tmp_path / "lrk.csv", [regel(), regel(lrk_id="2", type_oko="XYZ")])
    out = importeer("lrk", pad)
    assert "Geweigerd (1)" in out
    assert "regel 3" in out
    assert "KDV" in out


def test_json_geeft_alleen_de_aantallen(bestand):
    counts = json.loads(importeer("lrk", bestand, json=True))
    assert counts == {
        "nieuw": 2, "gewijzigd": 0, "ongewijzigd": 0, "verdwenen": 0, "terug": 0, "geweigerd": 0,
    }  # fmt: skip


def test_een_webadres_mag_ook_en_zijn_dag_wordt_de_peildatum(bestand):
    def register(_pad, _query, _koppen):
        return 200, {"Last-Modified": "Mon, 09 Nov 2026 06:00:00 GMT"}, bestand.read_bytes()

    with standin({"/lrk.csv": register}) as server:
        importeer("lrk", f"{server.url}/lrk.csv?sleutel=geheim", schrijf=True)
    run = Invoer.objects.get()
    assert run.peildatum == "2026-11-09"
    assert run.bestand == f"{server.url}/lrk.csv"


def test_een_wachtwoord_in_het_webadres_wordt_niet_bewaard(bestand):
    with standin({"/lrk.csv": lambda *_: (200, {}, bestand.read_bytes())}) as server:
        host = server.url.removeprefix("http://")
        importeer("lrk", f"http://gebruiker:geheim@{host}/lrk.csv#kop")
    assert Invoer.objects.get().bestand == f"http://{host}/lrk.csv"


def test_elke_keer_wordt_bewaard_met_de_vingerafdruk_van_het_bestand(bestand):
    importeer("lrk", bestand)
    importeer("lrk", bestand)
    marks = set(Invoer.objects.values_list("vingerafdruk", flat=True))
    assert Invoer.objects.count() == 2
    assert len(marks.pop()) == 64
    assert not marks


def test_personen_staan_niet_op_het_scherm(bestand, tmp_path, settings):
    importeer("lrk", bestand, schrijf=True)
    settings.LRK_CONTACTPERSONEN = True
    new = lrk(tmp_path / "nieuw.csv", "Opvang A", "Opvang B", contact_persoon="'Voorbeeldpersoon'")
    out = importeer("lrk", new)
    assert "Contactpersonen: anders" in out
    assert "Voorbeeldpersoon" not in out


def test_gebieden_gaan_hun_eigen_weg(tmp_path):
    with pytest.raises(CommandError):
        importeer("gebieden", tmp_path / "bestaat-niet.geojson")


def test_wat_bij_gebieden_hoort_gaat_mee(tmp_path):
    pad = schrijf_gebieden(tmp_path / "buurten.geojson", stad())
    out = importeer("gebieden", pad, gemeente=GEMEENTE, jaar=2025, schrijf=True)
    assert f"Verzonnen ({GEMEENTE}, 2025)" in out
    assert "Geschreven als invoer" in out
    schrijf_gebieden(pad, stad("BU99990101", "BU99990102", "BU99990201"))
    with pytest.raises(CommandError, match="Gebruik --toch"):
        importeer("gebieden", pad, gemeente=GEMEENTE, schrijf=True)
    assert "3 verdwenen" in importeer("gebieden", pad, gemeente=GEMEENTE, schrijf=True, toch=True)


@pytest.mark.parametrize(
    ("bron", "optie", "zin"),
    [
        ("gebieden", {"peildatum": "2026-01-01"}, "--peildatum .* niet bij gebieden"),
        ("gebieden", {"regels": 0}, "--regels .* niet bij gebieden"),
        ("lrk", {"jaar": 2025}, "--jaar .* alleen bij gebieden"),
        ("lrk", {"gemeente": "GM0344"}, "--gemeente .* alleen bij gebieden"),
    ],
)
def test_een_optie_die_niets_zou_doen_wordt_geweigerd(bestand, bron, optie, zin):
    with pytest.raises(CommandError, match=zin):
        importeer(bron, bestand, **optie)
    assert not Invoer.objects.exists()


def test_na_nieuwe_gebieden_ligt_elke_ingang_in_de_goede_buurt():
    org = maak(**HOUTWIJK)
    right = org.buurt
    Organisatie.objects.update(buurt=None)
    assert volg_gebieden() == 1
    org.refresh_from_db()
    assert org.buurt == right
    assert volg_gebieden() == 0


def test_een_andere_stad_krijgt_de_inhoud_van_den_haag_niet(settings, capsys):
    settings.KAART = {**settings.KAART, "gemeente": "GM9999"}
    call_command("laad_inhoud")
    assert "blijft hier weg" in capsys.readouterr().out
    assert not Organisatie.objects.exists()


# --- refusals: nothing is written -----------------------------------------------------------------


FOUT = {
    "leeg.csv": b"",
    "plaatje.csv": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "kop.csv": b"lrk_id;type_oko;actuele_naam_oko;status;cbs_code\r\n",
    "anders.csv": b"naam;plaats\r\nAap;Den Haag\r\n",
    "breed.csv": b";".join(b"kolom%d" % n for n in range(500)) + b"\r\n",
}


@pytest.mark.parametrize("naam", FOUT)
def test_een_verkeerd_bestand_wordt_in_een_zin_geweigerd(tmp_path, naam):
    pad = tmp_path / naam
    pad.write_bytes(FOUT[naam])
    with pytest.raises(CommandError, match=r"\.$"):
        importeer("lrk", pad, schrijf=True)
    assert not Organisatie.objects.exists()


def test_een_map_of_een_bestand_dat_er_niet_is(tmp_path):
    for place in (tmp_path, tmp_path / "weg.csv"):
        with pytest.raises(CommandError, match="geen bestand"):
            importeer("lrk", place)


def test_een_andere_stad_is_geen_bron_voor_ons(tmp_path):
    pad = lrk(tmp_path / "lrk.csv", "Opvang A", cbs_code="0363")
    with pytest.raises(CommandError, match=r"0518|GM0518|Den Haag"):
        importeer("lrk", pad, schrijf=True)


def test_een_onbereikbaar_adres_zegt_dat(monkeypatch):
    monkeypatch.setattr("wijken.ophalen.time.sleep", lambda _seconds: None)
    with pytest.raises(CommandError, match="verbinding"):
        importeer("lrk", "http://127.0.0.1:9/lrk.csv")


def test_een_verdacht_plan_wordt_niet_doorgevoerd_tenzij_het_toch_klopt(tmp_path):
    letters = "ABCDEFGHIJKLMNOP"
    importeer("lrk", lrk(tmp_path / "a.csv", *(f"Opvang {c}" for c in letters)), schrijf=True)
    half = lrk(tmp_path / "b.csv", "Opvang A", "Opvang B")
    with pytest.raises(CommandError, match="Meer dan de helft"):
        importeer("lrk", half, schrijf=True)
    assert not Organisatie.objects.exclude(verdwenen_op=None).exists()
    importeer("lrk", half, schrijf=True, toch=True)
    assert Organisatie.objects.exclude(verdwenen_op=None).count() == 14


def test_een_half_bestand_wordt_niet_gelezen_als_een_heel(bestand):
    bestand.write_bytes(bestand.read_bytes().replace(b"Opvang B", "Opvang é".encode())[:-1])
    whole = bestand.read_bytes()
    bestand.write_bytes(whole[: whole.index("é".encode()) + 1])
    with pytest.raises(CommandError, match="afgekapt"):
        importeer("lrk", bestand, schrijf=True)
    assert not Organisatie.objects.exists()


def test_een_plan_dat_intussen_niet_meer_past_wordt_gezegd(bestand, tmp_path, monkeypatch):
    importeer("lrk", bestand, schrijf=True)
    other = lrk(tmp_path / "nieuw.csv", "Opvang A", "Opvang B", aantal_kindplaatsen="40")
    import organisaties.management.commands.importeer as command  # noqa: PLC0415

    def eerst_een_ander(invoer):
        with ronde("bewerking") as schrijver:
            schrijver.wijzig({Organisatie.objects.first().pk: {"kosten": "gratis"}})
        return echt(invoer)

    echt = command.pas_toe
    monkeypatch.setattr(command, "pas_toe", eerst_een_ander)
    with pytest.raises(CommandError, match="intussen gewijzigd"):
        importeer("lrk", other, schrijf=True)
