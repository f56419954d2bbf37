"""Forms that hold to the rules of the write path, with the message at the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisaties.keuring import zonder_stuurtekens
from organisaties.models import Overleg, Werkgebied
from organisaties.velden.gebieden import Werkgebieden
from organisaties.woorden import keuzes
from wijken.models import Gemeente


class KeurForm(forms.ModelForm):
    """Refuses control characters in every text, as the write path does."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            try:
                zonder_stuurtekens(value)
            except ValueError as error:
                self.add_error(name, str(error))
        return data


class RegelsVeld(forms.Field):
    """A list of texts, edited as one per line."""

    widget = forms.Textarea(attrs={"rows": 8, "cols": 40})
    max_tekens = 80

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = [line.strip() for line in (value or "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        for line in value:
            try:
                zonder_stuurtekens(line)
            except ValueError as error:
                raise forms.ValidationError(str(error)) from None
            if len(line) > self.max_tekens:
                text = _("“%(begin)s…” is te lang: een zoekwoord telt ten hoogste %(n)d tekens.")
                raise forms.ValidationError(text % {"begin": line[:20], "n": self.max_tekens})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class WerkgebiedForm(KeurForm):
    """One list to choose from instead of three fields of which two stay empty."""

    gebied = forms.ChoiceField(label=_("Gebied"))

    class Meta:
        model = Werkgebied
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gebied"].choices = [("", "---------"), *gebiedskeuzes()]
        if self.instance.pk:
            self.initial["gebied"] = self._nu()

    def _nu(self) -> str:
        for kind, (_model, code) in Werkgebieden.SOORTEN.items():
            if getattr(self.instance, f"{kind}_id"):
                return f"{kind}:{getattr(getattr(self.instance, kind), code)}"
        return ""

    def _post_clean(self) -> None:
        """Put the choice in the one column it belongs to, before the model's own checks."""
        chosen, _sep, code = self.cleaned_data.get("gebied", "").partition(":")
        for kind, (model, field) in Werkgebieden.SOORTEN.items():
            row = model.objects.get(**{field: code}) if kind == chosen else None
            setattr(self.instance, kind, row)
        if chosen:
            super()._post_clean()
            self._weiger_dubbel()

    def _weiger_dubbel(self) -> None:
        row = self.instance
        same = Werkgebied.objects.filter(
            organisatie=row.organisatie_id,
            gemeente=row.gemeente,
            stadsdeel=row.stadsdeel,
            wijk=row.wijk,
        )
        if row.organisatie_id and same.exclude(pk=row.pk).exists():
            self.add_error("gebied", _("Dit gebied staat er al bij."))


def gebiedskeuzes() -> list[tuple[str, list[tuple[str, str]]]]:
    """Give all areas that an entry can serve, from large to small."""
    return [
        (str(_("Gemeente")), [(f"gemeente:{g.code}", g.naam) for g in Gemeente.objects.all()]),
        (str(_("Stadsdeel")), [(f"stadsdeel:{k.slug}", k.naam) for k in keuzes("stadsdeel")]),
        (str(_("Wijk")), [(f"wijk:{k.slug}", k.naam) for k in keuzes("wijk")]),
    ]


class OpeningstijdForm(KeurForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        van, tot = data.get("van"), data.get("tot")
        if van and tot and van >= tot:
            self.add_error("tot", _("Een openingstijd eindigt later dan zij begint."))
        return data


class OverlegForm(KeurForm):
    class Meta:
        model = Overleg
        fields = ["staat", "voor_wie", "doel", "planning", "leden"]
        widgets = {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("voor_wie", "doel", "planning")
        }


class ZonderDubbele(forms.BaseInlineFormSet):
    """Refuses a row that stands there twice, also beside rows that this form does not show."""

    sleutel: tuple[str, ...] = ()

    def clean(self) -> None:
        super().clean()
        seen: set[tuple[Any, ...]] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", None) or {}
            if data.get("DELETE") or not all(data.get(name) for name in self.sleutel):
                continue
            row = tuple(data[name] for name in self.sleutel)
            if row in seen:
                form.add_error(self.sleutel[0], _("Dit staat er twee keer. Haal er één weg."))
            seen.add(row)


class Werkgebiedregels(ZonderDubbele):
    sleutel = ("gebied",)


class Openingstijdregels(ZonderDubbele):
    sleutel = ("dag", "van", "tot")
