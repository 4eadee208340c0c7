"""`tandem audit`: does the access log still say what it said, and sealing it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tandem.cli.site import as_worker
from tandem.cli.status import Status

if TYPE_CHECKING:
    from tandem.records.audit.verify import Finding, Verified

NO_DATABASE = {
    "nl": "tandem: bij het logboek kan niet gekomen worden ({reason}).",
    "en": "tandem: the log cannot be reached ({reason}).",
}
WRONG = {
    "nl": {
        "removed": "Keten {chain}: de rij op plaats {place} is er niet meer.",
        "changed": "Keten {chain}: rij {row} op plaats {place} is veranderd of verplaatst.",
        "added": "Keten {chain}: rij {row} op plaats {place} is er niet door Tandem bij gezet.",
        "head": "Keten {chain}: het genoteerde einde past niet bij de rij op plaats {place}.",
        "seal": "Zegel {place} ontbreekt, of is niet door Tandem gezet.",
    },
    "en": {
        "removed": "Chain {chain}: the row at place {place} is not there any more.",
        "changed": "Chain {chain}: row {row} at place {place} was changed or moved.",
        "added": "Chain {chain}: row {row} at place {place} was not added by Tandem.",
        "head": "Chain {chain}: the end that was noted does not go with the row at place {place}.",
        "seal": "Seal {place} is missing, or was not put by Tandem.",
    },
}
GOOD = {
    "nl": "{rows} rijen gelezen: niets veranderd, weggehaald of toegevoegd.",
    "en": "{rows} rows read: nothing changed, removed or added.",
}
BAD = {
    "nl": "{rows} rijen gelezen: het logboek klopt niet.",
    "en": "{rows} rows read: the log is not right.",
}
SEALED = {
    "nl": "{sealed} rijen staan onder zegel. Laatste zegel, om elders te bewaren: {seal}",
    "en": "{sealed} rows are sealed. Last seal, to be kept elsewhere: {seal}",
}
UNSEALED = {
    "nl": "Er is nog geen zegel: `tandem audit seal` zet er een.",
    "en": "There is no seal yet: `tandem audit seal` puts one.",
}
NOTHING_NEW = {
    "nl": "Sinds het laatste zegel kwam er niets bij.",
    "en": "Nothing came since the last seal.",
}
READING = {"nl": "Het logboek wordt gelezen", "en": "Reading the log"}


def run_verify(lang: str, known: str, *, as_json: bool) -> Status:
    """Read the whole log, tell what is wrong first in each chain, and return the exit status."""
    return as_worker(lambda: _verify(lang, known, as_json=as_json), NO_DATABASE[lang])


def run_seal(lang: str) -> Status:
    """Seal the log as it is now, and print the seal."""
    return as_worker(lambda: _seal(lang), NO_DATABASE[lang])


def _verify(lang: str, known: str, *, as_json: bool) -> Status:
    from tandem.records.audit.verify import verify
    from tandem.records.clock import now

    with _bar(READING[lang]) as told:
        done = verify(now(), told, known)
    click.echo(json.dumps(asdict(done)) if as_json else "\n".join(_lines(done, lang)))
    return Status.CLASHES if done.findings else Status.FITS


def _lines(done: Verified, lang: str) -> Iterator[str]:
    yield from (_line(one, lang) for one in done.findings)
    yield (BAD if done.findings else GOOD)[lang].format(rows=done.rows)
    seal = SEALED if done.last_seal else UNSEALED
    yield seal[lang].format(sealed=done.sealed_rows, seal=done.last_seal)


def _line(one: Finding, lang: str) -> str:
    shown = {name: "?" if value is None else value for name, value in asdict(one).items()}
    return WRONG[lang][one.what.value].format(**shown)


def _seal(lang: str) -> Status:
    from tandem.core.access import SYSTEM
    from tandem.records.audit.seals import put_seal
    from tandem.records.clock import now
    from tandem.records.work import work

    made = work(SYSTEM, now()).run(put_seal)
    click.echo(made.short if made else NOTHING_NEW[lang])
    return Status.FITS


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give what moves the bar on; without a terminal there is none."""
    if not sys.stderr.isatty():
        yield lambda _read, _all: None
        return
    with click.progressbar(length=0, label=label, file=sys.stderr, show_pos=True) as bar:

        def told(read: int, total: int) -> None:
            bar.length = total
            bar.update(read)

        yield told
