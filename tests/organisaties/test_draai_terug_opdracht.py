"""``manage.py draai_terug``: first what would happen, then for real."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organisaties.foto import foto
from organisaties.models import Invoer, Organisatie
from tests.organisaties.bron import lees

pytestmark = pytest.mark.django_db


def draai(*args):
    out = StringIO()
    call_command("draai_terug", *args, stdout=out)
    return out.getvalue()


def test_eerst_kijken_dan_doen():
    lees(a={"naam": "Aap"})
    invoer = lees(a={"naam": "Aapje"}, b={"naam": "Noot"})
    text = draai(str(invoer.pk))
    assert "velden terug: 1" in text
    assert "ingangen weg: 1" in text
    assert "Er is niets veranderd" in text
    assert Organisatie.objects.count() == 2
    draai(str(invoer.pk), "--ja")
    assert [foto(org)["naam"] for org in Organisatie.objects.all()] == ["Aap"]
    invoer.refresh_from_db()
    assert invoer.stand == Invoer.Stand.TERUGGEDRAAID


def test_twee_keer_gaat_niet():
    invoer = lees(a={"naam": "Aap"})
    draai(str(invoer.pk), "--ja")
    with pytest.raises(CommandError, match="toegepaste invoer"):
        draai(str(invoer.pk), "--ja")


def test_een_onbekend_nummer():
    with pytest.raises(CommandError, match="geen invoer met nummer 999"):
        draai("999")
