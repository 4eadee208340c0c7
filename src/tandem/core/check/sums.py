"""Limits, judged for options: a week with too many contacts, a month with too little money.

Both are sums over all that is chosen. What is learnt speaks of every option that adds to the sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from tandem.core.check.clashes import Context
from tandem.core.check.counting import at_most
from tandem.core.check.options import Listed, Option
from tandem.core.check.scores import Budget, Contacts, Ledger
from tandem.core.check.usages import Chooser, Clause, always_between
from tandem.core.model import Account, Member


class Sums:
    """Judges the sums of choices; remembers what each option adds."""

    def __init__(self, context: Context, master: Chooser, options: Listed | None = None) -> None:
        """Take in who chooses; with `options` these are added up in place of those chosen from."""
        household = context.household
        self._master = master
        self._options = options or master.options
        self._contacts = {m.id: Contacts(m, context.calendar) for m in household.members}
        months = household.horizon.months()
        self._ledgers = {a.of: Ledger(a, months) for a in household.accounts}

    # --- contacts ---------------------------------------------------------------------------

    def contacts(self, chosen: Sequence[Option], member: Member) -> Iterator[Clause]:
        """Yield for a week that is too full that all options together stay within the limit."""
        contacts, limit = self._contacts[member.id], member.contacts_a_week
        if limit is not None:
            for week in contacts.fullest_weeks(chosen, limit):
                added = self._brought(contacts, week)
                yield from at_most(limit, added, self._master.new)

    def _brought(self, contacts: Contacts, week: int) -> list[dict[int, int]]:
        """Return for each visit in a week how many contacts it may be, with what says so."""
        visits: dict[str, dict[int, list[int]]] = {}
        for name, options in self._options.of.items():
            # In the order of the options: which choice is found first must not depend on chance.
            levels = dict.fromkeys(
                level for o in options for level in contacts.in_week(o, week).items()
            )
            for visit, times in levels:
                brings = partial(contacts.brings, visit=visit, times=times, week=week)
                key = (contacts.member.id, visit, times, week)
                literal = self._master.usage(name, key, brings, always_between)
                visits.setdefault(visit, {}).setdefault(times, []).append(literal)
        return [
            {times: self._any(literals) for times, literals in levels.items()}
            for levels in visits.values()
        ]

    def _any(self, literals: Sequence[int]) -> int:
        """Return a literal that is true when one of these is."""
        if len(literals) == 1:
            return literals[0]
        either = self._master.new()
        for literal in literals:
            self._master.forbid([-literal, either])
        return either

    # --- money ------------------------------------------------------------------------------

    def money(self, chosen: Sequence[Option], account: Account) -> Iterator[Clause]:
        """Yield for the poorest month that is too poor who has to cost less or bring more."""
        if account.floor is None:
            return
        budget = self._ledgers[account.of].poorest(chosen)
        if budget is not None:
            yield self._shortage(chosen, budget)

    def _shortage(self, chosen: Sequence[Option], budget: Budget) -> Clause:
        """Return whose option has to be a better one for this month.

        Agreements of which even the best option would not be enough are left out of the blame.
        """
        better = {option.index: tuple(self._better(option, budget)) for option in chosen}
        blamed = list(chosen)
        relaxed = 0
        for option in chosen:
            best = self._best(option, budget) if better[option.index] else None
            if best is None:
                continue
            rest = [other for other in blamed if other is not option]
            if (budget.free(rest) or 0) + relaxed + best < budget.floor:
                blamed = rest
                relaxed += best
        return [literal for option in blamed for literal in better[option.index]]

    def _best(self, chosen: Option, budget: Budget) -> int | None:
        """Return the most that any option of an agreement could add; None when without end."""
        options = self._options.of[chosen.id]
        nets = [budget.share(option).net for option in options]
        nets.extend(budget.most_ever(stated) for stated, _ in self._master.to_come(chosen.id))
        return None if None in nets else max(net for net in nets if net is not None)

    def _better(self, chosen: Option, budget: Budget) -> Iterator[int]:
        now = budget.share(chosen)
        for option in self._options.of[chosen.id]:
            share = budget.share(option)
            more = share.net is None or (now.net is not None and share.net > now.net)
            if more or not now.ended <= share.ended:
                yield self._master.literal(option)
        for stated, literal in self._master.to_come(chosen.id):
            most = budget.most_ever(stated)
            is_no_more = most is not None and now.net is not None and most <= now.net
            if now.ended or not is_no_more:
                yield literal
