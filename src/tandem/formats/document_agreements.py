"""The part of the household file that is about agreements."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tandem.formats.fields import (
    Contact,
    DaysOffDoc,
    Doc,
    DueMonths,
    DueOnce,
    EveryFourWeeks,
    Fixed,
    Gap,
    Id,
    Ids,
    Lasts,
    Name,
    OpenDay,
    Short,
    Text,
    Travel,
    UnknownDay,
    UnknownEuros,
    UnknownMinutes,
    UnknownPieces,
    UnknownTimes,
    UnknownWindows,
    Windows,
    Words,
    YesNo,
)

MOST_DEMANDS = 30
MOST_ALTERNATIVES = 20

WhereDoc = Literal["home", "remote", "out"]
StateDoc = Literal[
    "proposed", "agreed", "active", "on-hold", "withdrawn", "rejected", "failed", "ended"
]


class SessionsDoc(Doc):
    """Times at which members have to be somewhere, or have to be free."""

    times: UnknownTimes | None = Field(
        None,
        description="How many times a week, or `unknown`. Not given: once on each day of the "
        "windows when these leave no choice, else once; without windows it is not known.",
        examples=[2],
    )
    every_weeks: int = Field(1, ge=1, le=52, description="Once every so many weeks.", examples=[2])
    first_week: OpenDay = Field(
        None,
        description="A day in a week in which it takes place, for `every_weeks`. Not given: the "
        "week in which it starts, else the first week of the horizon.",
        examples=["2027-01-04"],
    )
    windows: UnknownWindows | None = Field(
        None,
        description="Days and hours within which it takes place: `di do 10:00-12:00`. A text or a "
        "list of texts.",
        examples=["di do 10:00-12:00"],
    )
    minutes: UnknownMinutes | None = Field(
        None,
        description="How long one time lasts: 90, `1u30`. Not given: the whole window when there "
        "are as many days as times, else as its kind.",
        examples=["1u30"],
    )
    where: WhereDoc | None = Field(
        None,
        description="`home`, `remote` (telephone, on line) or `out`. Not given: as its kind.",
        examples=["remote"],
    )
    place: Text = Field(
        "",
        description="The place in words, to follow the hours: `bij De Oever`.",
        examples=["bij GGZ De Oever"],
    )
    travel: Travel = Field(
        0, description="Minutes of travel each way, from and to home.", examples=[40]
    )
    same_day: YesNo = Field(
        False, description="Whether two of these may be on one day.", examples=[True]
    )
    contact: Contact | None = Field(
        None,
        description="Whether each time is a professional contact of the members present; or a "
        "list of the members for whom it is. Not given: as its kind.",
        examples=[False],
    )
    visit: Text | None = Field(
        None,
        min_length=1,
        description="A name for a visit that several agreements share: it counts as one contact, "
        "and they may coincide.",
        examples=["dinsdag-samen"],
    )
    members: Ids | None = Field(
        None,
        description="Who is present. Not given: the members of the agreement.",
        examples=[["karin", "kevin"]],
    )
    not_in: DaysOffDoc | None = Field(
        None,
        description="On these days it does not take place: `school_holidays`, `public_holidays`. "
        "Not given: as its kind, when the household has a region.",
        examples=[["school_holidays"]],
    )
    only_in: DaysOffDoc = Field(
        (),
        description="It takes place on these days alone.",
        examples=[["school_holidays"]],
    )
    also_away: YesNo = Field(
        False,
        description="Whether it takes place when somebody present is at the other parent.",
        examples=[True],
    )
    from_: OpenDay = Field(
        None, alias="from", description="First day of this demand.", examples=["2027-02-01"]
    )
    until: OpenDay = Field(None, description="Last day of this demand.", examples=["2027-06-30"])


class SomebodyHomeDoc(Doc):
    """Hours in which at least one of the adults is at home."""

    adults: Ids = Field(
        description="At least one of these members is at home.", examples=[["karin", "kevin"]]
    )
    windows: Windows = Field(
        description="In these hours: `ma di do 14:15-17:00`.", examples=["ma di do 14:15-17:00"]
    )
    child: Id | None = Field(
        None, description="The child at home. Away is away: then not asked.", examples=["lotte"]
    )
    not_in: DaysOffDoc = Field(
        (),
        description="On these days it is not asked: `school_holidays`, `public_holidays`.",
        examples=[["public_holidays"]],
    )
    only_in: DaysOffDoc = Field(
        (),
        description="It is asked on these days alone: `only_in: school_holidays`.",
        examples=[["school_holidays"]],
    )
    from_: OpenDay = Field(
        None, alias="from", description="First day of this demand.", examples=["2027-02-01"]
    )
    until: OpenDay = Field(None, description="Last day of this demand.", examples=["2027-06-30"])


class MoneyDoc(Doc):
    """Money in or out, every month unless it says otherwise. Write one of `in` and `out`."""

    in_: UnknownEuros | None = Field(
        None, alias="in", description="Euros a month that come in, or `unknown`.", examples=[480]
    )
    out: UnknownEuros | None = Field(
        None, description="Euros a month that go out, or `unknown`.", examples=[120]
    )
    account: Id | None = Field(
        None,
        description="Of which member, or `household`. Not given: the one member of the agreement.",
        examples=["kevin"],
    )
    title: Text = Field("", description="What it is for.", examples=["Studiefinanciering"])
    months: DueMonths = ()
    four_weeks_from: EveryFourWeeks = None
    once: DueOnce = None
    from_: OpenDay = Field(
        None, alias="from", description="First day of this demand.", examples=["2027-02-01"]
    )
    until: OpenDay = Field(None, description="Last day of this demand.", examples=["2027-06-30"])


class EndsIncomeDoc(Doc):
    """An income of the accounts that stops while this agreement is kept."""

    income: Id = Field(description="The identifier of the income.", examples=["bijstand-kevin"])
    from_: OpenDay = Field(
        None, alias="from", description="First day of this demand.", examples=["2027-02-01"]
    )
    until: OpenDay = Field(None, description="Last day of this demand.", examples=["2027-06-30"])


class StatusDemandDoc(Doc):
    """A status that is required, excluded or made. Write one of the three."""

    requires: Id | None = Field(
        None, description="It needs this status.", examples=["works-32-hours"]
    )
    excludes: Id | None = Field(
        None, description="It cannot go with this status.", examples=["receives-bijstand"]
    )
    makes: Id | None = Field(
        None, description="It gives this status.", examples=["full-time-education"]
    )
    member: Id | None = Field(
        None,
        description="Of which member. Not given: the one member of the agreement.",
        examples=["kevin"],
    )
    from_: OpenDay = Field(
        None, alias="from", description="First day of this demand.", examples=["2027-02-01"]
    )
    until: OpenDay = Field(None, description="Last day of this demand.", examples=["2027-06-30"])


class PaperworkDoc(Doc):
    """Letters and forms that somebody has to read, fill in or send."""

    pieces: UnknownPieces = Field(
        description="How many letters and forms a month, or `unknown`.", examples=[2]
    )
    minutes: UnknownMinutes | None = Field(
        None,
        description="How long one takes: 20, `1u30`, or `unknown`. Not given: not known.",
        examples=[20],
    )
    title: Text = Field("", description="What it is.", examples=["Inkomstenformulier"])
    members: Ids | None = Field(
        None,
        description="Who does it. Not given: the members of the agreement.",
        examples=[["kevin"]],
    )
    from_: OpenDay = Field(
        None, alias="from", description="First day of this demand.", examples=["2027-02-01"]
    )
    until: OpenDay = Field(None, description="Last day of this demand.", examples=["2027-06-30"])


class AfterDoc(Doc):
    """Another agreement that has to be finished first."""

    agreement: Id = Field(
        description="The identifier of the other agreement.", examples=["revalidatie"]
    )
    gap: Gap = Field(0, description="So many days between: 14, `2 weken`.", examples=["2 weken"])


class OrderDoc(Doc):
    """When it may start and must be finished."""

    after: list[Annotated[AfterDoc, Short("agreement")]] = Field(
        default_factory=list,
        max_length=MOST_DEMANDS,
        description="Only after these agreements. One without a gap may be written as one word.",
    )
    starts_before: OpenDay = Field(
        None, description="It starts before this day.", examples=["2027-03-01"]
    )
    finishes_before: OpenDay = Field(
        None, description="Its last day is before this day.", examples=["2027-04-26"]
    )


class FormDoc(Doc):
    """From when until when, and what it asks."""

    from_: UnknownDay = Field(
        None,
        alias="from",
        description="First day; `unknown` when nobody knows yet. Not given: in force already.",
        examples=["2027-02-01"],
    )
    latest_from: OpenDay = Field(
        None,
        description="When the first day is free: the latest day on which it may start. The check "
        "seeks one day with which all fits. Without `from` the first is that of the horizon.",
        examples=["2027-03-01"],
    )
    until: OpenDay = Field(
        None, description="Last day. Not given: no end known.", examples=["2027-06-30"]
    )
    lasts: Lasts = Field(
        None,
        description="How long, when the last day is not known: `12 weken`.",
        examples=["12 weken"],
    )
    sessions: list[SessionsDoc] = Field(
        default_factory=list, max_length=MOST_DEMANDS, description="Times at which it takes place."
    )
    somebody_home: list[SomebodyHomeDoc] = Field(
        default_factory=list,
        max_length=MOST_DEMANDS,
        description="Hours in which somebody has to be at home.",
    )
    money: list[MoneyDoc] = Field(
        default_factory=list,
        max_length=MOST_DEMANDS,
        description="Money a month.",
    )
    ends_income: list[Annotated[EndsIncomeDoc, Short("income")]] = Field(
        default_factory=list,
        max_length=MOST_DEMANDS,
        description="Incomes that stop. One alone may be written as one word.",
    )
    statuses: list[StatusDemandDoc] | None = Field(
        None,
        max_length=MOST_DEMANDS,
        description="Statuses required, excluded or made. Not given: what its kind makes.",
    )
    order: OrderDoc | None = Field(None, description="What has to come first.")
    paperwork: list[PaperworkDoc] = Field(
        default_factory=list,
        max_length=MOST_DEMANDS,
        description="Letters and forms a month. They count in the load, and clash with nothing.",
    )
    fixed: Fixed = Field(
        (),
        description="What Tandem may not think of by itself: `true` for everything, or a list of "
        "`move`, `remote`, `place`, `fewer`, `shorten`, `halve`, `merge`.",
        examples=[True],
    )
    may_merge: YesNo = Field(
        False,
        description="Whether its owner would make it one visit with an agreement of another "
        "organisation, if that says so too.",
        examples=[True],
    )


class AlternativeDoc(FormDoc):
    """Another form that the owner would accept. What it does not name stays as it is."""

    id: Id = Field(description="A short name in small letters.", examples=["evening-group"])
    text: Words = Field(
        description="The alternative in the owner's words.", examples=["Een avondgroep online"]
    )
    takes_place_of: Ids = Field(
        (), description="Agreements that this makes unnecessary.", examples=[["work"]]
    )
    ends_when: Ids = Field(
        (),
        description="It ends the day before the first of these agreements starts.",
        examples=[["work", "school"]],
    )


class MandatoryDoc(Doc):
    """On what a mandatory agreement rests. Write one of the two."""

    article: Words | None = Field(
        None, description="The article of law.", examples=["Participatiewet art. 18b (taaleis)"]
    )
    court_order: Words | None = Field(
        None,
        description="The court order, with its date.",
        examples=["Beschikking van de kinderrechter van 12 november 2026"],
    )


class UnknownDoc(Doc):
    """Something that nobody has filled in yet."""

    what: Words = Field(description="What is not known.", examples=["wanneer het begint"])
    who: Id | None = Field(
        None, description="Who could fill it in. Not given: the owner.", examples=["joris"]
    )


class AgreementDoc(FormDoc):
    """An agreement: who does what, from when until when, and what would do instead."""

    id: Id | None = Field(
        None,
        description="A short name in small letters. With `line` it may be left out.",
        examples=["therapy"],
    )
    line: Words | None = Field(
        None,
        description="The agreement as one line of Dutch (docs/reference/one-line.md). Other keys "
        "may add to it.",
        examples=["therapie: Kevin met Bram Post, di do 10-12"],
    )
    kind: Id | None = Field(
        None,
        description="A kind of the rule base (docs/reference/kinds.md). `line` may say it.",
        examples=["therapy"],
    )
    title: Name | None = Field(
        None, description="What it is called. Not given: as its kind.", examples=["Therapie"]
    )
    owner: Id | None = Field(
        None,
        description="Who answers for it: a professional, a member or a supporter. `line` may say "
        "it.",
        examples=["de-oever"],
    )
    decided_by: Id | None = Field(
        None,
        description="The professional who decides, when the owner carries out.",
        examples=["joris"],
    )
    members: Ids | None = Field(
        None, description="The members concerned. `line` may say it.", examples=[["kevin"]]
    )
    goal: Id | None = Field(None, description="The goal it serves.", examples=["rust"])
    part: Id | None = Field(None, description="The plan part it belongs to.", examples=["jeugd"])
    state: StateDoc = Field(
        "proposed",
        description="How it stands. Only `proposed`, `agreed` and `active` enter the check.",
        examples=["agreed"],
    )
    mandatory: MandatoryDoc | None = Field(
        None, description="For a mandatory agreement: its article or court order."
    )
    protected: YesNo | None = Field(
        None,
        description="Treatment or protection: ending it is never proposed. Not given: as its kind.",
        examples=[True],
    )
    alternatives: list[AlternativeDoc] = Field(
        default_factory=list,
        max_length=MOST_ALTERNATIVES,
        description="Other forms that the owner would accept.",
    )
    unknown: list[Annotated[UnknownDoc, Short("what")]] | None = Field(
        None,
        max_length=MOST_DEMANDS,
        description="What is not known yet. Not given: what is written as `unknown`, and the "
        "times or the money that its kind asks for.",
    )
