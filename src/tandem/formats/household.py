"""The household file: reading YAML or JSON into a household, and writing it back."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tandem.formats import to_core
from tandem.formats.document import HouseholdDoc
from tandem.formats.meaning import findings
from tandem.formats.names import Names, declared
from tandem.formats.problems import HouseholdFileError
from tandem.formats.references import unknown_references, unknown_rules
from tandem.formats.source import read_tree
from tandem.formats.tree import MAX_BYTES, StopReadingError, Tree
from tandem.formats.validate import Sound, validate

_FOLLOWS = frozenset(
    {
        "one-of",
        "missing-in-agreement",
        "mandatory-reason",
        "whose",
        "nobody-present",
        "nobody-writes",
    }
)
"""What is only told of an agreement when nothing else is wrong with it: it may follow from that."""

_STAND_INS = {
    "id": "stand-in",
    "name": "?",
    "title": "?",
    "text": "?",
    "what": "?",
    "amount": 0,
    "from": "2024-01-01",
    "horizon": {"from": "2024-01-01"},
    "members": [{"id": "stand-in", "name": "?"}],
}
"""What stands in for a required key that is missing, so that the rest can still be checked."""


def read(data: bytes, name: str, rules: RuleBase) -> Household:
    """Read a household file; `name` tells its form (`.json` is JSON) and stands in messages.

    Raises HouseholdFileError with every problem of the file.
    """
    tree = read_tree(data, name)
    document: HouseholdDoc | None = None
    if not tree.fatal:
        try:
            document = _document(tree, rules)
        except StopReadingError:
            tree.fatal = True
    if document is None or tree.problems:
        raise HouseholdFileError(tree.problems)
    return to_core.household(document, rules)


def read_path(path: Path, rules: RuleBase) -> Household:
    """Read a household file from disk; raises HouseholdFileError, also when it cannot be opened."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        tree = Tree(str(path))
        tree.problem("no-file", (), {"reason": error.strerror})
        raise HouseholdFileError(tree.problems) from None
    return read(data, str(path), rules)


def write_yaml(household: Household) -> str:
    """Write a household as YAML, with every default written out."""
    from tandem.formats.from_core import plain
    from tandem.formats.write import yaml_text

    return yaml_text(plain(household))


def write_json(household: Household) -> str:
    """Write a household as JSON, with every default written out."""
    from tandem.formats.from_core import plain
    from tandem.formats.write import json_text

    return json_text(plain(household))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the household file."""
    from tandem.formats.schema import schema_of

    return schema_of(HouseholdDoc, "Tandem household file")


def _document(tree: Tree, rules: RuleBase) -> HouseholdDoc | None:
    """Return the document in a tree, and note its problems there."""
    if not isinstance(tree.data, dict):
        tree.problem("not-a-household", ())
        return None
    names = declared(tree)
    sound = validate(HouseholdDoc, tree, _STAND_INS)
    return None if sound is None else _checked(sound, tree, names, rules)


def _checked(sound: Sound[HouseholdDoc], tree: Tree, names: Names, rules: RuleBase) -> HouseholdDoc:
    """Return the document with its lines read; notes what is wrong with its meaning."""
    document, unread = sound.document, frozenset[int]()
    if any(one.line is not None for one in document.agreements):
        from tandem.formats.lines import expand

        document, unread = expand(sound, tree, names, rules)
    spoilt = {problem.path[:2] for problem in tree.problems}
    for finding in chain(
        unknown_references(document, names),
        unknown_rules(document, rules),
        findings(document, rules, unread),
    ):
        path = sound.cut.original(finding.path)
        if finding.code not in _FOLLOWS or path[:2] not in spoilt:
            tree.problem(finding.code, path, finding.details)
    return document
