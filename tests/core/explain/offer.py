"""A proposal to be put into words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tandem.core.check.answer import Change, ChangeKind, Load, Proposal
from tests.core.explain.five_plans import HOUSE, START

BBL = Change("school", ChangeKind.ALTERNATIVE, 5, alternative="bbl")
NO_WORK = Change("work", ChangeKind.REPLACED, 1, by="school")
LATER = Change("repayment", ChangeKind.POSTPONE, 9, start=date(2027, 4, 1))


def proposal(*changes: Change, **more: object) -> Proposal:
    plain = Proposal(
        changes=changes,
        cost=12,
        goals_given_up=(),
        owners=("marloes",),
        must_agree=("marloes", "kevin"),
        proven_least=True,
        household=HOUSE,
        witness=None,
        load=Load((), 0, 0, 0, 0, START),
    )
    return replace(plain, **more)  # type: ignore[arg-type]
