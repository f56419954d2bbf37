"""Whose work it is: the counts, the lists and the right to solve agree for every desk."""

from itertools import pairwise

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from organisaties.models import Bericht, Contact, Controle, Dubbel, Melding, Organisatie
from organisaties.rechten import Handeling, heeft_taak_in_beheer, mag
from organisaties.werkvoorraad.blik import GeenBlik, blik_van, eigen, keuzes, van_het_weekbericht
from organisaties.werkvoorraad.overzicht import per_wijk, tel_alles
from organisaties.werkvoorraad.samen import maak_plan
from organisaties.werkvoorraad.soorten import SOORTEN
from organisaties.werkvoorraad.versheid import Scorekaart, score_van, score_van_wijk
from tests.fabriek import HOUTWIJK, SPOORWIJK, WALDECK, gebruiker, maak
from tests.organisaties.werkhulp import dagen_terug, items, maak_gaaf, werk
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
LANG = {"gecontroleerd_op": dagen_terug(400)}
NERGENS = {"lat": None, "lon": None}


def van(*wijken, **extra):
    return eigen(gebruiker("kwartiermaker", wijken=wijken, **extra))


def namen(blik, slug="controle"):
    return {item.titel for item in items(slug, blik)}


def test_een_plek_is_werk_van_de_wijk_waar_zij_ligt():
    maak_gaaf(naam="Hier", **LANG)
    assert namen(van("houtwijk")) == {"Hier"}
    assert namen(van("spoorwijk")) == set()
    assert namen(van("kom-loosduinen-en-houtwijk")) == {"Hier"}


def test_wie_in_meer_wijken_werkt_is_van_waar_zij_ligt():
    maak_gaaf(naam="Hier", werkgebied=["wijk:spoorwijk", "wijk:houtwijk"], **LANG)
    assert namen(van("spoorwijk")) == set()
    assert namen(van("houtwijk")) == {"Hier"}


def test_zonder_plaats_telt_het_werkgebied():
    maak_gaaf(naam="Een wijk", werkgebied=["wijk:houtwijk"], **NERGENS, **LANG)
    maak_gaaf(naam="Stadsdeel", werkgebied=["wijk:houtwijk", "wijk:waldeck"], **NERGENS, **LANG)
    maak_gaaf(naam="Stad", werkgebied=["gemeente:GM0518"], **NERGENS, **LANG)
    assert namen(van("houtwijk")) == {"Een wijk"}
    assert namen(van(stadsdelen=["loosduinen"])) == {"Een wijk", "Stadsdeel"}
    assert namen(eigen(gebruiker("beheerder"))) == {"Een wijk", "Stadsdeel", "Stad"}


@pytest.mark.parametrize(
    ("rol", "ziet"),
    [
        ("beheerder", {"Wijk", "Elders", "Stad"}),
        ("kwartiermaker", {"Wijk"}),
        ("professional", set()),
        ("organisatie", set()),
        ("wacht", set()),
    ],
)
def test_wat_op_wiens_balie_ligt(rol, ziet):
    maak_gaaf(naam="Wijk")
    maak_gaaf(naam="Elders", **SPOORWIJK)
    maak_gaaf(naam="Stad", werkgebied=["gemeente:GM0518"], **NERGENS)
    user = gebruiker(rol, wijken=["houtwijk"])
    rows = Organisatie.objects.op_balie_van(user)
    assert set(rows.values_list("naam", flat=True)) == ziet
    user.sterk = False
    if rol in ("beheerder", "kwartiermaker"):
        assert not Organisatie.objects.op_balie_van(user).exists()


@pytest.mark.parametrize(
    ("rol", "staf", "actief", "mag_het"),
    [
        ("wacht", True, True, True),
        ("wacht", False, True, False),
        ("wacht", True, False, False),
        ("kwartiermaker", True, True, False),
    ],
)
def test_een_taak_in_het_beheer_is_voor_de_hele_stad(rol, staf, actief, mag_het):
    user = gebruiker(rol, is_active=actief)
    user.is_staff = staf
    user.user_permissions.add(Permission.objects.get(codename="change_organisatie"))
    entry = maak_gaaf(**SPOORWIJK)
    assert heeft_taak_in_beheer(user) is mag_het
    plan = maak_plan(user, [entry.pk], "klopt")
    assert bool(plan.stappen) is mag_het


def test_zonder_kwartiermaker_is_wat_niemand_bijhoudt():
    maak_gaaf(naam="Verzorgd", **LANG)
    maak_gaaf(naam="Alleen", **LANG | SPOORWIJK)
    maak_gaaf(naam="Stad", **NERGENS, **LANG)
    gebruiker("kwartiermaker", wijken=["houtwijk"])
    gebruiker("kwartiermaker", wijken=["spoorwijk"], is_active=False)
    boss = gebruiker("beheerder")
    loose = blik_van(boss, "zonder")
    assert namen(loose) == {"Alleen", "Stad"}
    assert werk(loose) == {"controle": 2}
    assert van_het_weekbericht(boss).keuze == "zonder"


def test_kiezen_mag_alleen_binnen_de_eigen_wijken():
    user = gebruiker("kwartiermaker", wijken=["houtwijk"], stadsdelen=["laak"])
    values = dict(keuzes(user))
    assert {"", "houtwijk", "spoorwijk", "stadsdeel:laak"} <= values.keys()
    assert not {"zonder", "waldeck", "stadsdeel:loosduinen"} & values.keys()
    for choice in values:
        blik_van(user, choice)
    for choice in ("zonder", "waldeck", "stadsdeel:loosduinen", "bestaat-niet", "stadsdeel:x"):
        with pytest.raises(GeenBlik):
            blik_van(user, choice)


def alles_erin():
    """Work of every shape, in three wijken and nowhere."""
    rows = [
        maak(naam=f"{name} {n}", **place, personen=[{"naam": "Voorbeeld", "email": "x@example.nl"}])
        for n in range(2)
        for name, place in (
            ("Hout", HOUTWIJK),
            ("Spoor", SPOORWIJK),
            ("Wal", WALDECK),
            ("Stad", {}),
        )
    ]
    rows.append(maak(naam="Bijna", werkgebied=["wijk:houtwijk"]))
    for row in rows:
        Melding.objects.create(soort="fout", organisatie=row)
    for one, two in pairwise(rows):
        Dubbel.objects.create(een=one, ander=two)
        mail = Bericht.objects.create(soort="controle", aan="x@example.nl", stand="terug")
        mail.controles.set(Controle.objects.create(organisatie=r, aard="wachttijd") for r in (one,))
    Melding.objects.create(soort="gemist", wijk=Wijk.objects.get(slug="houtwijk"))
    Melding.objects.create(soort="gemist")
    figure = Contact.objects.create(vorm="persoon", naam="Voorbeeld")
    figure.wijken.set(Wijk.objects.filter(slug__in=["houtwijk", "spoorwijk"]))
    Contact.objects.create(vorm="persoon", naam="Los")
    return rows


@pytest.mark.parametrize(
    "wijken", [["houtwijk"], ["spoorwijk", "waldeck"], ["kom-loosduinen-en-houtwijk"], []]
)
def test_telling_lijst_en_recht_zijn_het_eens(wijken):
    alles_erin()
    user = gebruiker("kwartiermaker", wijken=wijken)
    own, counts = eigen(user), werk(eigen(user))
    for slug, kind in SOORTEN.items():
        keys = kind.sleutels(own)
        assert len(keys) == len(set(keys)) == counts.get(slug, 0)
        everything = kind.sleutels(eigen(gebruiker("beheerder")))
        if kind.handeling == Handeling.MODEREREN:
            assert [pk for pk in everything if kind.mag(pk, user)] == keys


def test_met_en_zonder_kwartiermaker_zijn_samen_alles():
    rows = alles_erin()
    user = gebruiker("kwartiermaker", wijken=["houtwijk"])
    boss = gebruiker("beheerder")
    loose = {i.organisatie.pk for i in items("controle", blik_van(boss, "zonder"))}
    own = {i.organisatie.pk for i in items("controle", eigen(user))}
    assert loose | own == {row.pk for row in rows}
    assert not loose & own
    assert all(mag(user, Handeling.BEWERKEN, row) == (row.pk in own) for row in rows)


# --- the freshness score --------------------------------------------------------------------------


def test_de_versheid_telt_echte_gepubliceerde_plekken_van_de_wijk():
    maak_gaaf()
    maak_gaaf(**LANG)
    maak_gaaf(gecontroleerd_op=None, werkgebied=["wijk:houtwijk"], **NERGENS)
    maak_gaaf(voorbeeld=True)
    maak_gaaf(status="concept")
    maak_gaaf(**SPOORWIJK)
    score = score_van_wijk(Wijk.objects.get(slug="houtwijk").pk)
    assert (score.goed, score.totaal, score.procent) == (1, 3, 33)


def test_zonder_plekken_is_er_geen_percentage():
    score = score_van_wijk(Wijk.objects.get(slug="houtwijk").pk)
    assert (score.totaal, score.procent) == (0, None)


def test_de_termijn_is_die_van_de_soort():
    day = timezone.localdate()
    row = maak_gaaf(gecontroleerd_op=dagen_terug(100))
    row.soort.controle_maanden = 2
    row.soort.save()
    assert score_van(eigen(gebruiker("beheerder"))).goed == 0
    assert day.isoformat() > dagen_terug(100)


def test_de_scorekaart_geeft_per_gebied_hetzelfde_als_de_vraag():
    alles_erin()
    maak_gaaf()
    boss, card = gebruiker("beheerder"), Scorekaart()
    for choice, _name in keuzes(boss):
        blik = blik_van(boss, choice)
        assert card.score(blik) == score_van(blik)


def test_per_wijk_staat_wie_wacht_bovenaan():
    maak_gaaf(**LANG)
    maak_gaaf(**LANG)
    Melding.objects.create(soort="fout", organisatie=maak_gaaf(**SPOORWIJK))
    rows = per_wijk(gebruiker("beheerder"), tel_alles(), Scorekaart())
    first = rows[0]
    assert (first.wijk.slug, first.open, first.wacht) == ("spoorwijk", 1, 1)
    assert {row.wijk.slug for row in rows[1:]} == {"houtwijk", "kom-loosduinen-en-houtwijk"}
