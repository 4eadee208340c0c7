"""Signals, actions, commissions and disputes of a household, as rows for pages and actions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tandem.core.coordination.items import OVER, Item, ItemKind, ItemState
from tandem.records.coordination.models import MaySee, SignalAnswer, Source
from tandem.records.raw import parsed
from tandem.records.work import Work

KINDS = tuple(one.value for one in ItemKind)
MOST_OVER = 30
"""So many items that are over stand in a list."""


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """To whom it is offered, and since when."""

    id: int
    to: int
    name: str
    at: datetime
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class SignalPart:
    """What a signal has beside its item."""

    source: Source
    concern: str
    given_by: int | None
    given_name: str
    given_telephone: str
    received_at: datetime
    picked_up_at: datetime | None
    answer: SignalAnswer | None


@dataclass(frozen=True, slots=True)
class CommissionPart:
    """What a commission has beside its item."""

    report_back: str
    may_see: MaySee
    carried_out_by: int | None
    doer: str
    """The name of who carries it out; empty for nobody."""
    doer_telephone: str
    reported_at: datetime | None


@dataclass(frozen=True, slots=True)
class DisputePart:
    """What a dispute has beside its item."""

    between: str
    pays_first: str


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """What a simple question has beside its item."""

    needed: str
    needed_by: date | None
    way: str
    received_on: date
    member: str
    """The name of whose question it is; empty for one who is no member any more."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with everything that says how it stands."""

    id: int
    household: int
    kind: ItemKind
    text: str
    for_family: str
    """What the family reads of it; empty when it reads nothing."""
    why: str
    holder: int
    holder_name: str
    holder_telephone: str
    version: int
    opened_at: datetime
    opened_by: int | None
    opener: str
    member: int | None
    due_on: date | None
    closed_at: datetime | None
    ended: str
    outcome: str
    passed_on: int
    offer: OpenOffer | None
    signal: SignalPart | None
    commission: CommissionPart | None
    dispute: DisputePart | None
    question: QuestionPart | None

    @property
    def state(self) -> ItemState:
        """How it stands."""
        if self.closed_at is not None:
            return ItemState(self.ended)
        if self.offer is not None:
            return ItemState.OFFERED
        if self.commission is None or self.commission.carried_out_by is None:
            reported = self.commission is not None and self.commission.reported_at is not None
            return ItemState.REPORTED if reported else ItemState.OPEN
        return ItemState.REPORTED if self.commission.reported_at else ItemState.UNDER_WAY

    @property
    def is_over(self) -> bool:
        """Whether nothing happens to it any more."""
        return self.state in OVER

    @property
    def core(self) -> Item:
        """The item as the machine of states knows it."""
        return Item(
            self.kind,
            self.holder,
            self.state,
            self.offer.to if self.offer else None,
            self.commission.carried_out_by if self.commission else None,
            self.passed_on,
        )

    def gave(self, account: int | None) -> bool:
        """Whether an account gave this signal."""
        return account is not None and self.signal is not None and self.signal.given_by == account

    def is_question_of(self, member: int | None) -> bool:
        """Whether it is a simple question of this member."""
        return member is not None and self.question is not None and self.member == member

    def concerns(self, professional: int | None) -> bool:
        """Whether somebody holds it, is asked for it, or carries it out."""
        item = self.core
        return professional is not None and professional in {
            item.holder,
            item.offered_to,
            item.carried_out_by,
        }


@dataclass(frozen=True, slots=True)
class PastOffer:
    """An offer of an item, and what became of it."""

    to_id: int
    to: str
    by: str
    at: datetime
    answered_at: datetime | None
    accepted: bool | None
    taken_back: bool
    reason: str
    answer: str
    reported_at: datetime | None
    reported: str
    report: str


_ITEMS = """
SELECT t.id, t.household_id, t.kind, t.text, t.for_family, t.why, t.holder_id, p.name,
    p.telephone, t.version, t.opened_at, t.opened_by, coalesce(k.name, ''),
    t.member_id, t.due_on, t.closed_at, t.ended, t.outcome,
    CASE WHEN t.kind = 'commission' THEN 0 ELSE (
        SELECT count(*) FROM coordination_offer d WHERE d.item_id = t.id AND d.accepted
    ) END,
    (SELECT jsonb_build_array(f.id, f.to_id, q.name, f.offered_at, f.note, coalesce(b.name, ''))
        FROM coordination_offer f JOIN people_professional q ON q.id = f.to_id
        LEFT JOIN people_account b ON b.id = f.offered_by
        WHERE f.item_id = t.id AND f.answered_at IS NULL),
    CASE WHEN s.id IS NOT NULL THEN jsonb_build_array(s.source, s.concern, s.given_by,
        s.given_name, s.given_telephone, s.received_at, s.picked_up_at, s.answer) END,
    CASE WHEN c.id IS NOT NULL THEN jsonb_build_array(c.report_back, c.may_see,
        c.carried_out_by_id, coalesce(e.name, ''), coalesce(e.telephone, ''), c.reported_at) END,
    CASE WHEN x.id IS NOT NULL THEN jsonb_build_array(x.between, x.pays_first) END,
    CASE WHEN u.id IS NOT NULL THEN jsonb_build_array(u.needed, u.needed_by, u.way, u.received_on, (
        SELECT n.name FROM people_membership m JOIN people_person n ON n.id = m.person_id
        WHERE m.id = t.member_id)) END
FROM coordination_item t
JOIN people_professional p ON p.id = t.holder_id
LEFT JOIN people_account k ON k.id = t.opened_by
LEFT JOIN coordination_signal s ON s.item_id = t.id
LEFT JOIN coordination_commission c ON c.item_id = t.id
LEFT JOIN people_professional e ON e.id = c.carried_out_by_id
LEFT JOIN coordination_dispute x ON x.item_id = t.id
LEFT JOIN coordination_simplequestion u ON u.item_id = t.id
WHERE t.household_id = %(household)s AND t.kind = ANY (%(kinds)s) AND {}
"""


def items_of(work: Work, household: int) -> tuple[ItemRow, ...]:
    """Return what is open in a household, the first to be done on top; then the last that ended."""
    opened = _rows(
        work, household, "t.closed_at IS NULL ORDER BY t.due_on NULLS LAST, t.opened_at, t.id"
    )
    over = "t.closed_at IS NOT NULL ORDER BY t.closed_at DESC, t.id DESC LIMIT {}"
    return (*opened, *_rows(work, household, over.format(MOST_OVER)))


def items_given(
    work: Work, household: int, account: int, member: int | None
) -> tuple[ItemRow, ...]:
    """Return the signals that an account gave and the questions of a member, the last first."""
    mine = "(s.given_by = %(given)s OR (u.id IS NOT NULL AND t.member_id = %(member)s))"
    values = {"given": account, "member": member or 0}
    return tuple(_rows(work, household, f"{mine} ORDER BY t.id DESC", **values))


def signals_of_member(work: Work, household: int, member: int) -> tuple[ItemRow, ...]:
    """Return the signals that a member gave, and her simple questions; the last first."""
    where = "coalesce(s.id, u.id) IS NOT NULL AND t.member_id = %(member)s ORDER BY t.id DESC"
    return tuple(_rows(work, household, where, member=member))


def items_for_family(work: Work, household: int, since: datetime) -> tuple[ItemRow, ...]:
    """Return what the family may read of, in order: what is open, and what ended after a moment."""
    where = """
        t.for_family <> '' AND t.kind IN ('action', 'commission')
        AND (t.closed_at IS NULL OR t.closed_at >= %(since)s) ORDER BY t.opened_at, t.id
    """
    return tuple(_rows(work, household, where, since=since))


def item_row(work: Work, household: int, item: int) -> ItemRow | None:
    """Return one item; None when the household has none with this number."""
    return next(iter(_rows(work, household, "t.id = %(item)s", item=item)), None)


def _rows(_work: Work, household: int, where: str, **values: int | datetime) -> Iterator[ItemRow]:
    known: dict[str, Any] = {"household": household, "kinds": list(KINDS), **values}
    with connection.cursor() as cursor:
        cursor.execute(_ITEMS.format(where), known)
        found = cursor.fetchall()
    return map(_item, found)


def _item(row: tuple[Any, ...]) -> ItemRow:
    number, household, kind, *plain, offer, signal, commission, dispute, question = row
    parts: tuple[Any, ...] = (
        _offer(parsed(offer)),
        _signal(parsed(signal)),
        _commission(parsed(commission)),
        DisputePart(*parsed(dispute)) if dispute else None,
        _question(parsed(question)),
    )
    return ItemRow(*(number, household, ItemKind(kind), *plain, *parts))


def _offer(row: list[Any] | None) -> OpenOffer | None:
    if row is None:
        return None
    number, to, name, at, note, by = row
    return OpenOffer(number, to, name, datetime.fromisoformat(at), note, by)


def _signal(row: list[Any] | None) -> SignalPart | None:
    if row is None:
        return None
    source, concern, given_by, name, telephone, received_at, picked_up_at, answer = row
    return SignalPart(
        Source(source),
        concern,
        given_by,
        name,
        telephone,
        datetime.fromisoformat(received_at),
        _moment(picked_up_at),
        SignalAnswer(answer) if answer else None,
    )


def _commission(row: list[Any] | None) -> CommissionPart | None:
    if row is None:
        return None
    report_back, may_see, doer, name, telephone, reported_at = row
    return CommissionPart(report_back, MaySee(may_see), doer, name, telephone, _moment(reported_at))


def _question(row: list[Any] | None) -> QuestionPart | None:
    if row is None:
        return None
    needed, needed_by, way, received_on, member = row
    until = date.fromisoformat(needed_by) if needed_by else None
    return QuestionPart(needed, until, way, date.fromisoformat(received_on), member or "")


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


_OFFERS = """
SELECT f.to_id, p.name, coalesce(k.name, ''), f.offered_at, f.answered_at, f.accepted, f.taken_back,
    f.reason, f.answer, f.reported_at, f.reported, f.report
FROM coordination_offer f
JOIN people_professional p ON p.id = f.to_id
LEFT JOIN people_account k ON k.id = f.offered_by
WHERE f.household_id = %s AND f.item_id = %s ORDER BY f.id
"""


def offers_of(_work: Work, household: int, item: int) -> tuple[PastOffer, ...]:
    """Return every offer of an item, the first first."""
    with connection.cursor() as cursor:
        cursor.execute(_OFFERS, [household, item])
        return tuple(PastOffer(*row) for row in cursor.fetchall())


_CALLS = """
SELECT EXISTS (
    SELECT FROM coordination_item WHERE household_id = %s AND why = ANY (%s) AND closed_at IS NULL
)
"""


def waits_for_a_call(_work: Work, household: int, whys: Collection[str]) -> bool:
    """Whether an action of one of these reasons is open already."""
    with connection.cursor() as cursor:
        cursor.execute(_CALLS, [household, list(whys)])
        (found,) = cursor.fetchone() or (False,)
    return bool(found)
