"""The household file as a typed document: every key, what it means and what it may hold.

The document is what people write; `tandem.core.model` is what the check reads. Between the two
stand `to_core` and `from_core`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tandem.formats.document_agreements import AgreementDoc
from tandem.formats.fields import (
    Day,
    Doc,
    DueMonths,
    DueOnce,
    Euros,
    EveryFourWeeks,
    Id,
    Ids,
    Name,
    OpenDay,
    Short,
    Text,
    Travel,
    Weekdays,
    Words,
    YesNo,
)

MOST_MEMBERS = 30
MOST_PEOPLE = 100
MOST_AGREEMENTS = 300
MOST_FACTS = 100


class HorizonDoc(Doc):
    """The weeks that are looked at."""

    from_: Day = Field(
        alias="from", description="The first day, a Monday.", examples=["2027-01-04"]
    )
    weeks: int = Field(
        26, ge=1, le=260, description="How many whole weeks. Not given: 26.", examples=[26]
    )


class StatusFactDoc(Doc):
    """A status that a member has, as a fact."""

    status: Id = Field(
        description="A status of the rule base (docs/reference/statuses.md).",
        examples=["receives-bijstand"],
    )
    from_: OpenDay = Field(
        None,
        alias="from",
        description="Its first day. Not given: already so.",
        examples=["2026-09-01"],
    )
    until: OpenDay = Field(
        None, description="Its last day. Not given: no end known.", examples=["2027-06-30"]
    )


class AwayDoc(Doc):
    """Days on which a member is not at home: a stay, detention, a house ban, the other parent."""

    from_: OpenDay = Field(
        None,
        alias="from",
        description="The first day. Not given: already so.",
        examples=["2027-02-01"],
    )
    until: OpenDay = Field(
        None, description="The last day. Not given: no end known.", examples=["2027-02-28"]
    )
    every_weeks: int = Field(
        1,
        ge=1,
        le=52,
        description="Only once every so many weeks: every other week is 2.",
        examples=[2],
    )
    first_week: OpenDay = Field(
        None,
        description="A day in a week in which the member is away, for `every_weeks`.",
        examples=["2027-01-04"],
    )
    days: Weekdays = Field(
        (), description="Only on these days of the week. Not given: all.", examples=["vr za zo"]
    )
    other_parent: YesNo = Field(
        False,
        description="At the other parent: then sessions with this member do not take place, "
        "unless they say `also_away`.",
        examples=[True],
    )
    reason: Text = Field("", description="Why, in a few words.", examples=["opname"])


class MemberDoc(Doc):
    """Somebody of the household who shares the plan."""

    id: Id = Field(description="A short name in small letters: `kevin`.", examples=["kevin"])
    name: Name = Field(description="The name as people say it.", examples=["Kevin"])
    born: OpenDay = Field(None, description="Day of birth.", examples=["2008-11-02"])
    question: Text = Field(
        "",
        description="The member's own question, in own words.",
        examples=["Ik wil automonteur worden."],
    )
    contacts_a_week: int | None = Field(
        None,
        ge=0,
        le=70,
        description="How many professional contacts a week this member can carry. "
        "Not given: nobody asked, so nothing is checked.",
        examples=[5],
    )
    statuses: list[Annotated[StatusFactDoc, Short("status")]] = Field(
        default_factory=list,
        max_length=MOST_FACTS,
        description="What is so already. A status alone may be written as one word.",
    )
    away: list[AwayDoc] = Field(
        default_factory=list, max_length=MOST_FACTS, description="Days not at home."
    )


class ProfessionalDoc(Doc):
    """A professional with a part in this household."""

    id: Id = Field(description="A short name in small letters: `samira`.", examples=["samira"])
    name: Name = Field(description="The name as people say it.", examples=["Samira Haddou"])
    role: Text = Field(
        "",
        description="What this person does: `inkomensconsulent`.",
        examples=["inkomensconsulent"],
    )
    organisation: Text = Field("", description="For which organisation.", examples=["Gemeente"])
    telephone: Text = Field(
        "", description="Telephone number, between quotes.", examples=["088 000 01 23"]
    )


class SupporterDoc(Doc):
    """Somebody from the network: a neighbour, a sister, a friend."""

    id: Id = Field(
        description="A short name in small letters: `tante-els`.", examples=["tante-els"]
    )
    name: Name = Field(description="The name as people say it.", examples=["Tante Els"])
    relation: Text = Field(
        "", description="Who this is to the household: `zus van Karin`.", examples=["zus van Karin"]
    )
    telephone: Text = Field(
        "", description="Telephone number, between quotes.", examples=["088 000 06 01"]
    )


class PartDoc(Doc):
    """A plan part: what one professional, or the family itself, brought in."""

    id: Id = Field(description="A short name in small letters.", examples=["werk"])
    title: Name = Field(description="What the part is called.", examples=["Deelplan werk"])
    by: Id = Field(
        description="Who brought it in: a professional, a member or a supporter.",
        examples=["marloes"],
    )


class GoalDoc(Doc):
    """A goal of one or more members."""

    id: Id = Field(description="A short name in small letters.", examples=["vak"])
    text: Words = Field(
        description="The goal in a few words.", examples=["Kevin haalt een startkwalificatie"]
    )
    own_words: Text = Field(
        "", description="How the member says it.", examples=["Ik leer het vak van automonteur"]
    )
    members: Ids = Field((), description="Whose goal it is.", examples=[["kevin"]])
    part: Id | None = Field(None, description="The plan part it belongs to.", examples=["inkomen"])


class IncomeDoc(Doc):
    """Money that comes in every month, as a fact."""

    id: Id = Field(
        description="A short name, by which an agreement can end it.", examples=["bijstand-kevin"]
    )
    title: Name = Field(description="What it is.", examples=["Bijstand"])
    amount: Euros = Field(description="Euros a month, or each time it comes.", examples=[350])
    months: DueMonths = ()
    four_weeks_from: EveryFourWeeks = None
    once: DueOnce = None
    from_: OpenDay = Field(
        None,
        alias="from",
        description="Its first day. Not given: already so.",
        examples=["2026-12-01"],
    )
    until: OpenDay = Field(
        None, description="Its last day. Not given: no end known.", examples=["2027-06-30"]
    )


class FixedCostDoc(Doc):
    """Money that goes out every month, as a fact: rent, premium, seizure."""

    title: Name = Field(description="What it is.", examples=["Huur"])
    amount: Euros = Field(description="Euros a month, or each time it is due.", examples=["655,40"])
    months: DueMonths = ()
    four_weeks_from: EveryFourWeeks = None
    once: DueOnce = None
    from_: OpenDay = Field(
        None,
        alias="from",
        description="Its first day. Not given: already so.",
        examples=["2026-12-01"],
    )
    until: OpenDay = Field(
        None, description="Its last day. Not given: no end known.", examples=["2027-06-30"]
    )


class AccountDoc(Doc):
    """The budget of one member, or of the household. Budgets are not added together."""

    of: Id = Field(description="A member, or `household`.", examples=["kevin"])
    floor: Euros | None = Field(
        None,
        description="Euros a month that must stay free. Not given: nothing is checked.",
        examples=[330],
    )
    income: Literal["known", "unknown"] = Field(
        "known",
        description="`unknown` when not all income is known: then this budget is not checked, "
        "and the verdict says so.",
        examples=["unknown"],
    )
    incomes: list[IncomeDoc] = Field(
        default_factory=list, max_length=MOST_FACTS, description="What comes in."
    )
    costs: list[FixedCostDoc] = Field(
        default_factory=list, max_length=MOST_FACTS, description="What goes out."
    )


class WayDoc(Doc):
    """How long it takes from a place to another, without going home."""

    place: Words = Field(
        description="The other place, by its name under `places`.", examples=["op school"]
    )
    minutes: Travel = Field(description="Minutes, the same both ways.", examples=[10])


class PlaceDoc(Doc):
    """A place from which somebody may go straight on, without going home."""

    name: Words = Field(
        description="The place, in just the words that sessions have for it.",
        examples=["bij GGZ De Oever"],
    )
    to: list[WayDoc] = Field(
        default_factory=list,
        max_length=MOST_PEOPLE,
        description="How far other places are. Two sessions at one place need no travel between.",
    )


class HouseholdDoc(Doc):
    """A household with its one plan."""

    id: Id = Field(description="A short name in small letters: `de-vries`.", examples=["de-vries"])
    name: Name = Field(description="The household as people say it.", examples=["Gezin De Vries"])
    horizon: HorizonDoc = Field(description="The weeks that are looked at.")
    region: Literal["noord", "midden", "zuid"] | None = Field(
        None,
        description="The region of the school holidays. Not given: school holidays are not "
        "looked at.",
        examples=["midden"],
    )
    lead: Id | None = Field(
        None, description="The lead (regievoerder): a professional.", examples=["samira"]
    )
    members: list[MemberDoc] = Field(
        min_length=1, max_length=MOST_MEMBERS, description="The people who share the plan."
    )
    professionals: list[ProfessionalDoc] = Field(
        default_factory=list, max_length=MOST_PEOPLE, description="Professionals with a part."
    )
    network: list[SupporterDoc] = Field(
        default_factory=list, max_length=MOST_PEOPLE, description="People from the network."
    )
    parts: list[PartDoc] = Field(
        default_factory=list, max_length=MOST_PEOPLE, description="The plan parts."
    )
    goals: list[GoalDoc] = Field(
        default_factory=list, max_length=MOST_PEOPLE, description="The goals."
    )
    priorities: Ids = Field(
        (),
        description="Goals in the family's own order, the most important first.",
        examples=[["vak", "rust", "schuldenvrij"]],
    )
    places: list[PlaceDoc] = Field(
        default_factory=list,
        max_length=MOST_PEOPLE,
        description="Places of which is known how far they are apart. Not given: between two "
        "sessions one goes home.",
    )
    accounts: list[AccountDoc] = Field(
        default_factory=list, max_length=MOST_MEMBERS + 1, description="Budgets."
    )
    agreements: list[AgreementDoc] = Field(
        default_factory=list, max_length=MOST_AGREEMENTS, description="The agreements."
    )
