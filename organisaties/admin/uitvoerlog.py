"""Who took what along is kept: the model, how many rows, in which form; never the values."""

from __future__ import annotations

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _


def noteer_uitvoer(request: HttpRequest, model: type[Model], aantal: int, wat: str) -> None:
    """Write down that this user took rows of a model along; ``wat`` names form and filter."""
    LogEntry.objects.create(
        user=request.user,
        content_type=ContentType.objects.get_for_model(model),
        object_repr=f"{_('Uitvoer')}: {aantal} {_('rijen')}",
        action_flag=CHANGE,
        change_message=wat,
    )
