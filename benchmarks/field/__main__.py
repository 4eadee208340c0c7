"""The benchmark for the field: `python -m benchmarks.field make`, `label` or `score`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path

from benchmarks.field import labels
from benchmarks.field.collection import FOLDER, LABELS, Entry, entries, write
from benchmarks.field.compare import DEADLINE, GROUPS, score, write_set_table
from benchmarks.field.labels import Labelled
from benchmarks.field.solvers import SOLVERS
from tandem.formats.rulebase import load


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the households, label them, or score solvers on them."""
    options = _parser().parse_args(arguments)
    if options.command == "make":
        print(f"{write(options.folder, load())} households in {options.folder}")
    elif options.command == "label":
        label(options.group, options.name, options.processes)
    else:
        score(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.field", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    made = commands.add_parser("make", help="write the households")
    made.add_argument("--folder", type=Path, default=FOLDER)
    labelled = commands.add_parser("label", help="label the households by two means")
    labelled.add_argument("--group", action="append", help="only this group; may repeat")
    labelled.add_argument("--name", action="append", help="only this household; may repeat")
    labelled.add_argument("--processes", type=int, default=2)
    _add_score(commands.add_parser("score", help="score solvers on the labelled households"))
    return parser


def _add_score(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--solver", choices=SOLVERS, action="append", help="only this solver; may repeat"
    )
    parser.add_argument(
        "--command", dest="commands", action="append", default=[], metavar="COMMAND",
        help="a solver of others: gets a household file, prints JSON; instead of those here",
    )  # fmt: skip
    parser.add_argument("--group", choices=GROUPS, action="append", help="only this; may repeat")
    parser.add_argument("--deadline", type=float, default=DEADLINE, help="seconds a household")
    parser.add_argument("--all", action="store_true", help="all households, also for slow solvers")
    parser.add_argument("--sample", type=int, help="at most so many of a group for slow solvers")
    parser.add_argument("--count", type=int, help="at most so many households of each group")
    parser.add_argument("--write", action="store_true", help="write the tables into the docs")
    parser.add_argument("--date", help="the day to name in the docs (default: the last commit's)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was said to a file")
    parser.add_argument(
        "--also", type=Path, metavar="FILE", help="such a file, of other groups: in the same tables"
    )


def label(groups: Sequence[str] | None, names: Sequence[str] | None, processes: int) -> None:
    """Label households and write the labels down beside those of other groups."""
    known = labels.read(LABELS) if LABELS.exists() else {}
    everything = list(entries())
    wanted = [one for one in everything if groups is None or one.group in groups]
    wanted = [one for one in wanted if names is None or one.name in names]
    with Pool(processes) as pool:
        for done in pool.imap_unordered(_label, wanted):
            told = done.problem or (done.label and "; ".join(done.label.notes)) or ""
            print(f"{done.name}: {done.seconds:.1f} s {told}", flush=True)
            known.pop(done.name, None)
            if done.label is not None:
                known[done.name] = done.label
    labels.write(LABELS, [known[one.name] for one in everything if one.name in known])
    write_set_table()


def _label(entry: Entry) -> Labelled:
    from benchmarks.field.label import label as label_one

    return label_one(entry, load())


if __name__ == "__main__":
    main()
