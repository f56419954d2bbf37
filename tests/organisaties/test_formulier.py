"""Our forms look one way, and a text holds nothing invisible."""

import pytest
from django import forms

from organisaties.formulier import Formulier, TekstVeld


class Proef(Formulier):
    tekst = TekstVeld(label="Tekst", attrs={"placeholder": "voorbeeld", "class": "breed"})
    verhaal = TekstVeld(label="Verhaal", rijen=3)
    keuze = forms.ChoiceField(choices=[("a", "A")])
    vink = forms.BooleanField(required=False)
    rondjes = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    vinkjes = forms.MultipleChoiceField(
        choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False
    )
    stil = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize("naam", ["tekst", "verhaal", "keuze"])
def test_waar_u_typt_of_kiest_ziet_er_uit_als_elk_veld(naam):
    assert 'class="invoer' in str(Proef()[naam])


@pytest.mark.parametrize("naam", ["vink", "rondjes", "vinkjes", "stil"])
def test_een_vinkje_of_verborgen_veld_is_geen_vak(naam):
    assert "invoer" not in str(Proef()[naam])


def test_een_eigen_klasse_blijft_en_een_voorbeeld_in_het_vak_niet():
    field = str(Proef()["tekst"])
    assert 'class="invoer breed"' in field
    assert "placeholder" not in field


def test_de_uitleg_bij_een_fout_hoort_bij_het_veld():
    assert 'aria-describedby="id_tekst_error"' in str(Proef({"tekst": "bel\x07"})["tekst"])


@pytest.mark.parametrize("tekst", ["a\x00b", "bel\x07", "half\ud800"])
def test_wat_onzichtbaar_is_wordt_met_een_zin_geweigerd(tekst):
    errors = Proef({"tekst": tekst}).errors["tekst"]
    assert len(errors) == 1
    assert "Haal het weg" in errors[0] or "opnieuw" in errors[0]


def test_een_regel_blijft_een_regel_en_een_verhaal_houdt_zijn_regels():
    form = Proef({"tekst": " een\r\ntwee ", "verhaal": " een\r\ntwee "})
    form.is_valid()
    assert (form.cleaned_data["tekst"], form.cleaned_data["verhaal"]) == ("een twee", "een\ntwee")
