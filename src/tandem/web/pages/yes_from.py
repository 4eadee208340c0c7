"""Who must say yes to a proposal: by age and authority, as the forms for answers ask them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce

from django.utils.translation import gettext as _

from tandem.actions.households import Case
from tandem.core.access import AsWhom, Need, consent
from tandem.core.check.answer import Proposal
from tandem.records.plans.consent import subject_of
from tandem.records.plans.rows import PersonRef


def yes_from(case: Case) -> Callable[[Proposal], list[str]]:
    """Return what says whose yes a proposal needs, the family first.

    The plan check names the members concerned; whether a child speaks, a parent for it, or both,
    follows from the rules of consent at the moment of the work.
    """
    names = _names(case)

    def told(proposal: Proposal) -> list[str]:
        needs = sorted(_needs(case, proposal), key=_is_outside)
        return list(dict.fromkeys(_said(one, names) for one in needs))

    return told


def _needs(case: Case, proposal: Proposal) -> Iterator[Need[PersonRef]]:
    rows = {row.key: row for row in case.plan.agreements}
    for one in proposal.changes:
        row = rows.get(one.agreement)
        if row is not None:
            yield from consent(subject_of(row, case.family), {}).needs


def _is_outside(need: Need[PersonRef]) -> bool:
    return need.as_whom is AsWhom.OWNER


def _said(need: Need[PersonRef], names: Mapping[PersonRef, str]) -> str:
    if need.as_whom is not AsWhom.PARENT:
        return names.get(need.by[0], "?")
    if not need.by:
        child = names.get(need.for_member, "?") if need.for_member else "?"
        return _("somebody with authority over %(name)s") % {"name": child}
    return reduce(
        lambda one, other: _("%(one)s or %(other)s") % {"one": one, "other": other},
        (names.get(who, "?") for who in need.by),
    )


def _names(case: Case) -> dict[PersonRef, str]:
    head = case.head
    return (
        {PersonRef(member=one.id): one.name for one in head.members}
        | {PersonRef(involvement=one.id): one.name for one in head.helpers}
        | {PersonRef(supporter=one.id): one.name for one in head.supporters}
    )
