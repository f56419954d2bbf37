"""The words that invented entries are made up from: kinds with what belongs to them, and names."""

from __future__ import annotations

from dataclasses import dataclass

NAMEN = (
    "De Regenboog", "De Zonnebloem", "Het Kompas", "De Vlieger", "Het Nest", "De Wilde Eend",
    "De Duinroos", "Het Zandkasteel", "De Ooievaar", "De Knikker", "De Vuurvlieg", "Het Vogelnest",
    "De Speelboom", "De Schelp", "De Waterlelie", "Het Lichtpunt", "De Brug", "De Kleine Beer",
    "De Sterrenkijker", "Het Molentje", "De Zeester", "De Klimop", "De Paddenstoel", "De Vlinder",
    "Café Müller", "Señorita", "Het Hofje", "De Kikker", "De Boomhut", "De Parel",
)  # fmt: skip
TOEVOEGINGEN = ("", "", "Noord", "Zuid", "aan Zee", "in de Wijk", "en Co", "Plus", "Samen")
STRATEN = ("weg", "straat", "laan", "plein", "kade", "hof", "pad", "singel")
TALEN = ("en", "tr", "ar", "pl", "bg", "ro", "es", "fr", "pt", "uk", "ti", "so", "zh", "ber")
DAGDELEN = (("08:00", "18:00"), ("08:30", "17:00"), ("09:00", "12:30"), ("13:00", "17:30"))


@dataclass(frozen=True)
class Profiel:
    """A kind of entry: how often it occurs and what such entries usually offer."""

    soort: str
    gewicht: int
    woord: str
    samenvatting: str
    ondersteuning: tuple[str, ...]
    doelgroepen: tuple[str, ...]
    leeftijd: tuple[int, int]
    kosten: tuple[str, ...]
    toegang: tuple[str, ...] = ("zelf", "cjg")
    met_koepel: bool = False
    omschrijving: str = "U bent welkom om te komen kijken. Vertel ons wat uw kind nodig heeft."
    voor_professionals: str = "Wij denken graag mee over een kind dat wat extra nodig heeft."


_JONG = ("baby-dreumes", "peuter", "ouders", "beetje-extra", "meertalig")
_PEUTER = ("peuter", "met-ve-indicatie", "zonder-ve-indicatie", "meertalig", "beetje-extra")
_SCHOOL = ("kleuter", "schoolkind", "meertalig", "beetje-extra", "gespecialiseerd")
_GEZIN = ("ouders", "peuter", "kleuter", "schoolkind", "meertalig", "gespecialiseerd")
_SPEL = ("sociaal-spel", "spraak-taal", "zindelijkheid", "gedrag-emoties", "motoriek")
_HULP = ("opvoedvragen", "jeugd-gezinshulp", "gedrag-emoties", "scheiding-thuis", "geld-wonen")

PROFIELEN = (
    Profiel("kinderdagverblijf", 20, "Kinderdagverblijf", "Dagopvang voor jonge kinderen.",
            (*_SPEL, "prikkels"), _JONG, (2, 48), ("toeslag",), met_koepel=True),
    Profiel("peuteropvang", 10, "Peuteropvang", "Spelen en leren in de ochtend voor peuters.",
            (*_SPEL, "voorschool-ve"), _PEUTER, (24, 48), ("toeslag", "bijdrage"), met_koepel=True),
    Profiel("voorschool", 8, "Voorschool", "Een goede start voor peuters, met extra taal.",
            ("spraak-taal", "voorschool-ve", "sociaal-spel", "lezen"), _PEUTER, (30, 48),
            ("gratis", "bijdrage"), met_koepel=True),
    Profiel("bso", 12, "Buitenschoolse opvang", "Opvang na school en in de vakantie.",
            ("sociaal-spel", "sport-bewegen", "kunst-cultuur", "prikkels"), _SCHOOL, (48, 156),
            ("toeslag",), met_koepel=True),
    Profiel("kindcentrum", 3, "Kindcentrum", "Opvang en school onder één dak.",
            (*_SPEL, "passend-onderwijs"), (*_JONG, "kleuter", "schoolkind"), (2, 156),
            ("toeslag", "gratis"), met_koepel=True),
    Profiel("basisschool", 10, "Basisschool", "Gewone basisschool in de wijk.",
            ("passend-onderwijs", "lezen", "ontwikkelingsvoorsprong"), _SCHOOL, (48, 156),
            ("gratis",), ("zelf", "school")),
    Profiel("logopedie", 7, "Logopedie", "Hulp bij praten, taal, slikken en stotteren.",
            ("spraak-taal", "lezen", "vroegsignalering"), _GEZIN, (12, 216),
            ("verzekering",), ("zelf", "huisarts")),
    Profiel("fysiotherapie", 6, "Kinderfysiotherapie", "Hulp bij bewegen en zitten.",
            ("motoriek", "sport-bewegen", "vroegsignalering"), _GEZIN, (0, 216),
            ("verzekering",), ("zelf", "huisarts")),
    Profiel("ergotherapie", 3, "Kinderergotherapie", "Hulp bij schrijven, eten en aankleden.",
            ("motoriek", "prikkels", "zindelijkheid"), _GEZIN, (12, 216),
            ("verzekering",), ("huisarts",)),
    Profiel("cjg", 2, "Centrum voor Jeugd en Gezin", "Al uw vragen over opvoeden en opgroeien.",
            (*_HULP, "wegwijs", "vroegsignalering"), _GEZIN, (0, 276), ("gratis",)),
    Profiel("jeugdhulp", 5, "Jeugdhulp", "Hulp voor kind en gezin, ook thuis.",
            (*_HULP, "prikkels"), _GEZIN, (0, 216), ("gratis",), ("cjg", "huisarts", "gemeente")),
    Profiel("opvoedondersteuning", 4, "Opvoedhulp", "Praat mee over slapen, eten en grenzen.",
            _HULP, _GEZIN, (0, 144), ("gratis", "bijdrage")),
    Profiel("consultatiebureau", 2, "Consultatiebureau", "Wij volgen hoe uw kind groeit.",
            ("vroegsignalering", "opvoedvragen", "motoriek"), _JONG, (0, 48), ("gratis",)),
    Profiel("taalles", 2, "Taalles voor ouders", "Nederlands leren met andere ouders.",
            ("taal-ouders-tolk", "lezen", "wegwijs"), ("ouders", "meertalig"), (216, 300),
            ("gratis",)),
    Profiel("bibliotheek", 1, "Bibliotheek", "Boeken lenen en voorlezen.",
            ("lezen", "spraak-taal", "taal-ouders-tolk"), _GEZIN, (0, 216), ("gratis",)),
    Profiel("ontmoetingsplek", 4, "Speelinloop", "Samen spelen en koffie drinken.",
            ("ontmoeting-welzijn", "sociaal-spel", "opvoedvragen"), _JONG, (0, 72), ("gratis",)),
    Profiel("welzijn", 3, "Servicepunt", "Hulp bij brieven, geld en wonen.",
            ("geld-wonen", "wegwijs", "ontmoeting-welzijn"), ("ouders", "meertalig"), (0, 276),
            ("gratis",)),
    Profiel("sport", 3, "Sportclub", "Bewegen met plezier voor ieder kind.",
            ("sport-bewegen", "motoriek", "sociaal-spel"), _SCHOOL, (36, 216),
            ("betaald", "bijdrage")),
    Profiel("cultuur", 2, "Atelier", "Muziek, dans en knutselen.",
            ("kunst-cultuur", "sociaal-spel"), _SCHOOL, (36, 216), ("betaald", "gratis")),
)  # fmt: skip
KOEPEL = Profiel(
    "kinderopvangorganisatie", 0, "Stichting", "Kinderopvang op verschillende locaties.",
    _SPEL, (*_JONG, "professionals"), (2, 156), ("toeslag",),
)  # fmt: skip
