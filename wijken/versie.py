"""The content version: one name for everything visitors can see at one moment.

Counted up last in every writing transaction, it serves ETags, in-memory indexes and API cursors.
Each step carries a fresh random token: a number that was rolled back and given out again then
never names two different contents.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models, transaction

LEEG = "0-leeg"
_vast: ContextVar[str | None] = ContextVar("inhoudsversie", default=None)


class Inhoudsversie(models.Model):
    """The single row (id 1) that holds the current version."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    nummer = models.PositiveBigIntegerField("nummer", default=0)
    token = models.CharField("token", max_length=8, default="")

    class Meta:
        verbose_name = "inhoudsversie"
        verbose_name_plural = "inhoudsversies"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="inhoudsversie_een_rij")
        ]

    def __str__(self) -> str:
        return f"{self.nummer}-{self.token}"


def uit_database() -> str:
    """Read the version as it stands now, such as "12-ab34cd56"; "0-leeg" before any content."""
    rij = Inhoudsversie.objects.filter(pk=1).first()
    return str(rij) if rij else LEEG


def huidige() -> str:
    """Give the current version: one query, or none inside `vastgehouden()`."""
    return _vast.get() or uit_database()


def ophogen() -> str:
    """Count up and return the new version; call it last in a writing transaction.

    The row stays locked until that transaction ends, so two writers never share a number.
    """
    with transaction.atomic():
        rij, _ = Inhoudsversie.objects.select_for_update().get_or_create(pk=1)
        rij.nummer += 1
        rij.token = secrets.token_hex(4)
        rij.save(update_fields=["nummer", "token"])
    if _vast.get():
        _vast.set(str(rij))
    return str(rij)


@contextmanager
def vastgehouden(op: str | None = None) -> Iterator[str]:
    """Hold one version for the length of a request, so that it is asked once and not per lookup.

    Without `op` that is the version as it stands now. `ophogen()` inside the block moves along.
    """
    teken = _vast.set(op or uit_database())
    try:
        yield huidige()
    finally:
        _vast.reset(teken)
