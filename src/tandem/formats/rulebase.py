"""The rule base as files: statuses and their rules, kinds, costs of changes, legal grounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from tandem.core.access import Theme
from tandem.core.model import Period, Region, Variant, Where
from tandem.core.rules import (
    ChangeCosts,
    Holidays,
    Kind,
    LegalGround,
    RuleBase,
    RuleRelation,
    SchoolHoliday,
    SchoolYear,
    Status,
    StatusRule,
    StatusRules,
    UnsatisfiableRulesError,
    VariantRule,
    VariantRules,
    public_holidays,
)
from tandem.formats.fields import Doc
from tandem.formats.nearest import nearest, some
from tandem.formats.problems import RuleBaseFileError
from tandem.formats.rulebase_document import (
    CostsDoc,
    GroundsDoc,
    HolidaysDoc,
    KindsDoc,
    SchoolYearDoc,
    StatusesDoc,
    StatusRuleDoc,
    VariantRuleDoc,
    VariantsDoc,
)
from tandem.formats.source import read_tree
from tandem.formats.tree import StopReadingError, Tree
from tandem.formats.validate import validate

FOLDER = Path(__file__).parent.parent / "rulebase"
CERTAIN = frozenset({"V", "D"})
FIRST_PUBLIC_YEAR, LAST_PUBLIC_YEAR = 2024, 2045
"""The years of which the public holidays are worked out."""

D = TypeVar("D", bound=Doc)
T = TypeVar("T")


@lru_cache(maxsize=1)
def load() -> RuleBase:
    """Return the rule base that comes with Tandem."""
    return load_folder(FOLDER)


def load_folder(folder: Path) -> RuleBase:
    """Read a rule base from a folder with its five files.

    They are `statuses.yaml`, `kinds.yaml`, `costs.yaml`, `variants.yaml` and `holidays.yaml`.

    Raises RuleBaseFileError: also when a status could never be had by anybody.
    """
    statuses = read_file(folder / "statuses.yaml", _statuses)
    kinds = read_file(folder / "kinds.yaml", lambda tree: _kinds(tree, statuses))
    costs = read_file(folder / "costs.yaml", _costs)
    variants = read_file(folder / "variants.yaml", lambda tree: _variants(tree, kinds))
    holidays = read_file(folder / "holidays.yaml", _holidays)
    return RuleBase(statuses, kinds, costs, variants, holidays)


@lru_cache(maxsize=1)
def ground_of(recorded: str) -> LegalGround | None:
    """Return the ground that is written down like this; None for one in somebody's own words."""
    return next((one for one in load_grounds() if one.recorded == recorded), None)


def recorded_ground(name: str, on: date) -> str:
    """Return how the ground of this name is written down on a day; empty when none holds then."""
    return next(
        (one.recorded for one in load_grounds() if one.id == name and one.valid.contains(on)), ""
    )


def load_grounds() -> tuple[LegalGround, ...]:
    """Return the legal grounds that come with Tandem, in the order in which they are offered."""
    return read_file(FOLDER / "grounds.yaml", _grounds)


def read_file(path: Path, read: Callable[[Tree], T]) -> T:
    """Read one file of the rule base; raises RuleBaseFileError."""
    tree = Tree(str(path))
    try:
        tree = read_tree(path.read_bytes(), str(path))
        return read(tree)
    except OSError as error:
        tree.problem("no-file", (), {"reason": error.strerror})
    except StopReadingError:
        tree.fatal = True
    raise RuleBaseFileError(tree.problems)


def sound_document(model: type[D], tree: Tree) -> D:
    """Return a file of the rule base as its document; raises RuleBaseFileError."""
    sound = None if tree.fatal else validate(model, tree)
    if sound is None or tree.problems:
        raise RuleBaseFileError(tree.problems)
    return sound.document


def _statuses(tree: Tree) -> StatusRules:
    document = sound_document(StatusesDoc, tree)
    known = [status.id for status in document.statuses]
    refuse_twice(tree, "statuses", known)
    refuse_twice(tree, "rules", [rule.id for rule in document.rules])
    for place, rule in enumerate(document.rules):
        _check_rule(tree, place, rule, known)
    if tree.problems:
        raise RuleBaseFileError(tree.problems)
    statuses = tuple(Status(**status.model_dump()) for status in document.statuses)
    try:
        return StatusRules(statuses, tuple(_rule(rule) for rule in document.rules))
    except UnsatisfiableRulesError as error:
        last = max(at for at, rule in enumerate(document.rules) if rule.id in error.rules)
        details = {"status": error.status, "rules": ", ".join(error.rules)}
        tree.problem("unsatisfiable", ("rules", last), details)
        raise RuleBaseFileError(tree.problems) from error


def _check_rule(tree: Tree, place: int, rule: StatusRuleDoc, known: list[str]) -> None:
    path = ("rules", place)
    relations = {"implies": rule.implies, "excludes": rule.excludes}
    said = [name for name, other in relations.items() if other is not None]
    if len(said) != 1:
        tree.problem("one-of", path, {"keys": "implies, excludes", "count": len(said)})
    for key, status in {"status": rule.status, **relations}.items():
        if status is not None and status not in known:
            _no_rule(tree, (*path, key), status, known, ("een status", "a status"))
    period = Period(rule.valid_from, rule.valid_to)
    if period.is_empty:
        first, last = rule.valid_from, rule.valid_to
        tree.problem("until-before-from", (*path, "valid_to"), {"first": first, "until": last})


def _rule(rule: StatusRuleDoc) -> StatusRule:
    relation = RuleRelation.IMPLIES if rule.implies is not None else RuleRelation.EXCLUDES
    return StatusRule(
        id=rule.id,
        relation=relation,
        status=rule.status,
        other=rule.implies or rule.excludes or "",
        source=rule.source,
        valid=Period(rule.valid_from, rule.valid_to),
        checked_on=rule.checked_on,
        sure=rule.certainty in CERTAIN,
    )


def _kinds(tree: Tree, statuses: StatusRules) -> tuple[Kind, ...]:
    document = sound_document(KindsDoc, tree)
    refuse_twice(tree, "kinds", [kind.id for kind in document.kinds])
    known = [status.id for status in statuses.statuses]
    for place, kind in enumerate(document.kinds):
        for made in set(kind.makes) - set(known):
            path = ("kinds", place, "makes")
            _no_rule(tree, path, made, known, ("een status", "a status"))
    for word, place in _words_twice([kind.words for kind in document.kinds]):
        tree.problem("word-twice", ("kinds", place, "words"), {"word": word})
    if tree.problems:
        raise RuleBaseFileError(tree.problems)
    return tuple(
        Kind(
            id=kind.id,
            nl=kind.nl,
            en=kind.en,
            words=tuple(kind.words),
            where=Where(kind.where),
            minutes=kind.minutes,
            contact=kind.contact,
            protected=kind.protected,
            money=kind.money,
            makes=tuple(kind.makes),
            theme=Theme(kind.theme) if kind.theme else None,
            not_in=kind.not_in,
        )
        for kind in document.kinds
    )


def _words_twice(lists: Iterable[list[str]]) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for place, words in enumerate(lists):
        for word in words:
            if word.casefold() in seen:
                yield word, place
            seen.add(word.casefold())


def _costs(tree: Tree) -> ChangeCosts:
    document = sound_document(CostsDoc, tree)
    try:
        return ChangeCosts(**document.costs.model_dump())
    except ValueError:
        tree.problem("costs-order", ("costs",))
        raise RuleBaseFileError(tree.problems) from None


def _variants(tree: Tree, kinds: tuple[Kind, ...]) -> VariantRules:
    document = sound_document(VariantsDoc, tree)
    known = [kind.id for kind in kinds]
    for place, rule in enumerate(document.kinds):
        if rule.kind not in known:
            words = ("een soort afspraak", "a kind of agreement")
            _no_rule(tree, ("kinds", place, "kind"), rule.kind, known, words)
        if Period(rule.valid_from, rule.valid_to).is_empty:
            first, last = rule.valid_from, rule.valid_to
            path = ("kinds", place, "valid_to")
            tree.problem("until-before-from", path, {"first": first, "until": last})
    if tree.problems:
        raise RuleBaseFileError(tree.problems)
    hours = {Where(one.where): one.windows for one in document.hours}
    return VariantRules(hours, tuple(_variant_rule(rule) for rule in document.kinds))


def _variant_rule(rule: VariantRuleDoc) -> VariantRule:
    return VariantRule(
        kind=rule.kind,
        allows=tuple(Variant(one) for one in rule.allows),
        hours=rule.hours,
        source=rule.source,
        valid=Period(rule.valid_from, rule.valid_to),
        checked_on=rule.checked_on,
        sure=rule.certainty in CERTAIN,
    )


def _holidays(tree: Tree) -> Holidays:
    document = sound_document(HolidaysDoc, tree)
    for place, year in enumerate(document.school_years):
        path = ("school_years", place)
        _check_dates(tree, path, year.from_, year.until)
        for at, holiday in enumerate(year.holidays):
            for region in Region:
                inside = (*path, "holidays", at, region.value)
                stretch = getattr(holiday, region.value)
                _check_dates(tree, inside, stretch.from_, stretch.until)
    if tree.problems:
        raise RuleBaseFileError(tree.problems)
    years = tuple(_school_year(year) for year in document.school_years)
    return Holidays(years, public_holidays(FIRST_PUBLIC_YEAR, LAST_PUBLIC_YEAR))


def _check_dates(tree: Tree, path: tuple[str | int, ...], first: date, until: date) -> None:
    if until < first:
        tree.problem("until-before-from", (*path, "until"), {"first": first, "until": until})


def _school_year(year: SchoolYearDoc) -> SchoolYear:
    stretches = (
        (one, region, getattr(one, region.value)) for one in year.holidays for region in Region
    )
    return SchoolYear(
        period=Period(year.from_, year.until),
        holidays=tuple(
            SchoolHoliday(one.nl, one.en, region, Period(stretch.from_, stretch.until))
            for one, region, stretch in stretches
        ),
        source=year.source,
        checked_on=year.checked_on,
        sure=year.certainty in CERTAIN,
    )


def _grounds(tree: Tree) -> tuple[LegalGround, ...]:
    document = sound_document(GroundsDoc, tree)
    refuse_twice(tree, "grounds", [one.id for one in document.grounds])
    if tree.problems:
        raise RuleBaseFileError(tree.problems)
    return tuple(
        LegalGround(
            id=one.id,
            nl=one.nl,
            en=one.en,
            source=one.source,
            valid=Period(one.valid_from, one.valid_to),
            checked_on=one.checked_on,
            sure=one.certainty in CERTAIN,
            to=one.to or "",
            sources=tuple(one.from_),
            needs_consent=one.consent,
            switch=one.switch or "",
        )
        for one in document.grounds
    )


def refuse_twice(tree: Tree, key: str, identifiers: list[str]) -> None:
    """Note identifiers that stand in a list twice."""
    first: dict[str, int] = {}
    for place, identifier in enumerate(identifiers):
        if identifier in first:
            line = tree.mark((key, first[identifier], "id")).line
            tree.problem("id-twice", (key, place, "id"), {"id": identifier, "first": line})
        first.setdefault(identifier, place)


def _no_rule(
    tree: Tree, path: tuple[str | int, ...], word: str, known: list[str], kinds: tuple[str, str]
) -> None:
    details: dict[str, object] = {"id": word, "kinds_nl": kinds[0], "kinds_en": kinds[1]}
    near = nearest(word, known)
    if near is None:
        tree.problem("no-rule", path, details | {"known": some(known)})
    else:
        tree.problem("no-rule-near", path, details | {"near": near})
