"""The number and the mailbox to take from a card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from organisaties.invoer.lezen import waarden
from organisaties.invoer.lezen.vcard import Kaart

Plat = dict[str, Any]  # a contact as in a photograph
BEREIK = ("email", "telefoon")
_ONTBREEKT = {
    "email": "het e-mailadres klopt niet en is weggelaten",
    "telefoon": "het telefoonnummer klopt niet en is weggelaten",
}
_MEER = {
    "email": "er staan meer e-mailadressen op; we nemen het eerste (werk gaat voor)",
    "telefoon": "er staan meer telefoonnummers op; we nemen het eerste (werk gaat voor)",
}


def op_kaart(kaart: Kaart, name: str) -> tuple[str, ...]:
    return kaart.emails if name == "email" else kaart.telefoons


def een_regel(text: str) -> str:
    return " ".join(text.split())


def zelfde(name: str, one: str, other: str) -> bool:
    """Whether these are the same mailbox, or the same number in another notation."""
    return bool(one) and _vorm(name, one) == _vorm(name, other)


def _vorm(name: str, text: str) -> str:
    if name == "email":
        return een_regel(text).casefold()
    try:
        return waarden.telefoon(text)[0] or een_regel(text)
    except ValueError:
        return een_regel(text)


def goede(kaart: Kaart, name: str, let_op: Callable[[str], None]) -> list[str]:
    """Give the values that are right, the best first, and say so when none is.

    The values themselves are not repeated in a sentence: they may be a person's.
    """
    given = op_kaart(kaart, name)
    right = list(dict.fromkeys(_goede(name, given)))
    if given and not right:
        let_op(_ONTBREEKT[name])
    return right


def kies(kaart: Kaart, name: str, had: str, let_op: Callable[[str], None]) -> str:
    """Give what the contact has when the card names it too, else the best; empty for none."""
    if any(zelfde(name, text, had) for text in op_kaart(kaart, name)):
        return had
    right = goede(kaart, name, let_op)
    if len(right) > 1:
        let_op(_MEER[name])
    return right[0] if right else had


def _goede(name: str, given: tuple[str, ...]) -> Iterator[str]:
    for text in given:
        try:
            value = waarden.email(text) if name == "email" else waarden.telefoon(text)[0]
        except ValueError:
            continue
        if value:
            yield value
