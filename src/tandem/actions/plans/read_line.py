"""An agreement from one line of Dutch, with the sentence by which it is read back."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import Case
from tandem.actions.plans.draft import AgreementDraft, draft_from
from tandem.formats import rulebase
from tandem.formats.one_line import LineContext, LineError, Span, context_of, read_line
from tandem.formats.problems import START
from tandem.formats.problems import Problem as FileProblem
from tandem.formats.read_back import read_back
from tandem.formats.tokens import TextError


@dataclass(frozen=True, slots=True)
class LineReading:
    """A line that was read."""

    draft: AgreementDraft
    spans: tuple[Span, ...]
    """Which stretch of the line was read as what."""
    sentences: tuple[str, str]
    """What it asks, as a sentence in Dutch and in English."""

    def sentence(self, lang: str = "nl") -> str:
        """Return what was understood, to check it."""
        return self.sentences[1 if lang == "en" else 0]


def read_agreement_line(
    case: Case, line: str, *, owner: str, goal: str | None = None, part: str | None = None
) -> LineReading:
    """Read one line as an agreement of this household; nothing is written.

    `owner` answers for it when the line names nobody. Raises InvalidError with a problem in the
    field `line` for every stretch that cannot be read, with `start` and `end` among its values.
    """
    try:
        read = read_line(line, line_context(case))
    except LineError as wrong:
        raise InvalidError(*(_problem(error) for error in wrong.errors)) from wrong
    document = {"owner": owner, **read.document}
    document |= {"goal": goal} if goal else {}
    document |= {"part": part} if part else {}
    draft = draft_from(case, document, line=line)
    return LineReading(draft, read.spans, read_back_of(case, draft))


def line_context(case: Case) -> LineContext:
    """Return what a line of this household can refer to."""
    head = case.head
    return context_of(
        rulebase.load().kinds,
        ((one.key, one.name) for one in head.members),
        ((one.key, one.name) for one in head.involved),
        ((one.key, one.name) for one in head.supporters),
        case.plan.horizon_start,
    )


def read_back_of(case: Case, draft: AgreementDraft) -> tuple[str, str]:
    """Return what a draft asks as one sentence, in Dutch and in English."""
    core, household = draft.core(), case.core()
    return read_back(core, household, "nl"), read_back(core, household, "en")


def _problem(error: TextError) -> Problem:
    found = FileProblem("", START, (), error.code, error.details)
    return Problem(
        "line",
        f"{found.what('en')} {found.right('en')}".strip(),
        (("start", str(error.start)), ("end", str(error.end))),
        dutch=f"{found.what('nl')} {found.right('nl')}".strip(),
    )
