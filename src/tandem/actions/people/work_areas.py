"""Read the directory of the work areas in, or see first what that would change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tandem.actions.errors import require
from tandem.core.access import Action
from tandem.formats.work_areas import ContactPoint, Line, read_work_areas
from tandem.records.people.contact_points import lines, replace_all
from tandem.records.people.directory import areas
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Changed:
    """What a new list makes otherwise: lines that come, that go, and how many stay."""

    come: tuple[Line, ...]
    go: tuple[Line, ...]
    stay: int


def read_list(work: Work, data: bytes, file: str) -> tuple[Line, ...]:
    """Return the lines of a list of work areas.

    Raises NotAllowedError, and WorkAreasFileError with everything that is wrong.
    """
    require(work.actor, Action.SET_WORK_AREAS)
    return read_work_areas(data, file, [one.name for one in areas(work)])


def changes_of(work: Work, wanted: Sequence[Line]) -> Changed:
    """Return what this list makes otherwise; nothing is written. Raises NotAllowedError."""
    require(work.actor, Action.SET_WORK_AREAS)
    was, became = set(lines(work)), set(wanted)
    return Changed(_sorted(became - was), _sorted(was - became), len(was & became))


def set_work_areas(work: Work, wanted: Sequence[Line]) -> Changed:
    """Make this list the directory, all of it or nothing; return what is otherwise now.

    Raises NotAllowedError.
    """
    changed = changes_of(work, wanted)
    if changed.come or changed.go:
        replace_all(work, wanted)
        work.event(
            "work-areas-set",
            household=None,
            subject="work-areas",
            come=[_plain(one) for one in changed.come],
            go=[_plain(one) for one in changed.go],
        )
    return changed


def _sorted(found: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(found, key=lambda one: (one.postcodes is None, str(one.postcodes))))


def _plain(one: Line) -> list[str]:
    return [str(one.postcodes or ""), one.point.area, _whom(one.point)]


def _whom(point: ContactPoint) -> str:
    return f"{point.name} ({point.organisation})"
