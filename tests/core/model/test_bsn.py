"""The eleven test, against what it is by its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tandem.core.model.bsn import is_bsn, plain_bsn

DIGITS = st.text("0123456789", min_size=9, max_size=9)


def with_last(eight: str) -> str:
    """Return eight digits with the last that makes them a BSN, or ten when there is none."""
    return eight + str(sum((9 - place) * int(one) for place, one in enumerate(eight)) % 11)


NUMBERS = st.text("0123456789", min_size=8, max_size=8).map(with_last).filter(is_bsn)


def passes(text: str) -> bool:
    total = sum((9 - place) * int(digit) for place, digit in enumerate(text[:8]))
    return (total - int(text[8])) % 11 == 0


@given(DIGITS)
def test_nine_digits_are_a_bsn_when_the_eleven_test_says_so(text: str) -> None:
    assert is_bsn(text) is (passes(text) and text != "000000000")


@given(NUMBERS, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(text: str, place: int, more: int) -> None:
    wrong = str((int(text[place]) + more) % 10)
    assert not is_bsn(text[:place] + wrong + text[place + 1 :])


@given(NUMBERS, st.integers(0, 7))
def test_two_digits_in_the_wrong_order_are_noticed(text: str, place: int) -> None:
    turned = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert turned == text or not is_bsn(turned)


@given(st.text(max_size=12))
def test_anything_else_is_none(text: str) -> None:
    if len(text) != 9 or not (text.isascii() and text.isdigit()):
        assert not is_bsn(text)


def test_it_is_read_as_people_write_it() -> None:
    assert plain_bsn("1234.56.782") == "123456782"
    assert is_bsn(plain_bsn("1234 56 782"))
    assert plain_bsn("11122233") == "011122233"
    assert not is_bsn("١٢٣٤٥٦٧٨٢")
