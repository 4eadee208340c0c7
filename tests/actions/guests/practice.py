"""A GP who answers for one agreement of the family, and has no account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from tandem.actions.guests.ask import NewGuest, ask_guest
from tandem.actions.people.involve import NewInvolvement, involve_professional
from tandem.actions.plans.add_agreement import add_agreement_line
from tandem.core.access import GuestAsks, InvolvementRole
from tandem.records.coordination.heads import head_of
from tandem.records.people.models import Organisation, Professional
from tandem.records.plans.guests import LinkRow, links_of
from tandem.records.plans.models import GuestLetter
from tandem.records.sealing import unseal
from tandem.records.work import Work, work
from tests.actions.plans.family import Family, five_plans

T = TypeVar("T")

LINE = "huisarts: Kevin, ma 9-9:30, 10 min reizen, vanaf 4 januari 2027"
MAIL = "balie@praktijk-bos.example"
TELEPHONE = "+31600000000"
DAYS = 14
CHECK = NewGuest(GuestAsks.CHECK, MAIL, TELEPHONE)
QUESTION = NewGuest(GuestAsks.QUESTION, MAIL, TELEPHONE, "Kan het ook op vrijdag?")


@dataclass
class Practice:
    """The family with its GP."""

    family: Family = field(default_factory=five_plans)
    professional: int = 0
    key: str = ""
    agreement: int = 0

    def __post_init__(self) -> None:
        family = self.family

        def involve(opened: Work) -> int:
            home = Organisation.objects.create(name="Praktijk Bos")
            one = Professional.objects.create(
                name="Dr. Els Bos", organisation=home, function="huisarts"
            )
            new = NewInvolvement(
                one.pk, InvolvementRole.PROVIDER, "Kevin bijstaan", "Wgbo", key="huisarts"
            )
            involve_professional(opened, head_of(opened, family.code), new)
            return one.pk

        self.professional = family.run("samira", involve)
        added = family.run(
            "samira", lambda w: add_agreement_line(w, family.code, line=LINE, owner="huisarts")
        )
        self.key, self.agreement = added.key, added.id

    def do(self, who: str, do: Callable[[Work], T]) -> T:
        """Do something as somebody, at this very moment."""
        return work(self.family.actors[who], self.family.at).run(do)

    def ask(self, wanted: NewGuest = CHECK, who: str = "samira") -> int:
        """Send a link; return its number."""
        family = self.family
        return self.do(
            who, lambda w: ask_guest(w, family.code, key=self.key, wanted=wanted, days=DAYS)
        )

    def links(self) -> tuple[LinkRow, ...]:
        """Return the links, the latest first, as who leads sees them."""
        return self.do("samira", lambda w: links_of(w, self.family.id, self.agreement))

    def sealed(self, link: int, *, is_code: bool = False) -> str:
        """Return what the last letter about a link says, with the key of the site."""
        found = self.do(
            "samira",
            lambda _: (
                GuestLetter.objects.filter(link_id=link, is_code=is_code)
                .order_by("-id")
                .values_list("sealed", flat=True)[0]
            ),
        )
        return unseal(found)
