"""Proposals side by side: what they share once, then for each what stays, changes and asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.core.check.answer import BudgetMonth, Change, ChangeKind, Load, MemberLoad, Proposal
from tandem.core.explain import explain_changes, explain_proposal, explain_synergy
from tandem.core.model import HOUSEHOLD
from tandem.documents.views.context import Context, Ref

MOST_IN_TITLE = 3
"""A title names this many changes; the rest is counted."""
ENDS = {ChangeKind.END, ChangeKind.REPLACED}


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change: of which agreement, in one sentence, and whether something stops."""

    ref: Ref
    rest: str
    """The sentence after the title of the agreement; the whole sentence when that is not there."""
    is_whole: bool
    stops: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the week with the proposal, and as it is now."""

    name: str
    value: str
    now: str


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One proposal."""

    number: int
    title: str
    keeps: str
    some_stay: bool
    gone: str
    changes: tuple[ChangeView, ...]
    """Its own changes: without those that all proposals share."""
    all_changes: tuple[ChangeView, ...]
    week_of: str
    figures: tuple[Figure, ...]
    must_agree: str
    proven: str
    is_least: bool
    set_aside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalsView:
    """All proposals, with what they share."""

    shared: tuple[ChangeView, ...]
    proposals: tuple[ProposalView, ...]


def proposals_view(context: Context) -> ProposalsView:
    """Return the proposals."""
    found = context.answer.proposals
    keys = [{_key(change) for change in p.changes} for p in found]
    shared = set.intersection(*keys) if len(found) > 1 else set()
    views = tuple(_proposal(context, number, p, shared) for number, p in enumerate(found, 1))
    common = _changes(context, found[0], shared, inside=True) if found else ()
    return ProposalsView(common, views)


def synergies_view(context: Context) -> tuple[str, ...]:
    """Return what could go together, each in words."""
    about = (context.household, context.rules, context.lang)
    return tuple(explain_synergy(one, *about) for one in context.answer.synergies)


def _key(change: Change) -> tuple[object, ...]:
    """Return what a change does, apart from what it costs."""
    return (
        change.agreement,
        change.kind,
        change.alternative,
        change.start,
        change.until,
        change.by,
    )


def _proposal(
    context: Context, number: int, proposal: Proposal, shared: set[tuple[object, ...]]
) -> ProposalView:
    words = explain_proposal(proposal, context.household, context.rules, context.lang)
    say = context.say
    member = _busiest(context)
    names = context.yes_from(proposal)
    return ProposalView(
        number=number,
        title=_title(context, proposal, shared),
        keeps=words.keeps.sentence,
        some_stay=bool(words.keeps.stays),
        gone=words.keeps.gone,
        changes=_changes(context, proposal, shared, inside=False),
        all_changes=_changes(context, proposal, set(), inside=False),
        week_of=say("week-of", name=context.names.person(member)) if member else "",
        figures=tuple(_figures(context, proposal, member)) if member else (),
        must_agree=say.words.listing(names) if names else say("nobody"),
        proven=words.proven,
        is_least=proposal.proven_least,
        set_aside=words.set_aside,
    )


# --- changes --------------------------------------------------------------------------------


def _changes(
    context: Context, proposal: Proposal, shared: set[tuple[object, ...]], *, inside: bool
) -> tuple[ChangeView, ...]:
    """Return the changes that are shared (`inside`), or those that are not."""
    by_agreement = {change.agreement: change for change in proposal.changes}
    told = explain_changes(proposal, context.household, context.rules, context.lang)
    return tuple(
        _change(context, by_agreement[words.agreement], words.sentence)
        for words in sorted(told, key=lambda w: -_weight(context, w.agreement))
        if (_key(by_agreement[words.agreement]) in shared) is inside
    )


def _change(context: Context, change: Change, sentence: str) -> ChangeView:
    ref = context.ref(change.agreement)
    is_whole = not sentence.startswith(ref.title)
    return ChangeView(
        ref=ref,
        rest=sentence if is_whole else sentence.removeprefix(ref.title),
        is_whole=is_whole,
        stops=change.kind in ENDS or change.until is not None,
    )


def _weight(context: Context, agreement: str) -> int:
    found = context.names.agreement(agreement)
    return 0 if found is None else context.household.goal_weight(found.goal)


def _title(context: Context, proposal: Proposal, shared: set[tuple[object, ...]]) -> str:
    """Return in a few words what sets this proposal apart: "School anders, zonder Werk"."""
    own = [c for c in proposal.changes if _key(c) not in shared] or list(proposal.changes)
    own = [c for c in own if c.until is None] or own
    own.sort(key=lambda c: -_weight(context, c.agreement))
    if not own:
        return context.say("nothing-changes")
    left = len(own) - MOST_IN_TITLE
    parts: dict[str, list[str]] = {}
    for change in own[:MOST_IN_TITLE]:
        parts.setdefault(_title_key(change), []).append(context.names.title(change.agreement))
    say = context.say
    lists = [say(key, title=say.words.listing(titles)) for key, titles in parts.items()]
    told = ", ".join(lists)
    if left > 0:
        key = "title-and-one" if left == 1 else "title-and-more"
        told = say(key, titles=told, count=say.words.number(left))
    return say.words.capital(told)


def _title_key(change: Change) -> str:
    if change.kind is ChangeKind.POSTPONE:
        return "title-later"
    return "title-without" if change.kind in ENDS else "title-other"


# --- figures --------------------------------------------------------------------------------


def _busiest(context: Context) -> str:
    """Return the member whose week asks most as the plan stands; empty when nobody has one."""
    loads = [m for m in context.answer.load.members if m.minutes or m.contacts]
    if not loads:
        return ""
    return max(loads, key=lambda m: (m.minutes + m.travel, m.contacts)).member


def _figures(context: Context, proposal: Proposal, member: str) -> list[Figure]:
    say, words = context.say, context.say.words
    now, then = _load(context.answer.load, member), _load(proposal.load, member)
    if now is None or then is None:
        return []
    tables = context.say.language.tables
    rows = [
        ("hours-a-week", words.hours(then.minutes), words.hours(now.minutes)),
        ("travel-a-week", words.hours(then.travel), words.hours(now.travel)),
        (
            "contacts-a-week",
            tables.contacts_of(then.contacts, then.capacity),
            str(now.contacts),
        ),
    ]
    figures = [
        Figure(say(key), value, "" if value == before else say("now", value=before))
        for key, value, before in rows
    ]
    budget = proposal.witness.budget if proposal.witness is not None else ()
    free = _lowest(budget, member)
    if free is not None:
        value = say("at-least", amount=words.money(free))
        figures.append(Figure(say("free-a-month"), value, ""))
    return figures


def _load(load: Load, member: str) -> MemberLoad | None:
    return next((one for one in load.members if one.member == member), None)


def _lowest(budget: Sequence[BudgetMonth], member: str) -> int | None:
    """Return the least that stays free in a month: of the member, else of the household."""
    for account in (member, HOUSEHOLD):
        found = [m.free for m in budget if m.account == account and m.is_checked]
        if found:
            return min(found)
    return None
