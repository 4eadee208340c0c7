"""Two answers beside one another: what clashes in one and not in the other."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.core.check.answer import Answer, Clash
from tandem.core.check.why import ContactsReason, MoneyReason

Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What goes, what comes and what stays, from one answer to another."""

    gone: tuple[Clash, ...]
    """In the words of the first answer."""
    new: tuple[Clash, ...]
    stays: tuple[Clash, ...]
    """In the words of the second answer."""

    @property
    def is_nothing(self) -> bool:
        """Whether the same clashes."""
        return not (self.gone or self.new)


def difference(today: Answer, then: Answer) -> Difference:
    """Return what clashes otherwise. The same agreements over the same resource are one clash.

    A limit is the same clash as long as it is of the same member or account: by how much it is
    passed may differ.
    """
    before, after = _by_key(today), _by_key(then)
    return Difference(
        gone=tuple(clash for key, clash in before.items() if key not in after),
        new=tuple(clash for key, clash in after.items() if key not in before),
        stays=tuple(clash for key, clash in after.items() if key in before),
    )


def _by_key(answer: Answer) -> dict[Key, Clash]:
    return {_key(clash): clash for clash in (*answer.clashes, *answer.limits)}


def _key(clash: Clash) -> Key:
    reason = clash.reasons[0]
    if isinstance(reason, ContactsReason):
        return "contacts", (reason.member,)
    if isinstance(reason, MoneyReason):
        return "money", (reason.account,)
    return "set", clash.agreements
