"""The first page of the admin: its table is Dutch for a screen reader too."""

import pytest

pytestmark = pytest.mark.django_db


def test_de_koppen_van_de_tabel_zijn_nederlands(admin_client):
    page = admin_client.get("/beheer/").content.decode()
    for text in ("Soort gegevens", "Toevoegen", "Wijzigen of bekijken"):
        assert f'<th scope="col">{text}</th>' in page
    assert "Model name" not in page
