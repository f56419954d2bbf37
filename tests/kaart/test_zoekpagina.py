"""The main page: one question, one answer in words, counts, cards and ways out."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties.filter import OrganisatieFilter
from tests.fabriek import HOUTWIJK, SPOORWIJK, WALDECK, algemeen, maak, maak_veel
from wijken.geheugen import vergeet_alles

pytestmark = pytest.mark.django_db


def html(client, vraag="", status=200, **headers):
    answer = client.get(f"/?{vraag}", headers=headers)
    assert answer.status_code == status
    return answer.content.decode()


def ids(text):
    return re.findall(r'data-id="([0-9a-f-]{36})"', text)


def aantal(text):
    return int(re.search(r'data-aantal="(\d+)"', text)[1])


def teller(text, option):
    return int(re.search(rf'id="n-{option}"[^>]*>(\d+)<', text)[1])


def test_een_vraag_geeft_kaartjes_met_plaats_ingang_en_wat_u_kunt_doen(client):
    oud = (timezone.localdate() - timedelta(weeks=20)).isoformat()
    found = maak(**HOUTWIJK, naam="De Boom", toegang=["zelf"], contacten=[algemeen()],
                 samenvatting="Samen spelen.",
                 wachttijden=[{"weken": 2, "gemeld_op": oud}])  # fmt: skip
    maak(**SPOORWIJK)
    text = html(client, "wijk=houtwijk")
    assert ids(text) == [str(found.uuid)]
    assert aantal(text) == 1
    assert "1 in Houtwijk" in text
    for part in ("De Boom", "Samen spelen.", "In Houtwijk", "Zonder verwijzing", "2 weken wachten",
                 "oud:", 'href="tel:', "directions?to=52.054187,4.248153"):  # fmt: skip
        assert part in text, part


def test_het_aantal_is_van_de_hele_vraag_en_een_bladzijde_heeft_er_25(client):
    maak_veel([{} for _ in range(60)])
    first, third = (
        html(client, "soort=kinderdagverblijf"),
        html(client, "soort=kinderdagverblijf&pagina=3"),
    )
    assert (aantal(first), len(ids(first))) == (60, 25)
    assert (aantal(third), len(ids(third))) == (60, 10)
    assert "?soort=kinderdagverblijf&amp;pagina=2" in first
    assert not set(ids(first)) & set(ids(third))


@pytest.mark.parametrize("pagina", ["0", "-1", "abc", "9999", "1%00"])
def test_een_vreemde_bladzijde_geeft_de_eerste_of_laatste(client, pagina):
    maak()
    assert len(ids(html(client, f"pagina={pagina}"))) == 1


def test_elke_keuze_zegt_hoeveel_zij_geeft_ook_nul(client):
    maak(**HOUTWIJK, ondersteuning=["spraak-taal"])
    maak(**SPOORWIJK)
    text = html(client, "wijk=houtwijk")
    assert teller(text, "ondersteuning-spraak-taal") == 1
    assert teller(text, "ondersteuning-lezen") == 0
    assert teller(text, "wijk-spoorwijk") == 1
    assert teller(text, "stadsdeel-laak") == 0


def test_een_chip_haalt_precies_een_keuze_weg(client):
    maak(**HOUTWIJK)
    text = html(client, "wijk=houtwijk&wijk=waldeck&leeftijd=2,5&bij=2552&straal=2")
    chips = re.findall(r'class="chip" href="/\?([^"]*)"', text)
    left = [QueryDict(chip.replace("&amp;", "&")) for chip in chips]
    assert [q.getlist("wijk") for q in left].count(["waldeck"]) == 1
    assert [q for q in left if "leeftijd" not in q]
    assert [q for q in left if "bij" not in q and "straal" not in q]
    assert "2,5 jaar" in text
    assert "binnen 2 km" in text


def test_meenemen_houdt_dezelfde_vraag(client):
    maak(**HOUTWIJK)
    text = html(client, "wijk=houtwijk&q=opvang&pagina=1")
    for file in ("contacten.csv", "contacten.xlsx", "contacten.vcf", "organisaties.geojson"):
        assert f"/uitvoer/{file}?q=opvang&amp;wijk=houtwijk" in text


def test_bij_een_postcode_staat_de_afstand_en_wie_in_de_wijk_werkt(client):
    near = maak(**HOUTWIJK, naam="Dichtbij")
    serves = maak(**SPOORWIJK, naam="Verweg", werkgebied=["gemeente:GM0518"])
    text = html(client, "bij=52.0542,4.2481&straal=1")
    assert ids(text) == [str(near.uuid), str(serves.uuid)]
    assert text.count("Werkt in uw wijk") == 1
    assert "vanaf gekozen plek in Houtwijk" in text
    assert "ongeveer" not in text.split('id="resultaten"')[1].split("kaartdeel")[0]
    assert "ongeveer" in html(client, "bij=2552")


def test_onbekend_wordt_gezegd_als_ernaar_gevraagd_is(client):
    maak(**HOUTWIJK)
    assert "onbekend" not in html(client)
    text = html(client, "leeftijd=3&kosten=gratis")
    assert "Leeftijd onbekend" in text
    assert "Kosten onbekend" in text


def test_voorbeeld_en_tijdelijk_gesloten_staan_op_het_kaartje(client):
    maak(voorbeeld=True)
    assert "label--voorbeeld" in html(client)
    assert "zijn verzonnen" in html(client)
    maak(status="tijdelijk_gesloten")
    assert "Tijdelijk gesloten" in html(client)


@pytest.mark.parametrize(
    ("vraag", "anker"),
    [
        ("wijk=nergens", "facet-waar"),
        ("soort=nergens", "facet-soort"),
        ("leeftijd=abc", "veld-leeftijd"),
        ("bij=2552&straal=-1", "veld-straal"),
        ("straal=2", "veld-straal"),
        ("bij=999", "veld-bij"),
        ("q=a%00b", "veld-q"),
        ("q=" + "a" * 10_000, "veld-q"),
        ("sorteer=raar", "veld-sorteer"),
        ("&".join(f"taal=t{i}" for i in range(500)), "facet-taal"),
    ],
)
def test_een_foute_waarde_geeft_een_melding_bij_het_veld(client, vraag, anker):
    maak()
    text = html(client, vraag, status=400)
    assert f'href="#{anker}"' in text
    assert f'id="{anker}"' in text
    name = anker.partition("-")[2].replace("waar", "wijk")
    assert f'id="fout-{name}"' in text
    assert re.search(rf'aria-describedby="[^"]*fout-{name}', text)
    assert not ids(text)
    assert "data-aantal" not in text


def test_na_een_fout_staat_er_nog_wat_u_typte(client):
    text = html(client, "q=praat+niet&leeftijd=drie&wijk=houtwijk", status=400)
    assert 'value="praat niet"' in text
    assert 'value="drie"' in text
    assert re.search(r'id="wijk-houtwijk" checked', text)


def test_geen_resultaten_noemt_de_keuze_die_weg_kan_en_wat_dichtbij_ligt(client):
    near = maak(**WALDECK, naam="Logopedie Waldeck", soort="logopedie")
    maak(**SPOORWIJK, naam="Logopedie Spoorwijk", soort="logopedie")
    text = html(client, "soort=logopedie&wijk=houtwijk")
    assert aantal(text) == 0
    assert not ids(text)
    assert re.search(r"Laat <b>Houtwijk</b> weg</span>\s*<span[^>]*>2 resultaten", text)
    assert f'href="/organisaties/{near.slug}/"' in text
    assert "Centrum voor Jeugd en Gezin" in text


def test_houden_twee_keuzes_elk_alles_tegen_dan_gaan_zij_samen_weg(client):
    maak(**WALDECK, soort="logopedie")
    maak(**HOUTWIJK)
    text = html(client, "soort=logopedie&wijk=houtwijk&q=zzzqqq")
    assert "Dit kunt u doen:" in text
    assert re.search(r"Laat <b>“zzzqqq” en Houtwijk</b> weg</span>\s*<span[^>]*>1 resultaat", text)
    for query in re.findall(r'class="uitweg" href="/\?([^"]*)"', text):
        assert aantal(html(client, query.replace("&amp;", "&"))) == 1


def test_zonder_uitweg_wordt_er_geen_beloofd(client):
    text = html(client, "soort=logopedie&wijk=houtwijk&q=zzzqqq")
    assert "Niets past bij al uw keuzes samen." in text
    assert "Dit kunt u doen:" not in text


def test_een_plek_met_punt_in_het_geheel_belooft_het_deel_niet(client):
    maak(lat=52.066958, lon=4.33223)
    assert "precieze wijk onbekend" not in html(client)
    assert "In Molenwijk en Schipperskwartier, precieze wijk onbekend" in html(
        client, "wijk=molenwijk"
    )


def test_zonder_gebied_is_er_geen_dichtstbijzijnde_maar_wel_een_uitweg(client):
    maak()
    text = html(client, "q=xyzzy")
    assert "Geen resultaten" in text
    assert "Dit ligt het dichtst bij" not in text
    assert "Begin opnieuw" in text


def test_htmx_krijgt_alleen_wat_verandert_en_een_schoon_adres(client):
    maak(**HOUTWIJK)
    headers = {"HX-Request": "true", "HX-Trigger": "zoekvorm"}
    answer = client.get("/?q=&wijk=houtwijk&straal=", headers=headers)
    text = answer.content.decode()
    assert answer["HX-Push-Url"] == "/?wijk=houtwijk"
    assert "HX-Request" in answer["Vary"]
    assert "<html" not in text
    assert "<input" not in text
    assert len(ids(text)) == aantal(text) == 1
    assert teller(text, "wijk-houtwijk") == 1


def test_htmx_krijgt_de_hele_vorm_na_een_link_en_om_een_fout(client):
    link = html(client, "wijk=houtwijk", **{"HX-Request": "true"})
    fault = html(
        client, "leeftijd=x", status=400, **{"HX-Request": "true", "HX-Trigger": "zoekvorm"}
    )
    again = html(client, "leeftijd=3", **{
        "HX-Request": "true", "HX-Trigger": "zoekvorm",
        "HX-Current-URL": "http://testserver/?leeftijd=x#kaartdeel"})  # fmt: skip
    assert all('id="veld-leeftijd"' in text for text in (link, fault, again))


def test_alles_wat_uit_gegevens_komt_is_ontsmet(client):
    maak(naam="<script>alert(1)</script>", samenvatting='"><img src=x>')
    text = html(client, "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E") + html(client)
    assert "<script>alert" not in text
    assert "<img src=x>" not in text


def test_er_zijn_geen_scripts_of_stijlen_in_de_bladzijde(client):
    text = html(client)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)


@pytest.mark.parametrize("vraag", ["", "wijk=houtwijk&leeftijd=3", "bij=2552&straal=2"])
def test_bij_1000_evenveel_vragen_aan_de_database_als_bij_10(client, vraag):
    counts = []
    for extra in (10, 990):
        maak_veel([{**HOUTWIJK, "toegang": ["zelf"], "contacten": [algemeen()],
                    "werkgebied": ["wijk:houtwijk"]} for _ in range(extra)])  # fmt: skip
        vergeet_alles()
        html(client, vraag)
        with CaptureQueriesContext(connection) as seen:
            html(client, vraag)
        counts.append(len(seen))
    assert OrganisatieFilter(QueryDict()).qs.count() == 1000
    assert counts[1] == counts[0] <= 20


def test_een_typfout_krijgt_een_voorstel_dat_iets_vindt(client):
    maak(naam="Praktijk", soort="logopedie", **HOUTWIJK)
    page = client.get("/?q=logopedi%20zzz&wijk=houtwijk").content.decode()
    assert "Bedoelt u" in page
    link = re.search(r'href="([^"]*q=[Ll]ogopedie[^"]*)"', page)[1].replace("&amp;", "&")
    assert "wijk=houtwijk" in link
    assert client.get(link).context["aantal"] == 1
