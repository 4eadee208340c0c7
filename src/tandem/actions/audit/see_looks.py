"""Who looked at a household, as the one who asks may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tandem.actions.unseen import unseen_of
from tandem.core.access import Basis
from tandem.records.audit.looks import SeenLook, look_of, lookers, looks_of
from tandem.records.coordination.heads import Head
from tandem.records.coordination.unseen import WORKER
from tandem.records.people.accounts import accounts_of
from tandem.records.people.emergencies import Withheld, withheld_of
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Covers:
    """What makes that a look is left out for somebody."""

    withheld: tuple[Withheld, ...] = ()
    """Emergencies that the family does not see yet, for their safety."""
    shielded: frozenset[int] = frozenset()
    """Accounts of whom the actor may not know."""
    nameless: frozenset[int] = frozenset()
    """Accounts of workers of a shelter, whose names are not told."""


def covers_for(work: Work, head: Head) -> Covers:
    """Return what is left out for the actor, and whose name is not told."""
    unseen = unseen_of(head)
    shielded = accounts_of(work, persons=unseen.persons, professionals=unseen.professionals)
    nameless = accounts_of(work, professionals=unseen.nameless)
    withheld = () if head.facts.member is None else withheld_of(work, head.id, head.today)
    return Covers(withheld, shielded, nameless)


def left_out(covers: Covers, look: SeenLook) -> bool:
    """Whether a look is left out for whom `covers` were gathered.

    This is the one place that says so: every list, count and question of looks goes through it.
    """
    if look.account in covers.shielded:
        return True
    return look.standing.basis is Basis.EMERGENCY and any(
        _is_of(one, look.account, look.at) for one in covers.withheld
    )


def nameless(covers: Covers, look: SeenLook) -> SeenLook:
    """Return a look without the name of who looked, when it is of a worker of a shelter."""
    if look.account not in covers.nameless:
        return look
    told = replace(look.standing, name=WORKER, function="", organisation="", purpose="", ground="")
    return replace(look, standing=told)


def _is_of(one: Withheld, account: int | None, at: datetime) -> bool:
    return one.account == account and one.since <= at <= one.until


@dataclass(frozen=True, slots=True)
class SeenLooks:
    """Looks, the last one first; `older` is the look before which others stand, if any do."""

    looks: tuple[SeenLook, ...]
    older: int | None


def seen_looks(
    work: Work,
    head: Head,
    *,
    before: int | None = None,
    account: int | None = None,
    without: Sequence[str] = (),
    most: int,
) -> SeenLooks:
    """Return the looks at a household that the actor may see, page by page."""
    covers = covers_for(work, head)
    found: list[SeenLook] = []
    while True:
        part = looks_of(
            work, head.id, before=before, account=account, without=without, most=most + 1
        )
        found += (nameless(covers, one) for one in part if not left_out(covers, one))
        if len(part) <= most or len(found) > most:
            break
        before = part[-1].id
    shown = tuple(found[:most])
    return SeenLooks(shown, shown[-1].id if len(found) > most else None)


def seen_look(work: Work, head: Head, look: int) -> SeenLook | None:
    """Return one look; None when there is none that the actor may see."""
    found, covers = look_of(work, head.id, look), covers_for(work, head)
    return None if found is None or left_out(covers, found) else nameless(covers, found)


def seen_lookers(work: Work, head: Head) -> tuple[SeenLook, ...]:
    """Return of everybody whose looks the actor may see the last one, by name."""
    covers = covers_for(work, head)
    found = []
    for one in lookers(work, head.id):
        shown = one if not left_out(covers, one) else _last_seen(work, head, one.account)
        found += [nameless(covers, shown)] if shown is not None else []
    return tuple(sorted(found, key=lambda one: one.standing.name.casefold()))


def _last_seen(work: Work, head: Head, account: int | None) -> SeenLook | None:
    return next(iter(seen_looks(work, head, account=account, most=1).looks), None)
