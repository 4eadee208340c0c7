"""The policy: who may do what, and why (not).

`may` is the only place that says so. It is pure: whoever asks gathers the facts first, and shows
the reason when the answer is no.
"""

from tandem.core.access.actions import Action, Decision, Reason
from tandem.core.access.actors import SYSTEM, Actor, Duty, InvolvementRole
from tandem.core.access.consent import (
    AnswerKind,
    AsWhom,
    Concerned,
    Consent,
    Mandate,
    Need,
    Representative,
    Subject,
    Theme,
    consent,
)
from tandem.core.access.discretion import Cover, Depth, depth, reads_why
from tandem.core.access.facts import AgreementFacts, Facts, HouseholdFacts
from tandem.core.access.guests import (
    OPEN_STATES,
    Guest,
    GuestAsks,
    LinkMarks,
    LinkState,
    state_of_link,
)
from tandem.core.access.looks import Basis, Processing, Standing
from tandem.core.access.means import (
    SpendingRole,
    SpendingStop,
    best_role,
    spending_roles,
    spending_stop,
)
from tandem.core.access.policy import may
from tandem.core.access.reasons import AGE_OF_OWN_YES, AGE_OF_SHARED_YES
from tandem.core.access.safe import SafeDefaults, safe_defaults
from tandem.core.access.seen import EVERYTHING, Seen, Sight, as_seen_by, form_without, widened
from tandem.core.access.yeses import YesKind, YesWay

__all__ = [
    "AGE_OF_OWN_YES",
    "AGE_OF_SHARED_YES",
    "EVERYTHING",
    "OPEN_STATES",
    "SYSTEM",
    "Action",
    "Actor",
    "AgreementFacts",
    "AnswerKind",
    "AsWhom",
    "Basis",
    "Concerned",
    "Consent",
    "Cover",
    "Decision",
    "Depth",
    "Duty",
    "Facts",
    "Guest",
    "GuestAsks",
    "HouseholdFacts",
    "InvolvementRole",
    "LinkMarks",
    "LinkState",
    "Mandate",
    "Need",
    "Processing",
    "Reason",
    "Representative",
    "SafeDefaults",
    "Seen",
    "Sight",
    "SpendingRole",
    "SpendingStop",
    "Standing",
    "Subject",
    "Theme",
    "YesKind",
    "YesWay",
    "as_seen_by",
    "best_role",
    "consent",
    "depth",
    "form_without",
    "may",
    "reads_why",
    "safe_defaults",
    "spending_roles",
    "spending_stop",
    "state_of_link",
    "widened",
]
