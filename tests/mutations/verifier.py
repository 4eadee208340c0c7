"""What would make the verifier let a wrong witness through, or refuse a right one.

The verifier makes "it fits" a proof, and every proposal passes it too. So each of these has to be
noticed: by weeks, days and budgets written by hand, and by what a proposal has to show.
"""

from __future__ import annotations

from tests.mutations.mutation import Mutation

QUICK_TESTS = (
    "tests/core/check/test_verifier_weeks.py",
    "tests/core/check/test_verifier_together.py",
    "tests/core/check/test_verifier_days_off.py",
    "tests/core/check/test_verifier_claims.py",
)
"""What the verifier says of weeks, days and budgets written by hand."""
TESTS = (*QUICK_TESTS, "tests/core/check/test_proposals_shown.py")
"""The tests that notice: all of them written by hand."""

WEEKS, ASKED = "check/verify_weeks.py", "check/verify_asked.py"
CLAIMS, BUDGET = "check/verify_claims.py", "check/verify.py"
PROPOSALS, ASIDE = "check/proposals.py", "check/aside.py"

SESSIONS = (
    Mutation(
        WEEKS,
        "if placement.end - placement.start != demand.minutes:",
        "if placement.end - placement.start > demand.minutes:  # type: ignore",
        "a session may be shorter than agreed",
    ),
    Mutation(
        WEEKS,
        "if placement.members != demand.members or",
        "if not set(placement.members) <= set(demand.members) or",
        "a member may be missing at a session",
    ),
    Mutation(
        WEEKS, "or placement.where is not demand.where:", "or False:", "a session may be anywhere"
    ),
    Mutation(
        WEEKS,
        "if placement.travel != (demand.travel if demand.where is Where.OUT else 0):",
        "if placement.travel > demand.travel:",
        "the way to a session may be left out",
    ),
    Mutation(WEEKS, "if placement.place != demand.place:", "if False:", "any place will do"),
    Mutation(
        WEEKS,
        "placement.day in w.days and w.start <= placement.start",
        "w.start <= placement.start",
        "a session may be on a day that is not in its window",
    ),
    Mutation(
        WEEKS,
        "and placement.end <= w.end",
        "and placement.start <= w.end",
        "a session may run out of its window",
    ),
    Mutation(
        WEEKS,
        "w.start <= placement.start and",
        "w.start <= placement.end and",
        "a session may begin before its window",
    ),
    Mutation(WEEKS, "if not demand.same_day:", "if demand.same_day:", "two on one day, reversed"),
    Mutation(
        WEEKS,
        "twice |= once & weeks",
        "twice |= 0",
        "two sessions of one agreement may be on one day",
    ),
    Mutation(
        WEEKS,
        "return wrong | (any_of(given) & ~bits)",
        "return wrong",
        "a session may be shown in weeks in which it is not asked",
    ),
    Mutation(
        WEEKS,
        "return at_least[times] & ~at_least[times + 1]",
        "return at_least[times]",
        "a session may be given more often than agreed",
    ),
    Mutation(
        WEEKS,
        "wrong |= weeks & ~_exactly(min(demand.times or 0, left), given)",
        "wrong |= 0",
        "with a day off nobody counts how often a session is given",
    ),
    Mutation(
        WEEKS,
        "_exactly(min(demand.times or 0, left), given)",
        "_exactly(left, given)",
        "with a day off a session is asked on every day that is left",
    ),
    Mutation(
        WEEKS,
        "yield weeks & fallen.get(placement.day, 0),",
        "yield 0,",
        "a session may be on a day off",
    ),
    Mutation(
        WEEKS,
        "if demand.where is Where.HOME:\n                away",
        "if demand.where is Where.REMOTE:\n                away",
        "somebody who is away may have a session at home",
    ),
    Mutation(
        WEEKS,
        'yield bits, f"{placement.agreement} does not ask this session"',
        'yield 0, f"{placement.agreement} does not ask this session"',
        "a session that nobody agreed may be shown",
    ),
    Mutation(
        ASKED,
        "bits = self._binding(demand, period) if demand.has_times else 0",
        "bits = self._binding(demand, Period()) if demand.has_times else 0",
        "sessions are asked before an agreement begins",
    ),
    Mutation(
        ASKED,
        "for held in (period, demand.period):",
        "for held in (period,):",
        "sessions are asked outside their own period",
    ),
    Mutation(
        ASKED,
        "% demand.every_weeks != 0:",
        "% demand.every_weeks == 0:",
        "every other week is the wrong one",
    ),
    Mutation(
        ASKED,
        "first = demand.first_week - timedelta(days=demand.first_week.weekday())",
        "first = demand.first_week",
        "turns are counted from a day, not from its week",
    ),
)

TOGETHER = (
    Mutation(
        WEEKS,
        "before = [other for other in before if other[1] > start]",
        "before = [other for other in before if other[1] > start + 5]",
        "two sessions may overlap by five minutes",
    ),
    Mutation(
        WEEKS,
        "before = [other for other in before if other[1] > start]",
        "before = [other for other in before if other[1] >= start]",
        "two sessions that touch are refused",
    ),
    Mutation(
        WEEKS,
        "        before.append(span)",
        "        before = [span]",
        "a session is only held against the one before it",
    ),
    Mutation(
        WEEKS,
        "start = max(offset + one.start - travel, 0)",
        "start = max(offset + one.start, 0)",
        "the way there takes no time",
    ),
    Mutation(
        WEEKS,
        "end = min(offset + one.end + travel, MINUTES_A_WEEK)",
        "end = min(offset + one.end, MINUTES_A_WEEK)",
        "the way back takes no time",
    ),
    Mutation(
        WEEKS,
        "((bits & ~away, one.travel), (bits & away, 0))",
        "((bits & ~away, one.travel), (bits & away, one.travel))",
        "somebody who is away travels from home",
    ),
    Mutation(
        WEEKS,
        "        if member in one.members:\n            away",
        "        if member == one.members[0]:\n            away",
        "only the first member has to be at a session",
    ),
    Mutation(
        WEEKS,
        "return max(one.start - other.end, other.start - one.end) >= minutes",
        "return max(one.start - other.end, other.start - one.end) >= 0",
        "the way between two places takes no time",
    ),
    Mutation(
        WEEKS,
        "if minutes is None or one.day != other.day or",
        "if minutes is None or",
        "one goes straight on to another day",
    ),
    Mutation(
        WEEKS,
        "{one.where, other.where} != {Where.OUT}:",
        "Where.OUT not in {one.where, other.where}:",
        "one goes straight on from a session at home",
    ),
    Mutation(
        ASKED,
        "ways += [(other, one, minutes) for one, other, minutes in ways]",
        "ways += []",
        "a way is only known in one direction",
    ),
    Mutation(
        ASKED,
        "so_far + minutes < known):",
        "so_far + minutes > known):",
        "the longest way counts, not the shortest",
    ),
    Mutation(
        WEEKS,
        "return visit is not None and visit == asked.sessions[keys[1]][0].visit",
        "return visit is not None",
        "different visits may coincide",
    ),
    Mutation(
        WEEKS,
        "return visit is not None and visit == asked.sessions[keys[1]][0].visit",
        "return visit == asked.sessions[keys[1]][0].visit",
        "what is no visit may coincide",
    ),
    Mutation(
        WEEKS,
        "if keys[0] == keys[1] or not all(",
        "if not all(",
        "two sessions of one agreement may coincide",
    ),
)

HOME = (
    Mutation(
        WEEKS,
        "for moment in changes | {first}:",
        "for moment in changes:",
        "nobody looks at the moment at which somebody has to be home",
    ),
    Mutation(
        WEEKS,
        "for moment in changes | {first}:",
        "for moment in {first}:",
        "being home is looked at when the window begins only",
    ),
    Mutation(
        WEEKS,
        "if first <= moment < last:",
        "if first <= moment <= last:",
        "somebody may not leave when the window ends",
    ),
    Mutation(
        WEEKS,
        "if start <= moment < end:",
        "if start < moment < end:",
        "who leaves at this moment is still home",
    ),
    Mutation(
        WEEKS,
        "gone = asked.away_on(adult, day)",
        "gone = 0",
        "somebody who is away counts as home",
    ),
    Mutation(
        WEEKS,
        "        bits &= gone\n",
        "        bits = gone\n",
        "only the last adult has to be home",
    ),
    Mutation(
        WEEKS,
        "if s[3].where is Where.OUT]",
        "if s[3].where is not Where.REMOTE]",
        "a session at home takes somebody away",
    ),
    Mutation(
        WEEKS,
        "yield other & bits,",
        "yield 0,",
        "who asks somebody to be home may be left out",
    ),
    Mutation(
        ASKED,
        "bits &= ~self.away_on(home.child, day) & ~self._off(home, day)",
        "bits &= ~self._off(home, day)",
        "somebody has to be home with a child that is away",
    ),
    Mutation(
        ASKED,
        "bits &= ~self.away_on(home.child, day) & ~self._off(home, day)",
        "bits &= ~self.away_on(home.child, day)",
        "somebody has to be home on a day off",
    ),
)

WHEN = (
    Mutation(
        ASKED,
        "for member in () if demand.also_away else demand.members:",
        "for member in ():",
        "what falls on a day at the other parent is asked all the same",
    ),
    Mutation(
        ASKED,
        "if a.other_parent]",
        "]",
        "whoever is away is at the other parent",
    ),
    Mutation(
        ASKED,
        "bits &= ~(0 if fact.contains(one) else 1 << number)",
        "bits &= -1",
        "away by turns is away always",
    ),
    Mutation(
        ASKED,
        "for kind in (*demand.not_in, *demand.only_in):",
        "for kind in ():",
        "days off that nobody knows yet count as ordinary days",
    ),
    Mutation(
        ASKED,
        "bits |= ~any_of([self._days_off(kind, day) for kind in demand.only_in])",
        "bits |= any_of([self._days_off(kind, day) for kind in demand.only_in])",
        "what is for days off is asked on the other days",
    ),
    Mutation(
        ASKED,
        "after = min((period.last - start).days + 1, after)",
        "after = min((period.last - start).days, after)",
        "the last day of a period does not count",
    ),
    Mutation(
        ASKED,
        'self.wrong_mondays.append(f"two weeks for {monday}")',
        "pass",
        "a week may be shown twice",
    ),
    Mutation(
        ASKED,
        'self.wrong_mondays.append(f"{monday} is no week of the horizon")',
        "pass",
        "a week outside the horizon may be shown",
    ),
    Mutation(
        ASKED,
        "if not seen >> number & 1",
        "if False",
        "a week may be left out",
    ),
)

DAYS_AND_STATUSES = (
    Mutation(CLAIMS, "if days.last < days.first:", "if False:", "it may end before it begins"),
    Mutation(
        CLAIMS,
        "if earliest is not None and days.first < earliest:",
        "if False:",
        "it may begin before the day that was agreed",
    ),
    Mutation(
        CLAIMS,
        "earliest = min(household.horizon.start, latest)",
        "pass",
        "with only a last day to begin on it may have begun long ago",
    ),
    Mutation(
        CLAIMS,
        "latest = form.latest_start or form.start or household.horizon.start",
        "latest = form.latest_start or form.start or household.horizon.last",
        "what is running already may begin later",
    ),
    Mutation(
        CLAIMS,
        "days.last != form.until:",
        "days.last > form.until:",
        "it may end before the day that was agreed",
    ),
    Mutation(
        CLAIMS,
        "lasts = (days.last - days.first).days + 1",
        "lasts = (days.last - days.first).days",
        "it lasts a day longer than agreed",
    ),
    Mutation(
        CLAIMS,
        "elif own.first <= last + timedelta(days=after.gap_days):",
        "elif own.first < last + timedelta(days=after.gap_days):",
        "it may begin on the last day of what comes first",
    ),
    Mutation(
        CLAIMS,
        "elif own.first <= last + timedelta(days=after.gap_days):",
        "elif own.first <= last:",
        "the days in between are forgotten",
    ),
    Mutation(
        CLAIMS,
        "if one.id == agreement and one.state is State.ENDED:",
        "if one.id == agreement:",
        "it may come after what was withdrawn",
    ),
    Mutation(
        CLAIMS,
        "days.first >= order.starts_before:",
        "days.first > order.starts_before:",
        "it may begin on the day before which it has to",
    ),
    Mutation(
        CLAIMS,
        "days.last >= order.finishes_before:",
        "days.last > order.finishes_before:",
        "it may end on the day before which it has to",
    ),
    Mutation(
        CLAIMS,
        "for status in has & by_relation[Relation.EXCLUDES]:",
        "for status in by_relation[Relation.MAKES] & by_relation[Relation.EXCLUDES]:",
        "what is excluded may follow from something else",
    ),
    Mutation(
        CLAIMS,
        "if binds and {rule.status, rule.other} <= has:",
        "if False:",
        "statuses that do not go together may stand together",
    ),
    Mutation(
        CLAIMS,
        "for status in by_relation[Relation.REQUIRES] - given:",
        "for status in ():",
        "what is required needs no support",
    ),
    Mutation(
        CLAIMS,
        "given = _follow(by_relation[Relation.MAKES] | facts, rules, day)",
        "given = _follow(by_relation[Relation.MAKES] | has, rules, day)",
        "what is required supports itself",
    ),
    Mutation(
        CLAIMS,
        "if demand.member == member.id and",
        "if",
        "a status of one member is one of every member",
    ),
    Mutation(
        CLAIMS,
        "days.add(period.last + ONE_DAY)",
        "pass",
        "the day after something ended is not looked at",
    ),
)

MONEY = (
    Mutation(
        BUDGET,
        "account.floor is not None and free < account.floor:",
        "account.floor is not None and free < account.floor - 100:",
        "a euro less than the floor may stay free",
    ),
    Mutation(
        BUDGET,
        "if shown.free != free or sum(line.cents for line in shown.lines) != free:",
        "if shown.free != free:",
        "the lines of a budget need not add up",
    ),
    Mutation(
        BUDGET,
        "if shown.is_checked != known or shown.floor != account.floor:",
        "if shown.is_checked != known:",
        "another floor may be shown",
    ),
    Mutation(
        BUDGET,
        "if known and account.floor",
        "if account.floor",
        "a floor is held against income that is not known",
    ),
    Mutation(
        BUDGET,
        "        if cost.period.covers(month, last)\n",
        "",
        "a fixed cost counts in every month",
    ),
    Mutation(
        BUDGET,
        "if demand.account != account.of:",
        "if demand.account == account.of:",
        "money goes to another account",
    ),
    Mutation(
        BUDGET,
        "times if held.covers(month, last) else 0",
        "times",
        "a part of a month costs a whole month",
    ),
    Mutation(
        BUDGET,
        "ending.income == income.id and",
        "",
        "an agreement that ends an income ends every income",
    ),
    Mutation(
        BUDGET,
        "*_budget(started, witness),",
        "",
        "the budget is not looked at",
    ),
    Mutation(
        BUDGET,
        "*verify_statuses(started, rules.statuses),",
        "",
        "the statuses are not looked at",
    ),
    Mutation(
        BUDGET,
        "*verify_days(household, witness.days),",
        "",
        "the days are not looked at",
    ),
    Mutation(
        BUDGET,
        "*verify_weeks(started, rules.holidays, witness.weeks),",
        "",
        "the weeks are not looked at",
    ),
    Mutation(
        BUDGET,
        "*_budget(started, witness),",
        "*_budget(household, witness),",
        "what begins sooner costs money from its last day to begin on",
    ),
    Mutation(
        BUDGET,
        "*verify_statuses(started, rules.statuses),",
        "*verify_statuses(household, rules.statuses),",
        "what begins sooner gives a status from its last day to begin on",
    ),
    Mutation(
        BUDGET,
        "*verify_weeks(started, rules.holidays, witness.weeks),",
        "*verify_weeks(household, rules.holidays, witness.weeks),",
        "what begins sooner has sessions from its last day to begin on",
    ),
)

OF_PROPOSALS = (
    Mutation(
        PROPOSALS,
        "if problems and not self._aside.sets:",
        "if False:",
        "a proposal may show a week that does not keep it",
    ),
    Mutation(
        PROPOSALS,
        "problems = verify(excused, self._rules, unfloored(witness, excused))",
        "problems = verify(household, self._rules, witness)",
        "a proposal has to solve what it says it leaves",
    ),
    Mutation(
        ASIDE,
        "replace(account, floor=None) if account.of in poor else account",
        "replace(account, floor=None)",
        "a proposal is excused from every floor",
    ),
    Mutation(
        ASIDE,
        "_without_needs(agreement, there) if agreement.id in aside.support else agreement",
        "_without_needs(agreement, there)",
        "a proposal is excused from all support",
    ),
)

MUTATIONS = (
    *SESSIONS,
    *TOGETHER,
    *HOME,
    *WHEN,
    *DAYS_AND_STATUSES,
    *MONEY,
    *OF_PROPOSALS,
)
