"""All addresses. Visitor pages sit inside the language prefix, management outside it."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from kaart.views import organisaties, overleggen, punten, teksten, uitvoer, wijken, zoeken

urlpatterns: list[URLPattern | URLResolver] = [path("beheer/", admin.site.urls)]

urlpatterns += i18n_patterns(
    path("", zoeken.zoeken, name="zoeken"),
    path("punten.json", punten.punten, name="punten"),
    path("gebieden.json", punten.gebieden, name="gebieden"),
    path("organisaties/<slug:slug>/", organisaties.organisatie, name="organisatie"),
    path("organisaties/<slug:slug>/contact.vcf", uitvoer.kaartje, name="organisatie_vcf"),
    path("wijken/", wijken.lijst, name="wijken"),
    path("wijken/<slug:slug>/", wijken.wijk, name="wijk"),
    path("stadsdelen/<slug:slug>/", wijken.stadsdeel, name="stadsdeel"),
    path("overleggen/", overleggen.lijst, name="overleggen"),
    path("uitvoer/contacten.csv", uitvoer.csv, name="uitvoer_csv"),
    path("uitvoer/contacten.xlsx", uitvoer.xlsx, name="uitvoer_xlsx"),
    path("uitvoer/contacten.vcf", uitvoer.vcf, name="uitvoer_vcf"),
    path("uitvoer/organisaties.geojson", uitvoer.geojson, name="uitvoer_geojson"),
    path("over/", teksten.over, name="over"),
    path("privacy/", teksten.privacy, name="privacy"),
    path("toegankelijkheid/", teksten.toegankelijkheid, name="toegankelijkheid"),
    prefix_default_language=False,
)
