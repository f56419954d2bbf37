"""Tables of coordinators: our own export, the template, or a list that somebody keeps."""

from __future__ import annotations

from organisaties.invoer.bron import Bron
from organisaties.invoer.tabel.inlezen import lees
from organisaties.invoer.tabel.samen import CODE

BRON = Bron(
    code=CODE,
    naam="Tabel van een coördinator (CSV of Excel)",
    lees=lees,
    uitleg=(
        "Eén regel per ingang. Begin met het sjabloon, of met een tabel die u hier heeft "
        "meegenomen. Een lege cel laat staan wat er staat; “(leeg)” maakt het leeg."
    ),
    soorten_bestand=(".csv", ".xlsx", ".txt", ".tsv"),
    volledig=False,
    menselijk=True,
)
