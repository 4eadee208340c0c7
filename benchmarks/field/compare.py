"""Asking solvers about the labelled households, one after another, in one run."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.field import labels
from benchmarks.field.collection import FOLDER, LABELS
from benchmarks.field.figures import PAGE, Results, tables
from benchmarks.field.labels import Label
from benchmarks.field.score import Marked
from benchmarks.field.solvers import CLASHES, LEAST, SOLVERS
from benchmarks.field.worker import Command, Given, Worker
from benchmarks.machine import this_machine
from benchmarks.page import rewrite
from benchmarks.tables import table

DEADLINE = 10.0
GROUPS = ("small", "near", "typical", "worst", "crowded")


@dataclass(frozen=True, slots=True)
class Turn:
    """One solver and one group of households."""

    question: str
    title: str
    group: str
    solver: Worker | Command
    chosen: tuple[Label, ...]


def score(options: argparse.Namespace) -> None:
    """Ask all solvers, print the tables, and write them down where asked."""
    known = list(labels.read(LABELS).values())
    results = _said_before(options.also, known) if options.also else {}
    for turn in _turns(options, known):
        key = turn.question, turn.title, turn.group
        results[key] = [_ask(turn, label, options.deadline) for label in turn.chosen]
        print(f"{turn.question}: {turn.title}: {turn.group}: {len(turn.chosen)}", flush=True)
        turn.solver.stop()
        if options.json:
            options.json.write_text(_json(results), encoding="utf-8")
    text = _text(results, known, options)
    print(f"\n{text}")
    _print_wrong(results)
    if options.write:
        rewrite(PAGE, text)
        print(f"\nWritten to {PAGE}")


def _turns(options: argparse.Namespace, known: Sequence[Label]) -> Iterator[Turn]:
    """Yield what is asked: of each group, each solver in turn."""
    for group in options.group or GROUPS:
        of_group = [one for one in known if one.group == group]
        for command in options.commands:
            chosen = tuple(of_group[: options.count])
            for question in (CLASHES, LEAST):
                yield Turn(question, f"`{command}`", group, Command(command), chosen)
        names = options.solver or ([] if options.commands else SOLVERS)
        for name in names:
            solver = SOLVERS[name]
            if solver.groups and group not in solver.groups:
                continue
            count = _count(options, solver.samples, group)
            chosen = tuple(sample(of_group, count))
            worker = Worker(name, FOLDER / known[0].file)
            yield Turn(solver.question, solver.title, group, worker, chosen)


def _count(options: argparse.Namespace, samples: dict[str, int] | None, group: str) -> int | None:
    """Return how many households of a group a solver is asked at most; None: all."""
    if options.count is not None or options.all or samples is None:
        return options.count  # type: ignore[no-any-return]
    return samples[group] if options.sample is None else min(samples[group], options.sample)


def sample(known: Sequence[Label], count: int | None) -> list[Label]:
    """Return so many households, evenly from the first to the last; all when there are fewer."""
    if count is None or count >= len(known):
        return list(known)
    return [known[place * len(known) // count] for place in range(count)]


def _ask(turn: Turn, label: Label, seconds: float) -> Marked:
    return Marked(label, turn.solver.ask(FOLDER / label.file, seconds))


def _text(results: Results, known: Sequence[Label], options: argparse.Namespace) -> str:
    machine = this_machine(options.date)
    where = (
        f"{machine.processor}, {machine.cores} cores, Python {machine.python}, load "
        f"{machine.load:.1f} at the end; {machine.date}. "
        f"At most {options.deadline:g} seconds for one household."
    )
    totals = {group: sum(one.group == group for one in known) for group in GROUPS}
    return "\n\n".join((where, tables(results, totals, options.deadline)))


def set_table(known: Sequence[Label]) -> str:
    """Return what is in the set, and how much of it is labelled."""
    rows = []
    for group in GROUPS:
        those = [one for one in known if one.group == group]
        wrong = [one for one in those if one.verdict == "infeasible"]
        rows.append(
            (
                group,
                str(len(those)),
                str(len(those) - len(wrong)),
                str(sum(len(one.clashes) for one in those)),
                str(sum(one.clashes_complete for one in those)),
                str(sum("brute-force" in one.clashes_by for one in those)),
                f"{sum(one.least is not None for one in wrong)} of {len(wrong)}",
            )
        )
    head = ("group", "households", "fit", "clashes", "proven all", "by brute force", "least change")
    return table(head, rows)


def _print_wrong(results: Results) -> None:
    for (question, title, _), marked in results.items():
        for one in marked:
            if one.given.problem:
                print(f"\n{question}: {title}: {one.label.name}: {one.given.problem}")
            if one.given.complete and not one.keeps_its_word:
                print(f"\n{question}: {title}: {one.label.name}: says all clashes, and is wrong")


def _json(results: Results) -> str:
    said = [
        {
            "question": question,
            "solver": title,
            "household": one.label.name,
            "verdict": one.given.verdict,
            "complete": one.given.complete,
            "clashes": [[sorted(c), after] for c, after in one.given.clashes.items()],
            "least": one.given.least,
            "seconds": one.given.seconds,
            "out_of_time": one.given.is_late,
            "problem": one.given.problem,
        }
        for (question, title, _), marked in results.items()
        for one in marked
    ]
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def _said_before(file: Path, known: Sequence[Label]) -> dict[tuple[str, str, str], list[Marked]]:
    """Return what an earlier run wrote down: it stands beside what is asked now."""
    by_name = {label.name: label for label in known}
    results: dict[tuple[str, str, str], list[Marked]] = {}
    for one in json.loads(file.read_text(encoding="utf-8")):
        label = by_name[one["household"]]
        given = Given(
            clashes={frozenset(clash): after for clash, after in one["clashes"]},
            verdict=one["verdict"],
            complete=one["complete"],
            least=None if one["least"] is None else tuple(one["least"]),
            seconds=one["seconds"],
            is_late=one["out_of_time"],
            problem=one["problem"],
        )
        key = one["question"], one["solver"], label.group
        results.setdefault(key, []).append(Marked(label, given))
    return results


def write_set_table(page: Path = PAGE) -> None:
    """Put the table of the set into the page."""
    rewrite(page, set_table(list(labels.read(LABELS).values())), SET_START, SET_END)


SET_START, SET_END = "<!-- set: start -->", "<!-- set: end -->"
