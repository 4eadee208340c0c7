"""The page of the documentation with the mutations, and what became of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tests.mutations.mutation import ROOT, Mutation
from tests.mutations.trial import Outcome, Trial

PAGE = ROOT / "docs" / "reference" / "mutations.md"
ROW = re.compile(r"(?P<row>\| .* \|) killed[^|:]*: `(?P<test>\w+)` \|")
TITLES = {"verifier": "The verifier", "explanation": "The explanation"}


def rewrite(part: str, text: str) -> None:
    """Put a text between the two markers of a part of the page.

    Raises ValueError when the page does not have both.
    """
    opens, closes = f"<!-- {part}: start -->", f"<!-- {part}: end -->"
    before, start, rest = PAGE.read_text(encoding="utf-8").partition(opens)
    _, end, after = rest.partition(closes)
    if not start or not end:
        raise ValueError(f"{PAGE} lacks {opens} or {closes}")
    PAGE.write_text(f"{before}{opens}\n\n{text}\n\n{closes}{after}", encoding="utf-8")


def listed(tried: Mapping[str, Sequence[tuple[Mutation, Trial]]]) -> str:
    """Return the mutations with what became of them, for the page."""
    parts = []
    for name, trials in tried.items():
        killed = sum(trial.outcome is not Outcome.SURVIVED for _, trial in trials)
        parts.append(f"## {TITLES[name]}: {killed} of {len(trials)} killed")
        parts.append(_table(trials))
    return "\n\n".join(parts)


def row_of(mutation: Mutation) -> str:
    """Return how the row of a mutation begins."""
    return f"| `{mutation.file.split('/', 1)[1]}` | {mutation.means} |"


def noticed_by() -> dict[str, str]:
    """Return the test that notices a mutation, by how the row of the mutation begins."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    found = (ROW.fullmatch(line) for line in lines)
    return {one["row"]: one["test"] for one in found if one is not None}


def _table(trials: Iterable[tuple[Mutation, Trial]]) -> str:
    rows = ["| In | The program would be wrong because | Noticed by |", "| :-- | :-- | :-- |"]
    rows += [f"{row_of(mutation)} {trial.outcome}: `{trial.by}` |" for mutation, trial in trials]
    return "\n".join(rows)


def swept_over(swept: Sequence[Trial]) -> str:
    """Return how many simple mutations were killed, and which survive."""
    left = [trial for trial in swept if trial.outcome is Outcome.SURVIVED]
    killed = len(swept) - len(left)
    share = 100 * killed / len(swept)
    rows = [f"- `{trial.mutant.name}`" for trial in left]
    title = f"## Simple mutations of the whole verifier: {killed} of {len(swept)} killed"
    return "\n\n".join([f"{title} ({share:.0f} %)", "These survive:", "\n".join(rows)])
