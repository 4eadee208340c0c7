"""What would make an explanation untrue: the wrong agreement, time, day, owner, number or member.

What the check finds is right only as far as it is told rightly. So each of these has to be noticed
by sentences written by hand, in both languages.
"""

from __future__ import annotations

from tests.mutations.mutation import Mutation

TESTS = ("tests/core/explain",)
"""The tests that notice."""

REASONS, SPANS = "explain/reasons.py", "explain/spans.py"
CLASHES, NAMES = "explain/clashes.py", "explain/names.py"
PROPOSALS, VARIANTS = "explain/proposals.py", "explain/variants.py"
TABLES, ANSWERS = "explain/tables.py", "explain/answers.py"
DUTCH, ENGLISH = "explain/dutch/", "explain/english/"

AGREEMENTS = (
    Mutation(
        NAMES,
        "return found.title if found is not None and found.title else identifier",
        "return next(iter(self._agreements.values())).title",
        "every agreement is called by the title of the first",
    ),
    Mutation(
        NAMES,
        "return tuple(self.title(one) for one in self.ids_in_order(identifiers))",
        "return tuple(self.title(one) for one in self.ids_in_order(identifiers))[:-1]",
        "the last agreement of a clash is not named",
    ),
    Mutation(
        REASONS,
        "return say.comes_after(title, names.title(step.other), step.gap_days)",
        "return say.comes_after(names.title(step.other), title, step.gap_days)",
        "what comes first and what comes after change places",
    ),
    Mutation(
        REASONS,
        "names.title(busy.agreement)] = None",
        "names.title(reason.agreement)] = None",
        "who is away is at the agreement that asks somebody to be home",
    ),
    Mutation(
        REASONS,
        "return Wanted(names.title(room.agreement),",
        "return Wanted(names.title(found.id[:1] if found else ''),",
        "what finds no room is called something else",
    ),
    Mutation(
        CLASHES,
        "return names.say.answers.missing_agreement(title, names.title(missing.after))",
        "return names.say.answers.missing_agreement(names.title(missing.after), title)",
        "what is missing and what waits for it change places",
    ),
    Mutation(
        REASONS,
        "say.status(member, _claim(names, reason.left), _claim(names, reason.right)),",
        "say.status(member, _claim(names, reason.left), _claim(names, reason.left)),",
        "a clash of statuses names one agreement twice",
    ),
    Mutation(
        PROPOSALS,
        "return say.replaced(title, None if change.by is None else names.title(change.by))",
        "return say.replaced(title, None if change.by is None else title)",
        "an agreement is replaced by itself",
    ),
    Mutation(
        PROPOSALS,
        "spared = [c.agreement for c in first.changes if c.agreement not in changed]",
        "spared = [c.agreement for c in first.changes if c.agreement in changed]",
        "what changes too is said to stay as it is",
    ),
    Mutation(
        PROPOSALS,
        "text = next((a.text for a in found.alternatives if a.id == change.alternative), text)",
        "text = next((a.text for a in found.alternatives if a.id != change.alternative), text)",
        "another alternative is told than the one that was chosen",
    ),
    Mutation(
        CLASHES,
        "found.owner == person",
        "found.owner != person",
        "owners are asked about what is not theirs",
    ),
)

TIMES_AND_DAYS = (
    Mutation(
        REASONS,
        "Stretch(o.days, o.start, o.end) for o in reason.overlaps",
        "Stretch(o.days, o.start, o.end + 5) for o in reason.overlaps",
        "two agreements coincide five minutes longer",
    ),
    Mutation(
        REASONS,
        "return Gap(Stretch(gap.days, gap.start, gap.end), absences)",
        "return Gap(Stretch(gap.days, gap.start + 60, gap.end), absences)",
        "nobody is home from an hour later",
    ),
    Mutation(
        REASONS,
        "return Gap(Stretch(gap.days, gap.start, gap.end), absences)",
        "return Gap(Stretch(gap.days[:1], gap.start, gap.end), absences)",
        "of the days without anybody home only the first is told",
    ),
    Mutation(
        REASONS,
        "if busy.day in gap.days and",
        "if",
        "who is away on another day is said to be away",
    ),
    Mutation(
        REASONS,
        "busy.start < gap.end and gap.start < busy.end:",
        "busy.start < gap.end:",
        "who came back in time is said to be away",
    ),
    Mutation(
        REASONS,
        "travel = any(_travels(agreement)",
        "travel = all(_travels(agreement)",
        "that the way counts is not said when only one of them travels",
    ),
    Mutation(
        REASONS,
        "only = hours.pop() if len(hours) == 1 else None",
        "only = hours.pop() if hours else None",
        "of different hours one is told as if it held every day",
    ),
    Mutation(
        REASONS,
        "return names.say.clashes.starts_on(title, names.day(step.day))",
        "return names.say.clashes.starts_on(title, names.day(names.household.horizon.start))",
        "everything begins on the first day that is looked at",
    ),
    Mutation(
        REASONS,
        "title, first, names.day(agreement.form.latest_start)",
        "title, None, names.day(agreement.form.latest_start)",
        "the first day on which something may begin is left out",
    ),
    Mutation(
        REASONS,
        'bound = say.starts_before if step.bound == "starts-before" else say.finishes_before',
        'bound = say.finishes_before if step.bound == "starts-before" else say.starts_before',
        "what has to begin before a day is said to end before it",
    ),
    Mutation(
        SPANS,
        "end = None if reaches_end else last + SUNDAY",
        "end = None if reaches_end else last",
        "something holds until a Monday, not until the Sunday of that week",
    ),
    Mutation(
        SPANS,
        "reaches_end = last + usual_gap * WEEK > horizon.monday(of - 1)",
        "reaches_end = True",
        "what ends is said to go on",
    ),
    Mutation(
        SPANS,
        "return (monday - first).days // 7 % sessions.every_weeks == 0",
        "return (monday - first).days // 7 % sessions.every_weeks != 0",
        "the other weeks are told",
    ),
    Mutation(
        SPANS,
        "WeekPattern(Weeks.RUN, None if first <= horizon.start else first, end, count, of)",
        "WeekPattern(Weeks.RUN, None, end, count, of)",
        "since when something holds is left out",
    ),
    Mutation(
        SPANS,
        "period.last < horizon.last else None",
        "period.last > horizon.last else None",
        "until when something holds is left out",
    ),
    Mutation(
        PROPOSALS,
        "say.ends_at_once(by) if at_once else say.ends_as(",
        "say.ends_as(",
        "what stops at once is said to stop on a day that is past",
    ),
    Mutation(
        PROPOSALS,
        'start = "" if change.start is None else names.day(change.start)',
        'start = "" if change.start is None else names.day(names.household.horizon.start)',
        "a later start is told as the first day that is looked at",
    ),
    Mutation(
        TABLES,
        "out, back = placement.start - placement.travel, placement.end + placement.travel",
        "out, back = placement.start, placement.end",
        "from door to door leaves the way out",
    ),
    Mutation(
        TABLES,
        "day=words.day(placement.day),",
        "day=words.day((placement.day + 1) % 7),",
        "a session stands on the day after it",
    ),
    Mutation(
        TABLES,
        "times=words.hours_of_day(placement.start, placement.end),",
        "times=words.hours_of_day(placement.start, placement.start),",
        "a session ends when it begins",
    ),
    Mutation(
        VARIANTS,
        "yield window.days, window.start, window.end",
        "yield window.days, window.start, window.start",
        "a session is said to move to other hours than it does",
    ),
    Mutation(
        VARIANTS,
        "if window not in (old.windows or ()):",
        "if window in (old.windows or ()):",
        "a session is said to move to the hours that it had",
    ),
)

OWNERS_AND_MEMBERS = (
    Mutation(
        REASONS,
        "member = names.person(reason.member)\n            return names.say.clashes.contacts(",
        "member = names.person(names.household.members[-1].id)\n"
        "            return names.say.clashes.contacts(",
        "somebody else is said to have too many contacts",
    ),
    Mutation(
        REASONS,
        "account, month = names.account(reason.account), names.month(reason.worst_month)\n"
        "            return names.say.clashes.money(",
        "account, month = names.account('household'), names.month(reason.worst_month)\n"
        "            return names.say.clashes.money(",
        "the household is said to be short of what a member is",
    ),
    Mutation(
        REASONS,
        "child = None if reason.child is None else names.person(reason.child)",
        "child = None",
        "which child nobody is home with is left out",
    ),
    Mutation(
        REASONS,
        "absences = tuple(Absence(names.person(m), tuple(titles[m])) for m in order)",
        "absences = tuple(Absence(names.person(order[0]), tuple(titles[m])) for m in order)",
        "one adult is said to be away for all",
    ),
    Mutation(
        REASONS,
        "names.person(one.member), one.days, other_parent=one.other_parent",
        "names.person(one.member), one.days, other_parent=not one.other_parent",
        "who is at the other parent is said to be just away",
    ),
    Mutation(
        CLASHES,
        "to = [person for person in clash.ask if person != household.lead]",
        "to = [person for person in clash.ask if person == household.lead]",
        "the lead is said to put it before herself",
    ),
    Mutation(
        CLASHES,
        "questions.append(names.say.clashes.ask_owner(names.person(person), names.titles(asked)))",
        "questions.append(names.say.clashes.ask_owner(names.lead() or '', names.titles(asked)))",
        "the lead is asked, not the owner",
    ),
    Mutation(
        CLASHES,
        'member = names.person(missing.member or "")',
        "member = names.person(names.household.members[-1].id)",
        "another member is said to lack support",
    ),
    Mutation(
        PROPOSALS,
        'return "" if found is None else names.person(found.owner)',
        'return "" if found is None else names.lead() or ""',
        "every change is said to be of the lead",
    ),
    Mutation(
        PROPOSALS,
        "must_agree=say.must_agree(names.people(_family_first(proposal.must_agree, household))),",
        "must_agree=say.must_agree(names.people(proposal.owners)),",
        "only owners are said to have to say yes",
    ),
    Mutation(
        PROPOSALS,
        "return sorted(people, key=lambda one: one not in members)",
        "return sorted(people, key=lambda one: one in members)",
        "the family is named last",
    ),
    Mutation(
        PROPOSALS,
        "names.say.proposals.ask_about_end(names.person(found.owner))",
        "names.say.proposals.ask_about_end(names.lead() or '')",
        "somebody else is asked whether an agreement may end",
    ),
    Mutation(
        VARIANTS,
        "own_idea(names.person(agreement.owner))",
        "own_idea(names.lead() or '')",
        "another owner is said to have to agree to a variant",
    ),
    Mutation(
        ANSWERS,
        "say.missing(names.title(one.agreement), one.what, names.person(one.who))",
        "say.missing(names.title(one.agreement), one.what, names.lead() or '')",
        "somebody else is said to be able to fill it in",
    ),
    Mutation(
        TABLES,
        "who=words.listing(names.people(placement.members)),",
        "who=words.listing(names.people(placement.members[:1])),",
        "of those who are at a session only the first is told",
    ),
)

NUMBERS = (
    Mutation(
        REASONS,
        "return names.say.clashes.contacts(member, reason.contacts, reason.capacity)",
        "return names.say.clashes.contacts(member, reason.contacts, reason.contacts - 1)",
        "another number is told of what somebody can carry",
    ),
    Mutation(
        REASONS,
        "return names.say.clashes.money(account, month, reason.free, reason.floor)",
        "return names.say.clashes.money(account, month, reason.floor, reason.free)",
        "what stays free and what must stay free change places",
    ),
    Mutation(
        REASONS,
        "end = say.days_short(reason.days_short) if",
        "end = say.days_short(reason.days_short + 1) if",
        "a day more is lacking than there is",
    ),
    Mutation(
        REASONS,
        "return names.say.clashes.lasts_days(title, agreement.form.lasts_days)",
        "return names.say.clashes.lasts_days(title, agreement.form.lasts_days + 1)",
        "it is told to last a day longer than agreed",
    ),
    Mutation(
        REASONS,
        "names.say.spans.months(names.month(reason.first_month), reason.months)",
        "names.say.spans.months(names.month(reason.worst_month), reason.months)",
        "too little money is said to begin in the worst month",
    ),
    Mutation(
        ANSWERS,
        "return CoverageWords(say.coverage(coverage.filled, coverage.total), tuple(missing))",
        "return CoverageWords(say.coverage(coverage.total, coverage.total), tuple(missing))",
        "everything is said to be filled in",
    ),
    Mutation(
        ANSWERS,
        "clashes=len(answer.clashes),",
        "clashes=len(answer.clashes) + len(answer.limits),",
        "limits are counted among the clashes",
    ),
    Mutation(
        ANSWERS,
        "say.found_all(is_complete=answer.complete,",
        "say.found_all(is_complete=True,",
        "all clashes are said to have been found when time ran out",
    ),
    Mutation(
        ANSWERS,
        "fits(is_full=answer.coverage.is_full)",
        "fits(is_full=True)",
        "a plan is said to fit though not all is known",
    ),
    Mutation(
        ANSWERS,
        "is_outside = all(clash.way_out is not WayOut.CHANGE for clash in found)",
        "is_outside = any(clash.way_out is not WayOut.CHANGE for clash in found)",
        "only others are said to decide when the family can",
    ),
    Mutation(
        PROPOSALS,
        "say.proven(is_least=proposal.proven_least)",
        "say.proven(is_least=True)",
        "a proposal is said to be least though nobody knows",
    ),
    Mutation(
        PROPOSALS,
        "cost=say.cost(proposal.cost, len(proposal.changes)),",
        "cost=say.cost(len(proposal.changes), proposal.cost),",
        "weight and number of changes change places",
    ),
    Mutation(
        PROPOSALS,
        "stays = [goal for goal in goals if goal not in proposal.goals_given_up]",
        "stays = goals",
        "a goal that is given up is said to stay",
    ),
    Mutation(
        TABLES,
        'floor="" if first.floor is None else words.money(first.floor),',
        'floor="" if first.floor is None else words.money(first.free),',
        "another floor is told",
    ),
    Mutation(
        TABLES,
        "lowest = min(months, key=lambda m: m.free)",
        "lowest = max(months, key=lambda m: m.free)",
        "the month with most is told as the one with least",
    ),
    Mutation(
        TABLES,
        "short = 0 if month.floor is None else max(month.floor - month.free, 0)",
        "short = 0 if month.floor is None else max(month.free - month.floor, 0)",
        "what is over is told as what is lacking",
    ),
    Mutation(
        TABLES,
        "words.money(-one.cents)) for one in first.lines if one.cents < 0),",
        "words.money(one.cents)) for one in first.lines if one.cents < 0),",
        "what goes out is told with a sign",
    ),
    Mutation(
        TABLES,
        "hours_sentence=tables.load_hours(load.minutes, load.travel),",
        "hours_sentence=tables.load_hours(load.travel, load.minutes),",
        "hours and travel change places",
    ),
    Mutation(
        VARIANTS,
        "return say.halved(_goes_out(was), _goes_out(form))",
        "return say.halved(_goes_out(form), _goes_out(was))",
        "an amount is said to double",
    ),
    Mutation(
        VARIANTS,
        "yield old.minutes or 0, new.minutes or 0",
        "yield new.minutes or 0, old.minutes or 0",
        "a session is said to become longer",
    ),
)

WORDS = (
    Mutation(
        DUTCH + "clashes.py",
        "aan: {contacts - capacity} te veel.",
        "aan: {capacity - contacts} te veel.",
        "in Dutch the number of contacts too many is less than nothing",
    ),
    Mutation(
        ENGLISH + "clashes.py",
        "many = contacts - capacity",
        "many = contacts",
        "in English every contact is one too many",
    ),
    Mutation(
        DUTCH + "clashes.py",
        "{euros(floor - free)} te weinig.",
        "{euros(free)} te weinig.",
        "in Dutch another amount is lacking",
    ),
    Mutation(
        DUTCH + "clashes.py",
        'return f"{title} begint uiterlijk op {last}."',
        'return f"{title} begint op {last}."',
        "in Dutch a last day is told as the day itself",
    ),
    Mutation(
        DUTCH + "clashes.py",
        "Elke {number(count - 1)} gaan goed samen",
        "Elke {number(count)} gaan goed samen",
        "in Dutch all of a clash are said to go well together",
    ),
    Mutation(
        DUTCH + "proposals.py",
        'return f"{title} stopt." if running else f"{title} komt er niet."',
        'return f"{title} komt er niet." if running else f"{title} stopt."',
        "in Dutch what runs is said not to come about",
    ),
    Mutation(
        DUTCH + "spans.py",
        'return "om de week" if step == 2 else',
        'return "om de week" if step >= 2 else',
        "in Dutch once in three weeks is told as every other week",
    ),
)

MUTATIONS = (*AGREEMENTS, *TIMES_AND_DAYS, *OWNERS_AND_MEMBERS, *NUMBERS, *WORDS)
