"""A member's own question, and how much he or she can carry: in own words, changed any day."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, Problem, require
from tandem.actions.households import locked_case, touch_plan
from tandem.actions.limits import too_long
from tandem.core.access import AGE_OF_OWN_YES, Action, Facts
from tandem.records.coordination.heads import Head
from tandem.records.people.rows import MemberRow
from tandem.records.plans.models import Circumstances
from tandem.records.plans.rows import PlanRow
from tandem.records.work import Work

MOST_CONTACTS = 40
"""Contacts a week: more is a slip of the finger."""


class UnknownMemberError(LookupError):
    """There is no member of this number in the household."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a member wants, and how many contacts a week he or she can carry."""

    question: str = ""
    contacts_a_week: int | None = None
    """None: nobody asked."""

    @property
    def plain(self) -> OwnWords:
        """The same without spaces and line ends that nobody meant."""
        return OwnWords(" ".join(self.question.split()), self.contacts_a_week)


def say_own_words(
    work: Work, code: str, *, member: int, words: OwnWords, opened: OwnWords
) -> OwnWords:
    """Write down what a member wants and can carry; `opened` is what the editor began with.

    A member does so alone, a parent for a child under 16, and who leads for whoever said it to
    him or her. Returns what is kept. Raises UnknownHouseholdError, UnknownMemberError,
    NotAllowedError, ChangedMeanwhileError, and InvalidError that names what is wrong.
    """
    case = locked_case(work, code)
    row = find_member(case.head, member)
    require(work.actor, Action.SAY_OWN_WORDS, member_facts(work, case.head, row))
    was, became = own_words_of(case.plan, member), words.plain
    if opened.plain != was.plain:
        raise ChangedMeanwhileError("own-words", case.plan.version)
    _require_sound(became)
    if became != was.plain:
        _write(work, case.head, row, was, became)
    return became


def find_member(head: Head, member: int) -> MemberRow:
    """Return somebody who lives there; raises UnknownMemberError."""
    found = head.member(member)
    if found is None:
        raise UnknownMemberError(member)
    return found


def member_facts(work: Work, head: Head, row: MemberRow) -> Facts:
    """Return what the policy looks at for a question about one member."""
    own = head.facts.member
    age = row.age(work.today)
    is_child = age is None or age < AGE_OF_OWN_YES
    return Facts(
        household=head.facts,
        about_self=own == row.id,
        about_child=own is not None and own in row.parents and is_child,
    )


def own_words_of(plan: PlanRow, member: int) -> OwnWords:
    """Return what a member said before."""
    known = next((one for one in plan.circumstances if one.member == member), None)
    return OwnWords() if known is None else OwnWords(known.question, known.contacts_a_week)


def _require_sound(words: OwnWords) -> None:
    problems = too_long({"question": words.question})
    if words.contacts_a_week is not None and not 0 <= words.contacts_a_week <= MOST_CONTACTS:
        problems.append(
            Problem(
                "contacts",
                "Give a number from 0 to %(most)s, or leave it empty.",
                (("most", str(MOST_CONTACTS)),),
            )
        )
    if problems:
        raise InvalidError(*problems)


def _write(work: Work, head: Head, row: MemberRow, was: OwnWords, became: OwnWords) -> None:
    values: dict[str, object] = {
        "question": became.question,
        "contacts_a_week": became.contacts_a_week,
    }
    if became.question != was.plain.question:
        values["asked_on"] = work.today if became.question else None
    Circumstances.objects.update_or_create(
        member_id=row.id, defaults=values, create_defaults=values | {"household_id": head.id}
    )
    touch_plan(head.id)
    work.event(
        "said-own-words",
        household=head.id,
        subject="member",
        subject_id=row.id,
        by=row.key,
        was=_plain(was),
        became=_plain(became),
    )


def _plain(words: OwnWords) -> dict[str, object]:
    return {"question": words.question, "contacts_a_week": words.contacts_a_week}
