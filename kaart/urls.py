"""All addresses. Visitor pages sit inside the language prefix, management outside it."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from kaart.views import (
    adresregel,
    bewaren,
    bewerken,
    controles,
    deelnemers,
    doemee,
    geschiedenis,
    melding_beoordelen,
    meldingen,
    mijn,
    organisaties,
    overleggen,
    personen,
    punten,
    samenstellen,
    teksten,
    toelaten,
    uitvoer,
    werkvoorraad,
    wijken,
    wissen,
    zoeken,
)

urlpatterns: list[URLPattern | URLResolver] = [path("beheer/", admin.site.urls)]

urlpatterns += i18n_patterns(
    path("", zoeken.zoeken, name="zoeken"),
    path("punten.json", punten.punten, name="punten"),
    path("gebieden.json", punten.gebieden, name="gebieden"),
    path("organisaties/<slug:slug>/", organisaties.organisatie, name="organisatie"),
    path("organisaties/<slug:slug>/wijzigen/", bewerken.bewerken, name="bewerken"),
    path("organisaties/<slug:slug>/geschiedenis/", geschiedenis.geschiedenis, name="geschiedenis"),
    path(
        "organisaties/<slug:slug>/geschiedenis/<int:ronde>/terug/",
        geschiedenis.terugdraaien,
        name="terugdraaien",
    ),
    path("organisaties/<slug:slug>/contact.vcf", uitvoer.kaartje, name="organisatie_vcf"),
    path("organisaties/<slug:slug>/melden/", meldingen.melden, name="melden"),
    path("melden/", meldingen.missen, name="missen"),
    path("meldingen/<slug:sleutel>/", meldingen.volgen, name="melding_volgen"),
    path("werkvoorraad/meldingen/", melding_beoordelen.lijst, name="meldingen"),
    path(
        "werkvoorraad/meldingen/<uuid:uuid>/",
        melding_beoordelen.beoordelen,
        name="melding_beoordelen",
    ),
    path(
        "organisaties/<slug:slug>/personen/<uuid:uuid>/adres/", personen.adres, name="persoon_adres"
    ),
    path(
        "organisaties/<slug:slug>/personen/<uuid:uuid>/bevestig/",
        personen.bevestig,
        name="persoon_bevestig",
    ),
    path("organisaties/<slug:slug>/personen/<uuid:uuid>/weg/", personen.weg, name="persoon_weg"),
    path("personen/<uuid:uuid>/adres/", personen.sleutelfiguur, name="sleutelfiguur_adres"),
    path("personen/<uuid:uuid>/wissen/", wissen.wissen, name="persoon_wissen"),
    path("bewaren/<str:token>/", bewaren.bewaren, name="bewaren"),
    path("wijken/", wijken.lijst, name="wijken"),
    path("wijken/<slug:slug>/", wijken.wijk, name="wijk"),
    path("stadsdelen/<slug:slug>/", wijken.stadsdeel, name="stadsdeel"),
    path("overleggen/", overleggen.lijst, name="overleggen"),
    path("overleggen/<slug:slug>/doe-mee/", doemee.doe_mee, name="doe_mee"),
    path("overleggen/<slug:slug>/doe-mee/poster/", doemee.poster, name="doe_mee_poster"),
    path("overleggen/<slug:slug>/doe-mee.svg", doemee.qr, name="doe_mee_qr"),
    path("overleggen/<slug:slug>/deelnemers/", deelnemers.lijst, name="deelnemers"),
    path(
        "overleggen/<slug:slug>/deelnemers/wijzigen/", deelnemers.wijzig, name="deelnemer_wijzigen"
    ),
    path("werkvoorraad/aanmeldingen/<int:pk>/", doemee.beoordelen, name="aanmelding_beoordelen"),
    path("uitvoer/", samenstellen.samenstellen, name="samenstellen"),
    path("uitvoer/adresregel/", adresregel.adresregel, name="adresregel"),
    path("werkvoorraad/", werkvoorraad.lijst, name="werkvoorraad"),
    path("werkvoorraad/samen/", werkvoorraad.samen, name="werkvoorraad_samen"),
    path("werkvoorraad/verslag/", werkvoorraad.verslag, name="verslag"),
    path("uitvoer/contacten.csv", uitvoer.csv, name="uitvoer_csv"),
    path("uitvoer/contacten.xlsx", uitvoer.xlsx, name="uitvoer_xlsx"),
    path("uitvoer/contacten.vcf", uitvoer.vcf, name="uitvoer_vcf"),
    path("uitvoer/organisaties.geojson", uitvoer.geojson, name="uitvoer_geojson"),
    path("account/", include("kaart.accounts.urls")),
    path("mijn/", mijn.mijn, name="mijn"),
    path("mijn/weekbericht/", mijn.weekbericht, name="mijn_weekbericht"),
    path("mijn/toelaten/", toelaten.lijst, name="toelaten"),
    path("mijn/toelaten/<int:pk>/", toelaten.persoon, name="toelaten_persoon"),
    path("controle/<str:token>/klopt/", controles.klopt, name="controle_klopt"),
    path("controle/<str:token>/wijzigen/", controles.wijzigen, name="controle_wijzigen"),
    path("controle/<str:token>/weg/", controles.weg, name="controle_weg"),
    path("wachttijd/<str:token>/", controles.wachttijd, name="wachttijd"),
    path("over/", teksten.over, name="over"),
    path("privacy/", teksten.privacy, name="privacy"),
    path("toegankelijkheid/", teksten.toegankelijkheid, name="toegankelijkheid"),
    prefix_default_language=False,
)
