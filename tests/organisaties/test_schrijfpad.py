"""One writer: nobody but the write path saves what belongs to an entry."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin

from organisaties import models
from organisaties.admin.organisatie import OrganisatieAdmin
from organisaties.admin.sleutelfiguur import SleutelfiguurAdmin
from wijken.beheer import AlleenLezen, MetVersie

SCHRIJFWERK = {
    "save", "asave", "create", "acreate", "bulk_create", "abulk_create", "bulk_update",
    "abulk_update", "get_or_create", "aget_or_create", "update_or_create", "aupdate_or_create",
    "raw", "_raw_delete", "save_m2m", "executemany",
}  # fmt: skip
KAMERS = ("kaart", "organisaties", "wijken")
SCHRIJVERS = {
    "organisaties/schrijven.py": "the write path itself",
    "organisaties/invoegen.py": "writes many rows at once, called by the write path",
    "organisaties/velden/": "writes what hangs on an entry, called by the write path",
    "organisaties/invoer/": "keeps plans and adds missing words; entries go through the write path",
    "organisaties/dubbelen/onthouden.py": "keeps pairs that may be one",
    "organisaties/aanmeldingen.py": "keeps who asked to join a consultation",
    "organisaties/sleutelfiguren.py": "writes key figures, who belong to no entry, with a ledger",
    "organisaties/berichten.py": "keeps which mail was sent",
    "organisaties/meldingen.py": "keeps what visitors report, which is no part of an entry",
    "organisaties/controles/": "keeps what was asked and answered; entries go the write path",
    "organisaties/uitvoerlog.py": "keeps who took which list along",
    "organisaties/accounts.py": "lets people in; accounts are no part of an entry",
    "organisaties/demo.py": "makes accounts to try the site with",
    "organisaties/wissen/": "erases persons from ledger, imports, reports and logs, and old logs",
    "organisaties/models/gebruiker.py": "makes accounts, which are no part of an entry",
    "wijken/handwerk.py": "keeps what people change by hand in areas and words, and undoes it",
    "wijken/geocoder/": "keeps what the geocoder answered, which is no part of an entry",
    "wijken/laden.py": "loads areas",
    "wijken/bronnen/": "brings areas in and keeps what changed",
    "wijken/cijfers.py": "keeps figures of areas",
    "wijken/versie.py": "counts the content version up",
}
UITZONDERINGEN = {
    ("kaart/uitvoer/xlsx.py", "book.save"): "a file to take along",
    ("kaart/views/doemee.py", "image.save"): "a picture",
    ("organisaties/admin/sleutelfiguur.py", "LogEntry.objects.bulk_create"): "a log without names",
}
VELEN = {
    field.name
    for model in vars(models).values()
    if hasattr(model, "_meta")
    for field in model._meta.many_to_many
}


def schrijft(call):
    """Whether this call writes to the database, as far as its form tells."""
    if not isinstance(call.func, ast.Attribute):
        return isinstance(call.func, ast.Name) and call.func.id in {"voeg_in", "werk_bij"}
    name, owner = call.func.attr, call.func.value
    if name in SCHRIJFWERK:
        return True
    if name in ("delete", "adelete"):  # of a cache: with the key between the brackets
        return not call.args
    if name in ("update", "aupdate"):  # of a dict: with a dict between the brackets
        return not call.args and bool(call.keywords)
    if name in ("add", "set", "remove", "clear"):  # of a relation, by the name of the relation
        return isinstance(owner, ast.Attribute) and owner.attr in VELEN
    return False


def schrijfwerk(tekst):
    """Every writing call in a source text, as it is written there."""
    calls = [node for node in ast.walk(ast.parse(tekst)) if isinstance(node, ast.Call)]
    found = [ast.unparse(call.func) for call in calls if schrijft(call)]
    return [text for text in found if not text.startswith("super().")]


def verboden():
    for kamer in KAMERS:
        for path in sorted((Path(settings.BASE_DIR) / kamer).rglob("*.py")):
            name = str(path.relative_to(settings.BASE_DIR))
            if "migrations" in path.parts or name.startswith(tuple(SCHRIJVERS)):
                continue
            for text in schrijfwerk(path.read_text(encoding="utf-8")):
                if (name, text) not in UITZONDERINGEN:
                    yield f"{name}: {text}"


def test_alleen_het_schrijfpad_schrijft():
    assert list(verboden()) == []


def test_geen_uitzondering_is_overbodig():
    for name, text in UITZONDERINGEN:
        assert text in schrijfwerk((Path(settings.BASE_DIR) / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "tekst",
    [
        "organisatie.save()",
        "Organisatie.objects.create(naam='x')",
        "Organisatie.objects.filter(pk=1).update(naam='x')",
        "qs.update(naam='x')",
        "Contact.objects.all().delete()",
        "contact.delete()",
        "Sleutel.objects.get_or_create(bron='x')",
        "Soort._default_manager.bulk_update(rows, ['naam'])",
        "organisatie.ondersteuning.add(woord)",
        "overleg.leden.set([])",
    ],
)
def test_de_proef_ziet_schrijfwerk(tekst):
    assert schrijfwerk(tekst)


@pytest.mark.parametrize(
    "tekst",
    ["woorden.update(meer)", "gezien.add(1)", "cache.delete('x')", "super().save()", "fotos([1])"],
)
def test_de_proef_laat_gewoon_werk_met_rust(tekst):
    assert not schrijfwerk(tekst)


def test_elke_beheerpagina_van_deze_kamer_gaat_langs_logboek_of_versie():
    """Django's admin saves by itself, unseen by the test above: so each page is of a known kind."""
    own = [a for m, a in admin.site._registry.items() if m._meta.app_label == "organisaties"]
    known = (OrganisatieAdmin, SleutelfiguurAdmin, AlleenLezen, MetVersie)
    assert {a.model for a in own if not isinstance(a, known)} == {
        models.Gebruiker,
        models.Maildomein,
    }
