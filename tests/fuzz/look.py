"""Everything that must hold of the check of any valid household, each failure in one line."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

from tandem.cli.answer_json import answer_as_json
from tandem.cli.answer_text import AnswerText
from tandem.cli.layout import Paper
from tandem.core.check import check
from tandem.core.check.answer import Answer, Verdict
from tandem.core.check.load_weeks import load_by_week
from tandem.documents.report import render_report
from tandem.documents.views.load_weeks import load_pictures
from tests.core.households import Case
from tests.core.test_properties import not_fitting, unverified

DEADLINE = 0.5
"""Seconds of the processor that the check of a household may take."""
MARGIN = 1.0
"""Seconds more in which what was found is put together: the last look at the clock may be a while
ago, and a week that is sure to exist is still worked out."""
LANGUAGES = ("nl", "en")


class Clock:
    """A deadline by the time that this process takes, whatever else the machine does."""

    def __init__(self, seconds: float) -> None:
        self._end = time.process_time() + seconds

    def __call__(self) -> bool:
        """Say whether time is up."""
        return time.process_time() > self._end


def look(case: Case, *, brute_force: bool, hurried: bool = True) -> Iterator[str]:
    """Yield what is wrong with the check of a household; with brute force for small ones.

    Unless `hurried` it may take as long as it needs.
    """
    start = time.process_time()
    clock = Clock(DEADLINE) if hurried else None
    answer = check(case.household, case.rules, variants=case.variants, deadline=clock)
    taken = time.process_time() - start
    if hurried and taken > DEADLINE + MARGIN:
        yield f"deadline: it took {taken:.1f} seconds"
    case.__dict__["answer"] = answer
    yield from shown(case)
    if brute_force and answer.witness is not None:
        yield from (f"brute-force: {text}" for text in case.oracle.witness_problems(answer.witness))
    yield from told(case, answer)


def shown(case: Case) -> Iterator[str]:
    """Yield what is wrong with the weeks that are shown, and with proposals carried out."""
    answer = case.answer
    if (answer.verdict is Verdict.FEASIBLE) is not (answer.witness is not None):
        yield f"verdict {answer.verdict}, and the witness is {answer.witness}"
    if answer.verdict is Verdict.UNKNOWN and answer.complete:
        yield "verdict unknown, and the list of clashes is called complete"
    yield from unverified(case)
    if answer.complete:
        yield from not_fitting(case)


def told(case: Case, answer: Answer) -> Iterator[str]:
    """Say all of an answer in both languages, as text, JSON and a page."""
    for lang in LANGUAGES:
        data = answer_as_json(answer, case.household, case.rules, lang, Path("any"))
        json.loads(json.dumps(data))
        lines = AnswerText(case.household, case.rules, lang, Paper(), every_week=True)
        "\n".join(lines.lines(answer)).encode()
        page = render_report(answer, case.household, case.rules, lang)
        page.encode()
        if "<script>alert" in page:
            yield f"page: free text is taken for a script ({lang})"
        repr(load_pictures(load_by_week(case.household), case.household, case.rules, lang))
