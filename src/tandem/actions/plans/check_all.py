"""Every plan in the database, checked again: at night, after new rules, or when somebody asks.

Tandem itself does this, under the role of the worker, which the policies of the tables let see all
households. A round passes the households by number, in parts. After each part it notes how far it
came and what it found, so a round that is interrupted goes on from there. A part that was done and
not yet noted is passed again: what was answered then is known, and counts the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

from tandem.actions.plans.check_part import Part, check_part
from tandem.core.access import SYSTEM
from tandem.formats import rulebase
from tandem.records.plans.rounds import (
    Round,
    Tally,
    add_to_round,
    close_round,
    let_others_go_round,
    next_plans,
    only_round,
    open_round,
    plans_left,
    rules_of_last_round,
)
from tandem.records.plans.verdicts import digest_of_rules
from tandem.records.work import Door, Work, work

PART = 25
"""Households in a part of a round: one reading, and one writing."""


class AlreadyGoingRoundError(Exception):
    """Another process is checking every plan at this moment."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is: plans passed since the last time this was told, and plans left."""

    passed: int
    left: int


@dataclass(frozen=True, slots=True)
class How:
    """How a round is done: by which processes, how many parts at a time, and what is worked out."""

    executor: Executor
    ahead: int = 2
    again: bool = False
    """Whether to work everything out, also what was answered before."""
    part: int = PART


def check_all(at: datetime, how: How, told: Callable[[Progress], None]) -> Round:
    """Check every plan, or go on with a round that was interrupted; return what was found.

    `told` is called at the start and after every part. Raises AlreadyGoingRoundError.
    """
    door = work(SYSTEM, at)
    with _alone(door):
        begun = door.run(lambda opened: open_round(opened, digest_of_rules(rulebase.load())))
        left = door.run(lambda opened: plans_left(opened, begun.reached))
        told(Progress(0, left))
        for reached, tally in _results(door, begun, how):
            _note(door, begun, reached, tally)
            left = max(left - tally.done, 0)
            told(Progress(tally.done, left))
        return door.run(lambda opened: _end(opened, begun))


def rules_are_new(at: datetime) -> bool:
    """Return whether the plans were last checked under other rules than those of now."""
    last = work(SYSTEM, at).run(rules_of_last_round)
    return last is not None and last != digest_of_rules(rulebase.load())


@contextmanager
def _alone(door: Door) -> Iterator[None]:
    if not door.run(only_round):
        raise AlreadyGoingRoundError
    try:
        yield
    finally:
        door.run(let_others_go_round)


def _results(door: Door, begun: Round, how: How) -> Iterator[tuple[int, Tally]]:
    """Yield how far every part came and what it found, in order; a few parts run at a time."""
    running: deque[tuple[int, Future[Tally]]] = deque()
    for part in _parts(door, begun, how):
        running.append((part.households[-1], how.executor.submit(check_part, part)))
        if len(running) >= how.ahead:
            reached, first = running.popleft()
            yield reached, first.result()
    for reached, each in running:
        yield reached, each.result()


def _parts(door: Door, begun: Round, how: How) -> Iterator[Part]:
    after = begun.reached
    while numbers := _next(door, after, how.part):
        yield Part(numbers, begun.started_at, door.at, how.again)
        after = numbers[-1]


def _next(door: Door, after: int, most: int) -> tuple[int, ...]:
    return door.run(lambda opened: next_plans(opened, after, most))


def _note(door: Door, begun: Round, reached: int, tally: Tally) -> None:
    door.run(lambda opened: add_to_round(opened, begun.id, reached, tally))


def _end(opened: Work, begun: Round) -> Round:
    before = rules_of_last_round(opened)
    ended = close_round(opened, begun.id)
    opened.event(
        "checked-all",
        household=None,
        subject="check-round",
        subject_id=ended.id,
        new_rules=before is not None and before != ended.rules,
        **asdict(ended.tally),
    )
    return ended
