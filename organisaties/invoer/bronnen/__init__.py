"""The sources: a file each, all read by the one engine."""

from organisaties.invoer.bron import Bron

from . import duo, gemeentekaart, lrk, tabel, vcard

BRONNEN: dict[str, Bron] = {
    module.BRON.code: module.BRON for module in (lrk, duo, tabel, vcard, gemeentekaart)
}
