"""How far the days of an item are pushed, worked out once for all days to start on."""

from __future__ import annotations

from itertools import permutations
from random import Random

from tandem.core.check.circles import ROLES, Days, Started, _all_ways

WAYS = list(permutations(ROLES, 2))


def test_the_start_added_afterwards_pushes_as_far_as_all_ways_together() -> None:
    chance, possible, impossible = Random(7), 0, 0
    for _ in range(3000):
        asked = chance.sample(WAYS, chance.randint(0, 4))
        pushes: Days = {way: chance.randint(-6, 6) for way in asked}
        start = chance.randint(-6, 6)
        together = dict(pushes)
        for way, days in ((("origin", "start"), start), (("start", "origin"), -start)):
            together[way] = max(days, together.get(way, days))
        expected = _all_ways(together)
        started = Started(_all_ways(pushes), start)
        if started.is_possible:
            possible += 1
            assert [started.get(way) for way in WAYS] == [expected.get(way) for way in WAYS]
        else:
            impossible += 1
            assert any(expected[role, role] > 0 for role in ROLES if (role, role) in expected)
    assert possible > 500
    assert impossible > 500
