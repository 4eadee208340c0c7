"""The policy: who may do what, and why (not).

`may` is the only place that says so. It is pure: whoever asks gathers the facts first, and shows
the reason when the answer is no.
"""

from tandem.core.access.actors import SYSTEM, Actor, Duty, InvolvementRole
from tandem.core.access.consent import (
    AnswerKind,
    AsWhom,
    Concerned,
    Consent,
    Need,
    Subject,
    consent,
)
from tandem.core.access.discretion import Cover, Depth, depth
from tandem.core.access.facts import AgreementFacts, Facts, HouseholdFacts
from tandem.core.access.policy import (
    AGE_OF_OWN_YES,
    AGE_OF_SHARED_YES,
    Action,
    Decision,
    Reason,
    may,
)
from tandem.core.access.seen import EVERYTHING, Seen, Sight, as_seen_by

__all__ = [
    "AGE_OF_OWN_YES",
    "AGE_OF_SHARED_YES",
    "EVERYTHING",
    "SYSTEM",
    "Action",
    "Actor",
    "AgreementFacts",
    "AnswerKind",
    "AsWhom",
    "Concerned",
    "Consent",
    "Cover",
    "Decision",
    "Depth",
    "Duty",
    "Facts",
    "HouseholdFacts",
    "InvolvementRole",
    "Need",
    "Reason",
    "Seen",
    "Sight",
    "Subject",
    "as_seen_by",
    "consent",
    "depth",
    "may",
]
