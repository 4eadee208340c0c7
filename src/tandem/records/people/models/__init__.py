"""The people: who lives together, who helps, and who may sign in."""

from tandem.records.people.models.accounts import Account, ToldBy
from tandem.records.people.models.contact_points import ContactPoint, Postcodes
from tandem.records.people.models.emergencies import EmergencyAccess
from tandem.records.people.models.households import (
    CitizenNumber,
    Household,
    Membership,
    ParentalAuthority,
    Person,
    Supporter,
)
from tandem.records.people.models.means import Budget, SpendingMandate
from tandem.records.people.models.professionals import (
    Area,
    AreaOffice,
    Involvement,
    Organisation,
    Professional,
)
from tandem.records.people.models.signing_in import (
    CodeApp,
    Identity,
    Invitation,
    Passkey,
    RecoveryCode,
    SignedIn,
    Throttle,
)
from tandem.records.people.models.yeses import GivenYes, Representation

__all__ = [
    "Account",
    "Area",
    "AreaOffice",
    "Budget",
    "CitizenNumber",
    "CodeApp",
    "ContactPoint",
    "EmergencyAccess",
    "GivenYes",
    "Household",
    "Identity",
    "Invitation",
    "Involvement",
    "Membership",
    "Organisation",
    "ParentalAuthority",
    "Passkey",
    "Person",
    "Postcodes",
    "Professional",
    "RecoveryCode",
    "Representation",
    "SignedIn",
    "SpendingMandate",
    "Supporter",
    "Throttle",
    "ToldBy",
]
