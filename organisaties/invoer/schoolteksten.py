"""What we say about a school, derived from its kind and its row in the school register.

Used for the supplied schools (``fixtures/bouw_scholen.py``) and for the register itself, so that
one school reads the same from both. Knows nothing of Django.

Ages: primary education starts at 4 (Wpo, article 39). Pupils usually leave at 12 and must by the
end of the school year in which they turn 14, so basisschool and sbo get 4 up to and including 12
(48 to 156 months, the end exclusive). A special school may or may not have a secondary part, so
its ages stay unknown. The ways in are those of the law: parents apply in writing, from the day a
child is 3, if possible ten weeks ahead (Wpo 40; Wec 40 for special schools), and both sbo and so
ask for a decision first. "(V)SO" means so, vso or both. The register does not say which, so the
entry says that.
"""

from __future__ import annotations

from typing import Any, NamedTuple

SOORTEN = {"basisschool": "basisschool", "SBAO": "sbo", "SO": "so", "(V)SO": "so"}
SOORTNAMEN = {
    "basisschool": "basisschool",
    "SBAO": "school voor speciaal basisonderwijs (sbo)",
    "SO": "school voor speciaal onderwijs (so)",
    "(V)SO": "school voor (voortgezet) speciaal onderwijs",
}
# What the register calls a denominatie, as an adjective; "Bijzonder" and "Overige" say too little.
RICHTINGEN = {
    "Algemeen bijzonder": "Algemeen bijzondere",
    "Antroposofisch": "Antroposofische",
    "Hindoeïstisch": "Hindoeïstische",
    "Interconfessioneel": "Interconfessionele",
    "Islamitisch": "Islamitische",
    "Openbaar": "Openbare",
    "Protestants-Christelijk": "Protestants-christelijke",
    "Reformatorisch": "Reformatorische",
    "Rooms-Katholiek": "Rooms-katholieke",
    "Samenwerking PC, RK": "Protestants-christelijke en rooms-katholieke",
}
UITLEG_RICHTING = {
    "Algemeen bijzonder": "De school gaat niet uit van een geloof en hoort niet bij de overheid.",
    "Antroposofisch": "De school werkt vanuit de antroposofie.",
    "Hindoeïstisch": "De school werkt vanuit het hindoeïsme.",
    "Interconfessioneel": "De school werkt vanuit meer dan één christelijk geloof.",
    "Islamitisch": "De school werkt vanuit de islam.",
    "Openbaar": "Een openbare school is er voor elk kind, met of zonder geloof.",
    "Protestants-Christelijk": "De school werkt vanuit het protestants-christelijke geloof.",
    "Reformatorisch": "De school werkt vanuit het reformatorische geloof.",
    "Rooms-Katholiek": "De school werkt vanuit het rooms-katholieke geloof.",
    "Samenwerking PC, RK": (
        "De school werkt vanuit het protestants-christelijke en het rooms-katholieke geloof."
    ),
}
VSO_UITLEG = (
    "In het register staat deze school als (V)SO. Dat kan speciaal onderwijs zijn,"
    " voortgezet speciaal onderwijs of allebei. Vraag het de school."
)
# Endings of street names whose article is certain; other streets are named with their number.
STRAAT_MET_LIDWOORD = {
    "straat": "in de",
    "laan": "aan de",
    "weg": "aan de",
    "kade": "aan de",
    "gracht": "aan de",
    "plein": "aan het",
}
KOSTEN = (
    "Onderwijs is gratis. De school mag een ouderbijdrage vragen; die is vrijwillig."
    " Uw kind mag altijd meedoen, ook als u niet betaalt."
)

ROUTE_OUDER = {
    "basisschool": (
        "Meld uw kind schriftelijk aan bij de school. Dat kan vanaf de dag dat uw kind 3 jaar is.",
        "Doe dat het liefst tien weken of eerder voordat uw kind naar school gaat.",
        "Zeg het bij de aanmelding als uw kind extra hulp nodig heeft.",
    ),
    "sbo": (
        "Voor deze school is een besluit nodig: de toelaatbaarheidsverklaring.",
        "Dat is een papier van het samenwerkingsverband van scholen. Er staat in dat uw kind hier"
        " naar school mag.",
        "Praat eerst met de school of de opvang van uw kind.",
        "De school waar u uw kind aanmeldt, vraagt het besluit aan. U hoeft dat niet zelf te doen.",
    ),
    "so": (
        "Voor deze school is een besluit nodig. Meestal is dat de toelaatbaarheidsverklaring.",
        "Dat is een papier van het samenwerkingsverband van scholen. Er staat in dat uw kind hier"
        " naar school mag.",
        "De school waar u uw kind aanmeldt, vraagt het besluit aan. U hoeft dat niet zelf te doen.",
        "Kan uw kind slecht zien, slecht horen of heeft het een taalstoornis? Dan beslist een"
        " andere commissie. Vraag het de school.",
    ),
}
ROUTE_PROFESSIONAL = {
    "basisschool": (
        "Ouders melden hun kind zelf schriftelijk aan, vanaf de derde verjaardag.",
        "Overleg met de school over een kind doet u met toestemming van de ouders.",
    ),
    "sbo": (
        "Toegang met een toelaatbaarheidsverklaring van het samenwerkingsverband.",
        "De school waar het kind staat ingeschreven of is aangemeld, vraagt die aan.",
        "Bespreek dit eerst met de ouders; stuur alleen met hun toestemming gegevens mee.",
    ),
    "so": (
        "Toegang met een toelaatbaarheidsverklaring van het samenwerkingsverband. Voor cluster 1"
        " (zien) en cluster 2 (horen, taal) beslist een commissie van de instelling.",
        "De school waar het kind staat ingeschreven of is aangemeld, vraagt die aan.",
        "Bespreek dit eerst met de ouders; stuur alleen met hun toestemming gegevens mee.",
    ),
}


class School(NamedTuple):
    """A school as the register knows it; ``type`` is a key of ``SOORTEN``."""

    type: str
    denominatie: str
    straat: str
    huisnummer: str
    toevoeging: str

    @property
    def soort(self) -> str:
        return SOORTEN[self.type]


def plek(school: School) -> str:
    """Say where the school stands, with an article only where that is certain."""
    for einde, lidwoord in STRAAT_MET_LIDWOORD.items():
        if school.straat.endswith(einde) and not school.straat.startswith("De "):
            return f"{lidwoord} {school.straat}"
    return f"op het adres {school.straat} {school.huisnummer}{school.toevoeging}"


def samenvatting(school: School) -> str:
    soortnaam = SOORTNAMEN[school.type]
    richting = RICHTINGEN.get(school.denominatie)
    wat = f"{richting} {soortnaam}" if richting else soortnaam.capitalize()
    return f"{wat} {plek(school)}." if school.straat else f"{wat}."


def omschrijving(school: School) -> str:
    delen = (
        UITLEG_RICHTING.get(school.denominatie, ""),
        VSO_UITLEG if school.type == "(V)SO" else "",
    )
    return " ".join(filter(None, delen))


def aanbod(soort: str) -> dict[str, Any]:
    """Say for whom a school of this kind is, what it costs and how a child gets in."""
    gewoon = soort == "basisschool"
    return {
        "ondersteuning": [] if gewoon else ["passend-onderwijs"],
        "doelgroepen": ["kleuter", "schoolkind"],
        "leeftijd_van": None if soort == "so" else 48,
        "leeftijd_tot": None if soort == "so" else 156,
        "kosten": "gratis",
        "kosten_toelichting": KOSTEN,
        "toegang": ["zelf"] if gewoon else ["school"],
        "route_ouder": "\n".join(ROUTE_OUDER[soort]),
        "route_professional": "\n".join(ROUTE_PROFESSIONAL[soort]),
    }


def teksten(school: School) -> dict[str, Any]:
    """Give all that follows from the row, in the form of a photograph."""
    return {
        "samenvatting": samenvatting(school),
        "omschrijving": omschrijving(school),
        **aanbod(school.soort),
    }
