"""A print of a value: to know it again, and to see that it changed, without keeping it."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def afdruk(waarde: Any) -> str:
    """SHA-256 of a value as JSON, in hex: equal when, and only when, the value is."""
    plain = json.dumps(waarde, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
