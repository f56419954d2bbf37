"""The columns of the table, in their order: field, header, kind of cell, and what it is for.

Some only come in: what coordinators keep in columns of their own, such as one telephone number.
``lezen`` makes fields of those.
"""

from __future__ import annotations

from organisaties.invoer.lezen import waarden

from .cellen import (
    Datum,
    Gebied,
    Gebiedenlijst,
    Geheel,
    Ingang,
    Ingangenlijst,
    Kenmerk,
    Kenmerken,
    Kommagetal,
    Leeftijd,
    Sleutels,
    Tekst,
    Telefoon,
    Vlag,
    Website,
    Woord,
    Woorden,
)
from .contacten import Contacten
from .kolom import Kolom
from .tijden import Uren, Wachttijden

_LEZEN = "Alleen om te lezen: wat u hier wijzigt, telt niet."
_IN = {"uit": False}  # comes in, and stands in the template
_ANDERS = {"uit": False, "sjabloon": False}  # understood when somebody has it

_WAT = (
    Kolom("id", "id", Kenmerk(), "Welke ingang dit is. Laat staan wat er staat; leeg is nieuw.",
          anders=("uuid",), sjabloon=False),
    Kolom("sleutel", "Sleutel", Tekst(),
          "Uw eigen nummer van deze regel. Zonder nummer maken wij er een van naam, adres en "
          "soort: wijzigt u daar iets van, dan is het een nieuwe ingang.",
          anders=("eigen nummer", "eigen sleutel", "regelnummer"), **_IN),
    Kolom("naam", "Naam", Tekst(), "Verplicht voor een nieuwe ingang.",
          anders=("organisatie", "naam organisatie", "organisatienaam", "naam van de organisatie",
                  "instelling", "naam instelling", "locatie", "naam locatie", "locatienaam")),
    Kolom("soort", "Soort", Woord("soort"), "Verplicht voor een nieuwe ingang: één woord.",
          anders=("soort organisatie", "type", "type organisatie", "categorie")),
    Kolom("koepel", "Hoort bij", Ingang(),
          "De naam van de organisatie waar deze onder valt. Zijn er meer met die naam, zet dan de "
          "id erachter: Naam [id].",
          anders=("koepel", "koepelorganisatie", "moederorganisatie", "houder", "schoolbestuur")),
    Kolom("samenvatting", "In één zin", Tekst(), "Wat een ouder er vindt.",
          anders=("samenvatting", "korte omschrijving", "kort")),
    Kolom("omschrijving", "Wat u er kunt doen", Tekst(), "",
          anders=("omschrijving", "beschrijving", "aanbod", "activiteiten")),
    Kolom("voor_professionals", "Aanbod voor professionals", Tekst(), "",
          anders=("voor professionals",)),
    Kolom("ondersteuning", "Helpt bij", Woorden("ondersteuning"), "Eén of meer woorden.",
          anders=("ondersteuning", "hulp bij", "thema", "thema's")),
    Kolom("doelgroepen", "Voor wie", Woorden("doelgroepen"), "Eén of meer woorden.",
          anders=("doelgroep", "doelgroepen")),
    Kolom("leeftijd_van", "Leeftijd van (maanden)", Leeftijd(1), "Een getal, of “4 jaar”."),
    Kolom("leeftijd_tot", "Leeftijd tot (maanden)", Leeftijd(1),
          "Niet tot en met: “48” of “4 jaar” is tot de vierde verjaardag.",
          anders=("leeftijd tot (maanden, niet tot en met)",)),
    Kolom("leeftijd_van", "Leeftijd van (jaren)", Leeftijd(12), **_ANDERS),
    Kolom("leeftijd_tot", "Leeftijd tot (jaren)", Leeftijd(12), **_ANDERS),
    Kolom("leeftijd_van", "Leeftijd van", Leeftijd(0), anders=("vanaf leeftijd",), **_ANDERS),
    Kolom("leeftijd_tot", "Leeftijd tot", Leeftijd(0), anders=("tot leeftijd",), **_ANDERS),
    Kolom("talen", "Talen van medewerkers", Woorden("talen"), "Eén of meer woorden.",
          anders=("talen", "taal", "gesproken talen")),
    Kolom("tolk_mogelijk", "Tolk mogelijk", Vlag(), "ja of nee", anders=("tolk",)),
    Kolom("kindplaatsen", "Aantal kindplaatsen", Geheel(), "Een getal.", anders=("kindplaatsen",)),
    Kolom("ve", "Biedt voorschoolse educatie (VE)", Vlag(), "ja of nee",
          anders=("ve", "vve", "voorschoolse educatie")),
)  # fmt: skip

_WAAR = (
    Kolom("adres", "Adres", Tekst(waarden.regel),
          "Straat, huisnummer en toevoeging in één cel, als u ze niet apart heeft.",
          anders=("bezoekadres", "straat en huisnummer", "straat + huisnummer"), **_IN),
    Kolom("straat", "Straat", Tekst(waarden.regel), "", anders=("straatnaam",)),
    Kolom("huisnummer", "Huisnummer", Tekst(waarden.regel), "", anders=("huisnr", "nr")),
    Kolom("toevoeging", "Toevoeging", Tekst(waarden.regel), "", anders=("huisnummertoevoeging",)),
    Kolom("postcode", "Postcode", Tekst(waarden.postcode), "Zoals 2552AB.", anders=("pc",)),
    Kolom("plaats", "Plaats", Tekst(waarden.plaatsnaam), "",
          anders=("woonplaats", "stad", "vestigingsplaats")),
    Kolom("lat", "Breedtegraad", Kommagetal(), "Alleen als u het punt precies weet: 52,0705.",
          anders=("lat", "latitude")),
    Kolom("lon", "Lengtegraad", Kommagetal(), "", anders=("lon", "lng", "longitude")),
    Kolom("punt_bron", "Herkomst van het punt", Tekst(), "Waar het punt vandaan komt.",
          sjabloon=False),
    Kolom("punt_kwaliteit", "Hoe goed het punt is", Woord("punt_kwaliteit"), _LEZEN, readonly=True),
    Kolom("punt_score", "Score van de adreszoeker", Kommagetal(), _LEZEN, readonly=True),
    Kolom("adres_id", "Kenmerk van het adres", Tekst(), _LEZEN, readonly=True),
    Kolom("wijk", "Wijk (met de hand gekozen)", Gebied(),
          "Eén wijk, alleen als er geen adres is: anders volgt de wijk uit het adres.",
          anders=("wijk", "wijk, met de hand gekozen")),
    Kolom("werkgebied", "Werkt in", Gebiedenlijst(),
          "Voor welke gebieden: “wijk Houtwijk; stadsdeel Laak; gemeente Den Haag”.",
          anders=("wijken", "werkgebied", "werkzaam in", "gebied", "gebieden")),
)  # fmt: skip

_BINNEN = (
    Kolom("toegang", "Toegang", Woorden("toegang"), "Eén of meer woorden.",
          anders=("manier van toegang",)),
    Kolom("route_ouder", "Zo komt u binnen (ouder)", Tekst(), "",
          anders=("route ouder", "route voor ouders", "aanmelden")),
    Kolom("route_professional", "Zo verwijst u (professional)", Tekst(), "",
          anders=("route professional", "verwijzen")),
    Kolom("kosten", "Kosten", Woord("kosten"), "Eén woord."),
    Kolom("kosten_toelichting", "Toelichting op de kosten", Tekst(), ""),
    Kolom("openingstijden", "Openingstijden", Uren(),
          "Zoals “ma 08:30-17:00; wo t/m vr 09:00-12:30”.", anders=("openingsuren",)),
    Kolom("openingstijden_toelichting", "Toelichting op de openingstijden", Tekst(), ""),
    Kolom("wachttijden", "Wachttijden", Wachttijden(),
          "Zoals “6 weken, gemeld op 01-09-2026 door de organisatie”.", anders=("wachttijd",)),
    Kolom("website", "Website", Website(), "",
          anders=("webadres", "site", "url", "internet", "internetadres", "homepage")),
)  # fmt: skip

_BEREIK = (
    Kolom("algemeen__telefoon", "Telefoon", Telefoon(), "Het algemene nummer.",
          anders=("telefoonnummer", "tel", "telnr", "algemeen telefoonnummer", "telefoon algemeen"),
          **_IN),
    Kolom("algemeen__email", "E-mail", Tekst(waarden.email), "Het algemene postvak.",
          anders=("mail", "mailadres", "e-mailadres", "algemeen e-mailadres", "e-mail algemeen"),
          **_IN),
    Kolom("contacten", "Algemene contactgegevens", Contacten(persoon=False),
          "Eén op een regel: “naam: Balie | telefoon: 070-123 45 67 | e-mail: info@voorbeeld.nl”. "
          "Laat “kenmerk” staan.", sjabloon=False),
    Kolom("persoon__naam", "Contactpersoon", Tekst(waarden.regel),
          "Alleen zichtbaar voor coördinatoren.", anders=("naam contactpersoon",), **_IN),
    Kolom("persoon__functie", "Functie contactpersoon", Tekst(waarden.regel), "",
          anders=("functie",), **_IN),
    Kolom("persoon__telefoon", "Telefoon contactpersoon", Telefoon(), "",
          anders=("telefoonnummer contactpersoon", "mobiel", "mobiel contactpersoon",
                  "06-nummer"), **_IN),
    Kolom("persoon__email", "E-mail contactpersoon", Tekst(waarden.email), "",
          anders=("e-mailadres contactpersoon", "mail contactpersoon",
                  "mailadres contactpersoon"), **_IN),
    Kolom("persoon__grondslag", "Grond contactpersoon", Tekst(waarden.regel),
          "Waarom wij deze persoon mogen bewaren.", anders=("grondslag", "grond"), **_IN),
    Kolom("personen", "Contactpersonen", Contacten(persoon=True),
          "Eén persoon op een regel: “naam: A. Jansen | functie: coach | zichtbaar voor: "
          "Professionals”. Laat “kenmerk” staan.", sjabloon=False),
)  # fmt: skip

_WAAR_IS_HET = (
    Kolom("status", "Status", Woord("status"), "Nieuw is “Concept”, tot u anders zegt."),
    Kolom("bron", "Bron", Tekst(), "Waar deze gegevens vandaan komen."),
    Kolom("gecontroleerd_op", "Gecontroleerd op", Datum(), "Een dag, zoals 01-09-2026."),
    Kolom("gecontroleerd_door", "Gecontroleerd door", Tekst(),
          "Een functie of organisatie, geen naam: dit staat op de site."),
    Kolom("contact_gecontroleerd_op", "Contactgegevens gecontroleerd op", Datum(), _LEZEN,
          readonly=True),
    Kolom("contact_gecontroleerd_door", "Contactgegevens gecontroleerd door", Woord("wie"),
          _LEZEN, readonly=True),
    Kolom("tijden_gecontroleerd_op", "Openingstijden gecontroleerd op", Datum(), _LEZEN,
          readonly=True),
    Kolom("tijden_gecontroleerd_door", "Openingstijden gecontroleerd door", Woord("wie"), _LEZEN,
          readonly=True),
    Kolom("sleutels", "Sleutels in andere bronnen", Sleutels(), "Zoals “lrk:123456789”.",
          sjabloon=False),
    Kolom("slug", "Pagina op de kaart", Tekst(), _LEZEN, readonly=True),
    Kolom("verdwenen_op", "Verdwenen uit de bron op", Datum(), _LEZEN, readonly=True),
    Kolom("opgegaan_in", "Opgegaan in", Ingang(), _LEZEN, readonly=True),
    Kolom("voorbeeld", "Verzonnen voorbeeld", Vlag(), _LEZEN, readonly=True),
)  # fmt: skip

_OVERLEG = "Alleen voor een overleg. Vul er één, dan tellen alle zes zoals ze er staan."
_NETWERK = (
    Kolom("overleg__staat", "Overleg: staat", Woord("staat"), f"Eén woord. {_OVERLEG}"),
    Kolom("overleg__voor_wie", "Overleg: voor wie", Tekst(), _OVERLEG),
    Kolom("overleg__doel", "Overleg: doel", Tekst(), _OVERLEG),
    Kolom("overleg__planning", "Overleg: planning", Tekst(), _OVERLEG),
    Kolom("overleg__leden", "Overleg: deelnemers", Ingangenlijst(),
          f"Namen van ingangen. {_OVERLEG}"),
    Kolom("overleg__personen", "Overleg: deelnemende personen", Kenmerken(),
          f"Kenmerken van contactpersonen van andere ingangen. {_OVERLEG}"),
)  # fmt: skip

KOLOMMEN = {
    column.column_name: column
    for column in (*_WAT, *_WAAR, *_BINNEN, *_BEREIK, *_WAAR_IS_HET, *_NETWERK)
}
OVERLEG = tuple(column.column_name for column in _NETWERK)
# Columns that hold data of persons.
PERSOONSKOLOMMEN = frozenset(
    column.column_name
    for column in KOLOMMEN.values()
    if column.attribute.partition("__")[0] in {"persoon", "personen"}
)
