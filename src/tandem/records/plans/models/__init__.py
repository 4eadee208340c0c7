"""The plan: one a household, with its parts, goals, agreements, answers and changes."""

from tandem.records.plans.models.agreements import Agreement, AgreementMember
from tandem.records.plans.models.answers import Answer
from tandem.records.plans.models.changes import Change, ChangeAnswer, Choice
from tandem.records.plans.models.discretion import PartDepth, Shield
from tandem.records.plans.models.guests import GuestAnswer, GuestLetter, GuestLink
from tandem.records.plans.models.plan import Circumstances, Goal, GoalMember, Part, Plan
from tandem.records.plans.models.verdicts import CheckRound, Verdict

__all__ = [
    "Agreement",
    "AgreementMember",
    "Answer",
    "Change",
    "ChangeAnswer",
    "CheckRound",
    "Choice",
    "Circumstances",
    "Goal",
    "GoalMember",
    "GuestAnswer",
    "GuestLetter",
    "GuestLink",
    "Part",
    "PartDepth",
    "Plan",
    "Shield",
    "Verdict",
]
