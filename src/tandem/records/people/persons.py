"""New persons: a person lies in nobody's scope until a membership says where he or she lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from tandem.records.ids import allocate
from tandem.records.people.models import Person


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who is not known yet."""

    name: str
    born: date | None = None
    telephone: str = ""


def add_persons(persons: Sequence[NewPerson]) -> list[int]:
    """Write persons and return their numbers, in the same order.

    The rows are not read back: nobody may see them before they live somewhere.
    """
    numbers = list(allocate(Person, len(persons)))
    rows = [
        (number, one.name, one.born, one.telephone)
        for number, one in zip(numbers, persons, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO people_person (id, name, born, telephone) VALUES (%s, %s, %s, %s)", rows
        )
    return numbers
