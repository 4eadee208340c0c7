"""A household that failed: made as small as can be, and written down to be tried again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tandem.formats.household import write_yaml
from tests.core.households import Case
from tests.core.shrink import as_code, smallest

Look = Callable[[Case], Iterable[str]]
NOT_A_FILE = "# This household holds what no file can say; see the Python beside it.\n"


@dataclass(frozen=True, slots=True)
class Failure:
    """A household, of which sort and seed, and what is wrong."""

    sort: str
    case: Case
    found: tuple[str, ...]


def problems(look: Look, case: Case) -> tuple[str, ...]:
    """Return what is wrong with a household; an exception is wrong as well."""
    try:
        return tuple(look(case))
    except Exception as error:  # noqa: BLE001
        return (f"{type(error).__name__}: {error}",)


def smaller(failure: Failure, look: Look) -> Failure:
    """Return the smallest household that fails alike, or the best within some seconds."""
    first = failure.case
    kind = _kind(failure.found)

    def made(household: object, rules: object) -> Case:
        return Case(household, rules, first.seed, first.variants)  # type: ignore[arg-type]

    small = smallest(
        (first.household, first.rules),
        lambda household, rules: kind == _kind(problems(look, made(household, rules))),
    )
    case = made(*small)
    return Failure(failure.sort, case, problems(look, case) or failure.found)


def _kind(found: Sequence[str]) -> str:
    return found[0].split(maxsplit=1)[0] if found else ""


def write(failure: Failure, small: Failure, folder: Path) -> Path:
    """Write the household as it was and made smaller, with sort, seed and what is wrong.

    Returns the folder in which they are.
    """
    folder = folder / f"{failure.sort.replace(' ', '-')}-{failure.case.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    for name, one in (("household", failure), ("smallest", small)):
        (folder / f"{name}.yaml").write_text(_file(one), encoding="utf-8")
        (folder / f"{name}.py.txt").write_text(_code(one), encoding="utf-8")
    return folder


def _file(failure: Failure) -> str:
    try:
        return write_yaml(failure.case.household)
    except (KeyError, TypeError, ValueError):
        return NOT_A_FILE


def _code(failure: Failure) -> str:
    case = failure.case
    parts = (case.rules.statuses, case.rules.costs, case.rules.variants, case.rules.holidays)
    return "\n".join(
        [
            f"# {failure.sort}, seed {case.seed}, variants {case.variants}",
            *(f"# {line}" for one in failure.found for line in one.splitlines()),
            as_code(case.household),
            *map(as_code, parts),
            "",
        ]
    )
