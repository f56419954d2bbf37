"""The commands of django-import-export write and read past our own rules; they are in the way."""

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("opdracht", ["import", "export"])
def test_de_omweg_is_afgesloten(opdracht):
    with pytest.raises(CommandError, match="Niet in gebruik"):
        call_command(opdracht, "organisaties.Organisatie", "bestand.csv")
