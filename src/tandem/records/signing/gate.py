"""Strangers who guess passwords may not take the time of everybody else.

Checking a password takes twenty milliseconds on purpose, and a process does one thing at a time. So
a process gives strangers a share of its time. When that is spent, addresses that were wrong lately
are sent away without a check; addresses that were not still have a reserve; and browsers in which
this name signed in before are always let through. See decision 53.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address, ip_network
from time import monotonic

from django.conf import settings

REMEMBERED = 600.0
"""Seconds that a wrong password is remembered of an address."""
OF_A_NETWORK = 20
"""Wrong passwords from one network after which all its addresses count as wrong lately."""
MOST = 50_000
"""Addresses and networks that are remembered."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much time of a process strangers may take."""

    share: float = 0.4
    """Of its time, for checking their passwords."""
    burst: float = 2.0
    """Seconds of checking that are saved up in quiet times."""
    reserve: float = 4.0
    """Seconds more, for addresses that were not wrong lately."""


class Gate:
    """What one process remembers of strangers; it is empty again when the process starts."""

    def __init__(self, room: Room, clock: Callable[[], float] = monotonic) -> None:
        self._room = room
        self._clock = clock
        self._left = room.burst
        self._at = clock()
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def admits(self, address: str) -> bool:
        """Whether a password from this address is checked now."""
        self._fill()
        if self._left > 0:
            return True
        return self._left > -self._room.reserve and not self._was_wrong(address)

    def spent(self, seconds: float, address: str, *, right: bool) -> None:
        """Note how long a check took, and what came of it."""
        self._fill()
        self._left -= seconds
        if not right:
            self._remember(address)
            self._remember(_network(address))

    def _fill(self) -> None:
        now = self._clock()
        left = self._left + (now - self._at) * self._room.share
        self._left = min(self._room.burst, left)
        self._at = now

    def _was_wrong(self, address: str) -> bool:
        return self._count(address) > 0 or self._count(_network(address)) >= OF_A_NETWORK

    def _count(self, who: str) -> int:
        count, until = self._wrong.get(who, (0, 0.0))
        return count if until > self._clock() else 0

    def _remember(self, who: str) -> None:
        count = self._count(who)
        self._wrong[who] = (count + 1, self._clock() + REMEMBERED)
        self._wrong.move_to_end(who)
        if len(self._wrong) > MOST:
            self._wrong.popitem(last=False)


def _network(address: str) -> str:
    try:
        version = ip_address(address).version
    except ValueError:
        return address
    return str(ip_network(f"{address}/{24 if version == 4 else 56}", strict=False))


@lru_cache(maxsize=1)
def strangers() -> Gate:
    """Return the one gate of this process."""
    return Gate(Room(*settings.TANDEM_STRANGERS))
