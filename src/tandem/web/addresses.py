"""Addresses of pages by the name of the route, many to a page.

Django's `reverse` looks through the routes each time. Here it does so once for a route; after that
only numbers and codes are filled in.
"""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

from tandem.web.refs import KINDS, ref

STANDS_IN: dict[type, str | int] = {int: 918273645546, str: "zvxqjkstandsin"}
"""What stands where a value is to come: nothing that is in an address of ours."""
CODED = "__ref"
"""After the name of a number that stands in an address as a code."""


def address(name: str, **values: int | str) -> str:
    """Return the address of a page; the values are numbers, and codes of letters and digits."""
    for value in values.values():
        if isinstance(value, str) and not (value.isascii() and value.isalnum()):
            return reverse(name, kwargs=values)
    numbers = ((key, one) for key, one in values.items() if isinstance(one, int) and key in KINDS)
    coded = {f"{key}{CODED}": ref(key, one) for key, one in numbers}
    kinds = tuple((key, type(value)) for key, value in values.items())
    return _pattern(name, kinds) % {**values, **coded}


@lru_cache(maxsize=500)
def _pattern(name: str, kinds: tuple[tuple[str, type], ...]) -> str:
    """Return the address with places to be filled in; two values of one kind get turns."""
    made = {key: STANDS_IN[kind] for key, kind in kinds}
    if len(set(made.values())) < len(made):
        raise ValueError(f"{name} takes two values of one kind: use reverse")
    pattern = reverse(name, kwargs=made).replace("%", "%%")
    for key, value in made.items():
        if isinstance(value, int) and key in KINDS:
            pattern = pattern.replace(ref(key, value), f"%({key}{CODED})s")
        pattern = pattern.replace(str(value), f"%({key})s")
    return pattern
