"""Exit statuses of several files together."""

from __future__ import annotations

import pytest

from tandem.cli.status import OF_VERDICT, Status, worst
from tandem.core.check.answer import Verdict


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], 0),
        ([0, 0], 0),
        ([0, 1], 1),
        ([1, 3, 0], 3),
        ([1, 3, 2], 2),
    ],
)
def test_the_worst_of_several(statuses: list[int], expected: int) -> None:
    assert worst(Status(one) for one in statuses) == expected


def test_every_verdict_has_a_status() -> None:
    assert {verdict: int(OF_VERDICT[verdict]) for verdict in Verdict} == {
        Verdict.FEASIBLE: 0,
        Verdict.INFEASIBLE: 1,
        Verdict.UNKNOWN: 3,
    }
