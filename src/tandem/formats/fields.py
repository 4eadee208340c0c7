"""The kinds of value that files hold, each with its reader and its JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from tandem.core.model import DaysOff, Variant, Window
from tandem.formats import amounts
from tandem.formats.times import MONTH_NAMES, MONTH_NUMBERS, read_weekdays, read_windows
from tandem.formats.tokens import TextError

UNKNOWN: Literal["unknown"] = "unknown"
"""Written where something is not known yet: it asks nothing, and the verdict says so."""

VARIANTS = tuple(variant.value for variant in Variant)
FIRST_YEAR, LAST_YEAR = 1900, 2199
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID_JSON = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Doc(BaseModel):
    """A mapping in a file: nothing but the keys it knows, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


def custom_error(error: TextError) -> PydanticCustomError:
    """Return the error in the form that pydantic collects."""
    return PydanticCustomError(error.code, "text", dict(error.details))


class Reader:
    """Reads a value with a function that raises TextError, and says what may be written.

    It says so itself, rather than by the validators of pydantic, for these look at the type as
    well: that costs a quarter of the start of every command.
    """

    def __init__(self, read: Callable[[object], object], *allowed: JsonSchemaValue) -> None:
        self.read = read
        self.allowed = allowed

    def __get_pydantic_core_schema__(self, _type: object, _handler: object) -> CoreSchema:
        """Read the value with the function, whatever the type."""
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, _schema: object, _handler: object) -> JsonSchemaValue:
        """Say what may be written."""
        if len(self.allowed) == 1:
            return dict(self.allowed[0])
        return {"anyOf": list(self.allowed)}

    def _validate(self, value: object) -> object:
        try:
            return self.read(value)
        except TextError as error:
            raise custom_error(error) from None


def _or(read: Callable[[object], object], *others: object) -> Callable[[object], object]:
    """Read a value, but let these others through as they are."""

    def either(value: object) -> object:
        if any(type(value) is type(other) and value == other for other in others):
            return value
        return read(value)

    return either


def _date(value: object) -> date:
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise TextError("date", text=value)
    year, month, day = (int(part) for part in match.groups())
    try:
        found = date(year, month, day)
    except ValueError:
        raise TextError("date-none", text=value) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise TextError("date-range", text=value, first=FIRST_YEAR, last=LAST_YEAR)
    return found


def _identifier(value: object) -> str:
    if not isinstance(value, str):
        raise TextError("id-type", text=value)
    if len(value) > 60 or _ID.fullmatch(value) is None:
        raise TextError("id", text=value)
    return value


def _identifiers(value: object) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list):
        raise TextError("ids", text=value)
    found = tuple(_identifier(item) for item in items)
    if len(set(found)) < len(found):
        twice = next(item for item in found if found.count(item) > 1)
        raise TextError("id-in-list-twice", id=twice)
    return found


def _windows(value: object) -> tuple[Window, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not items or not all(isinstance(i, str) for i in items):
        raise TextError("windows", text=value)
    return tuple(window for item in items for window in read_windows(str(item)))


def _days_off(value: object) -> tuple[DaysOff, ...]:
    items = [value] if isinstance(value, str) else value
    kinds = {kind.value: kind for kind in DaysOff}
    if not isinstance(items, list) or not all(isinstance(one, str) for one in items):
        raise TextError("days-off", text=value)
    for one in items:
        if one not in kinds:
            raise TextError("days-off", text=one)
        if items.count(one) > 1:
            raise TextError("id-in-list-twice", id=one)
    return tuple(kinds[one] for one in items)


def _months(value: object) -> tuple[int, ...]:
    items = value if isinstance(value, list) else [value]
    if not items:
        raise TextError("months", text=value)
    return tuple(sorted({_month(item) for item in items}))


def _month(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= len(MONTH_NAMES):
        return value
    if isinstance(value, str) and value.casefold() in MONTH_NUMBERS:
        return MONTH_NUMBERS[value.casefold()]
    raise TextError("months", text=value)


def _weekdays(value: object) -> tuple[int, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not items or not all(isinstance(i, str) for i in items):
        raise TextError("weekdays", text=value)
    return tuple(sorted({day for item in items for day in read_weekdays(str(item))}))


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.casefold() in {"ja", "yes"}:
        return True
    if isinstance(value, str) and value.casefold() in {"nee", "no"}:
        return False
    raise TextError("yes-or-no", text=value)


def _contact(value: object) -> bool | tuple[str, ...]:
    return _identifiers(value) if isinstance(value, list) else _yes_or_no(value)


def _fixed(value: object) -> tuple[Variant, ...]:
    if isinstance(value, list):
        return tuple(Variant(one) for one in dict.fromkeys(map(_variant, value)))
    return tuple(Variant) if _yes_or_no(value) else ()


def _variant(value: object) -> str:
    if not isinstance(value, str) or value not in VARIANTS:
        raise TextError("variant", text=value, known=", ".join(VARIANTS))
    return value


def _travel(value: object) -> int:
    return amounts.minutes(value, least=0)


def _gap(value: object) -> int:
    return amounts.days(value, least=0)


def _pieces(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TextError("pieces", text=value)
    if not 0 <= value <= 200:
        raise TextError("pieces-range", text=value)
    return value


def _times(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TextError("times", text=value)
    if not 0 <= value <= 70:
        raise TextError("times-range", text=value)
    return value


_UNKNOWN_JSON: dict[str, Any] = {"const": UNKNOWN}
_NULL_JSON: dict[str, Any] = {"type": "null"}
_DATE_JSON: dict[str, Any] = {"type": "string", "format": "date", "examples": ["2027-01-11"]}
_ID_SCHEMA: dict[str, Any] = {"type": "string", "pattern": _ID_JSON, "maxLength": 60}
_IDS_JSON: dict[str, Any] = {"type": "array", "items": _ID_SCHEMA, "uniqueItems": True}
_TEXT_JSON: dict[str, Any] = {"type": "string", "minLength": 1}
_EURO_JSON: tuple[dict[str, Any], ...] = (
    {"type": "number", "minimum": 0, "maximum": amounts.MOST_CENTS // 100},
    {"type": "string", "pattern": r"^(€ ?)?[0-9]{1,9}([.,]([0-9]{2}|-))?$"},
)
_WINDOWS_JSON: dict[str, Any] = {
    "type": "string",
    "minLength": 1,
    "examples": ["di do 10:00-12:00"],
}
_WINDOWS_EITHER: tuple[dict[str, Any], ...] = (
    _WINDOWS_JSON,
    {"type": "array", "items": _WINDOWS_JSON, "minItems": 1},
)
_DAYS_OFF_JSON: dict[str, Any] = {"type": "string", "enum": [kind.value for kind in DaysOff]}
_DAYS_OFF_EITHER: tuple[dict[str, Any], ...] = (
    _DAYS_OFF_JSON,
    {"type": "array", "items": _DAYS_OFF_JSON, "uniqueItems": True},
)
_WEEKDAYS_JSON: dict[str, Any] = {"type": "string", "minLength": 1, "examples": ["vr za zo"]}
_MONTH_JSON: tuple[dict[str, Any], ...] = (
    {"type": "integer", "minimum": 1, "maximum": 12},
    {"type": "string", "minLength": 3, "examples": ["mei"]},
)
_MONTHS_JSON = (*_MONTH_JSON, {"type": "array", "items": {"anyOf": [*_MONTH_JSON]}, "minItems": 1})
_YES_NO_JSON: tuple[dict[str, Any], ...] = (
    {"type": "boolean"},
    {"type": "string", "pattern": "^([Jj][Aa]|[Nn][Ee][Ee]|[Yy][Ee][Ss]|[Nn][Oo])$"},
)


def _length_json(least: int, most: int, pattern: str) -> tuple[dict[str, Any], ...]:
    return (
        {"type": "integer", "minimum": least, "maximum": most},
        {"type": "string", "pattern": pattern},
    )


_MINUTES_PATTERN = r"^ *[0-9]+.*[a-z0-9] *$"
_DAYS_PATTERN = r"^ *[0-9]{1,5} ?(d|dag|dagen|day|days|w|week|weken|weeks) *$"
_MINUTES_JSON = _length_json(1, amounts.MOST_MINUTES, _MINUTES_PATTERN)
_TRAVEL_JSON = _length_json(0, amounts.MOST_MINUTES, _MINUTES_PATTERN)

Name = Annotated[str, Field(min_length=1, max_length=120, pattern=r"\S")]
Text = Annotated[str, Field(max_length=2000)]
Words = Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]
Id = Annotated[str, Reader(_identifier, _ID_SCHEMA)]
Ids = Annotated[tuple[str, ...], Reader(_identifiers, _ID_SCHEMA, _IDS_JSON)]
Day = Annotated[date, Reader(_date, _DATE_JSON)]
OpenDay = Annotated[date | None, Reader(_or(_date, None), _DATE_JSON, _NULL_JSON)]
UnknownDay = Annotated[
    date | Literal["unknown"] | None,
    Reader(_or(_date, None, UNKNOWN), _DATE_JSON, _UNKNOWN_JSON, _NULL_JSON),
]
Euros = Annotated[int, Reader(amounts.cents, *_EURO_JSON)]
UnknownEuros = Annotated[
    int | Literal["unknown"],
    Reader(_or(amounts.cents, UNKNOWN), *_EURO_JSON, _UNKNOWN_JSON),
]
Windows = Annotated[
    tuple[Window, ...],
    Reader(_windows, *_WINDOWS_EITHER),
]
UnknownWindows = Annotated[
    tuple[Window, ...] | Literal["unknown"],
    Reader(
        _or(_windows, UNKNOWN),
        *_WINDOWS_EITHER,
    ),
]
UnknownMinutes = Annotated[
    int | Literal["unknown"],
    Reader(_or(amounts.minutes, UNKNOWN), *_MINUTES_JSON, _UNKNOWN_JSON),
]
UnknownPieces = Annotated[
    int | Literal["unknown"],
    Reader(_or(_pieces, UNKNOWN), {"type": "integer", "minimum": 0, "maximum": 200}, _UNKNOWN_JSON),
]
UnknownTimes = Annotated[
    int | Literal["unknown"],
    Reader(_or(_times, UNKNOWN), {"type": "integer", "minimum": 0, "maximum": 70}, _UNKNOWN_JSON),
]
DaysOffDoc = Annotated[tuple[DaysOff, ...], Reader(_days_off, *_DAYS_OFF_EITHER)]
Weekdays = Annotated[
    tuple[int, ...],
    Reader(_weekdays, _WEEKDAYS_JSON, {"type": "array", "items": _WEEKDAYS_JSON, "minItems": 1}),
]
Months = Annotated[tuple[int, ...], Reader(_months, *_MONTHS_JSON)]
DueMonths = Annotated[
    Months,
    Field(
        description="Only in these months of the year: `[5]`, `mei`, `[juni, december]`.",
        examples=[["mei"]],
    ),
]
EveryFourWeeks = Annotated[
    OpenDay,
    Field(
        description="Every four weeks instead of every month: a day on which it comes.",
        examples=["2027-01-22"],
    ),
]
DueOnce = Annotated[
    OpenDay, Field(description="Once, in the month of this day.", examples=["2027-03-15"])
]
Travel = Annotated[int, Reader(_travel, *_TRAVEL_JSON)]
Lasts = Annotated[
    int | None,
    Reader(_or(amounts.days, None), *_length_json(1, amounts.MOST_DAYS, _DAYS_PATTERN), _NULL_JSON),
]
Gap = Annotated[int, Reader(_gap, *_length_json(0, amounts.MOST_DAYS, _DAYS_PATTERN))]
YesNo = Annotated[bool, Reader(_yes_or_no, *_YES_NO_JSON)]
Contact = Annotated[bool | tuple[str, ...], Reader(_contact, *_YES_NO_JSON, _IDS_JSON)]

VariantName = Annotated[str, Reader(_variant, {"enum": list(VARIANTS)})]
Fixed = Annotated[
    tuple[Variant, ...],
    Reader(
        _fixed,
        *_YES_NO_JSON,
        {"type": "array", "items": {"enum": list(VARIANTS)}, "uniqueItems": True},
    ),
]


class Short:
    """Lets a mapping be written as one text, which is then the value of its main key."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Turn a text into the mapping it is short for, before reading."""

        def widen(value: object) -> object:
            return {self.key: value} if isinstance(value, str) else value

        return core_schema.no_info_before_validator_function(widen, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Allow both forms."""
        return {"anyOf": [_TEXT_JSON, handler(schema)]}
