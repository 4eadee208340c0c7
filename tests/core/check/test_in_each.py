"""What clashes with every choice is one of the sets that hold a clash of each, or holds one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from tandem.core.check.enumerate import Items
from tandem.core.check.in_each import InEach

ITEMS = range(6)
SETS = st.lists(st.frozensets(st.sampled_from(ITEMS), min_size=1, max_size=3), max_size=4)


def all_sets() -> Iterator[Items]:
    return map(
        frozenset, chain.from_iterable(combinations(ITEMS, size) for size in range(len(ITEMS) + 1))
    )


def clashes(some: Items, choice: list[Items]) -> bool:
    return any(one <= some for one in choice)


@given(st.lists(SETS, min_size=1, max_size=4))
def test_they_are_the_smallest_that_clash_with_all_choices_looked_at(
    choices: list[list[Items]],
) -> None:
    found = InEach(choices[0], ())
    for choice in choices[1:]:
        found.narrow(choice)
    always = {some for some in all_sets() if all(clashes(some, choice) for choice in choices)}
    assert set(found.sets) == {one for one in always if not any(s < one for s in always)}


@given(st.lists(SETS, min_size=1, max_size=3), SETS)
def test_what_is_certain_stays_whatever_is_looked_at(
    choices: list[list[Items]], certain: list[Items]
) -> None:
    found = InEach(choices[0], certain)
    for choice in choices[1:]:
        found.narrow([*choice, *certain])
    smallest = {one for one in certain if not any(other < one for other in certain)}
    assert set(found.certain) <= smallest
    assert all(any(one <= known for one in found.sets) for known in smallest)
    assert not set(found.open) & set(found.certain)


def test_what_is_noted_is_open_no_more() -> None:
    one, two = frozenset({1, 2}), frozenset({3})
    found = InEach([one, two], [two])
    open_before = found.open
    found.note(one)
    assert [open_before, found.open] == [(one,), ()]
    assert found.certain == (two, one)
