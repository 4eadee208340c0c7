"""Random valid households of every sort, the same for the same sort and seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from benchmarks.households import generate
from benchmarks.sizes import SMALL, TYPICAL, WORST, Size
from tandem.core.model import Agreement, Household, Variant
from tandem.core.rules import RuleBase
from tandem.formats.rulebase import load
from tests.core.finer import refined
from tests.core.households import Case
from tests.core.strategies import random_household
from tests.core.varied import varied_household
from tests.formats.strategies import households as files

RULES: RuleBase = load()

TEXTS = (
    "Gesprek over geld & schulden",
    "<script>alert(1)</script>",
    "</title><b>vet",
    'Zij zei: "morgen", dus \'s ochtends',
    "{{ naam }} {% if %} %s %(x)s {0} $x",
    "Ünïcødé, 学校, مدرسة, 🏫",
    "regel één\nregel twee\t;",
    "a" * 120,
    "één woord dat nergens breekt: " + "ij" * 40,
    "-- drop table; #: '",
    "cafe\u0301 \u2014 \u2018zo\u2019",
)
"""Free text that somebody could type: it may nowhere be taken for anything but text."""

FILES_TRIED = 4
"""The first that is made for a seed is always the plainest: the last of so many is taken."""


def small(seed: int) -> Case:
    """Return a small household in which all lies close together."""
    household, rules = random_household(seed)
    return Case(household, rules, seed)


def varied(seed: int) -> Case:
    """Return a small household in which much may be varied."""
    household, rules = varied_household(seed)
    return Case(household, rules, seed, variants=True)


def lifelike(size: Size) -> Callable[[int], Case]:
    """Return what makes households like real ones, of a size."""

    def make(seed: int) -> Case:
        random = Random(f"fuzz {seed}")
        household = generate(size, seed, RULES).household
        household, rules = refined(seed, household, RULES)
        agreements = tuple(_typed(random, one) for one in household.agreements)
        household = replace(household, agreements=agreements)
        return Case(household, rules, seed, variants=random.random() < 0.5)

    return make


def _typed(random: Random, one: Agreement) -> Agreement:
    """Return an agreement, now and then with words that nobody foresaw."""

    def text(now: str) -> str:
        return random.choice(TEXTS) if random.random() < 0.3 else now

    asks = one.form.demands
    demands = replace(
        asks,
        sessions=tuple(replace(s, place=text(s.place)) for s in asks.sessions),
        money=tuple(replace(m, title=text(m.title)) for m in asks.money),
    )
    fixed = (random.choice(tuple(Variant)),) if random.random() < 0.1 else one.form.fixed
    form = replace(one.form, demands=demands, fixed=fixed, may_merge=random.random() < 0.2)
    others = tuple(replace(other, text=text(other.text)) for other in one.alternatives)
    return replace(one, title=text(one.title), form=form, alternatives=others)


def written(seed: int) -> Case:
    """Return a household as it could stand in a file: every key, every kind, any text."""
    found: list[Household] = []

    @seeded(seed)
    @settings(
        max_examples=FILES_TRIED,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(files())
    def take(household: Household) -> None:
        found.append(household)

    take()
    return Case(found[-1], RULES, seed, variants=seed % 2 == 0)


SORTS: dict[str, Callable[[int], Case]] = {
    "small": small,
    "varied": varied,
    "written": written,
    "one person": lifelike(SMALL),
    "typical": lifelike(TYPICAL),
    "worst": lifelike(WORST),
}
"""What makes a household of each sort from a seed."""

TURNS = (
    *("small",) * 8,
    *("varied",) * 6,
    *("written",) * 3,
    *("one person",) * 4,
    *("typical",) * 3,
    "worst",
)
"""Whose turn it is, round and round: the small ones are quick, and meet more."""
