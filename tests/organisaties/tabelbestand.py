"""Small words for the tests of tables: write one, read it, take photographs along in it."""

from pathlib import Path

from tablib import Dataset

from organisaties.invoer.bron import Verslag
from organisaties.invoer.tabel import FORMATEN, OrganisatieTabel
from organisaties.invoer.tabel.inlezen import lees as lees_tabel
from organisaties.invoer.tabel.kolommen import KOLOMMEN
from organisaties.rijen import LEEG

ID = "0b7a7f1e-1111-4222-8333-444455556666"
ALLEEN_LEZEN = {column.attribute for column in KOLOMMEN.values() if column.readonly}


def lees(pad, verslag=None):
    return list(lees_tabel(Path(pad), verslag or Verslag()))


def lees_tekst(pad, tekst, verslag=None):
    """Read a CSV that somebody typed."""
    pad.write_text(tekst, encoding="utf-8")
    return lees(pad, verslag)


def een_rij(pad, **cellen):
    """Read a table of one row; underscores in a header are blanks."""
    dataset = Dataset(headers=[name.replace("_", " ") for name in cellen])
    dataset.append(list(cellen.values()))
    pad.write_bytes(FORMATEN[0]().export_data(dataset))
    return lees(pad)[0]


def als_bestand(beelden, formaat):
    """Give the bytes of our own table of these photographs."""
    tabel = OrganisatieTabel()
    dataset = Dataset(headers=tabel.get_export_headers())
    for number, beeld in enumerate(beelden):
        dataset.append(tabel.export_resource({"id": f"{ID[:-2]}{number % 100:02}", **beeld}))
    return formaat().export_data(dataset)


def zonder_vaste(beeld):
    """What a colleague may change of a photograph."""
    return {k: v for k, v in beeld.items() if k not in ALLEEN_LEZEN}


def teruggelezen(rij):
    """The photograph that a row stands for: what it does not say is empty."""
    assert rij.melding == ""
    return zonder_vaste({**LEEG, **rij.waarden})
