"""Households in every odd state that a report has to show, and the answers on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path

from tandem.core.check import check
from tandem.core.check.answer import Answer, Verdict
from tandem.core.model import (
    HOUSEHOLD,
    Account,
    After,
    Agreement,
    Alternative,
    Basis,
    Demands,
    Direction,
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
    Professional,
    Relation,
    Sessions,
    SomebodyHome,
    State,
    StatusDemand,
    Supporter,
    Unknown,
    Where,
    Window,
)
from tandem.core.rules import RuleBase
from tandem.formats import rulebase
from tandem.formats.household import read_path

EXAMPLES = Path(__file__).parents[2] / "examples"
START = date(2027, 1, 4)
WORK_DAYS = (0, 1, 2, 3, 4)
LONG_NAME = "Maximiliana-Wilhelmina van der Schoot tot Oud-Zevenbergen-Zee"
HOSTILE = '<script>alert("x")</script>'


@cache
def rules() -> RuleBase:
    return rulebase.load()


def at(hours: int, minutes: int = 0) -> int:
    return hours * 60 + minutes


def session(
    member: str,
    days: tuple[int, ...],
    start: int,
    end: int,
    *,
    travel: int = 0,
    where: Where = Where.OUT,
    others: tuple[str, ...] = (),
) -> Sessions:
    """Fixed sessions, one on each day, that are a contact of the member."""
    return Sessions(
        members=(member, *others),
        times=len(days),
        minutes=end - start,
        windows=(Window(days, start, end),),
        where=where,
        travel=travel,
        contact_of=(member,),
    )


def agreement(
    identifier: str, *sessions: Sessions, title: str = "", owner: str = "pro", **more: object
) -> Agreement:
    """An open agreement that asks these sessions."""
    bare = Agreement(
        identifier,
        title or identifier.capitalize(),
        "talk",
        owner,
        form=Form(demands=Demands(sessions=sessions)),
        members=tuple(dict.fromkeys(m for s in sessions for m in s.members)),
    )
    return replace(bare, **more)  # type: ignore[arg-type]


def household(*agreements: Agreement, **more: object) -> Household:
    """A household of two adults and a child, with one professional who leads."""
    bare = Household(
        id="proef",
        name="Jansen",
        horizon=Horizon(START, 8),
        members=(
            Member("ann", "Ann", date(1990, 3, 1), contacts_a_week=3),
            Member("bas", "Bas", date(1988, 3, 1)),
            Member("cas", "Cas", date(2019, 3, 1)),
        ),
        agreements=agreements,
        professionals=(Professional("pro", "Petra Ros", "consulent", "Gemeente", "088 000 00 01"),),
        lead="pro",
    )
    return replace(bare, **more)  # type: ignore[arg-type]


# --- plain states ---------------------------------------------------------------------------


def fits() -> Household:
    talk = agreement("gesprek", session("ann", (1,), at(10), at(11), travel=20))
    own = agreement("sport", session("ann", (5,), at(9), at(10, 30), travel=5), owner="ann")
    return household(talk, own, goals=(Goal("rust", "Ann heeft rust"),))


def fits_as_far_as_known() -> Household:
    base = fits()
    vague = agreement(
        "cursus",
        Sessions(("bas",), times=2, minutes=None, windows=None),
        unknown=(Unknown("begintijd", "pro"), Unknown("wie er les geeft")),
    )
    unpaid = Account("bas", 10_000, income_known=False)
    return replace(base, agreements=(*base.agreements, vague), accounts=(unpaid,))


def no_agreements() -> Household:
    return household()


def no_lead() -> Household:
    return replace(fits(), lead=None)


def nobody_to_call() -> Household:
    base = fits()
    silent = tuple(replace(p, telephone="") for p in base.professionals)
    return replace(base, lead=None, professionals=silent)


def evening_and_weekend() -> Household:
    return household(
        agreement("krant", session("ann", (0, 2, 5), at(4, 30), at(6))),
        agreement("koor", session("ann", (2, 6), at(20), at(22, 45), travel=30)),
        agreement("training", session("ann", (5,), at(5), at(8), travel=40)),
    )


# --- what clashes ---------------------------------------------------------------------------


def mandatory_clash() -> Household:
    order = Mandatory(Basis.COURT_ORDER, "beschikking van 3 december 2026")
    law = Mandatory(Basis.ARTICLE, "artikel 9 Participatiewet")
    visit = agreement("bezoek", session("ann", (1,), at(10), at(12)), mandatory=order)
    duty = agreement("inburgering", session("ann", (1,), at(11), at(13)), mandatory=law)
    care = agreement("behandeling", session("bas", (2,), at(9), at(11)), protected=True)
    watch = agreement("toezicht", session("bas", (2,), at(10), at(12)), protected=True, owner="tom")
    people = (
        Professional("pro", "Petra Ros", "consulent", "Gemeente", "088 000 00 01"),
        Professional("tom", "Tom Vis", "toezichthouder", "Reclassering", "088 000 00 02"),
    )
    return household(visit, duty, care, watch, professionals=people)


def money_and_order() -> Household:
    repay = agreement("aflossen", members=("ann",))
    repay = replace(
        repay,
        form=Form(
            start=date(2027, 2, 1),
            demands=Demands(
                money=(Money("ann", Direction.OUT, 30_050, "aflossen"),),
                statuses=(StatusDemand(Relation.REQUIRES, "ann", "works-32-hours"),),
            ),
        ),
    )
    first = replace(
        agreement("intake", members=("ann",)),
        form=Form(start=START, until=date(2027, 2, 10)),
    )
    second = replace(
        agreement("cursus", members=("ann",)),
        form=Form(
            start=date(2027, 2, 1), demands=Demands(order=Order(after=(After("intake", 3),)))
        ),
    )
    lost = replace(
        agreement("nazorg", members=("bas",)),
        form=Form(demands=Demands(order=Order(after=(After("nergens"),)))),
    )
    accounts = (
        Account("ann", 90_000, (Income("loon", "loon", 110_000),)),
        Account(HOUSEHOLD, 5_000, (), (FixedCost("huur", 80_000),)),
        Account("bas", None, (Income("uitkering", "uitkering", 40_000),)),
    )
    return household(repay, first, second, lost, accounts=accounts)


def four_together() -> Household:
    """Four flexible talks of three hours in one day of nine: three go well, four do not."""
    window = (Window((0,), at(9), at(18)),)
    demands = Sessions(("ann",), times=1, minutes=180, windows=window)
    one_day = [agreement(f"blok-{n}", demands, title=f"Blok {n}") for n in range(1, 5)]
    alone = agreement("dubbel", Sessions(("bas",), 3, 60, (Window((0, 1), at(9), at(12)),)))
    return household(*one_day, alone)


def home_all_day() -> Household:
    stay = replace(
        agreement("thuis", title="Thuis bij Cas", owner="ann"),
        form=Form(
            demands=Demands(
                somebody_home=(
                    SomebodyHome(("ann", "bas"), (Window(WORK_DAYS, at(7), at(18)),), "cas"),
                )
            )
        ),
    )
    return household(
        stay,
        agreement("ann-werk", session("ann", (0, 1), at(8), at(12), travel=15), title="Werk Ann"),
        agreement("bas-werk", session("bas", (0, 2), at(10), at(17), travel=15), title="Werk Bas"),
    )


# --- names and numbers ----------------------------------------------------------------------


def long_names() -> Household:
    base = home_all_day()
    return replace(
        base,
        name=LONG_NAME,
        members=tuple(replace(m, name=f"{LONG_NAME} {m.name}") for m in base.members),
        agreements=tuple(replace(a, title=f"{a.title} {LONG_NAME}") for a in base.agreements),
        professionals=tuple(replace(p, name=LONG_NAME) for p in base.professionals),
    )


def hostile_names() -> Household:
    base = home_all_day()
    return replace(
        base,
        name=HOSTILE,
        members=tuple(replace(m, name=HOSTILE, question=HOSTILE) for m in base.members),
        agreements=tuple(replace(a, title=HOSTILE, id=f"{a.id}{HOSTILE}") for a in base.agreements),
        professionals=(Professional("pro", HOSTILE, HOSTILE, HOSTILE, f"06{HOSTILE}"),),
        goals=(Goal(HOSTILE, HOSTILE, own_words=HOSTILE),),
        accounts=(Account("ann", 5_00, (Income("i", HOSTILE, 1_00),)),),
    )


def eight_members() -> Household:
    names = ("Ann", "Bas", "Cas", "Dilara", "Emre", "Fenna", "Gül", "Hendrik-Jan")
    members = tuple(
        Member(f"m{n}", name, date(1980 + 5 * n, 6, 1), contacts_a_week=n % 4)
        for n, name in enumerate(names)
    )
    found = [
        agreement(
            f"a{n}",
            session(f"m{n % 8}", (n % 5, (n + 2) % 5), at(8 + n % 7), at(10 + n % 7), travel=10),
            title=f"Afspraak {n}",
        )
        for n in range(20)
    ]
    both = agreement("gezin", session("m0", (3,), at(16), at(17), others=("m1", "m2")))
    return household(*found, both, members=members)


def many_agreements() -> Household:
    base = eight_members()
    titles = ("Gesprek", "Begeleiding", "Cursus", "Therapie", "Werk")
    found = [
        agreement(
            f"b{n}",
            session(
                f"m{n % 8}",
                ((n // 8) % 5,),
                at(8 + (n * 7) % 10, 5 * (n % 12)),
                at(9 + (n * 7) % 10, 5 * (n % 12)),
                travel=5 * (n % 6),
            ),
            title=f"{titles[n % 5]} {n}",
            state=State.ACTIVE if n % 3 else State.PROPOSED,
            goal=f"g{n % 12}",
        )
        for n in range(99)
    ]
    goals = tuple(Goal(f"g{n}", f"Doel {n}", own_words="Rust" * (n % 2)) for n in range(12))
    return replace(
        base,
        agreements=(*base.agreements, *found),
        goals=goals,
        priorities=("g3", "g1"),
        network=(Supporter("buur", "Buurvrouw Ria", "buurvrouw"),),
    )


def out_of_check() -> Household:
    base = fits()
    states = (State.ON_HOLD, State.WITHDRAWN, State.REJECTED, State.FAILED, State.ENDED)
    done = [agreement(f"oud-{s.value}", title=f"Oud {s.value}", state=s) for s in states]
    return replace(base, agreements=(*base.agreements, *done))


def one_proposal() -> Household:
    by_telephone = Alternative(
        "bellen",
        "bellen, op vrijdag",
        Form(demands=Demands(sessions=(session("ann", (4,), at(9), at(10)),))),
    )
    return household(
        agreement("werk", session("ann", (0, 1), at(8), at(17)), mandatory=Mandatory(
            Basis.ARTICLE, "artikel 1")),
        agreement("gesprek", session("ann", (0,), at(9), at(10)), alternatives=(by_telephone,)),
    )  # fmt: skip


def example(path: Path) -> Household:
    return read_path(path, rules())


def year_end() -> Household:
    base = evening_and_weekend()
    horizon = Horizon(START - timedelta(weeks=9), 52)
    account = Account("ann", 20_000, (Income("loon", "loon", 123_456),))
    return replace(base, horizon=horizon, accounts=(account,))


STATES: dict[str, Callable[[], Household]] = {
    one.__name__: one
    for one in (
        fits,
        fits_as_far_as_known,
        no_agreements,
        no_lead,
        nobody_to_call,
        evening_and_weekend,
        mandatory_clash,
        money_and_order,
        four_together,
        home_all_day,
        long_names,
        hostile_names,
        eight_members,
        many_agreements,
        out_of_check,
        one_proposal,
        year_end,
    )
}
STATES |= {
    f"example_{path.stem}": partial(example, path) for path in sorted(EXAMPLES.glob("*.yaml"))
}
OUT_OF_TIME = "out_of_time"
NAMES = (*STATES, OUT_OF_TIME)


@cache
def case(name: str) -> tuple[Household, Answer]:
    """A household in this state, with the answer of the check."""
    if name == OUT_OF_TIME:
        plan, answer = case("example_five-plans")
        late = replace(
            answer,
            verdict=Verdict.UNKNOWN,
            complete=False,
            clashes=answer.clashes[:1],
            proposals=(),
            proposals_complete=False,
        )
        return plan, late
    plan = STATES[name]()
    return plan, check(plan, rules(), limit=60)
