"""Money and lengths of time as files write them: euros to cents, days and weeks to days."""

from __future__ import annotations

import re
from decimal import Decimal

from tandem.formats.times import read_duration
from tandem.formats.tokens import Cursor, TextError

MOST_CENTS = 100_000_000
MOST_MINUTES = 24 * 60
MOST_DAYS = 3_660

_AMOUNT = re.compile(r"(?:€ ?)?(\d{1,9})(?:[.,](\d{2}|-))?")
_DAYS = re.compile(r"(\d{1,5}) ?(?:d|dag|dagen|day|days)")
_WEEKS = re.compile(r"(\d{1,4}) ?(?:w|week|weken|weeks)")


def cents(value: object) -> int:
    """Return euros (`120`, `120.50`, `€ 120,50`) as cents; raises TextError."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise TextError("amount", text=value)
    if isinstance(value, str):
        match = _AMOUNT.fullmatch(value.strip())
        if match is None:
            raise TextError("amount", text=value)
        found = int(match[1]) * 100 + (int(match[2]) if match[2] not in {None, "-"} else 0)
    else:
        if isinstance(value, Decimal) and int(value.as_tuple().exponent) < -2:
            raise TextError("amount-fraction", text=value)
        found = int(value * 100)
    if not 0 <= found <= MOST_CENTS:
        raise TextError("amount-range", text=value, most=MOST_CENTS // 100)
    return found


def euros(amount: int) -> int | Decimal:
    """Return cents as euros, for a file: 120, or 120.50."""
    whole, rest = divmod(amount, 100)
    return whole if rest == 0 else Decimal(amount).scaleb(-2)


def minutes(value: object, *, least: int = 1) -> int:
    """Return a length of time (`90`, `2u30`, `45 min`) in minutes; raises TextError."""
    found: int | None = None
    if isinstance(value, int) and not isinstance(value, bool):
        found = value
    elif isinstance(value, str):
        cursor = Cursor(value)
        found = read_duration(cursor)
        found = found if cursor.done else None
    if found is None:
        raise TextError("duration", text=value)
    if not least <= found <= MOST_MINUTES:
        raise TextError("duration-range", text=value, least=least, most=MOST_MINUTES)
    return found


def days(value: object, *, least: int = 1) -> int:
    """Return a number of days (`84`, `84 dagen`, `12 weken`); raises TextError."""
    found: int | None = None
    if isinstance(value, int) and not isinstance(value, bool):
        found = value
    elif isinstance(value, str):
        for pattern, size in ((_DAYS, 1), (_WEEKS, 7)):
            match = pattern.fullmatch(value.strip())
            if match is not None:
                found = int(match[1]) * size
    if found is None:
        raise TextError("days", text=value)
    if not least <= found <= MOST_DAYS:
        raise TextError("days-range", text=value, least=least, most=MOST_DAYS)
    return found
