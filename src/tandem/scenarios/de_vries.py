"""Household De Vries (C1): five plans at eighteen, as it stands on 17 December 2026."""

from __future__ import annotations

from datetime import date

from tandem.core.access import AnswerKind
from tandem.scenarios.story import Resident, Story, Word


def _december(day: int) -> date:
    return date(2026, 12, day)


WORDS = (
    Word(_december(1), "karin", "lotte-home"),
    Word(_december(1), "kevin", "lotte-home"),
    Word(_december(1), "joris", "therapy"),
    Word(_december(1), "ineke", "home-guidance"),
    Word(_december(3), "kevin", "therapy"),
    Word(_december(3), "kevin", "home-guidance"),
    Word(_december(7), "ineke", "day-activities"),
    Word(_december(8), "samira", "school"),
    Word(_december(8), "joris", "coach-talk"),
    Word(_december(9), "dirk", "repayment"),
    Word(_december(9), "dirk", "budget-talk"),
    Word(_december(9), "marloes", "work"),
    Word(_december(9), "marloes", "karin-traject"),
    Word(_december(10), "karin", "karin-traject"),
    Word(_december(14), "kevin", "work", AnswerKind.NOT_AGREED),
    Word(_december(15), "kevin", "coach-talk", AnswerKind.CANNOT, "dan ben ik op school"),
)

STORY = Story(
    file="five-plans",
    case="C1",
    shows="five good plans that do not fit in one week; three agreements that clash only together",
    area="Noord",
    opener="samira",
    opened=date(2026, 11, 23),
    reason="Vijf plannen voor één gezin, en Kevin is net 18.",
    lead_reason="Kevins vraag gaat over school en werk; Samira kende Karin al.",
    leads_since=date(2026, 11, 23),
    residents={
        "karin": Resident("karin", "Karin de Vries"),
        "kevin": Resident("kevin", "Kevin de Vries", informal=True),
    },
    parents={"lotte": ("karin",)},
    words=WORDS,
)
