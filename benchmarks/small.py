"""Measures the small things that every page or command waits for: `python -m benchmarks.small`.

What they take is milliseconds of the processor, the median of a number of turns, on the household
of case C1: reading the rule base, telling by a digest whether a stored answer still holds and
reading it back, and drawing the report.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.machine import this_machine
from tandem.core.check import check
from tandem.documents.report import render_report
from tandem.formats import rulebase
from tandem.formats.household import read_path
from tandem.records.plans.verdicts import answer_from_json, answer_to_json, digest_of

TURNS = 15
FIVE_PLANS = Path(__file__).resolve().parents[1] / "examples" / "five-plans.yaml"


def main() -> int:
    """Measure and print; return the exit status."""
    machine = this_machine(None)
    for name, do in _small_things().items():
        print(f"{name:<40} {_milliseconds(do):6.1f} ms")
    print(f"{machine.processor}, {machine.cores} cores, load {os.getloadavg()[0]:.1f}.")
    return 0


def _small_things() -> dict[str, Callable[[], object]]:
    rules = rulebase.load()
    household = read_path(FIVE_PLANS, rules)
    answer = check(household, rules)
    stored = json.dumps(answer_to_json(answer, household))

    def read_back() -> None:
        digest_of(household, rules)
        answer_from_json(json.loads(stored), household)

    return {
        "reading the rule base": partial(rulebase.load_folder, rulebase.FOLDER),
        "a stored answer: does it hold, and read": read_back,
        "drawing the report": partial(render_report, answer, household, rules),
    }


def _milliseconds(do: Callable[[], object]) -> float:
    do()
    taken = []
    for _ in range(TURNS):
        begin = time.process_time()
        do()
        taken.append(time.process_time() - begin)
    return statistics.median(taken) * 1000


if __name__ == "__main__":
    sys.exit(main())
