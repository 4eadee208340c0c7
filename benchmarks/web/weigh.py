"""How heavy a page is: what a browser fetches to show it, compressed, without fonts and icons."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

LINKED = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')

Fetch = Callable[[str], bytes]
"""Returns a style sheet or a script by its address."""


def linked(html: str) -> list[str]:
    """Return the addresses of the style sheets and scripts of a page."""
    return LINKED.findall(html)


def kilobytes(html: str, fetch: Fetch) -> float:
    """Return the weight of a page with its style sheets and scripts, in KB of 1,000 bytes."""
    parts = [html.encode(), *(fetch(address) for address in linked(html))]
    return sum(len(gzip.compress(one, 6, mtime=0)) for one in parts) / 1000
