"""The file `keeping.yaml` as a typed document: terms, retention, and where a BSN may be used."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tandem.formats.fields import Doc, Id, OpenDay, Words
from tandem.formats.rulebase_document import Certainty

Years = Annotated[int, Field(ge=1, le=120)]


class TermDoc(Doc):
    """A term of the rights of a resident."""

    id: Literal["correction", "destruction", "waiting"] = Field(
        description="Which term it is.", examples=["correction"]
    )
    nl: Words = Field(description="Dutch.", examples=["antwoord op “dit klopt niet”"])
    en: Words = Field(description="English.", examples=["answer to “this is not right”"])
    months: Annotated[int, Field(ge=0, le=60)] = Field(
        0, description="Months after the request.", examples=[1]
    )
    days: Annotated[int, Field(ge=0, le=365)] = Field(
        0, description="Days after that.", examples=[14]
    )
    source: Words = Field(description="On what it rests.", examples=["AVG, artikel 12 lid 3"])
    certainty: Certainty = Field(
        description="V read in a law text or page, D follows from the words or is our own choice, "
        "M from memory, S said by an article. M and S are told as still to be checked.",
        examples=["V"],
    )
    valid_from: OpenDay = Field(
        None, description="First day. Not given: always was.", examples=["2018-05-25"]
    )
    valid_to: OpenDay = Field(
        None, description="Last day. Not given: no end known.", examples=["2030-12-31"]
    )
    checked_on: OpenDay = Field(
        None, description="When somebody last looked at the source.", examples=["2026-11-21"]
    )


class RetentionDoc(Doc):
    """How long a law has what was recorded on it kept."""

    id: Id = Field(description="A short name in small letters.", examples=["wmo"])
    nl: Words = Field(description="Dutch.", examples=["ondersteuning (Wmo)"])
    en: Words = Field(description="English.", examples=["support (Wmo)"])
    law: Words = Field(
        description="How a recorded ground of this law begins; the first that fits counts.",
        examples=["Wmo 2015"],
    )
    years: Years | None = Field(
        description="Years after the help ended; null: not known, and a person decides.",
        examples=[15],
    )
    source: Words = Field(description="The article.", examples=["Wmo 2015, artikel 5.3.4"])
    certainty: Certainty = Field(description="As with a term.", examples=["V"])
    valid_from: OpenDay = Field(None, description="First day.", examples=["2015-01-01"])
    valid_to: OpenDay = Field(None, description="Last day.", examples=["2030-12-31"])
    checked_on: OpenDay = Field(
        None, description="When somebody last looked at the source.", examples=["2026-11-21"]
    )


class BsnGroundDoc(Doc):
    """A legal ground on which a BSN may be used."""

    ground: Id = Field(
        description="The short name of a ground in `grounds.yaml`.", examples=["debt-help"]
    )
    source: Words = Field(description="The article.", examples=["Wgs, artikel 8a tot en met 8c"])
    certainty: Literal["V"] = Field(
        description="Only V: where nobody read that it may, it may not.", examples=["V"]
    )
    checked_on: OpenDay = Field(
        None, description="When somebody last looked at the source.", examples=["2026-11-21"]
    )


class KeepingDoc(Doc):
    """The file `keeping.yaml`."""

    terms: list[TermDoc] = Field(min_length=1, max_length=100, description="The terms.")
    retentions: list[RetentionDoc] = Field(
        min_length=1, max_length=100, description="How long each law has things kept."
    )
    bsn: list[BsnGroundDoc] = Field(
        max_length=100, description="The grounds on which a BSN may be used."
    )
