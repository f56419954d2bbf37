"""Find what a page is about, for who asks; what somebody may not even see is not there."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from organisaties.models import Organisatie
from organisaties.rechten import Handeling, mag


def ingang_voor(request: HttpRequest, slug: str, handeling: Handeling) -> Organisatie:
    """Fetch the entry for who may do this to it. ``Http404``, ``PermissionDenied``."""
    row = get_object_or_404(
        Organisatie.objects.select_related("wijk", "buurt__wijk").defer("zoektekst"), slug=slug
    )
    if mag(request.user, handeling, row):
        return row
    if Organisatie.objects.zichtbaar_voor(request.user).filter(pk=row.pk).exists():
        raise PermissionDenied
    raise Http404


def overleg_van(request: HttpRequest, slug: str) -> Organisatie:
    """Fetch the consultation that this visitor sees. ``Http404``."""
    rows = Organisatie.objects.zichtbaar_voor(request.user).netwerken()
    return get_object_or_404(rows.select_related("overleg"), slug=slug)
