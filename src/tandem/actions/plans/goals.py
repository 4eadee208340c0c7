"""Goals: what the family wants, in its own words; adding, changing and withdrawing one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, household_facts, locked_case, touch_plan
from tandem.actions.plans.find import find_goal, key_of_new, require_version
from tandem.actions.plans.written import differences, member_number
from tandem.core.access import Action
from tandem.records.plans.models import Goal, GoalMember, Plan
from tandem.records.plans.rows import GoalRow, PersonRef
from tandem.records.plans.states import Achievement, Lifecycle
from tandem.records.work import Work

OVER = frozenset({Lifecycle.COMPLETED, Lifecycle.CANCELLED, Lifecycle.REJECTED})


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """A goal as it is entered; members and part by their short names."""

    text: str
    own_words: str = ""
    members: tuple[str, ...] = ()
    part: str | None = None
    lifecycle: Lifecycle = Lifecycle.ACTIVE
    achievement: Achievement | None = None


def goal_draft_of(case: Case, goal: GoalRow) -> GoalDraft:
    """Return a goal of the plan as a draft, to change some of it."""
    keys = case.everybody.keys()
    members = (PersonRef(member=one) for one in goal.members)
    return GoalDraft(
        text=goal.text,
        own_words=goal.own_words,
        members=tuple(keys[one] for one in members if one in keys),
        part=next((one.key for one in case.plan.parts if one.id == goal.part), None),
        lifecycle=goal.lifecycle,
        achievement=goal.achievement,
    )


def add_goal(work: Work, code: str, *, draft: GoalDraft) -> str:
    """Add a goal; return its short name. It gets a place in the order when the family gives one.

    Raises UnknownHouseholdError, NotAllowedError, and InvalidError that names what is wrong.
    """
    case = locked_case(work, code)
    require(work.actor, Action.ADD_GOAL, household_facts(case.head))
    _require_sound(case, draft)
    key = key_of_new(case.head, draft.text, (one.key for one in case.plan.goals), "doel")
    row = Goal.objects.create(household_id=case.head.id, key=key, **_columns(case, draft))
    _write_members(case, row.pk, draft.members)
    touch_plan(case.head.id)
    work.event(
        "added",
        household=case.head.id,
        subject="goal",
        subject_id=row.pk,
        key=key,
        version=1,
        became=_plain(draft),
    )
    return key


def change_goal(work: Work, code: str, *, key: str, version: int, draft: GoalDraft) -> int:
    """Change a goal into a draft; `version` is the one that the editor opened. Return the new one.

    A goal that is reached or given up leaves the family's order. Raises UnknownHouseholdError,
    UnknownGoalError, NotAllowedError, ChangedMeanwhileError and InvalidError.
    """
    case = locked_case(work, code)
    goal = find_goal(case, key)
    require(work.actor, Action.CHANGE_GOAL, household_facts(case.head))
    require_version(key, version, goal.version)
    _require_sound(case, draft)
    return _change(work, case, goal, draft, "")


def withdraw_goal(work: Work, code: str, *, key: str, version: int, reason: str) -> int:
    """Give a goal up, with a reason; one that was only proposed is rejected. Return the version.

    Its agreements stay, without a goal that is open. Raises as `change_goal` does.
    """
    case = locked_case(work, code)
    goal = find_goal(case, key)
    require(work.actor, Action.CHANGE_GOAL, household_facts(case.head))
    require_version(key, version, goal.version)
    if not reason.strip():
        raise InvalidError(Problem("reason", "Say why this goal is given up."))
    proposed = goal.lifecycle is Lifecycle.PROPOSED
    became = Lifecycle.REJECTED if proposed else Lifecycle.CANCELLED
    draft = goal_draft_of(case, goal)
    changed = GoalDraft(
        draft.text, draft.own_words, draft.members, draft.part, became, draft.achievement
    )
    return _change(work, case, goal, changed, reason.strip())


def _change(work: Work, case: Case, goal: GoalRow, draft: GoalDraft, reason: str) -> int:
    changed = differences(_plain(goal_draft_of(case, goal)), _plain(draft))
    if not changed:
        return goal.version
    values = _columns(case, draft) | {"version": goal.version + 1}
    if draft.lifecycle in OVER and goal.position is not None:
        values["position"] = None
        Plan.objects.filter(household_id=case.head.id).update(order_version=F("order_version") + 1)
    Goal.objects.filter(pk=goal.id).update(**values)
    _write_members(case, goal.id, draft.members)
    touch_plan(case.head.id)
    work.event(
        "changed" if draft.lifecycle is goal.lifecycle else draft.lifecycle.value,
        household=case.head.id,
        subject="goal",
        subject_id=goal.id,
        key=goal.key,
        version=goal.version + 1,
        was=changed.was,
        became=changed.became,
        **({"reason": reason} if reason else {}),
    )
    return goal.version + 1


def _require_sound(case: Case, draft: GoalDraft) -> None:
    problems = []
    if not draft.text.strip():
        problems.append(Problem("text", "Say what the goal is."))
    refs = case.everybody.refs()
    if any(key not in refs or refs[key].member is None for key in draft.members):
        problems.append(Problem("members", "Choose members of this household."))
    if draft.part is not None and all(one.key != draft.part for one in case.plan.parts):
        problems.append(Problem("part", "Choose a part of this plan."))
    if problems:
        raise InvalidError(*problems)


def _columns(case: Case, draft: GoalDraft) -> dict[str, object]:
    return {
        "text": draft.text.strip(),
        "own_words": draft.own_words.strip(),
        "part_id": next((one.id for one in case.plan.parts if one.key == draft.part), None),
        "lifecycle": draft.lifecycle.value,
        "achievement": draft.achievement.value if draft.achievement else "",
    }


def _plain(draft: GoalDraft) -> dict[str, object]:
    return {
        "text": draft.text.strip(),
        "own_words": draft.own_words.strip(),
        "members": list(draft.members),
        "part": draft.part,
        "lifecycle": draft.lifecycle.value,
        "achievement": draft.achievement.value if draft.achievement else None,
    }


def _write_members(case: Case, goal: int, members: Sequence[str]) -> None:
    GoalMember.objects.filter(goal_id=goal).delete()
    GoalMember.objects.bulk_create(
        GoalMember(household_id=case.head.id, goal_id=goal, member_id=member_number(case, key))
        for key in dict.fromkeys(members)
    )
