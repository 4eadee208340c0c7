"""The people: who lives together, who helps, and who may sign in."""

from tandem.records.people.models.accounts import Account
from tandem.records.people.models.households import (
    Household,
    Membership,
    ParentalAuthority,
    Person,
    Supporter,
)
from tandem.records.people.models.professionals import (
    Area,
    Involvement,
    Organisation,
    Professional,
)

__all__ = [
    "Account",
    "Area",
    "Household",
    "Involvement",
    "Membership",
    "Organisation",
    "ParentalAuthority",
    "Person",
    "Professional",
    "Supporter",
]
