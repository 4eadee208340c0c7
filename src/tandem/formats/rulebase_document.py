"""The files of the rule base as typed documents."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tandem.formats.fields import (
    Day,
    DaysOffDoc,
    Doc,
    Id,
    Name,
    OpenDay,
    VariantName,
    Windows,
    Words,
)

Certainty = Literal["V", "D", "M", "S"]
Cost = Annotated[int, Field(ge=1, le=1000)]


class StatusDoc(Doc):
    """A status that a member can have, with the words for it."""

    id: Id = Field(description="A short name in small letters.", examples=["works"])
    nl: Words = Field(
        description="Dutch, to follow a name: `heeft betaald werk`.",
        examples=["heeft betaald werk"],
    )
    en: Words = Field(
        description="English, to follow a name: `has paid work`.", examples=["has paid work"]
    )
    need_nl: Words = Field(
        description="Dutch, to follow `vraagt`: `betaald werk`.", examples=["betaald werk"]
    )
    need_en: Words = Field(
        description="English, to follow `requires`: `paid work`.", examples=["paid work"]
    )


class StatusRuleDoc(Doc):
    """A status that implies or excludes another. Write one of `implies` and `excludes`."""

    id: Id = Field(description="A short name in small letters.", examples=["works-32-is-work"])
    status: Id = Field(description="The status the rule is about.", examples=["works-32-hours"])
    implies: Id | None = Field(
        None, description="Who has the one also has this one.", examples=["works"]
    )
    excludes: Id | None = Field(
        None, description="Who has the one cannot have this one.", examples=["works-under-32-hours"]
    )
    source: Words = Field(
        description="On what the rule rests.", examples=["Participatiewet art. 13 lid 1 onder a"]
    )
    certainty: Certainty = Field(
        description="V read in a law text or page, D follows from the words, M from memory, "
        "S said by an article or a rule of thumb. M and S are told as not sure.",
        examples=["V"],
    )
    valid_from: OpenDay = Field(
        None, description="First day. Not given: always was.", examples=["2026-07-01"]
    )
    valid_to: OpenDay = Field(
        None, description="Last day. Not given: no end known.", examples=["2027-12-31"]
    )
    checked_on: OpenDay = Field(
        description="When somebody last looked at the source.", examples=["2026-11-21"]
    )


class StatusesDoc(Doc):
    """The file `statuses.yaml`."""

    statuses: list[StatusDoc] = Field(max_length=500, description="The statuses.")
    rules: list[StatusRuleDoc] = Field(max_length=1000, description="The rules.")


class KindDoc(Doc):
    """A kind of agreement with what it asks when nothing else is said."""

    id: Id = Field(description="A short name in small letters.", examples=["therapy"])
    nl: Name = Field(description="The Dutch name.", examples=["Therapie"])
    en: Name = Field(description="The English name.", examples=["Therapy"])
    words: list[Name] = Field(
        min_length=1,
        max_length=50,
        description="Dutch words that name it in one line of text.",
        examples=[["therapie", "groepstherapie"]],
    )
    where: Literal["home", "remote", "out"] = Field(
        "out", description="Where it takes place.", examples=["out"]
    )
    minutes: int | None = Field(
        None, ge=1, le=1440, description="How long one time lasts.", examples=[60]
    )
    contact: bool = Field(
        False, description="Whether it is a professional contact.", examples=[True]
    )
    protected: bool = Field(
        False, description="Whether it is treatment or protection.", examples=[True]
    )
    money: Literal["in", "out"] | None = Field(
        None, description="Which way money goes.", examples=["out"]
    )
    makes: list[Id] = Field(
        default_factory=list, max_length=20, description="Statuses it makes.", examples=[["works"]]
    )
    theme: Literal["money", "care"] | None = Field(
        None,
        description="What it is about, as far as a mandate to represent somebody asks: money "
        "(bewindvoerder, curator) or care (mentor, curator). Not given: neither.",
        examples=["care"],
    )
    not_in: DaysOffDoc = Field(
        (),
        description="Days on which it does not take place, in a household with a region.",
        examples=[["school_holidays"]],
    )


class KindsDoc(Doc):
    """The file `kinds.yaml`."""

    source: Words = Field(
        description="On what the defaults rest.", examples=["Eigen keuze van Tandem"]
    )
    checked_on: OpenDay = Field(
        description="When somebody last looked at them.", examples=["2026-11-21"]
    )
    kinds: list[KindDoc] = Field(min_length=1, max_length=100, description="The kinds.")


class CostsOfChangesDoc(Doc):
    """What each kind of change costs."""

    alternative: Cost = Field(description="An alternative that the owner named.", examples=[1])
    move: Cost = Field(description="Another day or time.", examples=[1])
    remote: Cost = Field(description="By telephone or on line.", examples=[1])
    merge: Cost = Field(description="Two visits become one.", examples=[1])
    shorten: Cost = Field(description="Shorter.", examples=[2])
    fewer: Cost = Field(description="Fewer times.", examples=[2])
    postpone: Cost = Field(description="Starting later.", examples=[3])
    halve: Cost = Field(description="Half the amount.", examples=[4])
    end: Cost = Field(description="Ending.", examples=[20])


class CostsDoc(Doc):
    """The file `costs.yaml`."""

    source: Words = Field(
        description="On what the costs rest.", examples=["Eigen keuze van Tandem"]
    )
    valid_from: OpenDay = Field(
        None, description="First day. Not given: always was.", examples=["2026-11-21"]
    )
    checked_on: OpenDay = Field(
        description="When somebody last looked at them.", examples=["2026-11-21"]
    )
    costs: CostsOfChangesDoc = Field(description="The costs.")


class HoursDoc(Doc):
    """The hours within which an agreement at a place may be moved."""

    where: Literal["home", "remote", "out"] = Field(description="The place.", examples=["out"])
    windows: Windows = Field(description="Days and hours.", examples=["ma-vr 09:00-17:00"])


class VariantRuleDoc(Doc):
    """What Tandem may vary in agreements of one kind."""

    kind: Id = Field(description="A kind of agreement.", examples=["office-talk"])
    allows: list[VariantName] = Field(
        max_length=10,
        description="`move` (another moment), `remote` (by telephone or on line), `place` (at "
        "home, or at the place of another agreement), `fewer` (one time a week less), `shorten` "
        "(to the quarter below), `halve` (half the amount), `merge` (two contacts in one visit).",
        examples=[["move", "remote"]],
    )
    hours: Windows = Field(
        (),
        description="Days and hours to move within. Not given: those of the place.",
        examples=["ma-zo 09:00-20:00"],
    )
    source: Words = Field(
        description="On what it rests.", examples=["Gesprekken zijn meestal op kantoortijd"]
    )
    certainty: Certainty = Field(
        description="V read in a law text or page, D follows from the words, M from memory, "
        "S a rule of thumb. M and S are not sure.",
        examples=["S"],
    )
    valid_from: OpenDay = Field(
        None, description="First day. Not given: always was.", examples=["2026-11-22"]
    )
    valid_to: OpenDay = Field(
        None, description="Last day. Not given: no end known.", examples=["2027-12-31"]
    )
    checked_on: OpenDay = Field(
        description="When somebody last looked at it.", examples=["2026-11-22"]
    )


class VariantsDoc(Doc):
    """The file `variants.yaml`."""

    source: Words = Field(
        description="On what the hours rest.", examples=["Eigen keuze van Tandem"]
    )
    checked_on: OpenDay = Field(
        description="When somebody last looked at them.", examples=["2026-11-22"]
    )
    hours: list[HoursDoc] = Field(max_length=3, description="Hours to move within, by place.")
    kinds: list[VariantRuleDoc] = Field(
        max_length=200, description="The kinds; one that is not named is never varied."
    )


Domain = Literal["wmo", "youth", "income", "debts", "care", "safety"]


class GroundDoc(Doc):
    """A legal ground on which a professional has a part in a household."""

    id: Id = Field(description="A short name in small letters.", examples=["wmo-investigation"])
    nl: Words = Field(
        description="What it is about, in Dutch, to follow the article.",
        examples=["onderzoek na een melding om ondersteuning"],
    )
    en: Words = Field(
        description="The same in English.",
        examples=["investigation after a report asking for support (Wmo)"],
    )
    source: Words = Field(
        description="The law and the article.", examples=["Wmo 2015, artikel 2.3.2"]
    )
    certainty: Certainty = Field(
        description="V read in a law text or page, D follows from the words, M from memory, "
        "S said by an article or a rule of thumb. M and S are told as still to be checked.",
        examples=["V"],
    )
    valid_from: OpenDay = Field(
        None, description="First day. Not given: always was.", examples=["2015-01-01"]
    )
    valid_to: OpenDay = Field(
        None, description="Last day. Not given: no end known.", examples=["2027-12-31"]
    )
    checked_on: OpenDay = Field(
        description="When somebody last looked at the source.", examples=["2026-11-21"]
    )
    to: Domain | None = Field(
        None, description="The domain that uses the data.", examples=["debts"]
    )
    from_: list[Domain] = Field(
        default_factory=list,
        alias="from",
        max_length=10,
        description="The domains that the data may come from, beside its own.",
        examples=[["youth", "income", "wmo"]],
    )
    consent: bool = Field(
        False,
        description="Whether it asks for consent, which is recorded apart.",
        examples=[True],
    )
    switch: Literal["wams"] | None = Field(
        None,
        description="It counts only while this switch is on: a law that is not in force.",
        examples=["wams"],
    )


class GroundsDoc(Doc):
    """The file `grounds.yaml`."""

    grounds: list[GroundDoc] = Field(
        min_length=1, max_length=200, description="The legal grounds, as they are offered."
    )


class StretchDoc(Doc):
    """The days of a school holiday in one region."""

    from_: Day = Field(alias="from", description="The first day.", examples=["2026-10-17"])
    until: Day = Field(description="The last day.", examples=["2026-10-25"])


class SchoolHolidayDoc(Doc):
    """A school holiday, by region."""

    nl: Name = Field(description="The Dutch name.", examples=["Herfstvakantie"])
    en: Name = Field(description="The English name.", examples=["Autumn holiday"])
    noord: StretchDoc = Field(description="In the north.")
    midden: StretchDoc = Field(description="In the middle.")
    zuid: StretchDoc = Field(description="In the south.")


class SchoolYearDoc(Doc):
    """A school year of which the holidays are published."""

    from_: Day = Field(alias="from", description="The first day.", examples=["2026-08-01"])
    until: Day = Field(description="The last day.", examples=["2027-07-31"])
    source: Words = Field(
        description="Where the dates are published.",
        examples=["Rijksoverheid, overzicht schoolvakanties 2027-2028"],
    )
    certainty: Certainty = Field(
        description="V read on the ministry's page, D follows from the words, M from memory, "
        "S said by somebody else. M and S are not sure.",
        examples=["V"],
    )
    checked_on: OpenDay = Field(
        description="When somebody last looked at the source.", examples=["2026-11-21"]
    )
    holidays: list[SchoolHolidayDoc] = Field(max_length=20, description="The holidays.")


class HolidaysDoc(Doc):
    """The file `holidays.yaml`."""

    school_years: list[SchoolYearDoc] = Field(max_length=100, description="The school years.")
