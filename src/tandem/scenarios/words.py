"""Who said what: the words of a story, given through the actions on their day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from tandem.actions.households import Case, agreement_facts, case_of
from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.confirm_agreement import confirm_agreement
from tandem.actions.plans.find import find_agreement
from tandem.actions.plans.record_answer import record_answer
from tandem.actions.plans.speakers import Told
from tandem.core.access import AnswerKind, AsWhom
from tandem.core.model import State
from tandem.records.plans.consent import consent_of, family_of, is_court_ordered
from tandem.records.plans.rows import AgreementRow
from tandem.records.plans.states import Way
from tandem.records.work import Work, work
from tandem.scenarios.cast import Cast
from tandem.scenarios.moment import at
from tandem.scenarios.story import Word


def say(cast: Cast, words: Iterable[Word]) -> None:
    """Let everybody say what the story has them say, one after the other."""
    for number, ((day, who), said) in enumerate(groupby(words, key=lambda one: (one.day, one.who))):
        _say(cast, who, list(said), at(day) + timedelta(minutes=5 * (number % 60)))


def _say(cast: Cast, who: str, said: Sequence[Word], moment: datetime) -> None:
    actor = cast.actors.get(who, cast.leader)
    work(actor, moment).run(lambda opened: [_answer(opened, cast, one) for one in said])


def _answer(opened: Work, cast: Cast, word: Word) -> State:
    """Answer as who signs in, or write down for the others what they said aloud."""
    case = case_of(opened, cast.code)
    row = find_agreement(case, word.agreement)
    if word.who not in cast.actors:
        told = Told(word.who, word.kind, Way.ALOUD, word.day, word.reason)
        return record_answer(opened, cast.code, key=word.agreement, version=row.version, told=told)
    asked = agreement_facts(case.head, row).agreement
    speak = answer_agreement if asked.concerns or asked.parent else confirm_agreement
    return speak(
        opened,
        cast.code,
        key=word.agreement,
        version=row.version,
        kind=word.kind,
        reason=word.reason,
    )


def usual_words(cast: Cast, day: date, running: frozenset[str]) -> list[Word]:
    """Return the usual answers of a day: every owner confirms, and members say yes to what runs.

    `running` are the agreements that run or were agreed on by then, by short name.
    """

    def ask(opened: Work) -> list[Word]:
        case = case_of(opened, cast.code)
        return [
            word
            for row in case.plan.agreements
            for word in _usual(case, cast, row, day, runs=row.key in running)
        ]

    return sorted(dict.fromkeys(work(cast.leader, at(day, 9)).run(ask)), key=lambda one: one.who)


def _usual(case: Case, cast: Cast, row: AgreementRow, day: date, *, runs: bool) -> Iterator[Word]:
    keys = case.everybody.keys()
    for need in consent_of(row, family_of(case.head.members, day)).needs:
        if need.by and (runs or need.as_whom is AsWhom.OWNER):
            names = [keys[one] for one in need.by]
            who = next((one for one in names if one in cast.actors), names[0])
            seen = is_court_ordered(row) and need.as_whom is not AsWhom.OWNER
            yield Word(day, who, row.key, AnswerKind.SEEN if seen else AnswerKind.YES)
