"""From address to point: asked once, kept, and never believed without looking.

::

    for adres, uitkomst in zoek(adressen).items():
        if uitkomst.vondst: ... uitkomst.vondst.lat ...

``adres`` is the one normal form of an address; ``pdok`` is the only code that talks to the
geocoder; ``oordeel`` says whether its answer is the address that was asked; ``bewaren`` is the
table of answers (``Adrespunt``); ``zoek`` puts them together. Call it outside a transaction that
writes entries: it waits for the network, and what was answered stays when those are rolled back.
"""

from wijken.geocoder.adres import Adres, normaal
from wijken.geocoder.bewaren import wijs_af
from wijken.geocoder.zoek import Reeks, Uitkomst, Vondst, beter, zoek

__all__ = ["Adres", "Reeks", "Uitkomst", "Vondst", "beter", "normaal", "wijs_af", "zoek"]
