"""What this process remembers of checks, for the households that were asked about last.

Each household has a memory of its own, taken by its number after its plan was read within the scope
of who asks. A memory changes no answer, so nobody can tell from an answer whether there was one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from tandem.core.check import Memory

MOST = 32
"""Households that a process remembers."""

_kept: OrderedDict[int, Memory] = OrderedDict()
_lock = Lock()


@contextmanager
def memory_of(household: int) -> Iterator[Memory]:
    """Give the memory of a household, to nobody else meanwhile; when it is in use, an empty one."""
    with _lock:
        memory = _kept.pop(household, None) or Memory()
    yield memory
    with _lock:
        _kept[household] = memory
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def forget() -> None:
    """Forget all households."""
    with _lock:
        _kept.clear()
