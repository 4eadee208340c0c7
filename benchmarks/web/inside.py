"""Asks for pages within this process, to see what each reads of the database."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from benchmarks.web.buffers import Read, read_by
from benchmarks.web.visits import Visitor
from benchmarks.web.weigh import kilobytes


@dataclass(frozen=True, slots=True)
class Inside:
    """What pages of some households read and weigh."""

    statements: int
    """Of the page with most."""
    buffers: int
    """Of the page in the middle."""
    kilobytes: float
    """Of the heaviest page."""
    scanned: frozenset[str] = frozenset()
    """Tables that any of the pages read from beginning to end."""
    indexes: frozenset[tuple[str, str]] = frozenset()


def look_inside(visitors: Sequence[Visitor], pattern: str) -> Inside:
    """Ask for the page of each visitor, twice: the second time everything is as it stays."""
    reads: list[Read] = []
    weights = []
    for one in visitors:
        _get(one, pattern)
        html: list[str] = []
        reads.append(read_by(partial(_note, one, pattern, html)))
        weights.append(kilobytes(html[0], _static))
    return Inside(
        max(len(one.statements) for one in reads),
        round(statistics.median(one.buffers for one in reads)),
        max(weights),
        frozenset[str]().union(*(one.scanned for one in reads)),
        frozenset[tuple[str, str]]().union(*(one.indexes for one in reads)),
    )


def _note(visitor: Visitor, pattern: str, html: list[str]) -> None:
    html.append(_get(visitor, pattern).content.decode())


def _get(visitor: Visitor, pattern: str) -> HttpResponse:
    name, _, value = visitor.cookie.partition("=")
    client = Client(SERVER_NAME="127.0.0.1", headers={"x-forwarded-proto": "https"})
    client.cookies[name] = value
    response = client.get(visitor.to(pattern).address)
    assert response.status_code == 200, (pattern, response.status_code)
    return response  # type: ignore[return-value]


def _static(address: str) -> bytes:
    return (Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)).read_bytes()
