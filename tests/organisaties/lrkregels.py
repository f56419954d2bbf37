"""Rows of the childcare register in their official form, made up: for tests and for the bench.

Header and spellings are those of the official export: contact fields between apostrophes, '' when
empty, the place without its apostrophe, an address that may end in a blank. Names, streets and
numbers are invented and say so; telephone numbers are 070-000 00 nn.
"""

import csv
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

KOP = (
    "lrk_id", "type_oko", "opc", "actuele_naam_oko", "aantal_kindplaatsen", "ve", "status",
    "inschrijfdatum", "opvanglocatie_adres", "opvanglocatie_postcode", "opvanglocatie_woonplaats",
    "bag_id", "naam_houder", "kvk_nummer_houder", "vestigingsnummer_houder", "rechtsvorm_houder",
    "start_geschillencommissie", "einde_geschillencommissie", "houder_adres", "houder_postcode",
    "houder_woonplaats", "houder_buitenland", "correspondentie_adres", "correspondentie_postcode",
    "correspondentie_woonplaats", "correspondentie_buitenland", "contact_persoon",
    "contact_telefoon", "contact_emailadres", "contact_website", "cbs_code",
    "verantwoordelijke_gemeente", "gastouderbureau_1", "gastouderbureau_2", "lrk_url",
)  # fmt: skip
PC4 = (2511, 2516, 2521, 2524, 2525, 2531, 2541, 2544, 2545, 2552, 2553, 2562, 2571, 2582, 2597)
TYPEN = ("KDV", "KDV", "BSO", "BSO", "VGO", "VGO", "VGO", "GOB")
RECHTSVORMEN = ("Besloten Vennootschap", "Stichting", "Eenmanszaak", "Vennootschap onder firma")
_PAGINA = "https://www.landelijkregisterkinderopvang.nl/pp/#/inzien/oko/gegevens/"


def regel(**velden: str) -> dict[str, str]:
    """Give one row: a day nursery of The Hague, with any column by its name."""
    return dict.fromkeys(KOP, "") | {
        "lrk_id": "100000001",
        "type_oko": "KDV",
        "opc": "Nee",
        "actuele_naam_oko": "Verzonnen Kinderdagverblijf",
        "aantal_kindplaatsen": "32",
        "status": "Ingeschreven",
        "inschrijfdatum": "01-01-2020",
        "opvanglocatie_adres": "Verzonnenlaan 53",
        "opvanglocatie_postcode": "2552AB",
        "opvanglocatie_woonplaats": "s-Gravenhage",
        "bag_id": "0518010000000001",
        "contact_persoon": "''",
        "contact_telefoon": "''",
        "contact_emailadres": "''",
        "contact_website": "''",
        "cbs_code": "0518",
        "verantwoordelijke_gemeente": "s-Gravenhage",
        **velden,
    }


def van_houder(nummer: int = 1, **velden: str) -> dict[str, str]:
    """Give a row of a holder that is a company."""
    return regel(
        naam_houder=f"Verzonnen Opvang {nummer} B.V.",
        kvk_nummer_houder=f"{nummer:08}",
        rechtsvorm_houder="Besloten Vennootschap",
        **velden,
    )


def schrijf(
    pad: Path,
    regels: Iterable[dict[str, str]],
    *,
    codering: str = "utf-8-sig",
    kop: tuple[str, ...] = KOP,
) -> Path:
    with pad.open("w", encoding=codering, newline="") as bestand:
        schrijver = csv.DictWriter(bestand, kop, delimiter=";", restval="")
        schrijver.writeheader()
        schrijver.writerows(regels)
    return pad


def lrk_bestand(pad: Path, aantal: int, zaad: int = 1, gemeente: str = "0518") -> Path:
    """Write an export of so many rows; the same seed gives the same bytes."""
    return schrijf(pad, _regels(aantal, random.Random(zaad), gemeente))


def _regels(aantal: int, dobbel: random.Random, gemeente: str) -> Iterator[dict[str, str]]:
    plaats = "s-Gravenhage" if gemeente == "0518" else "Verzonnenstad"
    for nummer in range(aantal):
        soort = TYPEN[nummer % len(TYPEN)]
        houder = dobbel.randrange(1, max(2, aantal // 8))
        postcode = (
            f"{dobbel.choice(PC4)}{dobbel.choice('ABCEGHJKLNPRTVWXZ')}{'ABCEGHJK'[nummer % 8]}"
        )
        thuis = soort == "VGO" and nummer % 3
        yield regel(
            lrk_id=str(100_000_001 + nummer),
            type_oko=soort,
            actuele_naam_oko=f"Verzonnen {soort} De Proef {nummer}",
            aantal_kindplaatsen="" if soort == "GOB" else str(dobbel.randrange(4, 96)),
            ve=dobbel.choice(("Ja", "Nee", "")) if soort == "KDV" else "",
            opvanglocatie_adres=""
            if thuis
            else f"Verzonnenlaan {dobbel.randrange(1, 400)}{' ' * (nummer % 2)}",
            opvanglocatie_postcode="" if thuis else postcode,
            opvanglocatie_woonplaats="" if thuis else plaats,
            bag_id=f"{gemeente}01{nummer:010}",
            naam_houder=f"Verzonnen Opvang {houder}",
            kvk_nummer_houder=f"{90_000_000 + houder}",
            rechtsvorm_houder=RECHTSVORMEN[houder % len(RECHTSVORMEN)],
            contact_persoon=f"'V. Verzonnen{houder}'",
            contact_telefoon=f"'070{nummer % 10_000_000:07}'" if nummer % 5 else "''",
            contact_emailadres=f"'info@verzonnen{houder}.example.nl'" if nummer % 4 else "''",
            contact_website=f"'www.verzonnen{houder}.example.nl'" if nummer % 3 else "''",
            cbs_code=gemeente if nummer % 2 else gemeente.lstrip("0"),
            verantwoordelijke_gemeente=plaats,
            lrk_url=f"{_PAGINA}{100_000_001 + nummer}",
        )
