"""What is off by default for a household with something shielded: every room asks here."""

from __future__ import annotations

from tandem.core.access import SafeDefaults, safe_defaults
from tandem.records.coordination.heads import Head
from tandem.records.plans.models import Shield
from tandem.records.work import Work


def safe_defaults_of(_work: Work, head: Head) -> SafeDefaults:
    """Return whether feeds, offline copies and telling messages are on for this household.

    A shield that was lifted counts too: whoever had a reason to be careful decides herself.
    """
    shelter = any(one.shelter_for is not None for one in head.whole.helpers)
    shielding = shelter or Shield.objects.filter(household_id=head.id).exists()
    return safe_defaults(is_shielding=shielding)
