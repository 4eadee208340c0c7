"""What others do with the keys of the log: destroy one."""

from __future__ import annotations

from tandem.records.ledger.keys import Subject, destroy
from tandem.records.work import Work

__all__ = ["Subject", "destroy_key", "destroy_keys_of_person"]


def destroy_key(work: Work, subject: Subject) -> int:
    """Make what the logs say in words about a subject unreadable, for ever; return how many keys.

    `Subject(household)` is all words about a household, also those of who lives there;
    `Subject(household, person)` is what was said of one resident as somebody who looks. The rows
    stay and the chain verifies. Only the worker's role may do this, and it cannot be undone. What
    PostgreSQL keeps of the old row is gone after the next vacuum of `audit_key`; copies of the
    database that were made before hold the key, under the key of the site, until they are thrown
    away.
    """
    return destroy(household=subject.household, person=subject.person, at=work.at)


def destroy_keys_of_person(work: Work, person: int) -> int:
    """Do the same for one resident in every household he or she ever lived in."""
    return destroy(household=None, person=person, at=work.at)
