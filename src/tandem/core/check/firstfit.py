"""Placing everything one by one, where it first fits: often that is enough."""

from __future__ import annotations

from tandem.core.check.diary import Diary
from tandem.core.check.items import Session
from tandem.core.check.week import Absences, Slot, Week, empty_homes


def first_fit(
    week: Week, atoms: frozenset[int], settled: frozenset[int]
) -> tuple[Slot, ...] | None:
    """Return places for these demands of a week, with nobody missed at home; None if this fails.

    Failing proves nothing. Settled demands are taken as they are, without looking at each other.
    """
    diary = Diary(week)
    asked = [n for n, atom in enumerate(week.atoms) if atom in atoms]
    for number in asked:
        if week.atoms[number] in settled:
            diary.write_settled(number)
    free = (n for n in asked if week.atoms[n] not in settled)
    for number in sorted(free, key=lambda n: (_room(week.sessions[n]), n)):
        if diary.put_in(number) is None:
            return None
    absences = Absences(week, diary.taken)
    for atom, home in zip(week.home_atoms, week.homes, strict=True):
        if atom in atoms and next(empty_homes(home, absences), None) is not None:
            return None
    return tuple(diary.taken)


def _room(session: Session) -> int:
    """Return how many minutes of choice a session has: who has none goes first."""
    return sum(end - start for _, start, end in session.windows) - session.needed * session.minutes
