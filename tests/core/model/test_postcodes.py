"""Postcodes as numbers, ranges of them, and which ranges overlap."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.model.postcodes import (
    Postcode,
    PostcodeRange,
    overlaps,
    read_postcode,
    read_range,
)

LETTERS = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
WRITTEN = st.builds("{} {}{}".format, st.integers(1000, 9999), LETTERS, LETTERS)
SMALL = st.integers(0, 12)
RANGES = st.lists(
    st.tuples(SMALL, st.integers(0, 4)).map(
        lambda one: PostcodeRange(Postcode(one[0]), Postcode(one[0] + one[1]))
    ),
    max_size=8,
)


@given(WRITTEN)
def test_what_is_read_is_written_again(text: str) -> None:
    for spelling in (text, text.lower(), text.replace(" ", ""), f"  {text} "):
        assert str(read_postcode(spelling)) == text


@given(WRITTEN, WRITTEN)
def test_the_order_is_that_of_the_letters(one: str, other: str) -> None:
    first, second = read_postcode(one), read_postcode(other)
    assert first is not None
    assert second is not None
    assert (first < second) == (one < other)


@pytest.mark.parametrize(
    "text",
    ["", "1234", "0234 AB", "1234 A", "1234 ABC", "12345 AB", "1234  AB", "١٢٣٤ AB", "AB1234"],
)
def test_what_is_no_postcode(text: str) -> None:
    assert read_postcode(text) is None


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("1234", "", "1234 AA – 1234 ZZ"),
        ("1234 BC", "", "1234 BC"),
        ("1234", "1236", "1234 AA – 1236 ZZ"),
        ("1234 bx", "1236", "1234 BX – 1236 ZZ"),
    ],
)
def test_a_range_as_it_stands_in_a_list(first: str, last: str, written: str) -> None:
    assert str(read_range(first, last)) == written


@pytest.mark.parametrize(
    ("first", "last"), [("1236", "1234"), ("", ""), ("x", "1234"), ("1234", "x")]
)
def test_what_is_no_range(first: str, last: str) -> None:
    assert read_range(first, last) is None


@given(RANGES)
def test_a_range_is_told_exactly_when_it_overlaps_another(ranges: list[PostcodeRange]) -> None:
    """Each pair that is told overlaps, none is told twice, and something is told if any does."""
    told = list(overlaps(ranges))
    pairs = [
        {one, other}
        for one, other in combinations(range(len(ranges)), 2)
        if ranges[one].first <= ranges[other].last and ranges[other].first <= ranges[one].last
    ]
    assert all(set(pair) in pairs and pair[0] > pair[1] for pair in told)
    assert len(set(told)) == len(told)
    assert bool(told) == bool(pairs)
