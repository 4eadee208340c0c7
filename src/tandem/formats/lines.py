"""Agreements that are written as one line: reading the line, and joining it with the other keys."""

from __future__ import annotations

import re
import unicodedata

from tandem.core.rules import RuleBase
from tandem.formats.document import HouseholdDoc
from tandem.formats.document_agreements import AgreementDoc
from tandem.formats.names import Group, Names
from tandem.formats.one_line import LineContext, LineError, LineRead, context_of, read_line
from tandem.formats.problems import Mark, Path
from tandem.formats.tree import Tree
from tandem.formats.validate import Sound

_LONGEST_ID = 50


def expand(
    sound: Sound[HouseholdDoc], tree: Tree, names: Names, rules: RuleBase
) -> tuple[HouseholdDoc, frozenset[int]]:
    """Return the document with every line read, and the places of those that could not be.

    Problems are noted in the tree; identifiers that are made are declared in `names`.
    """
    document = sound.document
    context = _context(document, rules)
    agreements: list[AgreementDoc] = []
    unread: set[int] = set()
    for at, one in enumerate(document.agreements):
        path = sound.cut.original(("agreements", at))
        joined = one if one.line is None else _joined(one, path, tree, context)
        if joined is None:
            unread.add(at)
        elif joined.id is None and one.line is not None:
            joined = _with_id(joined, path, names)
        agreements.append(joined or one)
    return document.model_copy(update={"agreements": agreements}), frozenset(unread)


def _context(document: HouseholdDoc, rules: RuleBase) -> LineContext:
    return context_of(
        rules.kinds,
        ((one.id, one.name) for one in document.members),
        ((one.id, one.name) for one in document.professionals),
        ((one.id, one.name) for one in document.network),
        document.horizon.from_,
    )


def _joined(one: AgreementDoc, path: Path, tree: Tree, context: LineContext) -> AgreementDoc | None:
    """Return the agreement with what its line says; None when the line cannot be read."""
    line = one.line or ""
    inside = (*path, "line")
    try:
        read = read_line(line, context)
    except LineError as wrong:
        for error in wrong.errors:
            mark = _mark_in(tree, inside, line, error.start)
            tree.problem(error.code, inside, error.details, mark)
        return None
    said = AgreementDoc.model_validate(read.document)
    for key in _conflicts(one, said, read):
        tree.problem("line-conflict", (*path, key), {"key": key})
    missing = said.model_fields_set - one.model_fields_set
    return one.model_copy(update={field: getattr(said, field) for field in missing})


def _conflicts(one: AgreementDoc, said: AgreementDoc, read: LineRead) -> list[str]:
    """Return the keys for which the line says something else than the key itself.

    A title that the line does not put between quotes is only made, so it never conflicts.
    """
    both = one.model_fields_set & said.model_fields_set
    if not any(span.what == "title" for span in read.spans):
        both -= {"title"}
    fields = AgreementDoc.model_fields
    return [
        fields[field].alias or field
        for field in sorted(both)
        if getattr(one, field) != getattr(said, field)
    ]


def _mark_in(tree: Tree, path: Path, line: str, offset: int) -> Mark | None:
    """Return the place of a character of a text, when the text stands on one line of the file."""
    mark = tree.marks.get(path)
    lines = tree.text.splitlines()
    if mark is None or mark.line > len(lines):
        return mark
    column = lines[mark.line - 1].find(line, mark.column - 1)
    return mark if column < 0 else Mark(mark.line, column + offset + 1)


def _with_id(one: AgreementDoc, path: Path, names: Names) -> AgreementDoc:
    """Give an agreement an identifier from its title and members: `therapie-kevin`."""
    words = "-".join((one.title or one.kind or "", *(one.members or ())))
    base = slug(words) or "afspraak"
    taken = set(names.known(Group.AGREEMENT))
    identifier, number = base, 1
    while identifier in taken:
        number += 1
        identifier = f"{base}-{number}"
    names.declare(Group.AGREEMENT, identifier, (*path, "line"))
    return one.model_copy(update={"id": identifier})


def slug(text: str) -> str:
    """Return a text as a short name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_ID].strip("-")
