"""Figures of the municipality, for who has no household in scope: groups under ten are not told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import connection

from tandem.records.work import Work

SMALLEST = 10
"""Households: a smaller group, or a smaller rest of a group, is not told."""


class Measure(StrEnum):
    """What is counted."""

    HOUSEHOLDS = "households"
    ONE_PLAN = "one-plan"
    """On the one-plan track now."""
    LED = "led"
    """With a lead who accepted."""
    ASKED = "asked"
    """Somebody is asked to lead, and did not answer yet."""
    THIRD_LEAD = "third-lead"
    """On the one-plan track, with the third lead or a later one: too often handed over."""
    YOUTH = "youth"
    """With help on a ground of the Jeugdwet."""
    YOUTH_ONE_PLAN = "youth-one-plan"
    """Those of them that are on the one-plan track."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many households; None when that is not told because the group is small."""

    measure: Measure
    area: str
    """Empty for the whole municipality."""
    count: int | None


def figures(_work: Work) -> tuple[Figure, ...]:
    """Return the figures: of the municipality first, then by area where every area is large."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT measure, area, counted FROM tandem_figures() ORDER BY area, measure")
        rows = cursor.fetchall()
    return tuple(Figure(Measure(measure), area, count) for measure, area, count in rows)


class Flow(StrEnum):
    """What of how things go is counted."""

    SIMPLE_WAIT = "simple-wait"
    """Households with a simple question, by how long the first help took."""
    SIGNAL_TO_HELP = "signal-to-help"
    """Households, by how long the first help took after the first signal."""
    OPEN_OFFERS = "open-offers"
    """Offers without an answer, by how long they wait."""
    LEADS = "leads"
    """Households on the one-plan track, by how many leads they had in the last year."""
    COORDINATION = "coordination"
    """The same, by hours a month in which helpers talk with one another by agreement."""


@dataclass(frozen=True, slots=True)
class FlowFigure:
    """How many in one group; None when that is not told because a group is small."""

    flow: Flow
    place: int
    """Which group, from short or few to long or many; the last is what still waits."""
    count: int | None


def flow_figures(_work: Work) -> tuple[FlowFigure, ...]:
    """Return how things go; for anybody but the manager and policy staff there is nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT measure, place, counted FROM tandem_flow() ORDER BY measure, place")
        return tuple(FlowFigure(Flow(one), place, count) for one, place, count in cursor.fetchall())
