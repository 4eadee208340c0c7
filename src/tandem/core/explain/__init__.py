"""The answer of the plan check in words: plain Dutch (B1), and complete English.

Each function takes a finding, the household it is about, the rules, and a language ("nl" or "en"),
and returns sentences. They state facts about a plan, never about a person.
"""

from tandem.core.explain.answers import (
    CoverageWords,
    VerdictWords,
    explain_coverage,
    explain_verdict,
)
from tandem.core.explain.clashes import (
    clash_title,
    explain_circle,
    explain_clash,
    explain_missing_support,
    explain_period,
    explain_way_out,
)
from tandem.core.explain.languages import LANGUAGES, Lang, Language, language
from tandem.core.explain.names import Names
from tandem.core.explain.proposals import (
    ChangeWords,
    Keeps,
    ProposalWords,
    explain_change,
    explain_changes,
    explain_difference,
    explain_proposal,
    explain_proposal_keeps,
    in_family_order,
)
from tandem.core.explain.synergies import explain_synergy
from tandem.core.explain.tables import (
    BudgetRow,
    BudgetTable,
    LoadRow,
    WeekRow,
    WeekTable,
    budget_tables,
    load_rows,
    week_table,
    week_tables,
)

__all__ = [
    "LANGUAGES",
    "BudgetRow",
    "BudgetTable",
    "ChangeWords",
    "CoverageWords",
    "Keeps",
    "Lang",
    "Language",
    "LoadRow",
    "Names",
    "ProposalWords",
    "VerdictWords",
    "WeekRow",
    "WeekTable",
    "budget_tables",
    "clash_title",
    "explain_change",
    "explain_changes",
    "explain_circle",
    "explain_clash",
    "explain_coverage",
    "explain_difference",
    "explain_missing_support",
    "explain_period",
    "explain_proposal",
    "explain_proposal_keeps",
    "explain_synergy",
    "explain_verdict",
    "explain_way_out",
    "in_family_order",
    "language",
    "load_rows",
    "week_table",
    "week_tables",
]
