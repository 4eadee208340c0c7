"""Addresses of pages by the name of the route, many to a page.

Django's `reverse` looks through the routes each time. Here it does so once for a route; after that
only numbers and codes are filled in.
"""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

STANDS_IN: dict[type, object] = {int: 918273645546372819, str: "zvxqjkstandsin"}
"""What stands where a value is to come: nothing that is in an address of ours."""


def address(name: str, **values: int | str) -> str:
    """Return the address of a page; the values are numbers, and codes of letters and digits."""
    for value in values.values():
        if isinstance(value, str) and not (value.isascii() and value.isalnum()):
            return reverse(name, kwargs=values)
    return _pattern(name, tuple((key, type(value)) for key, value in values.items())) % values


@lru_cache(maxsize=500)
def _pattern(name: str, kinds: tuple[tuple[str, type], ...]) -> str:
    """Return the address with places to be filled in; two values of one kind get turns."""
    made = {key: STANDS_IN[kind] for key, kind in kinds}
    if len(set(made.values())) < len(made):
        raise ValueError(f"{name} takes two values of one kind: use reverse")
    pattern = reverse(name, kwargs=made).replace("%", "%%")
    for key, value in made.items():
        pattern = pattern.replace(str(value), f"%({key})s")
    return pattern
