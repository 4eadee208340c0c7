"""What an agreement is to be, before it is written, and whether it can mean that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import Case
from tandem.core.model import Agreement, Alternative, Demands, Form, Household, Mandatory, Unknown
from tandem.formats import rulebase
from tandem.formats.from_core import plain
from tandem.formats.household import read
from tandem.formats.problems import HouseholdFileError, path_text
from tandem.formats.problems import Problem as FileProblem
from tandem.records.plans.rows import AgreementRow, PersonRef

DRAFT_KEY = "new-agreement"
"""The short name of a draft that has none yet, while it is being looked at."""


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement as it is entered; people, goals and parts by their short names."""

    title: str
    kind: str
    owner: str
    """Who answers for it: a professional, a member, or somebody from the network."""
    members: tuple[str, ...] = ()
    goal: str | None = None
    part: str | None = None
    decided_by: str | None = None
    form: Form = field(default_factory=Form)
    mandatory: Mandatory | None = None
    protected: bool | None = None
    """None: as agreements of this kind are."""
    alternatives: tuple[Alternative, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    line: str = ""
    """The one line of text it was entered with."""

    @property
    def is_protected(self) -> bool:
        """Whether it is treatment or protection: as said, else as its kind."""
        if self.protected is not None:
            return self.protected
        return any(one.id == self.kind and one.protected for one in rulebase.load().kinds)

    def core(self, key: str = DRAFT_KEY) -> Agreement:
        """Return the draft as the plan check knows agreements."""
        return Agreement(
            id=key,
            title=self.title,
            kind=self.kind,
            owner=self.owner,
            form=self.form,
            members=self.members,
            goal=self.goal,
            part=self.part,
            decided_by=self.decided_by,
            mandatory=self.mandatory,
            protected=self.is_protected,
            alternatives=self.alternatives,
            unknown=self.unknown,
        )


def draft_of(case: Case, row: AgreementRow) -> AgreementDraft:
    """Return an agreement of the plan as a draft, to change some of it."""
    keys = case.everybody.keys()
    members = (PersonRef(member=one) for one in row.members)
    decided = PersonRef(involvement=row.decided_by)
    return AgreementDraft(
        title=row.title,
        kind=row.kind,
        owner=keys.get(row.owner, "?"),
        members=tuple(keys[one] for one in members if one in keys),
        goal=next((one.key for one in case.plan.goals if one.id == row.goal), None),
        part=next((one.key for one in case.plan.parts if one.id == row.part), None),
        decided_by=keys.get(decided) if row.decided_by else None,
        form=row.form,
        mandatory=row.mandatory,
        protected=row.protected,
        alternatives=row.alternatives,
        unknown=row.unknown,
        line=row.line,
    )


def draft_from(case: Case, document: Mapping[str, object], *, line: str = "") -> AgreementDraft:
    """Return a draft from an agreement in the form of the household file, with every default.

    `document` has the keys of docs/reference/household-file.md, as far as they are known: `kind`,
    `owner`, `members`, `sessions`, `from` … Raises InvalidError that names everything that is
    wrong, with the field it is about.
    """
    found = _read(case, {**document, "id": DRAFT_KEY}, DRAFT_KEY)
    return AgreementDraft(
        title=found.title,
        kind=found.kind,
        owner=found.owner,
        members=found.members,
        goal=found.goal,
        part=found.part,
        decided_by=found.decided_by,
        form=found.form,
        mandatory=found.mandatory,
        protected=found.protected,
        alternatives=found.alternatives,
        unknown=found.unknown,
        line=line,
    )


def demands_kept(was: Form, now: Form) -> Demands:
    """Return what a line asks now, with what it never says: statuses, order, letters."""
    return replace(
        now.demands,
        statuses=now.demands.statuses or was.demands.statuses,
        ends_income=was.demands.ends_income,
        order=now.demands.order if now.demands.order.after else was.demands.order,
        paperwork=was.demands.paperwork,
    )


def require_sound(case: Case, draft: AgreementDraft, key: str = DRAFT_KEY) -> None:
    """Raise InvalidError unless a draft can mean something in this household."""
    if not draft.title.strip():
        raise InvalidError(Problem("title", "Give the agreement a name.", dutch="Geef een naam."))
    written = plain(replace(_around(case, key), agreements=(draft.core(key),)))
    agreements = written["agreements"]
    assert isinstance(agreements, list)  # noqa: S101 - as `plain` writes it
    _read(case, agreements[0], key)


def _around(case: Case, key: str) -> Household:
    """Return the household with every other agreement as a mere name to refer to."""
    core = case.core()
    somebody = core.members[0].id if core.members else ""
    others = (
        replace(one, owner=somebody, decided_by=None, form=Form(), alternatives=(), unknown=())
        for one in core.agreements
        if one.id != key
    )
    parts = (replace(one, by=somebody) for one in core.parts)
    return replace(
        core,
        id="household",
        lead=None,
        agreements=tuple(others),
        parts=tuple(parts),
        places=(),  # nothing is at them once the others are mere names
    )


def _read(case: Case, document: Mapping[str, object], key: str) -> Agreement:
    """Read one agreement as a household file is read, so that one reader says what is wrong."""
    written = plain(_around(case, key))
    others = written.get("agreements") or []
    assert isinstance(others, list)  # noqa: S101 - as `plain` writes it
    written["agreements"] = [*others, dict(document)]
    data = json.dumps(written, default=_day).encode()
    try:
        household = read(data, "plan.json", rulebase.load())
    except HouseholdFileError as error:
        raise InvalidError(*(_problem(one) for one in error.problems)) from error
    return household.agreements[-1]


def _day(value: object) -> str:
    assert isinstance(value, date)  # noqa: S101 - the only plain value that JSON does not have
    return value.isoformat()


def _problem(found: FileProblem) -> Problem:
    """Return a problem of the reader, named by the field within the agreement."""
    return Problem(
        path_text(found.path[2:]) or "agreement",
        f"{found.what('en')} {found.right('en')}".strip(),
        dutch=f"{found.what('nl')} {found.right('nl')}".strip(),
    )
