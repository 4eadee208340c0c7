"""A short question to a colleague outside the household: without names, and of no household.

Nobody outside a household reads anything of it. So the question is refused when it tells, as far
as can be seen, whom it is about; and nothing is kept that leads from it to the household.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tandem.actions.coordination.measure import require_measure
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts
from tandem.actions.limits import too_long
from tandem.core.access import Action, Facts
from tandem.core.access.talks import Someone, Telling, Told, told_in
from tandem.records.coordination.heads import Head, head_of
from tandem.records.coordination.models import ColleagueQuestion, NoticeKind
from tandem.records.coordination.notices import About, read, tell
from tandem.records.coordination.questions import QuestionRow, question_of
from tandem.records.people.models import Account, Professional
from tandem.records.work import Work

LONGEST_QUESTION = 500
SAID: dict[Telling, Problem] = {
    Telling.NAME: Problem("text", "“%(words)s” is a name of this household. Ask it without names."),
    Telling.NUMBER: Problem("text", "“%(words)s” looks like a BSN. Leave it out."),
    Telling.TELEPHONE: Problem("text", "“%(words)s” looks like a telephone number. Leave it out."),
    Telling.POSTCODE: Problem("text", "“%(words)s” looks like a postcode. Leave it out."),
    Telling.MAIL: Problem("text", "“%(words)s” is a mail address. Leave it out."),
    Telling.BIRTHDAY: Problem("text", "“%(words)s” may be a birthday. Say the age instead."),
    Telling.CODE: Problem("text", "“%(words)s” leads to this household. Leave it out."),
}


def ask_colleague(work: Work, code: str, *, to: int, text: str) -> int:
    """Ask a colleague something without names; return the number of the question.

    Raises UnknownHouseholdError, NotAllowedError, and InvalidError for a colleague who has a part
    here (write to her in the household), and for words that tell whom it is about.
    """
    head = head_of(work, code)
    require(work.actor, Action.ASK_COLLEAGUE, household_facts(head))
    require_measure(work)
    problems = [*_problems_of(head, to, work), *_problems_in(text), *_telling(head, text)]
    if problems:
        raise InvalidError(*problems)
    made = ColleagueQuestion.objects.create(
        asked_by_id=work.actor.professional or 0,
        asked_to_id=to,
        text=text.strip(),
        asked_at=work.at,
    )
    tell(work, NoticeKind.QUESTION, [Someone(None, to)], About(question=made.pk))
    work.event("asked-colleague", household=None, subject="question", subject_id=made.pk)
    return int(made.pk)


def answer_colleague(work: Work, number: int, text: str) -> None:
    """Answer a question; raises UnknownQuestionError, NotAllowedError and InvalidError."""
    row = question_of(work, number, locked=True)
    holds = Facts(holds=row.to.id == work.actor.professional)
    require(work.actor, Action.ANSWER_COLLEAGUE, holds)
    problems = [*_problems_in(text)]
    problems += [_problem(one) for one in told_in(text, (), ())]
    if row.answered_at is not None:
        problems.append(Problem("text", "This was answered already."))
    if problems:
        raise InvalidError(*problems)
    ColleagueQuestion.objects.filter(pk=number).update(answer=text.strip(), answered_at=work.at)
    tell(work, NoticeKind.ANSWER, [Someone(None, row.by.id)], About(question=number))
    work.event("answered-colleague", household=None, subject="question", subject_id=number)


def seen_question(work: Work, number: int) -> tuple[QuestionRow, int]:
    """Return a question that the actor asked or got, and how much about it was new.

    Raises UnknownQuestionError.
    """
    return question_of(work, number), read(work, About(question=number))


def _problems_of(head: Head, to: int, work: Work) -> Iterator[Problem]:
    known = Professional.objects.filter(pk=to, left_at__isnull=True).exists()
    has_account = Account.objects.filter(professional_id=to, is_active=True).exists()
    if not known or to == work.actor.professional:
        yield Problem("to", "Choose a colleague.")
    elif not has_account:
        yield Problem("to", "This colleague does not sign in here. Call instead.")
    elif any(one.professional == to for one in head.involved):
        yield Problem("to", "This colleague helps here too: write in a conversation instead.")


def _problems_in(text: str) -> Iterator[Problem]:
    if not text.strip():
        yield Problem("text", "Write what you want to ask.")
    elif len(text) > LONGEST_QUESTION:
        most = (("most", str(LONGEST_QUESTION)),)
        yield Problem("text", "Write this shorter: at most %(most)s signs.", most)
    else:
        yield from too_long({"text": text})


def _telling(head: Head, text: str) -> Iterator[Problem]:
    """Yield what tells whom it is about, of all that the asker knows of this household."""
    names = [one.name for one in head.members] + [one.name for one in head.supporters]
    for one in told_in(text, names, (head.code,)):
        yield _problem(one)


def _problem(one: Told) -> Problem:
    return replace(SAID[one.what], values=(("words", one.words),))
