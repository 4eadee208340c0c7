"""The core's own dataclasses as plain JSON, for the columns that hold what an agreement asks."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from tandem.core.model import Account, Alternative, Away, Form, Place, StatusFact, Unknown

T = TypeVar("T")


class Codec(Generic[T]):
    """Writes values of one kind as plain JSON, defaults left out, and reads them back."""

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 - a type, or a union of types
        self._kind = kind
        self._adapter: TypeAdapter[T] | None = None

    def to_json(self, value: T) -> Any:  # noqa: ANN401 - any JSON
        """Return the value as plain JSON: mappings, lists, texts, numbers."""
        return self._made().dump_python(value, mode="json", exclude_defaults=True)

    def from_json(self, data: object) -> T:
        """Return what `to_json` wrote; raises pydantic's ValidationError for anything else."""
        return self._made().validate_python(data)

    def _made(self) -> TypeAdapter[T]:
        if self._adapter is None:
            self._adapter = TypeAdapter(self._kind)
        return self._adapter


FORM: Codec[Form] = Codec(Form)
ALTERNATIVES: Codec[tuple[Alternative, ...]] = Codec(tuple[Alternative, ...])
UNKNOWN: Codec[tuple[Unknown, ...]] = Codec(tuple[Unknown, ...])
PLACES: Codec[tuple[Place, ...]] = Codec(tuple[Place, ...])
ACCOUNTS: Codec[tuple[Account, ...]] = Codec(tuple[Account, ...])
STATUSES: Codec[tuple[StatusFact, ...]] = Codec(tuple[StatusFact, ...])
AWAY: Codec[tuple[Away, ...]] = Codec(tuple[Away, ...])
