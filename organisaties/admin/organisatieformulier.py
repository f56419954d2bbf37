"""The form of an entry: the rules of the write path, and nobody's work overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisaties.formulier import PostcodeVeld
from organisaties.foto import KOLOMMEN, TEKST, foto, vingerafdruk
from organisaties.grens import BUITEN, valt_buiten
from organisaties.keuring import Geweigerd, keur, keur_geheel
from organisaties.leesbaar import label
from organisaties.models import Gebruiker, Organisatie, Wijziging
from organisaties.rechten import grens_van
from organisaties.rijen import geef_slugs
from wijken.getal import als_getal

from .bewaken import laatste_wijziging
from .formulier import KeurForm, gebiedskeuzes
from .tweelingen import Tweeling, beeld_uit_formulier, sterke

ADRES = ("straat", "huisnummer", "toevoeging", "postcode", "plaats")
_LANG = ("omschrijving", "voor_professionals", "route_ouder", "route_professional")


class OrganisatieForm(KeurForm):
    gebruiker: Gebruiker | None = None  # who edits; set by the page

    postcode = PostcodeVeld(label=_("Postcode"), required=False)
    reden = forms.CharField(
        label=_("Waarom wijzigt u dit?"),
        required=False,
        max_length=300,
        help_text=_("Komt in de geschiedenis te staan. Noem hier geen namen van personen."),
    )
    vingerafdruk = forms.CharField(required=False, widget=forms.HiddenInput)
    gezien_tot = forms.CharField(required=False, widget=forms.HiddenInput)
    andere_plek = forms.BooleanField(
        label=_("Ja, dit is een andere plek. Bewaar haar toch."), required=False
    )

    class Media:
        css = {"all": ["leaflet/leaflet.css", "beheer/punt.css", "beheer/dubbelen.css"]}
        js = [
            forms.Script("beheer/punt.js", type="module"),
            forms.Script("beheer/tweelingen.js", type="module"),
        ]

    class Meta:
        model = Organisatie
        fields = "__all__"
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 4, "cols": 80}) for name in _LANG},
            "samenvatting": forms.TextInput(attrs={"size": 90}),
        }
        help_texts = {
            "gecontroleerd_door": _("Een functie of organisatie, geen naam: dit staat op de site."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tweelingen: list[Tweeling] = []
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Laat leeg: dan volgt het uit de naam.")
        if self.instance.pk:
            self.initial["gezien_tot"] = laatste_wijziging(self.instance)
            self.initial["vingerafdruk"] = vingerafdruk(foto(self.instance))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._keur_los(data)
        self._keur_samen(data)
        if not self.instance.pk and data.get("naam") and data.get("slug") == "":
            geef_slugs([data])
        self._herkomst_van_punt(data)
        self._grens(data)
        self._bewaak(data)
        self._waarschuw(data)
        return data

    def _keur_los(self, data: dict[str, Any]) -> None:
        own = {name: data[name] for name in KOLOMMEN if name in data}
        try:
            clean = keur(own)
        except Geweigerd as error:
            self._meld(error)
        else:
            data |= {name: clean[name] for name in TEKST if name in clean}

    def _keur_samen(self, data: dict[str, Any]) -> None:
        try:
            keur_geheel({**data, "opgegaan_in": self.instance.opgegaan_in_id})
        except Geweigerd as error:
            self._meld(error)
        if self.instance.pk and data.get("koepel") == self.instance:
            self.add_error("koepel", _("Een ingang kan niet bij zichzelf horen."))

    def _meld(self, error: Geweigerd) -> None:
        """Put each fault at its field, once."""
        for fout in error.fouten:
            if fout.veld in self.fields and fout.veld not in self.errors:
                self.add_error(fout.veld, fout.melding)

    def _herkomst_van_punt(self, data: dict[str, Any]) -> None:
        """Say so when a point was moved by hand: it no longer comes from its source.

        What the geocoder said of the old point, or of the old address, goes.
        """
        changed = set(self.changed_data)
        if changed & {"lat", "lon", *ADRES}:
            self.instance.adres_id, self.instance.punt_score = "", None
        if not changed & {"lat", "lon"}:
            return
        has_point = data.get("lat") is not None
        by_hand = {
            "punt_bron": str(_("met de hand gezet")),
            "punt_kwaliteit": Organisatie.PuntKwaliteit.HAND.value,
        }
        for name, value in by_hand.items():
            if name in data and name not in changed:
                data[name] = value if has_point else ""

    def _grens(self, data: dict[str, Any]) -> None:
        """Hold a kwartiermaker to the own wijken: what is new, and where an entry goes to."""
        if self.errors:
            return
        wijk = data.get("wijk")
        beeld = {
            "wijk": wijk.slug if wijk else None,
            "lat": data.get("lat"),
            "lon": data.get("lon"),
            "werkgebied": _gekozen_gebieden(self.data),
        }
        if valt_buiten(grens_van(self.gebruiker), beeld):
            self.add_error("wijk", BUITEN)

    def _bewaak(self, data: dict[str, Any]) -> None:
        """Refuse when the entry is no longer what the editor saw when the page was opened."""
        if not self.instance.pk:
            return
        current = Organisatie.objects.get(pk=self.instance.pk)
        if data.get("vingerafdruk") != vingerafdruk(foto(current)):
            raise ValidationError(_intussen(current), code="intussen")

    def _waarschuw(self, data: dict[str, Any]) -> None:
        """Ask once before an entry is made that is very likely there already."""
        if self.instance.pk or self.errors:
            return
        self.tweelingen = sterke(beeld_uit_formulier(self.data))
        if self.tweelingen and not data.get("andere_plek"):
            raise ValidationError(
                _("Deze plek staat waarschijnlijk al op de kaart. Zie hierboven."), code="tweeling"
            )


def _gekozen_gebieden(data: Mapping[str, Any]) -> list[str]:
    """Read the areas served from the list below the form; what is no area is refused there."""
    known = {value for _head, group in gebiedskeuzes() for value, _name in group}
    number = als_getal(data.get("werkgebieden-TOTAL_FORMS", "")) or 0
    rows = [f"werkgebieden-{n}" for n in range(min(number, len(known)))]
    chosen = (data.get(f"{row}-gebied") for row in rows if not data.get(f"{row}-DELETE"))
    return [value for value in chosen if value in known]


def _intussen(organisatie: Organisatie) -> str:
    """Say who was first, when and with what, and what to do with one's own work."""
    rows = Wijziging.objects.filter(organisatie=organisatie).select_related("ronde__wie")
    last = rows.order_by("-pk").first()
    advice = _(
        "Uw wijzigingen staan hieronder nog, maar zijn niet bewaard. Hierboven staat wat er anders "
        "is. Open deze ingang in een nieuw tabblad, en neem over wat nog nodig is."
    )
    if last is None:
        return f"{_('Deze ingang is intussen gewijzigd.')} {advice}"
    fields = rows.filter(ronde=last.ronde).values_list("veld", flat=True)
    text = _("Intussen heeft %(wie)s deze ingang gewijzigd, op %(dag)s: %(velden)s.") % {
        "wie": last.ronde.wie or last.ronde.get_aard_display().lower(),
        "dag": f"{timezone.localtime(last.ronde.wanneer):%d-%m-%Y om %H:%M}",
        "velden": ", ".join(label(name).lower() for name in fields if name) or _("nieuw gemaakt"),
    }
    return f"{text} {advice}"
