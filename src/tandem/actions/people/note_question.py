"""Note a simple question of somebody who is known, or of somebody new."""

from __future__ import annotations

from tandem.actions.coordination.questions import NO_WAY, NewQuestion, Noted, write_question
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.actions.limits import too_long
from tandem.actions.people.open_lightly import Light, open_lightly
from tandem.core.access import Action
from tandem.core.rules.steps import Way
from tandem.formats.rulebase import recorded_ground
from tandem.formats.steps import load_steps
from tandem.records.coordination.heads import head_of
from tandem.records.coordination.simple_questions import namesake, namesakes
from tandem.records.work import Work

WHICH_ONE = Problem("who", "Somebody with this name is known. Is it one of them?")


def note_question(work: Work, new: NewQuestion) -> Noted:
    """Note a simple question; who notes it holds it, or who leads where somebody leads already.

    A household is opened only for somebody who is not known, and then in the lightest way. Raises
    NotAllowedError and InvalidError, also when somebody of that name is known and nobody said
    whether it is the same person.
    """
    require(work.actor, Action.NOTE_QUESTION)
    way = load_steps().way(new.way)
    problems = _problems(work, new, way)
    if way is None or problems:
        raise InvalidError(*problems)
    known = namesake(work, new.member) if new.member else None
    if new.member and known is None:
        raise InvalidError(WHICH_ONE)
    if known is not None:
        head = lock(work, known.code)
        require(work.actor, Action.ADD_ITEM, household_facts(head))
        return write_question(work, head, known.member, new, way)
    if not new.is_new and namesakes(work, new.name):
        raise InvalidError(WHICH_ONE)
    opened, member = open_lightly(work, _light(work, new, way))
    return write_question(work, head_of(work, opened.code), member, new, way)


def _light(work: Work, new: NewQuestion, way: Way) -> Light:
    ground = recorded_ground(way.ground, work.today)
    return Light(new.name.strip(), new.area, new.needed.strip(), ground)


def _problems(work: Work, new: NewQuestion, way: Way | None) -> list[Problem]:
    said = {"question": new.question, "needed": new.needed}
    problems = too_long(said)
    if not new.member and not new.name.strip():
        problems.append(Problem("name", "Give the name of who asks this."))
    if not new.question.strip():
        problems.append(Problem("question", "Write down the question, in their own words."))
    if not new.needed.strip():
        problems.append(Problem("needed", "Say what is needed."))
    if way is None:
        problems.append(NO_WAY)
    if new.needed_by is not None and new.needed_by < work.today:
        problems.append(Problem("needed_by", "Choose a day that is still to come."))
    if new.received_on is not None and new.received_on > work.today:
        problems.append(Problem("received_on", "This day is still to come."))
    return problems
