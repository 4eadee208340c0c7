"""Random households for the file format: all that the core model can hold, soundly referred to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from tandem.core.model import (
    ALWAYS,
    HOUSEHOLD,
    Account,
    After,
    Agreement,
    Alternative,
    Away,
    Basis,
    DaysOff,
    Demands,
    Direction,
    Due,
    EndsIncome,
    FixedCost,
    Form,
    Goal,
    Horizon,
    Household,
    Income,
    Mandatory,
    Member,
    Money,
    Order,
    Paperwork,
    Part,
    Period,
    Place,
    Professional,
    Region,
    Relation,
    Sessions,
    SomebodyHome,
    State,
    StatusDemand,
    StatusFact,
    Supporter,
    Unknown,
    Way,
    Where,
    Window,
)
from tandem.formats.rulebase import load

RULES = load()
STATUSES = [status.id for status in RULES.statuses.statuses]
MEMBERS, PROFESSIONALS, SUPPORTERS = ("ma", "kevin", "no"), ("bram", "p-1"), ("tante-els",)
PEOPLE = (*MEMBERS, *PROFESSIONALS, *SUPPORTERS)
GOALS, PARTS, INCOMES = ("werk", "rust"), ("deel",), ("loon", "bijstand")
AGREEMENTS = ("afspraak-1", "afspraak-2")

_LETTERS = st.characters(exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
_TRICKY = st.sampled_from(
    ["no", "16:00", "1_000", "0o7", "1e9", "2027-01-04", "~", "null", "12", "1.20", "true", "a: b",
     "- a", "#", "'", '"', "’s avonds", "&a", "*a", "!x", "%", "@", "[a]", "{a}", "a\nb", " a ",
     "unknown", "<<", "=", "---", "0031612345678901", "12.", "-5", "ja", "\t", "🚲 é"]
)  # fmt: skip
texts = st.one_of(st.text(_LETTERS, max_size=30), _TRICKY)
words = texts.filter(lambda text: bool(text.strip()))
days = st.integers(0, 400).map(lambda n: date(2026, 10, 1) + timedelta(days=n))
cents = st.integers(0, 200_000)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A period that does not end before it starts; often without ends."""
    first, last = draw(st.none() | days), draw(st.none() | days)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return draw(st.sampled_from([ALWAYS, Period(first, last)]))


def some(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """A few of these names, each once, in some order."""
    return st.lists(st.sampled_from(names), unique=True, max_size=len(names)).map(tuple)


def at_least_one(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """One or more of these names."""
    return some(names).filter(bool)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """A window on a few days, at whole minutes."""
    start = draw(st.integers(0, 1439))
    end = draw(st.integers(start + 1, 1440))
    on = draw(st.lists(st.integers(0, 6), unique=True, min_size=1, max_size=7))
    return Window(tuple(on), start, end)


days_off = st.lists(st.sampled_from(DaysOff), unique=True, max_size=2).map(tuple)


@st.composite
def aways(draw: st.DrawFn) -> Away:
    """Days away: a stretch, or now and then in turns."""
    every = draw(st.sampled_from([1, 1, 2, 4]))
    on = draw(st.lists(st.integers(0, 6), unique=True, min_size=1, max_size=6))
    has_days = draw(st.booleans())
    period = draw(periods())
    return Away(
        period=period if every > 1 or has_days else draw(st.just(Period(date(2027, 1, 4), None))),
        reason=draw(texts),
        every_weeks=every,
        first_week=draw(days) if every > 1 else None,
        days=tuple(sorted(on)) if has_days else (),
        other_parent=draw(st.booleans()),
    )


window_lists = st.lists(windows(), min_size=1, max_size=3).map(tuple)


dues = st.one_of(
    st.just(Due()),
    st.builds(
        Due,
        months=st.lists(st.integers(1, 12), unique=True, min_size=1).map(sorted).map(tuple),
    ),
    st.builds(Due, four_weeks_from=days),
    st.builds(Due, once=days),
)


@st.composite
def sessions(draw: st.DrawFn) -> Sessions:
    """A session demand, with everything that may be unknown sometimes unknown."""
    where = draw(st.sampled_from(Where))
    every_weeks = draw(st.sampled_from([1, 1, 2, 5]))
    return Sessions(
        members=draw(at_least_one(MEMBERS)),
        times=draw(st.none() | st.integers(0, 7)),
        minutes=draw(st.none() | st.integers(1, 600)),
        windows=draw(st.none() | window_lists),
        every_weeks=every_weeks,
        first_week=draw(days) if every_weeks > 1 else None,
        where=where,
        place=draw(texts),
        travel=draw(st.integers(0, 90)) if where is Where.OUT else 0,
        same_day=draw(st.booleans()),
        contact_of=draw(some(MEMBERS)),
        visit=draw(st.none() | words),
        period=draw(periods()),
        not_in=(apart := draw(days_off)),
        only_in=tuple(one for one in draw(days_off) if one not in apart),
        also_away=draw(st.booleans()),
    )


@st.composite
def demands(draw: st.DrawFn, agreement: str) -> Demands:
    """Demands of every kind."""
    others = tuple(one for one in AGREEMENTS if one != agreement)
    homes = st.builds(
        SomebodyHome,
        adults=at_least_one(MEMBERS),
        windows=window_lists,
        child=st.none() | st.sampled_from(MEMBERS),
        period=periods(),
    )
    money = st.builds(
        Money,
        account=st.sampled_from((*MEMBERS, HOUSEHOLD)),
        direction=st.sampled_from(Direction),
        cents=st.none() | cents,
        title=texts,
        period=periods(),
        due=dues,
    )
    statuses = st.builds(
        StatusDemand,
        relation=st.sampled_from(Relation),
        member=st.sampled_from(MEMBERS),
        status=st.sampled_from(STATUSES),
        period=periods(),
    )
    after = st.builds(After, agreement=st.sampled_from(others), gap_days=st.integers(0, 20))
    order = st.builds(
        Order,
        after=st.lists(after, max_size=2).map(tuple),
        starts_before=st.none() | days,
        finishes_before=st.none() | days,
    )
    papers = st.builds(
        Paperwork,
        members=at_least_one(MEMBERS),
        pieces=st.none() | st.integers(0, 200),
        minutes=st.none() | st.integers(1, 600),
        title=texts,
        period=periods(),
    )
    ends = st.builds(EndsIncome, income=st.sampled_from(INCOMES), period=periods())
    return Demands(
        sessions=draw(st.lists(sessions(), max_size=2).map(tuple)),
        somebody_home=draw(st.lists(homes, max_size=1).map(tuple)),
        money=draw(st.lists(money, max_size=2).map(tuple)),
        ends_income=draw(st.lists(ends, max_size=1).map(tuple)),
        statuses=draw(st.lists(statuses, max_size=2).map(tuple)),
        order=draw(order),
        paperwork=draw(st.lists(papers, max_size=1).map(tuple)),
    )


@st.composite
def forms(draw: st.DrawFn, agreement: str) -> Form:
    """A form whose dates come in the right order."""
    dates = sorted(draw(st.lists(days, min_size=3, max_size=3)))
    start, latest, until = (draw(st.sampled_from([None, day])) for day in dates)
    known = draw(st.booleans())
    lasts = draw(st.none() | st.integers(1, 300)) if until is None else None
    return Form(
        start=start if known else None,
        latest_start=latest if known else None,
        until=until,
        lasts_days=lasts,
        start_known=known,
        demands=draw(demands(agreement)),
    )


@st.composite
def alternatives(draw: st.DrawFn, agreement: str, own: Form) -> Alternative:
    """An alternative; its form is another one, or the agreement's own with some parts changed."""
    others = tuple(one for one in AGREEMENTS if one != agreement)
    return Alternative(
        id=draw(st.sampled_from(["avond", "later", "x-1"])),
        text=draw(words),
        form=draw(st.one_of(forms(agreement), st.just(own))),
        takes_place_of=(),
        ends_when=draw(some(others)),
    )


@st.composite
def agreements(draw: st.DrawFn, identifier: str) -> Agreement:
    """An agreement with everything filled in or left out."""
    form = draw(forms(identifier))
    mandatory = st.builds(Mandatory, basis=st.sampled_from(Basis), text=words)
    unknown = st.builds(Unknown, what=words, who=st.none() | st.sampled_from(PEOPLE))
    others = draw(st.lists(alternatives(identifier, form), max_size=2, unique_by=lambda a: a.id))
    return Agreement(
        id=identifier,
        title=draw(words),
        kind=draw(st.sampled_from([kind.id for kind in RULES.kinds])),
        owner=draw(st.sampled_from(PEOPLE)),
        form=form,
        members=draw(some(MEMBERS)),
        goal=draw(st.none() | st.sampled_from(GOALS)),
        part=draw(st.none() | st.sampled_from(PARTS)),
        decided_by=draw(st.none() | st.sampled_from(PROFESSIONALS)),
        state=draw(st.sampled_from(State)),
        mandatory=draw(st.none() | mandatory),
        protected=draw(st.booleans()),
        alternatives=tuple(others),
        unknown=draw(st.lists(unknown, max_size=2).map(tuple)),
    )


@st.composite
def members(draw: st.DrawFn, identifier: str) -> Member:
    """A member with facts."""
    facts = st.builds(StatusFact, status=st.sampled_from(STATUSES), period=periods())
    return Member(
        id=identifier,
        name=draw(words),
        born=draw(st.none() | days),
        question=draw(texts),
        contacts_a_week=draw(st.none() | st.integers(0, 9)),
        statuses=draw(st.lists(facts, max_size=2).map(tuple)),
        away=draw(st.lists(aways(), max_size=2).map(tuple)),
    )


@st.composite
def accounts(draw: st.DrawFn) -> tuple[Account, ...]:
    """Accounts of some members, and the incomes that agreements may end."""
    costs = st.builds(FixedCost, title=words, cents=cents, period=periods(), due=dues)
    incomes = [
        Income(name, draw(words), draw(cents), draw(periods()), draw(dues)) for name in INCOMES
    ]
    owners = draw(at_least_one((*MEMBERS, HOUSEHOLD)))
    return tuple(
        Account(
            of=owner,
            floor=draw(st.none() | cents),
            incomes=tuple(incomes) if place == 0 else (),
            costs=draw(st.lists(costs, max_size=2).map(tuple)),
            income_known=draw(st.booleans()),
        )
        for place, owner in enumerate(owners)
    )


def grid_of(household: Household) -> int:
    """Return 5 when every time and length is a multiple of 5, else 1."""
    times: set[int] = set()
    for agreement in household.agreements:
        for form in (agreement.form, *(one.form for one in agreement.alternatives)):
            demand = form.demands
            for session in demand.sessions:
                times |= {session.travel, session.minutes or 0}
                times |= {t for w in session.windows or () for t in (w.start, w.end)}
            times |= {way.minutes for place in household.places for way in place.ways}
            times |= {t for h in demand.somebody_home for w in h.windows for t in (w.start, w.end)}
    return 1 if any(time % 5 for time in times) else 5


@st.composite
def places(draw: st.DrawFn, plan: tuple[Agreement, ...]) -> tuple[Place, ...]:
    """Some places of the plan, with ways between them."""
    forms_of = (f for a in plan for f in (a.form, *(one.form for one in a.alternatives)))
    named = {s.place for form in forms_of for s in form.demands.sessions if s.place.strip()}
    written = {s for s in named if len(s) <= 500}
    names = tuple(sorted(written))
    return tuple(
        Place(
            name,
            tuple(
                Way(other, draw(st.integers(0, 90)))
                for other in names
                if other != name and draw(st.booleans())
            ),
        )
        for name in names
    )


@st.composite
def households(draw: st.DrawFn) -> Household:
    """A household whose references are sound."""
    plan = tuple(draw(agreements(name)) for name in AGREEMENTS)
    household = Household(
        id=draw(st.sampled_from(["x", "de-vries", "1"])),
        name=draw(words),
        horizon=Horizon(date(2027, 1, 4), draw(st.integers(1, 60))),
        members=tuple(draw(members(name)) for name in MEMBERS),
        agreements=plan,
        professionals=tuple(
            Professional(name, draw(words), draw(texts), draw(texts), draw(texts))
            for name in PROFESSIONALS
        ),
        network=tuple(Supporter(n, draw(words), draw(texts), draw(texts)) for n in SUPPORTERS),
        lead=draw(st.none() | st.sampled_from(PROFESSIONALS)),
        parts=tuple(Part(name, draw(words), draw(st.sampled_from(PEOPLE))) for name in PARTS),
        goals=tuple(
            Goal(name, draw(words), draw(some(MEMBERS)), draw(st.none() | st.sampled_from(PARTS)))
            for name in GOALS
        ),
        priorities=draw(some(GOALS)),
        accounts=draw(accounts()),
        region=draw(st.sampled_from(Region)),
        places=draw(places(plan)),
    )
    return with_grid(household)


def with_grid(household: Household) -> Household:
    """Return the household with the grid that its times ask for."""

    return replace(household, grid=grid_of(household))
