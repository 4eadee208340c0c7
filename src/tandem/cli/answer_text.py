"""The answer of the plan check as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.cli.headings import HEADINGS, Headings
from tandem.cli.layout import Paper
from tandem.cli.owners import with_owners
from tandem.core.check.answer import Answer, Change, Clash, Load, Proposal, Witness, WitnessWeek
from tandem.core.explain import (
    BudgetRow,
    Names,
    budget_tables,
    clash_title,
    explain_changes,
    explain_circle,
    explain_clash,
    explain_coverage,
    explain_difference,
    explain_missing_support,
    explain_proposal,
    explain_synergy,
    explain_verdict,
    explain_way_out,
    load_rows,
    week_table,
)
from tandem.core.model import Household
from tandem.core.rules import RuleBase

INDENT = "    "


class AnswerText:
    """Writes one answer in one language, for one width of paper."""

    def __init__(
        self, household: Household, rules: RuleBase, lang: str, paper: Paper, *, every_week: bool
    ) -> None:
        self._about = (household, rules, lang)
        self._names = Names(household, rules, lang)
        self._paper = paper
        self._every_week = every_week
        self._words: Headings = HEADINGS[lang]

    def lines(self, answer: Answer) -> list[str]:
        """Return the whole answer."""
        return [
            *self._verdict(answer),
            *self._clashes(self._words.clashes, answer.clashes),
            *self._clashes(self._words.limits, answer.limits),
            *self._support(answer),
            *self._to_fill_in(answer),
            *self._proposals(answer.proposals),
            *self._synergies(answer),
            *self._plan(answer),
            *self._with_first_proposal(answer.proposals),
        ]

    # --- the verdict ------------------------------------------------------------------------

    def _verdict(self, answer: Answer) -> list[str]:
        household, rules, lang = self._about
        verdict = explain_verdict(answer, household, rules, lang)
        coverage = explain_coverage(answer.coverage, household, rules, lang)
        known = [coverage.sentence, verdict.completeness, verdict.looked_at]
        lines = [household.name, "", self._paper.bold(verdict.headline)]
        for text in (verdict.sentence, verdict.proposals, " ".join(part for part in known if part)):
            lines += self._paper.paragraph(text)
        return lines

    # --- what was found ---------------------------------------------------------------------

    def _clashes(self, heading: str, clashes: Sequence[Clash]) -> list[str]:
        if not clashes:
            return []
        lines = self._paper.heading(heading)
        width = len(str(len(clashes)))
        for number, clash in enumerate(clashes, start=1):
            lines += self._clash(clash, f"{number:{width}}. ")
        return lines

    def _clash(self, clash: Clash, number: str) -> list[str]:
        indent = " " * len(number)
        title = (
            clash_title(clash, *self._about) if clash.is_limit else with_owners(clash, self._names)
        )
        lines = [self._paper.bold(line) for line in self._paper.paragraph(title, number)]
        told = [explain_clash(clash, *self._about), explain_way_out(clash, *self._about)]
        if clash.is_limit and clash.agreements:
            told.insert(1, self._words.weighs.format(parts=with_owners(clash, self._names)))
        for text in told:
            lines += self._paper.paragraph(text, indent) if text else []
        return lines

    def _support(self, answer: Answer) -> list[str]:
        missing = [explain_missing_support(one, *self._about) for one in answer.missing_support]
        circles = [explain_circle(one, *self._about) for one in answer.circles]
        return [
            *self._bullets(self._words.missing_support, missing),
            *self._bullets(self._words.circles, circles),
        ]

    def _to_fill_in(self, answer: Answer) -> list[str]:
        coverage = explain_coverage(answer.coverage, *self._about)
        return self._bullets(self._words.to_fill_in, coverage.missing)

    def _bullets(self, heading: str, texts: Sequence[str]) -> list[str]:
        if not texts:
            return []
        lines = self._paper.heading(heading)
        for text in texts:
            lines += self._paper.paragraph(text, "- ")
        return lines

    def _synergies(self, answer: Answer) -> list[str]:
        told = [explain_synergy(one, *self._about) for one in answer.synergies]
        return self._bullets(self._words.synergies, told)

    # --- proposals --------------------------------------------------------------------------

    def _proposals(self, proposals: Sequence[Proposal]) -> list[str]:
        if not proposals:
            return []
        lines = self._paper.heading(self._words.proposals)
        lines += self._paper.paragraph(
            self._names.say.proposals.introduction(
                len(proposals), is_least=proposals[0].proven_least
            )
        )
        shared = set.intersection(*(set(one.changes) for one in proposals))
        if len(proposals) == 1:
            shared = set()
        if shared:
            lines += ["", self._paper.bold(self._words.in_each)]
            lines += self._changes(proposals[0], shared)
        for number, proposal in enumerate(proposals, start=1):
            lines += ["", self._paper.bold(self._words.proposal.format(number=number))]
            lines += self._proposal(proposal, proposals[0], shared)
        return lines

    def _proposal(self, proposal: Proposal, first: Proposal, shared: set[Change]) -> list[str]:
        words = explain_proposal(proposal, *self._about)
        unlike = explain_difference(proposal, first, *self._about)
        lines = self._paper.paragraph(f"{words.keeps.sentence} {words.keeps.gone}".strip())
        own = self._changes(proposal, set(proposal.changes) - shared)
        if own:
            lines += [self._words.changes_too if shared else self._words.changes, *own]
        told = (unlike, *words.set_aside, words.must_agree, f"{words.cost} {words.proven}")
        for text in told:
            lines += self._paper.paragraph(text) if text else []
        return lines

    def _changes(self, proposal: Proposal, wanted: set[Change]) -> list[str]:
        agreements = {change.agreement for change in wanted}
        lines: list[str] = []
        for change in explain_changes(proposal, *self._about):
            if change.agreement in agreements:
                is_named = not change.owner or change.owner in change.sentence
                owner = "" if is_named else f" ({change.owner})"
                lines += self._paper.paragraph(f"{change.sentence}{owner}", "- ")
        return lines

    # --- week, load, money ------------------------------------------------------------------

    def _plan(self, answer: Answer) -> list[str]:
        """Return the week that fits, if any, and load and budget as the plan stands."""
        lines: list[str] = []
        if answer.witness is not None:
            lines += self._paper.heading(self._words.a_week)
            lines += self._weeks(answer.witness)
            lines += self._paper.heading(self._words.load)
        else:
            lines += self._paper.heading(self._words.as_agreed)
        lines += self._load(answer.load)
        budget = answer.witness.budget if answer.witness is not None else answer.budget
        return [*lines, *self._money(Witness((), budget))]

    def _with_first_proposal(self, proposals: Sequence[Proposal]) -> list[str]:
        if not proposals or proposals[0].witness is None:
            return []
        first = proposals[0]
        after = AnswerText(
            first.household,
            self._about[1],
            self._about[2],
            self._paper,
            every_week=self._every_week,
        )
        lines = self._paper.heading(self._words.with_proposal.format(number=1))
        lines += after._weeks(first.witness) if first.witness else []
        lines += ["", *after._load(first.load)]
        return lines + (after._money(first.witness) if first.witness else [])

    def _weeks(self, witness: Witness) -> list[str]:
        weeks = witness.weeks
        if not weeks:
            return []
        usual = max(weeks, key=lambda week: len(week.mondays))
        lines: list[str] = []
        for week in weeks if self._every_week else [usual]:
            lines += [*([""] if lines else []), *self._week(week)]
        others = [week for week in weeks if week is not usual]
        if others and not self._every_week:
            headings = [week_table(week, *self._about).heading for week in others]
            lines += ["", self._words.other_weeks]
            lines += [f"- {heading}" for heading in headings]
            lines += [self._words.how_to_see_weeks]
        return lines

    def _week(self, week: WitnessWeek) -> list[str]:
        table = week_table(week, *self._about)
        rows: list[tuple[str, ...]] = []
        day = ""
        for row in table.rows:
            shown = row.day if row.day != day else ""
            rows.append((shown, row.times, row.title, row.who, row.details))
            day = row.day
        lines = [self._paper.bold(table.heading)]
        if rows:
            lines += self._paper.table(self._words.week_columns, rows)
        elif not table.homes:
            lines.append(self._words.no_times)
        for text in table.homes:
            lines += self._paper.paragraph(text)
        return lines

    def _load(self, load: Load) -> list[str]:
        rows = [
            (row.who, row.contacts, row.hours, row.travel, row.professionals)
            for row in load_rows(load, *self._about)
        ]
        return [self._words.a_busy_week, *self._paper.table(self._words.load_columns, rows)]

    def _money(self, witness: Witness) -> list[str]:
        lines: list[str] = []
        for table in budget_tables(witness.budget, *self._about):
            if not any(row.lines or row.floor for row in table.rows):
                continue
            lines += ["", self._paper.bold(f"{self._words.money}: {table.account}")]
            lines += self._paper.paragraph(table.sentence) if table.sentence else []
            for row in table.rows:
                lines += self._month(row)
        return lines

    def _month(self, row: BudgetRow) -> list[str]:
        """Return some months that are the same: what stays free, what comes in and goes out."""
        words = self._words
        must = words.must_stay_free.format(amount=row.floor) if row.floor else ""
        free = words.free.format(amount=row.free)
        told = [free, must, row.note] if row.is_checked else [row.note or row.free]
        months = self._names.say.words.capital(row.months)
        lines = self._paper.paragraph(f"{months}: {', '.join(part for part in told if part)}.")
        for head, parts in ((words.money_in, row.income), (words.money_out, row.costs)):
            listed = ", ".join(f"{title} {amount}" for title, amount in parts)
            lines += self._paper.paragraph(f"{head}: {listed}", "  ", INDENT) if parts else []
        return lines
