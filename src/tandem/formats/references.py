"""Every reference of a household document: where it stands, to what, and whether that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tandem.core.model import HOUSEHOLD
from tandem.core.rules import RuleBase
from tandem.formats import document_agreements as docs
from tandem.formats.document import HouseholdDoc
from tandem.formats.names import PEOPLE, Group, Names
from tandem.formats.nearest import nearest, some
from tandem.formats.problems import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the meaning of a document, at a path in it."""

    code: str
    path: Path
    details: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Reference:
    path: Path
    name: str
    groups: tuple[Group, ...]
    others: tuple[str, ...] = ()
    """Names that are always there."""


def unknown_references(document: HouseholdDoc, names: Names) -> Iterator[Finding]:
    """Yield every reference to somebody or something that is not in the file.

    References into a part of the file that could not be read at all are left alone.
    """
    for reference in _references(document):
        if names.unreadable.intersection(reference.groups):
            continue
        known = [*names.known(*reference.groups), *reference.others]
        if reference.name in known:
            continue
        words = (
            " of ".join(group.nl for group in reference.groups),
            " or ".join(group.en for group in reference.groups),
        )
        code = "nobody" if reference.groups[0] in PEOPLE else "nothing"
        yield not_found(code, reference.path, reference.name, known, words)


def unknown_rules(document: HouseholdDoc, rules: RuleBase) -> Iterator[Finding]:
    """Yield every status and kind that is not in the rule base."""
    statuses = [status.id for status in rules.statuses.statuses]
    for path, name in _statuses(document):
        if name not in statuses:
            yield not_found("no-rule", path, name, statuses, ("een status", "a status"))
    kinds = [kind.id for kind in rules.kinds]
    for at, one in enumerate(document.agreements):
        if one.kind is not None and one.kind not in kinds:
            path = ("agreements", at, "kind")
            words = ("een soort afspraak", "a kind of agreement")
            yield not_found("no-rule", path, one.kind, kinds, words)


def not_found(
    code: str, path: Path, name: str, known: Iterable[str], words: tuple[str, str]
) -> Finding:
    """Return a finding about a name that is not known, with the nearest one that is."""
    every = list(known)
    details: dict[str, object] = {"id": name, "kinds_nl": words[0], "kinds_en": words[1]}
    near = nearest(name, every)
    if near is None:
        return Finding(code, path, details | {"known": some(every)})
    return Finding(f"{code}-near", path, details | {"near": near})


def _references(document: HouseholdDoc) -> Iterator[_Reference]:
    yield from _one(("lead",), document.lead, Group.PROFESSIONAL)
    for at, part in enumerate(document.parts):
        yield from _one(("parts", at, "by"), part.by, *PEOPLE)
    for at, goal in enumerate(document.goals):
        yield from _all(("goals", at, "members"), goal.members, Group.MEMBER)
        yield from _one(("goals", at, "part"), goal.part, Group.PART)
    yield from _all(("priorities",), document.priorities, Group.GOAL)
    for at, account in enumerate(document.accounts):
        yield _Reference(("accounts", at, "of"), account.of, (Group.MEMBER,), (HOUSEHOLD,))
    for at, one in enumerate(document.agreements):
        yield from _agreement(("agreements", at), one)


def _agreement(path: Path, one: docs.AgreementDoc) -> Iterator[_Reference]:
    yield from _one((*path, "owner"), one.owner, *PEOPLE)
    yield from _one((*path, "decided_by"), one.decided_by, Group.PROFESSIONAL)
    yield from _all((*path, "members"), one.members or (), Group.MEMBER)
    yield from _one((*path, "goal"), one.goal, Group.GOAL)
    yield from _one((*path, "part"), one.part, Group.PART)
    for at, unknown in enumerate(one.unknown or ()):
        yield from _one((*path, "unknown", at, "who"), unknown.who, *PEOPLE)
    yield from _form(path, one)
    for at, other in enumerate(one.alternatives):
        inside = (*path, "alternatives", at)
        yield from _all((*inside, "takes_place_of"), other.takes_place_of, Group.AGREEMENT)
        yield from _all((*inside, "ends_when"), other.ends_when, Group.AGREEMENT)
        yield from _form(inside, other)


def _form(path: Path, form: docs.FormDoc) -> Iterator[_Reference]:
    for at, session in enumerate(form.sessions):
        inside = (*path, "sessions", at)
        yield from _all((*inside, "members"), session.members or (), Group.MEMBER)
        if isinstance(session.contact, tuple):
            yield from _all((*inside, "contact"), session.contact, Group.MEMBER)
    for at, home in enumerate(form.somebody_home):
        inside = (*path, "somebody_home", at)
        yield from _all((*inside, "adults"), home.adults, Group.MEMBER)
        yield from _one((*inside, "child"), home.child, Group.MEMBER)
    for at, money in enumerate(form.money):
        if money.account is not None:
            inside = (*path, "money", at, "account")
            yield _Reference(inside, money.account, (Group.MEMBER,), (HOUSEHOLD,))
    for at, ends in enumerate(form.ends_income):
        yield from _one((*path, "ends_income", at, "income"), ends.income, Group.INCOME)
    for at, status in enumerate(form.statuses or ()):
        yield from _one((*path, "statuses", at, "member"), status.member, Group.MEMBER)
    yield from _papers_and_order(path, form)


def _papers_and_order(path: Path, form: docs.FormDoc) -> Iterator[_Reference]:
    for at, papers in enumerate(form.paperwork):
        yield from _all((*path, "paperwork", at, "members"), papers.members or (), Group.MEMBER)
    for at, after in enumerate(form.order.after if form.order else ()):
        inside = (*path, "order", "after", at, "agreement")
        yield from _one(inside, after.agreement, Group.AGREEMENT)


def _one(path: Path, name: str | None, *groups: Group) -> Iterator[_Reference]:
    if name is not None:
        yield _Reference(path, name, groups)


def _all(path: Path, names: Iterable[str], *groups: Group) -> Iterator[_Reference]:
    for at, name in enumerate(names):
        yield _Reference((*path, at), name, groups)


def _statuses(document: HouseholdDoc) -> Iterator[tuple[Path, str]]:
    for at, member in enumerate(document.members):
        for place, fact in enumerate(member.statuses):
            yield ("members", at, "statuses", place, "status"), fact.status
    for at, one in enumerate(document.agreements):
        path: Path = ("agreements", at)
        yield from _statuses_of_form(path, one)
        for place, other in enumerate(one.alternatives):
            yield from _statuses_of_form((*path, "alternatives", place), other)


def _statuses_of_form(path: Path, form: docs.FormDoc) -> Iterator[tuple[Path, str]]:
    for at, demand in enumerate(form.statuses or ()):
        for key in ("requires", "excludes", "makes"):
            name = getattr(demand, key)
            if name is not None:
                yield (*path, "statuses", at, key), name
