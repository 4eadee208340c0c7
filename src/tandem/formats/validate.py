"""From plain data to a typed document, with every problem told in our own words.

What is wrong is taken out, and the rest is read again: so the checks on meaning that follow still
see everything that is sound, and all problems come at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from tandem.formats.fields import Doc
from tandem.formats.nearest import nearest, some
from tandem.formats.problems import Path
from tandem.formats.tree import Tree

D = TypeVar("D", bound=Doc)

_ROUNDS = 8
"""So often the sound rest is read again; each round takes out what was wrong one level up."""

_CODES = {
    "string_type": "type-text",
    "int_type": "type-number",
    "list_type": "type-list",
    "model_type": "type-mapping",
    "model_attributes_type": "type-mapping",
    "dict_type": "type-mapping",
    "string_too_short": "text-empty",
    "string_pattern_mismatch": "text-empty",
    "string_too_long": "text-long",
    "too_short": "list-empty",
    "too_long": "list-long",
    "greater_than_equal": "number-low",
    "less_than_equal": "number-high",
    "literal_error": "choice",
    "extra_forbidden": "unknown-key",
    "missing": "missing-key",
}
_BOUNDS = {
    "string_too_long": ("most", "max_length"),
    "too_short": ("least", "min_length"),
    "too_long": ("most", "max_length"),
    "greater_than_equal": ("least", "ge"),
    "less_than_equal": ("most", "le"),
}
_TYPES: tuple[tuple[type, str, str], ...] = (
    (bool, "ja of nee", "yes or no"),
    (str, "tekst", "text"),
    (int, "getal", "a number"),
    (Decimal, "getal met een komma", "a number with decimals"),
    (list, "lijst", "a list"),
    (dict, "blok", "a block"),
)


class Cut:
    """Plain data from which pieces are taken out, that still knows where everything stood."""

    def __init__(self, data: object) -> None:
        self.data = data
        self._left: dict[Path, list[int]] = {}
        """For a list from which items were taken: the old places of what is left."""
        self._taken: set[Path] = set()

    def original(self, path: Iterable[str | int]) -> Path:
        """Return where something stood in the file, given where it stands now."""
        found: Path = ()
        for step in path:
            left = self._left.get(found, [])
            place = left[step] if isinstance(step, int) and step < len(left) else step
            found = (*found, place)
        return found

    def told(self, path: Path) -> bool:
        """Whether this, or what it was in, has been taken out because of a problem."""
        return any(path[:length] in self._taken for length in range(len(path) + 1))

    def put(self, path: Path, value: object) -> bool:
        """Put a value where a key is missing; False when there is no value or no such place."""
        owner = self._find(path[:-1])
        if value is None or not isinstance(owner, dict):
            return False
        owner[path[-1]] = deepcopy(value)
        return True

    def take_out(self, path: Path) -> bool:
        """Take out what stood here, or the nearest thing around it; False when all would go."""
        self._taken.add(path)
        for length in range(len(path), 0, -1):
            owner = self._find(path[: length - 1])
            place = self._place(path[: length - 1], path[length - 1])
            if _has(owner, place):
                self._remove(owner, place, path[:length])
                return True
        return False

    def _remove(self, owner: Any, place: Any, path: Path) -> None:  # noqa: ANN401
        self._taken.add(path)
        del owner[place]
        if isinstance(owner, list):
            left = self._left.setdefault(path[:-1], list(range(len(owner) + 1)))
            left.pop(place)

    def _find(self, path: Path) -> Any:  # noqa: ANN401
        """Return what stands at a path now; None when nothing does."""
        found: Any = self.data
        for depth, step in enumerate(path):
            place = self._place(path[:depth], step)
            if not _has(found, place):
                return None
            found = found[place]
        return found

    def _place(self, owner: Path, step: str | int) -> Any:  # noqa: ANN401
        left = self._left.get(owner)
        if left is None or not isinstance(step, int):
            return step
        return left.index(step) if step in left else None


def _has(owner: object, place: object) -> bool:
    if isinstance(owner, dict):
        return place in owner
    return isinstance(owner, list) and isinstance(place, int) and place < len(owner)


@dataclass(frozen=True, slots=True)
class Sound(Generic[D]):
    """The sound part of a file, and how its places relate to those in the file."""

    document: D
    cut: Cut


def validate(
    model: type[D], tree: Tree, stand_ins: Mapping[str, object] | None = None
) -> Sound[D] | None:
    """Read the data of a tree; notes problems in the tree.

    Returns the document of everything that is sound, or None when nothing can be made of it.
    `stand_ins` are values for required keys, so that what stands beside a missing one is read too.
    """
    cut = Cut(tree.data)
    for _ in range(_ROUNDS):
        try:
            return Sound(model.model_validate(cut.data), cut)
        except ValidationError as error:
            details = error.errors(include_url=False)
        paths = [cut.original(detail["loc"]) for detail in details]
        for path, detail in zip(paths, details, strict=True):
            if not cut.told(path):
                _note(model, tree, path, detail)
        if not _repair(cut, details, paths, stand_ins or {}):
            return None
    return None


def _repair(
    cut: Cut, details: list[ErrorDetails], paths: list[Path], stand_ins: Mapping[str, object]
) -> bool:
    for path, detail in zip(paths, details, strict=True):
        wrong = path
        if detail["type"] == "missing":
            if cut.put(path, stand_ins.get(str(path[-1]))):
                continue
            wrong = path[:-1]
        if not wrong or not (cut.take_out(wrong) or cut.told(wrong)):
            return False
    return True


def _note(model: type[Doc], tree: Tree, path: Path, detail: ErrorDetails) -> None:
    from tandem.formats.messages import MESSAGES

    kind = detail["type"]
    context = dict(detail.get("ctx", {}))
    if kind in MESSAGES:
        tree.problem(kind, path, context)
        return
    code = _CODES.get(kind)
    if code is None:
        tree.problem("not-sound", path, {"problem": detail["msg"]})
        return
    details: dict[str, object] = {}
    if kind in _BOUNDS:
        ours, theirs = _BOUNDS[kind]
        details[ours] = context[theirs]
    elif code == "choice":
        known = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        details = {"value": detail["input"], "known": known}
    elif code == "missing-key":
        details["key"] = path[-1]
    elif code == "unknown-key":
        code, details = _unknown_key(model, path)
    elif code.startswith("type-"):
        details = _type_details(model, path, detail["input"])
    mark = tree.key_mark(path) if code.startswith("unknown-key") else None
    tree.problem(code, path, details, mark)


def _unknown_key(model: type[Doc], path: Path) -> tuple[str, dict[str, object]]:
    key = str(path[-1])
    known = keys_of(model, path[:-1])
    near = nearest(key, known)
    if near is not None:
        return "unknown-key-near", {"key": key, "near": near}
    return "unknown-key", {"key": key, "known": some(known)}


def _type_details(model: type[Doc], path: Path, value: object) -> dict[str, object]:
    names = ("lege waarde", "nothing")
    for kind, nl, en in _TYPES:
        if isinstance(value, kind):
            names = (nl, en)
            break
    known = some(keys_of(model, path))
    return {"found_nl": names[0], "found_en": names[1], "known": known}


def keys_of(model: type[Doc], path: Path) -> tuple[str, ...]:
    """Return the keys that are allowed in the mapping at a path."""
    found: type[Doc] | None = model
    for step in path:
        if found is None:
            return ()
        if isinstance(step, str):
            fields = fields_of(found)
            found = model_in(fields[step].annotation) if step in fields else None
    return () if found is None else tuple(fields_of(found))


def fields_of(model: type[Doc]) -> dict[str, FieldInfo]:
    """Return the fields of a document by their keys, its own before those it inherits."""
    own = model.__annotations__
    names = sorted(model.model_fields, key=lambda name: name not in own)
    return {model.model_fields[name].alias or name: model.model_fields[name] for name in names}


def model_in(annotation: object) -> type[Doc] | None:
    """Return the document class that an annotation holds, if any."""
    if isinstance(annotation, type) and issubclass(annotation, Doc):
        return annotation
    for inner in get_args(annotation):
        found = model_in(inner)
        if found is not None:
            return found
    return None
