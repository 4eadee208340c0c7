"""Codes instead of numbers: they go back, tell no order, and a made-up one is a code of nothing."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.test import override_settings
from django.urls import get_resolver
from hypothesis import given
from hypothesis import strategies as st

from tandem.web.refs import ALPHABET, KINDS, LENGTH, NUMBER_BITS, number_of, ref
from tests.web.no_trace import routes

NUMBERS = st.integers(0, (1 << NUMBER_BITS) - 1)


@given(NUMBERS, st.sampled_from(KINDS))
def test_a_code_is_of_one_number_of_one_kind(number: int, kind: str) -> None:
    code = ref(kind, number)
    assert re.fullmatch(f"[{ALPHABET}]{{{LENGTH}}}", code)
    assert number_of(kind, code) == number
    assert all(number_of(other, code) is None for other in KINDS if other != kind)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_what_is_made_up_is_a_code_of_nothing_or_the_only_one_of_its_row(code: str) -> None:
    for kind in KINDS:
        number = number_of(kind, code)
        assert number is None or number < 1 << NUMBER_BITS


@pytest.mark.parametrize("text", ["", "7", "-1", "a" * 12, "a" * 14, "A" * 13, "é" * 13, "1" * 13])
def test_what_is_no_code_has_no_number(text: str) -> None:
    assert number_of("agreement", text) is None


def test_numbers_that_follow_each_other_have_codes_with_nothing_in_common() -> None:
    codes = [ref("agreement", number) for number in range(1, 2001)]
    assert len(set(codes)) == len(codes)
    follows = sum(one < other for one, other in pairwise(codes))
    assert 850 < follows < 1150
    same = sum(one == other for a, b in pairwise(codes) for one, other in zip(a, b, strict=True))
    assert same / (len(codes) * LENGTH) < 0.06


def test_a_code_of_an_older_secret_goes_on_working() -> None:
    with override_settings(SECRET_KEY="before"):  # noqa: S106 - made up
        kept = ref.__wrapped__("goal", 12)
    with override_settings(SECRET_KEY="now", SECRET_KEY_FALLBACKS=["before"]):  # noqa: S106
        assert number_of("goal", kept) == 12
        assert ref.__wrapped__("goal", 12) != kept
    with override_settings(SECRET_KEY="now", SECRET_KEY_FALLBACKS=[]):  # noqa: S106
        assert number_of("goal", kept) is None


OF_NO_HOUSEHOLD = {"leaver"}
"""Pages about somebody who works here: a number of a professional tells nothing of a household."""


def test_no_address_has_the_number_of_a_row_of_a_household() -> None:
    assert get_resolver() is not None
    plain = {
        str(one.name)
        for one in routes()
        if any(type(kind).__name__ == "IntConverter" for kind in one.pattern.converters.values())
    }
    assert plain == OF_NO_HOUSEHOLD
