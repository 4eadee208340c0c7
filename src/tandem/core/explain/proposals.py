"""Proposals in sentences: what changes, what stays, who must say yes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tandem.core.check.answer import Change, ChangeKind, Proposal
from tandem.core.check.why import ClashKind
from tandem.core.explain.names import Names
from tandem.core.explain.variants import explain_variant
from tandem.core.model import Household, State
from tandem.core.rules import RuleBase


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One change: of which agreement, whose it is, and what happens."""

    agreement: str
    owner: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Keeps:
    """Which goals a proposal keeps and which it gives up, in words."""

    sentence: str
    stays: tuple[str, ...]
    given_up: tuple[str, ...]
    gone: str
    """The sentence on the goals given up; empty when there are none."""


@dataclass(frozen=True, slots=True)
class ProposalWords:
    """A proposal in words."""

    changes: tuple[ChangeWords, ...]
    keeps: Keeps
    must_agree: str
    """The family first, then the others."""
    cost: str
    proven: str
    """Whether a lighter change of this sort exists."""
    set_aside: tuple[str, ...]


def explain_proposal(
    proposal: Proposal, household: Household, rules: RuleBase, lang: str
) -> ProposalWords:
    """Return a proposal in words; `household` is the one before the proposal."""
    names = Names(household, rules, lang)
    say = names.say.proposals
    return ProposalWords(
        changes=explain_changes(proposal, household, rules, lang),
        keeps=explain_proposal_keeps(proposal, household, rules, lang),
        must_agree=say.must_agree(names.people(_family_first(proposal.must_agree, household))),
        cost=say.cost(proposal.cost, len(proposal.changes)),
        proven=say.proven(is_least=proposal.proven_least),
        set_aside=tuple(_set_aside(proposal, names)),
    )


def _set_aside(proposal: Proposal, names: Names) -> Iterator[str]:
    """Yield what the proposal leaves, because only others can solve it."""
    say = names.say.proposals
    for agreements in proposal.set_aside:
        yield say.set_aside(names.titles(agreements))
    for kind, of in proposal.limits_aside:
        if kind is ClashKind.CONTACTS:
            yield say.contacts_aside(names.person(of))
        else:
            yield say.money_aside(names.account(of))
    for agreement in proposal.support_aside:
        yield say.support_aside(names.title(agreement))


def explain_changes(
    proposal: Proposal, household: Household, rules: RuleBase, lang: str
) -> tuple[ChangeWords, ...]:
    """Return each change in words, the goal that comes first for the family first.

    An agreement that is replaced is not told apart when the agreement that takes its place says
    so already.
    """
    names = Names(household, rules, lang)
    told = {
        replaced
        for change in proposal.changes
        for replaced in _takes_place_of(change, names)
        if any(c.agreement == replaced and c.kind is ChangeKind.REPLACED for c in proposal.changes)
    }
    return tuple(
        ChangeWords(change.agreement, _owner(change, names), _change(change, names))
        for change in in_family_order(proposal.changes, household)
        if not (change.kind is ChangeKind.REPLACED and change.agreement in told)
    )


def in_family_order(changes: Iterable[Change], household: Household) -> list[Change]:
    """Return changes by the family's order of goals, then by the order of the plan."""
    place = {agreement.id: number for number, agreement in enumerate(household.agreements)}
    goals = {goal: number for number, goal in enumerate(_goal_order(household))}
    goal_of = {agreement.id: agreement.goal for agreement in household.agreements}

    def key(change: Change) -> tuple[int, int]:
        goal = goal_of.get(change.agreement)
        last = len(goals)
        return (
            last if goal is None else goals.get(goal, last),
            place.get(change.agreement, len(place)),
        )

    return sorted(changes, key=key)


def _goal_order(household: Household) -> list[str]:
    return list(dict.fromkeys([*household.priorities, *(goal.id for goal in household.goals)]))


def _family_first(people: Sequence[str], household: Household) -> list[str]:
    members = {member.id for member in household.members}
    return sorted(people, key=lambda one: one not in members)


def explain_difference(
    proposal: Proposal, first: Proposal, household: Household, rules: RuleBase, lang: str
) -> str:
    """Return what stays as it is, unlike in the first proposal; may be empty."""
    names = Names(household, rules, lang)
    changed = {change.agreement for change in proposal.changes}
    spared = [c.agreement for c in first.changes if c.agreement not in changed]
    return names.say.proposals.unlike(1, names.titles(spared)) if spared else ""


def explain_change(change: Change, household: Household, rules: RuleBase, lang: str) -> str:
    """Return one change in words."""
    return _change(change, Names(household, rules, lang))


def _change(change: Change, names: Names) -> str:
    say = names.say.proposals
    title = names.title(change.agreement)
    match change.kind:
        case ChangeKind.ALTERNATIVE:
            return _alternative(change, names)
        case ChangeKind.REPLACED:
            return say.replaced(title, None if change.by is None else names.title(change.by))
        case ChangeKind.POSTPONE:
            start = "" if change.start is None else names.day(change.start)
            return say.postponed(title, start)
        case ChangeKind.END:
            return _end(change, names)
        case _:
            return explain_variant(change, names)


def _alternative(change: Change, names: Names) -> str:
    say = names.say.proposals
    text = change.alternative or ""
    found = names.agreement(change.agreement)
    if found is not None:
        text = next((a.text for a in found.alternatives if a.id == change.alternative), text)
    parts = [
        say.alternative(names.title(change.agreement), text),
        say.takes_place_of(names.titles(_takes_place_of(change, names))),
    ]
    if change.until is not None:
        by = None if change.by is None else names.title(change.by)
        at_once = change.until < names.household.horizon.start
        parts.append(say.ends_at_once(by) if at_once else say.ends_as(names.day(change.until), by))
    return " ".join(part for part in parts if part)


def _takes_place_of(change: Change, names: Names) -> tuple[str, ...]:
    """Return the agreements of the plan that a chosen alternative makes unnecessary."""
    found = names.agreement(change.agreement)
    if change.kind is not ChangeKind.ALTERNATIVE or found is None:
        return ()
    chosen = [a for a in found.alternatives if a.id == change.alternative]
    named = chosen[0].takes_place_of if chosen else ()
    return tuple(
        one for one in named if (other := names.agreement(one)) is not None and other.enters_check
    )


def _end(change: Change, names: Names) -> str:
    found = names.agreement(change.agreement)
    running = True
    if found is not None:
        form = found.form
        begun = form.start_known and (
            form.start is None or form.start <= names.household.horizon.start
        )
        running = found.state is State.ACTIVE or (begun and form.latest_start is None)
    told = names.say.proposals.ended(names.title(change.agreement), running=running)
    if found is not None and names.is_professional(found.owner):
        return f"{told} {names.say.proposals.ask_about_end(names.person(found.owner))}"
    return told


def _owner(change: Change, names: Names) -> str:
    found = names.agreement(change.agreement)
    return "" if found is None else names.person(found.owner)


def explain_proposal_keeps(
    proposal: Proposal, household: Household, rules: RuleBase, lang: str
) -> Keeps:
    """Return which goals stay and which are given up, in the family's order."""
    names = Names(household, rules, lang)
    say = names.say.proposals
    goals = _goals_of_plan(household)
    stays = [goal for goal in goals if goal not in proposal.goals_given_up]
    given_up = tuple(names.goal(goal) for goal in proposal.goals_given_up)
    return Keeps(
        sentence=say.goals_stay(len(stays), len(goals)),
        stays=tuple(names.goal(goal) for goal in stays),
        given_up=given_up,
        gone=say.goals_gone(given_up),
    )


def _goals_of_plan(household: Household) -> list[str]:
    """Return the goals that have an agreement in the plan, the family's priorities first."""
    served = {a.goal for a in household.plan() if a.goal is not None}
    return [goal for goal in _goal_order(household) if goal in served]
