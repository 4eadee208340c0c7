"""The plan itself: goals in the family's order, in own words, with their agreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tandem.core.model import Agreement, Goal
from tandem.documents.views.asks import asks_lines
from tandem.documents.views.context import Context


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement: who, what, when, and how it stands."""

    anchor: str
    title: str
    members: str
    asks: tuple[str, ...]
    owner: str
    owner_role: str
    decided_by: str
    state: str
    mandatory: str
    unknown: tuple[str, ...]
    clashes: str
    """How many clashes it is in; empty for none."""
    is_out: bool
    """Whether it does not take part in the check."""


@dataclass(frozen=True, slots=True)
class GoalView:
    """One goal with its agreements."""

    number: str
    """Its place in the family's order; empty when the family gave it none."""
    text: str
    own_words: str
    part: str
    rows: tuple[AgreementRow, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The own questions of the members, and the goals."""

    questions: tuple[str, ...]
    goals: tuple[GoalView, ...]
    has_order: bool


def plan_view(context: Context) -> PlanView:
    """Return the plan."""
    household, say = context.household, context.say
    clashes = Counter(one for clash in context.answer.clashes for one in clash.agreements)
    goals = _ordered_goals(context)
    views = [_goal(context, goal, clashes) for goal in goals]
    known = {goal.id for goal in goals}
    rest = [a for a in household.agreements if a.goal not in known]
    if rest:
        rows = _rows(context, rest, clashes)
        views.append(GoalView("", say("no-goal") if goals else "", "", "", rows))
    return PlanView(
        questions=tuple(
            say("own-words-of", name=m.name, words=m.question)
            for m in household.members
            if m.question
        ),
        goals=tuple(views),
        has_order=bool(household.priorities),
    )


def _ordered_goals(context: Context) -> list[Goal]:
    household = context.household
    by_id = {goal.id: goal for goal in household.goals}
    order = dict.fromkeys((*household.priorities, *by_id))
    return [by_id[one] for one in order if one in by_id]


def _goal(context: Context, goal: Goal, clashes: Counter[str]) -> GoalView:
    household = context.household
    number = ""
    if goal.id in household.priorities:
        number = str(household.priorities.index(goal.id) + 1)
    part = next((p.title for p in household.parts if p.id == goal.part), "")
    mine = [a for a in household.agreements if a.goal == goal.id]
    return GoalView(number, goal.text, goal.own_words, part, _rows(context, mine, clashes))


def _rows(
    context: Context, agreements: Sequence[Agreement], clashes: Counter[str]
) -> tuple[AgreementRow, ...]:
    return tuple(_row(context, a, clashes[a.id]) for a in agreements)


def _row(context: Context, agreement: Agreement, clashes: int) -> AgreementRow:
    names, say = context.names, context.say
    decided = agreement.decided_by
    state = say(f"state-{agreement.state.value}")
    mandatory = agreement.mandatory
    return AgreementRow(
        anchor=context.anchor(agreement.id),
        title=agreement.title or agreement.id,
        members=say.words.listing(names.people(agreement.members)),
        asks=asks_lines(context, agreement.form),
        owner=names.person(agreement.owner),
        owner_role=_role(context, agreement.owner),
        decided_by="" if decided is None else say("decided-by", name=names.person(decided)),
        state=say.words.capital(state),
        mandatory="" if mandatory is None else say("mandatory", text=mandatory.text),
        unknown=tuple(
            names.say.answers.missing(
                agreement.title, one.what, names.person(one.who or agreement.owner)
            ).removeprefix(f"{agreement.title}: ")
            for one in agreement.unknown
        ),
        clashes=_clash_words(context, clashes),
        is_out=not agreement.enters_check,
    )


def _role(context: Context, person: str) -> str:
    for one in context.household.professionals:
        if one.id == person:
            return ", ".join(part for part in (one.role, one.organisation) if part)
    for supporter in context.household.network:
        if supporter.id == person:
            return supporter.relation
    return ""


def _clash_words(context: Context, count: int) -> str:
    if not count:
        return ""
    return context.say("clash-count-one" if count == 1 else "clash-count", count=count)
