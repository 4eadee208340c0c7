"""Whether somebody else changed meanwhile what a form was opened with."""

from __future__ import annotations

import hashlib
import json


def mark_of(plain: object) -> str:
    """Return a short mark of plain values as they stand; another value gives another mark."""
    written = json.dumps(plain, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
