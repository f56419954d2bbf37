"""The picture of the areas: who is part of whom."""

import pytest

from wijken.boom import boom
from wijken.models import Buurt, Gemeente, Wijk
from wijken.versie import ophogen


def slugs(gebieden, ids):
    return {gebieden.wijken[id_].slug for id_ in ids}


KRINGEN = {
    "kom-loosduinen-en-houtwijk": {"kom-loosduinen-en-houtwijk", "kom-loosduinen", "houtwijk"},
    "houtwijk": {"houtwijk", "kom-loosduinen-en-houtwijk"},
    "vroondaal": {"vroondaal", "kraayenstein-en-vroondaal"},
    "waldeck": {"waldeck"},
}


@pytest.mark.parametrize("slug", KRINGEN)
def test_kring(gebieden, slug):
    assert slugs(gebieden, gebieden.kring(gebieden.wijk_op_slug[slug].id)) == KRINGEN[slug]


def test_delen_alleen_van_een_samengestelde_wijk(gebieden):
    def namen(slug):
        return [deel.naam for deel in gebieden.delen(gebieden.wijk_op_slug[slug].id)]

    assert namen("molenwijk-en-schipperskwartier") == ["Molenwijk", "Schipperskwartier"]
    assert namen("molenwijk") == []


def test_met_delen_laat_het_geheel_weg(gebieden):
    assert slugs(gebieden, gebieden.met_delen(gebieden.wijk_op_slug["houtwijk"].id)) == {"houtwijk"}


def test_wijken_van_een_stadsdeel_en_terug(gebieden):
    laak = gebieden.stadsdeel_op_slug["laak"]
    wijken = gebieden.wijken_van(laak.id)
    assert len(wijken) == 7
    assert {gebieden.stadsdeel_van(id_) for id_ in wijken} == {laak.id}


def test_gemeente_van_een_wijk(gebieden):
    gemeente = gebieden.gemeenten[gebieden.gemeente_van(gebieden.wijk_op_slug["waldeck"].id)]
    assert (gemeente.code, gemeente.naam) == ("GM0518", "Den Haag")


def test_buurten_van_neemt_alleen_de_genoemde_wijken(gebieden):
    def codes(slug):
        ids = gebieden.buurten_van([gebieden.wijk_op_slug[slug].id])
        return {gebieden.buurten[id_].code for id_ in ids}

    assert codes("laakhavens") == {"BU05183819", "BU05183822"}
    assert codes("kom-loosduinen-en-houtwijk") == set()


def test_buurten_van_alle_stadsdelen_is_elke_buurt_een_keer(gebieden):
    alle = [gebieden.buurten_van(gebieden.wijken_van(id_)) for id_ in gebieden.stadsdelen]
    assert sum(map(len, alle)) == len(frozenset().union(*alle)) == 114


def test_wijk_van_een_buurt(gebieden):
    buurt = Buurt.objects.get(code="BU05181786")
    assert gebieden.wijk_van(buurt.id) == buurt.wijk_id
    assert gebieden.wijk_van(None) is None


def test_namen_staan_op_volgorde(gebieden):
    namen = [wijk.naam for wijk in gebieden.wijken.values()]
    assert namen == sorted(namen, key=str.casefold)


def test_vier_vragen_en_daarna_alleen_de_versie(gebieden, django_assert_num_queries):
    boom.vergeet()
    with django_assert_num_queries(1 + 4 + 1):
        boom()
    with django_assert_num_queries(1):
        boom()


def test_verplaatste_buurt_telt_mee_na_een_nieuwe_versie(gebieden):
    houtwijk = Wijk.objects.get(slug="houtwijk")
    buurt = Buurt.objects.get(code="BU05181785")
    Buurt.objects.filter(pk=buurt.pk).update(wijk=houtwijk)
    ophogen()
    assert buurt.pk in boom().buurten_van([houtwijk.pk])


@pytest.mark.parametrize("vraag", ["kring", "met_delen", "wijken_van", "stadsdeel_van"])
def test_onbekend_gebied_is_een_keyerror(gebieden, vraag):
    with pytest.raises(KeyError):
        getattr(gebieden, vraag)(0)


def test_plaatje_is_niet_te_wijzigen(gebieden):
    with pytest.raises(TypeError):
        gebieden.wijken[1] = None
    with pytest.raises(AttributeError):
        gebieden.wijken = {}


def test_gemeente_zonder_stadsdelen(leeg):
    gemeente = Gemeente.objects.create(code="GM9999", naam="Dorp", slug="dorp")
    wijk = Wijk.objects.create(gemeente=gemeente, naam="Kern", slug="kern")
    assert boom().stadsdeel_van(wijk.pk) is None
