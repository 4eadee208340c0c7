"""What a household file means where it says nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tandem.core.model import (
    HOUSEHOLD,
    Agreement,
    Direction,
    Relation,
    Sessions,
    Unknown,
    Where,
    Window,
)
from tests.formats.households import EXTRA, HEAD, parsed


def agreement(fragment: str, kind: str = "own") -> Agreement:
    start = f"{{id: a, kind: {kind}, owner: bram, members: [kevin], "
    household = parsed(f"{HEAD}agreements:\n  - {start}{fragment}}}\n{EXTRA}")
    return household.agreements[0]


def session(fragment: str, kind: str = "own", beside: str = "state: active") -> Sessions:
    return agreement(f"{beside}, sessions: [{{{fragment}}}]", kind).form.demands.sessions[0]


@pytest.mark.parametrize(
    ("written", "times", "minutes"),
    [
        ("windows: di do 10-12", 2, 120),
        ("windows: ma-vr 8.30-16.00", 5, 450),
        ("windows: di do 10-12, minutes: 120", 2, 120),
        ("windows: di do 10-12, minutes: 60", 1, 60),
        ("windows: ma-vr 9-17, times: 2, minutes: 1u30", 2, 90),
        ("windows: ma-vr 9-17, times: 2", 2, 60),
        ("windows: di do 10-12, times: 2", 2, 120),
        ("windows: di 10-12, times: unknown", None, 60),
        ("windows: di 10-12, minutes: unknown", 1, None),
        ("place: ergens", None, 60),
        ("times: 2, windows: unknown", 2, 60),
    ],
)
def test_times_and_minutes(written: str, times: int | None, minutes: int | None) -> None:
    found = session(written, "office-talk")
    assert (found.times, found.minutes) == (times, minutes)


def test_a_kind_without_a_usual_length_leaves_it_unknown() -> None:
    assert session("windows: ma-vr 9-17, times: 2", "own").minutes is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("di do 10:00-12:00", [Window((1, 3), 600, 720)]),
        ("ma-vr 08:30-16:00", [Window((0, 1, 2, 3, 4), 510, 960)]),
        ("mon wed 9-12, fri 13-15.30", [Window((0, 2), 540, 720), Window((4,), 780, 930)]),
        ("maandag t/m woensdag van 9.00 tot 12.00 uur", [Window((0, 1, 2), 540, 720)]),
        ("werkdagen 9u-12u30", [Window((0, 1, 2, 3, 4), 540, 750)]),
        ("weekend 0-24", [Window((5, 6), 0, 1440)]),
        ("za zo 9-10 en 15-16", [Window((5, 6), 540, 600), Window((5, 6), 900, 960)]),
        ("elke dag 9-10", [Window((0, 1, 2, 3, 4, 5, 6), 540, 600)]),
        ("do di 10-12", [Window((3, 1), 600, 720)]),
        ("di di 10-12", [Window((1,), 600, 720)]),
    ],
)  # fmt: skip
def test_windows(written: str, read: list[Window]) -> None:
    assert session(f"windows: '{written}', times: 1, minutes: 5").windows == tuple(read)


def test_windows_may_be_a_list() -> None:
    found = session("windows: [di 10-12, 'wo 9-10, do 9-10'], times: 1, minutes: 5")
    assert found.windows == (
        Window((1,), 600, 720),
        Window((2,), 540, 600),
        Window((3,), 540, 600),
    )


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("90", 90), ("1u30", 90), ("2u", 120), ("2 uur", 120), ("1,5 uur", 90), ("45 min", 45),
     ("1 uur 15 min", 75), ("1h05", 65), ("1 uur en 5 minuten", 65)],
)  # fmt: skip
def test_lengths_of_time(written: str, minutes: int) -> None:
    quoted = written if written.isdecimal() else f"'{written}'"
    assert session(f"windows: di 9-17, times: 1, minutes: {quoted}").minutes == minutes


def test_a_session_is_as_its_kind() -> None:
    talk = session("windows: di 10-12", "office-talk")
    assert (talk.where, talk.contact_of) == (Where.OUT, ("kevin",))
    call = session("windows: di 10-12", "call")
    assert (call.where, call.contact_of) == (Where.REMOTE, ("kevin",))
    school = session("windows: di 10-12", "school")
    assert school.contact_of == ()
    home = session("windows: di 10-12, where: home, contact: no", "office-talk")
    assert (home.where, home.contact_of) == (Where.HOME, ())
    other = session("windows: di 10-12, members: [karin, kevin], contact: [karin]", "office-talk")
    assert (other.members, other.contact_of) == (("karin", "kevin"), ("karin",))


@pytest.mark.parametrize(
    ("beside", "fragment", "first"),
    [
        ("state: active", "", date(2027, 1, 4)),
        ("from: 2027-02-10", "", date(2027, 2, 10)),
        ("from: 2027-02-10, latest_from: 2027-03-10", "", date(2027, 3, 10)),
        ("from: 2027-02-10", ", from: 2027-04-01", date(2027, 4, 1)),
        ("from: 2027-02-10", ", first_week: 2027-01-18", date(2027, 1, 18)),
        ("from: unknown", "", date(2027, 1, 4)),
    ],
)
def test_the_first_week(beside: str, fragment: str, first: date) -> None:
    found = session(f"windows: di 10-12, every_weeks: 2{fragment}", beside=beside)
    assert found.first_week == first
    assert session("windows: di 10-12", beside=beside).first_week is None


def test_the_first_week_of_an_alternative_is_that_of_its_own_start() -> None:
    weekly = "sessions: [{windows: di 10-12, every_weeks: 2}]"
    found = agreement(
        f"from: 2027-02-10, {weekly}, alternatives: ["
        f"{{id: b, text: later, from: 2027-03-10, {weekly}}},"
        f"{{id: c, text: anders, {weekly}}}, {{id: d, text: uitstel, from: 2027-03-10}}]"
    )
    firsts = [one.form.demands.sessions[0].first_week for one in found.alternatives]
    assert firsts == [date(2027, 3, 10), date(2027, 2, 10), date(2027, 2, 10)]


def test_an_agreement_is_as_its_kind() -> None:
    therapy = agreement("state: active", "therapy")
    assert (therapy.title, therapy.protected) == ("Therapie", True)
    assert not agreement("protected: false", "therapy").protected
    school = agreement("state: active", "school").form.demands.statuses
    assert [(s.relation, s.member, s.status) for s in school] == [
        (Relation.MAKES, "kevin", "full-time-education")
    ]
    assert agreement("statuses: []", "school").form.demands.statuses == ()


def test_members_are_the_owner_when_that_is_a_member() -> None:
    text = (
        HEAD
        + "agreements:\n  - {id: a, kind: own, owner: karin}\n  - {id: b, kind: own, owner: bram}\n"
    )
    mine, theirs = parsed(text).agreements
    assert (mine.members, theirs.members) == (("karin",), ())


def test_money_and_statuses_are_of_the_one_member() -> None:
    demands = agreement(
        "money: [{in: 480}, {out: '12,50', account: household}, {out: unknown}],"
        " statuses: [{requires: works}]"
    ).form.demands
    assert [(m.account, m.direction, m.cents) for m in demands.money] == [
        ("kevin", Direction.IN, 48_000),
        (HOUSEHOLD, Direction.OUT, 1_250),
        ("kevin", Direction.OUT, None),
    ]
    assert demands.statuses[0].member == "kevin"


@pytest.mark.parametrize(
    ("written", "cents"),
    [("120", 12_000), ("120.5", 12_050), ("120.50", 12_050), ("'120,50'", 12_050),
     ("€ 120", 12_000), ("'€ 120,-'", 12_000), ("0", 0), ("0.01", 1)],
)  # fmt: skip
def test_amounts(written: str, cents: int) -> None:
    assert agreement(f"money: [{{out: {written}}}]").form.demands.money[0].cents == cents


@pytest.mark.parametrize(
    ("written", "days"), [("14", 14), ("14 dagen", 14), ("2 weken", 14), ("1 week", 7), ("3w", 21)]
)
def test_numbers_of_days(written: str, days: int) -> None:
    assert agreement(f"lasts: {written}").form.lasts_days == days


@pytest.mark.parametrize(
    ("kind", "fragment", "unknown"),
    [
        ("therapy", "state: active", ["wanneer het is"]),
        ("therapy", "sessions: [{times: 2}]", ["op welke dagen en uren"]),
        ("therapy", "sessions: [{windows: unknown}]", ["op welke dagen en uren", "hoe vaak"]),
        ("own", "sessions: [{windows: di 9-10, minutes: unknown}]", ["hoe lang het duurt"]),
        ("own", "state: active", []),
        ("repayment", "state: active", ["hoeveel geld per maand"]),
        ("repayment", "money: [{out: unknown}]", ["hoeveel geld per maand"]),
        ("repayment", "money: [{out: 12}], from: unknown", ["wanneer het begint"]),
        ("therapy", "unknown: []", []),
    ],
)
def test_what_is_not_filled_in_is_unknown(kind: str, fragment: str, unknown: list[str]) -> None:
    assert [one.what for one in agreement(fragment, kind).unknown] == unknown


def test_what_is_unknown_may_be_said() -> None:
    found = agreement("unknown: [de zaal, {what: het uur, who: bram}]", "therapy").unknown
    assert found == (Unknown("de zaal"), Unknown("het uur", "bram"))


def test_an_alternative_keeps_what_it_does_not_name() -> None:
    found = agreement(
        "from: 2027-02-01, until: 2027-06-30, sessions: [{windows: di 10-12, travel: 20}],"
        " money: [{in: 480}], alternatives: ["
        "{id: b, text: later, from: 2027-03-01},"
        "{id: c, text: korter, lasts: 4 weken},"
        "{id: d, text: zonder einde, until: null},"
        "{id: e, text: bellen, sessions: [{windows: wo 9-10, where: remote}]},"
        "{id: f, text: niets, sessions: [], money: []}]"
    )
    later, shorter, endless, remote, nothing = (one.form for one in found.alternatives)
    assert later.demands == found.form.demands
    assert (later.start, later.until) == (date(2027, 3, 1), date(2027, 6, 30))
    assert (shorter.until, shorter.lasts_days) == (None, 28)
    assert (endless.start, endless.until, endless.lasts_days) == (date(2027, 2, 1), None, None)
    assert remote.demands.sessions[0].where is Where.REMOTE
    assert remote.demands.money == found.form.demands.money
    assert (nothing.demands.sessions, nothing.demands.money) == ((), ())


@pytest.mark.parametrize(
    ("fragment", "grid"),
    [
        ("windows: di 10:00-12:00, travel: 20", 5),
        ("windows: di 10:02-12:00, travel: 20", 1),
        ("windows: di 10:00-12:00, travel: 8", 1),
        ("windows: di 10:00-12:00, times: 1, minutes: 32", 1),
    ],
)
def test_the_grid_is_as_fine_as_the_times(fragment: str, grid: int) -> None:
    start = "{id: a, kind: own, owner: bram, members: [kevin], "
    own = f"{HEAD}agreements:\n  - {start}sessions: [{{{fragment}}}]}}\n"
    assert parsed(own).grid == grid
    other = f"alternatives: [{{id: b, text: c, sessions: [{{{fragment}}}]}}]"
    assert parsed(f"{HEAD}agreements:\n  - {start}{other}}}\n").grid == grid


def test_facts_may_be_short() -> None:
    text = HEAD.replace(
        "{id: kevin, name: Kevin}",
        "{id: kevin, name: Kevin, statuses: [works, {status: has-address, from: 2027-01-01}]}",
    )
    first, second = parsed(text).members[1].statuses
    assert (first.status, first.period.first) == ("works", None)
    assert (second.status, second.period.first) == ("has-address", date(2027, 1, 1))


def test_an_empty_key_is_as_one_that_is_not_there() -> None:
    assert agreement("until: , latest_from: null").form.until is None
