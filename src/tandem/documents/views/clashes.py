"""What clashes: what only others can solve, threes and larger, pairs by agreement, and limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tandem.core.check.answer import Clash, WayOut
from tandem.core.check.why import ContactsReason, MoneyReason
from tandem.core.explain import (
    clash_title,
    explain_circle,
    explain_clash,
    explain_missing_support,
    explain_way_out,
)
from tandem.documents.views.context import Context, Ref
from tandem.documents.views.threes import DrawnThree, draw_three, is_same_way

FEW = 4
"""Up to this many pairs stand in one list, without groups."""
OPEN_GROUPS = 4
"""More groups than this are folded, also on a wide screen."""


@dataclass(frozen=True, slots=True)
class ClashView:
    """A set of agreements that clash, with why."""

    refs: tuple[Ref, ...]
    why: str
    size: int
    way_out: str = ""


@dataclass(frozen=True, slots=True)
class StuckView:
    """A clash that the plan cannot solve: why, and who is to be asked."""

    refs: tuple[Ref, ...]
    why: str
    size: int
    number: str
    title: str
    """What stands in a frame, and in words, when it is a limit; empty for a set."""
    what_next: str
    telephones: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs that have one agreement in common."""

    title: str
    clashes: tuple[ClashView, ...]


@dataclass(frozen=True, slots=True)
class LimitView:
    """A limit that is passed: the number in a frame, who bears on it, and the sentence."""

    number: str
    unit: str
    title: str
    refs: tuple[Ref, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ClashesView:
    """Everything that does not go together."""

    stuck: tuple[StuckView, ...]
    alone: tuple[ClashView, ...]
    drawn: DrawnThree | None
    same_way: tuple[tuple[Ref, ...], ...]
    threes: tuple[ClashView, ...]
    threes_count: int
    larger: tuple[ClashView, ...]
    pairs_count: int
    groups: tuple[Group, ...]
    folded: tuple[Group, ...]
    folded_count: int
    limits: tuple[LimitView, ...]
    support: tuple[tuple[Ref, str], ...]
    circles: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing clashes, is passed or lacks support."""
        return not (
            self.alone
            or self.threes_count
            or self.larger
            or self.pairs_count
            or self.limits
            or self.support
        )


def clashes_view(context: Context) -> ClashesView:
    """Return all clashes, sorted for reading."""
    answer = context.answer
    by_size: dict[int, list[Clash]] = {}
    for clash in (c for c in answer.clashes if not _is_stuck(c)):
        by_size.setdefault(min(len(clash.agreements), 4), []).append(clash)
    threes = by_size.get(3, [])
    drawn = next((d for d in (draw_three(context, c) for c in threes) if d is not None), None)
    rest = [c for c in threes if drawn is None or c is not drawn.clash]
    same = [c for c in rest if drawn is not None and is_same_way(c, drawn.clash)]
    groups = _groups(context, by_size.get(2, []))
    folded = groups[OPEN_GROUPS:]
    return ClashesView(
        stuck=tuple(_stuck(context, c) for c in (*answer.clashes, *answer.limits) if _is_stuck(c)),
        alone=tuple(_view(context, c) for c in by_size.get(1, [])),
        drawn=drawn,
        same_way=tuple(context.refs(c.agreements) for c in same),
        threes=tuple(_view(context, c) for c in rest if c not in same),
        threes_count=len(threes),
        larger=tuple(_view(context, c) for c in by_size.get(4, [])),
        pairs_count=len(by_size.get(2, [])),
        groups=tuple(groups[:OPEN_GROUPS]),
        folded=tuple(folded),
        folded_count=sum(len(group.clashes) for group in folded),
        limits=tuple(_limit(context, one) for one in answer.limits if not _is_stuck(one)),
        support=tuple(
            (
                context.ref(one.agreement),
                explain_missing_support(one, context.household, context.rules, context.lang),
            )
            for one in answer.missing_support
        ),
        circles=tuple(
            explain_circle(one, context.household, context.rules, context.lang)
            for one in answer.circles
        ),
    )


def _why(context: Context, clash: Clash) -> str:
    return explain_clash(clash, context.household, context.rules, context.lang)


def _view(context: Context, clash: Clash, first: str | None = None) -> ClashView:
    refs = context.refs(clash.agreements)
    if first is not None:
        lead = context.ref(first)
        refs = (lead, *(ref for ref in refs if ref != lead))
    return ClashView(refs, _why(context, clash), len(clash.agreements))


# --- what only others can solve -------------------------------------------------------------


def _is_stuck(clash: Clash) -> bool:
    return clash.way_out is not WayOut.CHANGE


def _stuck(context: Context, clash: Clash) -> StuckView:
    numbers = [(context.names.person(one), context.telephone(one)) for one in clash.ask]
    args = (context.household, context.rules, context.lang)
    return StuckView(
        refs=context.refs(clash.agreements),
        why=_why(context, clash),
        size=len(clash.agreements),
        number=_number(context, clash)[0],
        title=clash_title(clash, *args) if clash.is_limit else "",
        what_next=explain_way_out(clash, *args),
        telephones=tuple((name, number) for name, number in numbers if number),
    )


# --- pairs ----------------------------------------------------------------------------------


def _groups(context: Context, pairs: Sequence[Clash]) -> list[Group]:
    """Group the pairs by the agreement with most of them, then by the next; loose ones last."""
    if len(pairs) <= FEW:
        return [Group("", tuple(_view(context, c) for c in pairs))] if pairs else []
    left = list(pairs)
    places = {a.id: place for place, a in enumerate(context.household.agreements)}
    groups: list[Group] = []
    while left:
        counts = Counter(one for clash in left for one in clash.agreements)
        most = min(counts, key=lambda one: (-counts[one], places.get(one, len(places))))
        if counts[most] == 1 and len(groups) > 0:
            break
        chosen = [c for c in left if most in c.agreements]
        chosen.sort(key=lambda c: sorted(places.get(one, len(places)) for one in c.agreements))
        left = [c for c in left if most not in c.agreements]
        title = _group_title(context, most, len(chosen), is_first=not groups)
        groups.append(Group(title, tuple(_view(context, c, most) for c in chosen)))
    if left:
        key = "rest-one" if len(left) == 1 else "rest-many"
        title = context.say(key, count=context.say.words.number(len(left)))
        groups.append(Group(title, tuple(_view(context, c) for c in left)))
    return groups


def _group_title(context: Context, agreement: str, count: int, *, is_first: bool) -> str:
    say = context.say
    others = say("others-one" if count == 1 else "others-many", count=say.words.number(count))
    key = "group-first" if is_first else "group-next"
    return say(key, title=context.names.title(agreement), others=others)


# --- limits ---------------------------------------------------------------------------------


def _limit(context: Context, clash: Clash) -> LimitView:
    number, unit = _number(context, clash)
    return LimitView(
        number=number,
        unit=unit,
        title=clash_title(clash, context.household, context.rules, context.lang),
        refs=context.refs(clash.agreements),
        why=_why(context, clash),
    )


def _number(context: Context, clash: Clash) -> tuple[str, str]:
    """Return what stands in the frame of a limit, and what it counts; empty for a set."""
    reason = clash.reasons[0]
    if isinstance(reason, ContactsReason):
        return str(reason.contacts), context.say("contacts")
    if isinstance(reason, MoneyReason):
        return context.say.words.money(reason.short), context.say("short")
    return "", ""
