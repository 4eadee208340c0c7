"""Tries the mutations and writes what became of each: `python -m tests.mutations`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tests.mutations import explanation, verifier
from tests.mutations.mutation import SOURCE, Mutation, mutant_of
from tests.mutations.page import listed, noticed_by, rewrite, row_of, swept_over
from tests.mutations.sweep import sweep
from tests.mutations.trial import Outcome, Trial, trials

LISTS: dict[str, tuple[Sequence[Mutation], Sequence[str]]] = {
    "verifier": (verifier.MUTATIONS, verifier.TESTS),
    "explanation": (explanation.MUTATIONS, explanation.TESTS),
}
"""The mutations of each part, and the tests that have to notice."""


@click.command()
@click.option("--only", type=click.Choice(list(LISTS)), help="One part alone.")
@click.option("--quick", is_flag=True, help="Only the test that the page names for each.")
@click.option("--sweep", "is_swept", is_flag=True, help="All simple mutations of the verifier.")
@click.option("--write", is_flag=True, help="Write the page of the documentation.")
def main(only: str | None, *, quick: bool, is_swept: bool, write: bool) -> None:
    """Try the mutations; ends with 1 when one of the lists survives."""
    if is_swept:
        mutants = [mutant for path in verifier_files() for mutant in sweep(path)]
        swept = trials(mutants, verifier.QUICK_TESTS)
        _tell(swept)
        if write:
            rewrite("sweep", swept_over(swept))
        return
    parts = {name: part for name, part in LISTS.items() if only in {None, name}}
    tried = {name: _tried(*part, quick=quick) for name, part in parts.items()}
    if write:
        rewrite("lists", listed(tried))
    sys.exit(1 if _tell([one for found in tried.values() for _, one in found]) else 0)


def _tried(
    mutations: Sequence[Mutation], tests: Sequence[str], *, quick: bool
) -> list[tuple[Mutation, Trial]]:
    mutants = [mutant_of(mutation) for mutation in mutations]
    by = None
    if quick:
        named = noticed_by()
        by = {
            mutant.name: named.get(row_of(mutation), "")
            for mutation, mutant in zip(mutations, mutants, strict=True)
        }
    return list(zip(mutations, trials(mutants, tests, by), strict=True))


def _tell(found: Sequence[Trial]) -> int:
    """Say which mutations survive, and of how many; return how many do."""
    left = [one.mutant.name for one in found if one.outcome is Outcome.SURVIVED]
    for name in left:
        click.echo(f"survived: {name}")
    click.echo(f"{len(found) - len(left)} of {len(found)} mutations killed")
    return len(left)


def verifier_files() -> list[Path]:
    """Return the modules of the verifier."""
    return sorted((SOURCE / "tandem" / "core" / "check").glob("verify*.py"))


if __name__ == "__main__":
    main()
