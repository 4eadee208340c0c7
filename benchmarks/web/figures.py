"""The figures of the pages as tables, with what was promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.tables import mark, table
from benchmarks.web.load import Load

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Promise:
    """What a page should reach; None: nothing was promised."""

    p50: float | None = None
    p95: float | None = None
    a_second: float | None = None
    statements: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is measured."""

    name: str
    pattern: str
    one: Promise = Promise()
    eight: Promise = Promise()


PAGES = (
    Page("floor: hello", "/vloer/groet/"),
    Page("floor: models in a template", "/vloer/plan/{code}/"),
    Page(
        "Ons plan",
        "/huishoudens/{code}/plan/",
        Promise(p50=8, p95=12, statements=8),
        Promise(a_second=250),
    ),
    Page("Past het?", "/huishoudens/{code}/past-het/", Promise(p95=60)),
    Page("Mensen", "/huishoudens/{code}/mensen/"),
    Page("Vandaag", "/"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page asks of the database, and how heavy it is."""

    statements: int
    buffers: Mapping[int, int]
    """Buffers by the number of households."""
    kilobytes: float
    """HTML, style and scripts together, compressed."""


def times(found: Mapping[Page, Sequence[Load]]) -> str:
    """Return how fast each page is."""
    head = ("milliseconds", "clients", "least", "p50", "p95", "p99", "requests/s", "promised")
    return table(head, [_time(page, one) for page, loads in found.items() for one in loads])


def _time(page: Page, load: Load) -> Row:
    promise = page.one if load.clients == 1 else page.eight
    figures = (load.least, load.p50, load.p95, load.p99)
    return (
        page.name,
        str(load.clients),
        *(f"{one:.1f}" for one in figures),
        f"{load.a_second:.0f}" + (f" ({load.failed} failed)" if load.failed else ""),
        _kept(promise, load),
    )


def _kept(promise: Promise, load: Load) -> str:
    said = []
    if promise.p50 is not None:
        said.append(f"p50 ≤ {promise.p50:.0f}: {mark(reached=load.p50 <= promise.p50)}")
    if promise.p95 is not None:
        said.append(f"p95 ≤ {promise.p95:.0f}: {mark(reached=load.p95 <= promise.p95)}")
    if promise.a_second is not None:
        reached = load.a_second >= promise.a_second
        said.append(f"≥ {promise.a_second:.0f}/s: {mark(reached=reached)}")
    return ", ".join(said)


def readings(found: Mapping[Page, Reading]) -> str:
    """Return what each page reads and weighs."""
    sizes = sorted({size for one in found.values() for size in one.buffers})
    head = (
        "page",
        "statements",
        *(f"buffers at {size:,} households".replace(",", ".") for size in sizes),
        "difference",
        "KB gzip",
    )
    return table(head, [_reading(page, one, sizes) for page, one in found.items()])


def _reading(page: Page, reading: Reading, sizes: Sequence[int]) -> Row:
    buffers = [reading.buffers.get(size) for size in sizes]
    known = [one for one in buffers if one]
    difference = f"{100 * (known[-1] / known[0] - 1):+.0f} %" if len(known) > 1 else ""
    return (
        page.name,
        str(reading.statements),
        *("" if one is None else str(one) for one in buffers),
        difference,
        f"{reading.kilobytes:.1f}",
    )
