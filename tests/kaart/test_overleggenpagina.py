"""The page of all networks: by state, and within that by stadsdeel."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kaart.beeld.netwerken import per_staat
from tests.fabriek import HOUTWIJK, maak, maak_veel

pytestmark = pytest.mark.django_db


def netwerk(staat="loopt", **waarden):
    details = {"staat": staat, "doel": "Elkaar kennen", "planning": "Elke maand"}
    return {"soort": "overleg", "overleg": details, **waarden}


def test_lopende_eerst_en_elk_bij_zijn_stadsdeel():
    maak_veel(
        [
            netwerk("aanbevolen", naam="D", werkgebied=["stadsdeel:loosduinen"]),
            netwerk(naam="A", werkgebied=["wijk:spoorwijk"]),
            netwerk(naam="B", werkgebied=["stadsdeel:laak", "wijk:houtwijk"]),
            netwerk(naam="C", werkgebied=["gemeente:GM0518"]),
            netwerk(naam="E", **HOUTWIJK),
            netwerk(naam="F"),
        ]
    )
    found = {s.slug: {area: [n.organisatie.naam for n in rows] for area, rows in s.gebieden}
             for s in per_staat()}  # fmt: skip
    assert list(found) == ["loopt", "aanbevolen"]
    assert found["aanbevolen"] == {"Loosduinen": ["D"]}
    assert found["loopt"] == {
        "Hele stad": ["C"],
        "Laak": ["A"],
        "Laak en Loosduinen": ["B"],
        "Loosduinen": ["E"],
        "Zonder vast gebied": ["F"],
    }


def test_de_pagina_noemt_doel_en_planning_en_wijst_naar_de_ingang(client):
    row = maak(**netwerk(naam="Overleg Peuters"))
    page = client.get("/overleggen/").content.decode()
    for text in ("Loopt (1)", "Elkaar kennen", "Elke maand", f'href="/organisaties/{row.slug}/"'):
        assert text in page


def test_de_pagina_belooft_geen_stadsdelen_waar_die_er_niet_zijn(client):
    main = client.get("/overleggen/").content.decode().partition("<main")[2]
    assert "Per gebied ziet u" in main
    assert "stadsdeel" not in main


def test_een_voorbeeld_is_herkenbaar(client):
    maak(**netwerk(naam="Voorbeeld: Overleg", voorbeeld=True))
    assert "label--voorbeeld" in client.get("/overleggen/").content.decode()


def test_een_concept_of_gestopt_overleg_staat_er_niet(client):
    maak_veel([netwerk(naam="Zeldzaam", status=s) for s in ("concept", "gestopt")])
    page = client.get("/overleggen/").content.decode()
    assert "Zeldzaam" not in page
    assert "Er staan nog geen overleggen op de kaart" in page


def test_evenveel_vragen_aan_de_database_voor_tien_als_voor_duizend(client):
    counts = []
    for more in (10, 990):
        maak_veel([netwerk(werkgebied=["wijk:houtwijk"])] * more)
        client.get("/overleggen/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/overleggen/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 6
