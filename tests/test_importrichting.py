"""Imports run one way: wijken <- organisaties <- kaart, and inside organisaties up the stairs."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

VERBODEN = {"wijken": {"organisaties", "kaart"}, "organisaties": {"kaart"}, "kaart": set()}
TREDEN = [
    {"models", "querysets", "invoegen", "termijnen", "afdruk"},
    {
        "rechten",
        "velden",
        "foto",
        "woorden",
        "zoeken",
        "keuring",
        "rijen",
        "leesbaar",
        "toewijzing",
        "bevestigen",
    },
    {"schrijven"},
]
BOVENAAN = len(TREDEN)  # features: whatever is not named above
UITZONDERINGEN = {
    (
        "querysets",
        "rechten",
    ): "asked inside the function, when a query is made",
    (
        "querysets",
        "toewijzing",
    ): "likewise",
}


def bestanden(kamer):
    paths = (Path(settings.BASE_DIR) / kamer).rglob("*.py")
    return sorted(path for path in paths if "migrations" not in path.parts)


def alleen_voor_types(boom):
    """The imports that never run: under ``if TYPE_CHECKING``."""
    blocks = [
        node
        for node in ast.walk(boom)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    return {id(node) for block in blocks for node in ast.walk(block)}


def ingevoerd(path):
    """The dotted names that a file imports, relative ones made whole."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skip = alleen_voor_types(tree)
    package = path.relative_to(settings.BASE_DIR).with_suffix("").parts[:-1]
    for node in ast.walk(tree):
        if id(node) in skip:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def module_van(path):
    return path.relative_to(Path(settings.BASE_DIR) / "organisaties").parts[0].removesuffix(".py")


def tree_van(module):
    return next((n for n, step in enumerate(TREDEN) if module in step), BOVENAAN)


@pytest.mark.parametrize("kamer", VERBODEN)
def test_kamers_kennen_alleen_wat_onder_hen_ligt(kamer):
    wrong = [
        f"{path.name}: {name}"
        for path in bestanden(kamer)
        for name in ingevoerd(path)
        if name.partition(".")[0] in VERBODEN[kamer]
    ]
    assert wrong == []


def test_binnen_organisaties_gaat_het_de_trap_op():
    wrong = []
    for path in bestanden("organisaties"):
        own = module_van(path)
        for name in ingevoerd(path):
            room, _, rest = name.partition(".")
            other = rest.partition(".")[0]
            if room != "organisaties" or (own, other) in UITZONDERINGEN:
                continue
            if tree_van(other) > tree_van(own):
                wrong.append(f"{path.name}: {name}")
    assert wrong == []


def test_de_trap_bestaat():
    modules = {module_van(path) for path in bestanden("organisaties")}
    assert {name for step in TREDEN for name in step} <= modules


def test_de_proef_ziet_relatieve_en_verstopte_invoer():
    path = Path(settings.BASE_DIR) / "organisaties" / "querysets.py"
    names = set(ingevoerd(path))
    assert "organisaties.rechten" in names
    assert not any(name.startswith("organisaties.models") for name in names)
    inits = set(ingevoerd(Path(settings.BASE_DIR) / "organisaties" / "velden" / "__init__.py"))
    assert "organisaties.velden.basis.ids_van" in inits
