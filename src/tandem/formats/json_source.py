"""JSON, read strictly and with places: the standard library tells no line of a value."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import NoReturn

from tandem.formats.problems import Mark, Path
from tandem.formats.tree import (
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_TEXT,
    MAX_VALUES,
    StopReadingError,
    Tree,
    forbidden,
    mark_at,
)

_SPACE = re.compile(r"[ \t\r\n]*")
_TEXT = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_NAMES = {"true": True, "false": False, "null": None}
_NAME = re.compile(r"[A-Za-z_]+")


class _Reader:
    def __init__(self, text: str, tree: Tree) -> None:
        self.text = text
        self.tree = tree
        self.at = 0
        self.values = 0
        self.counted = 0
        """Up to where lines have been counted."""
        self.line = 1
        self.line_start = 0

    def read(self) -> None:
        self.tree.data = self._value((), 0)
        self._skip()
        if self.at < len(self.text):
            self._stop("json-after-end", ())

    def _value(self, path: Path, depth: int) -> object:
        self._skip()
        self.tree.marks[path] = self._mark()
        self.values += 1
        if self.values > MAX_VALUES:
            self._stop("too-many-values", path, most=MAX_VALUES)
        sign = self._next(path)
        if sign in "{[":
            if depth >= MAX_DEPTH:
                self._stop("too-deep", path[:8], most=MAX_DEPTH)
            return self._mapping(path, depth) if sign == "{" else self._list(path, depth)
        if sign == '"':
            return self._text(path)
        return self._number_or_name(path)

    def _mapping(self, path: Path, depth: int) -> dict[str, object]:
        items: dict[str, object] = {}
        self.at += 1
        while not self._closes("}", path, first=not items):
            self._skip()
            mark = self._mark()
            if self._next(path) != '"':
                self._stop("json-key", path)
            key = self._text(path)
            self._skip()
            if self._next(path) != ":":
                self._stop("json-colon", path, key=key)
            self.at += 1
            self._entry(items, (*path, key), mark, depth)
        return items

    def _entry(self, items: dict[str, object], path: Path, mark: Mark, depth: int) -> None:
        key = str(path[-1])
        if key in items:
            first = self.tree.keys[path]
            details = {"key": key, "first": first.line}
            self.tree.problem("duplicate-key", path, details, mark)
            self._value((*path, ""), depth + 1)
            return
        self.tree.keys[path] = mark
        items[key] = self._value(path, depth + 1)

    def _list(self, path: Path, depth: int) -> list[object]:
        items: list[object] = []
        self.at += 1
        while not self._closes("]", path, first=not items):
            items.append(self._value((*path, len(items)), depth + 1))
        return items

    def _closes(self, end: str, path: Path, *, first: bool) -> bool:
        self._skip()
        sign = self._next(path)
        if sign == end:
            self.at += 1
            return True
        if not first:
            if sign != ",":
                self._stop("json-comma", path, end=end)
            self.at += 1
            self._skip()
            if self._next(path) == end:
                self._stop("json-last-comma", path)
        return False

    def _text(self, path: Path) -> str:
        match = _TEXT.match(self.text, self.at)
        if match is None:
            self._stop("json-text", path)
        if len(match.group()) > MAX_TEXT:
            self._stop("too-long-text", path, most=MAX_TEXT)
        try:
            value = str(json.loads(match.group()))
        except ValueError:
            self._stop("json-text", path)
        wrong = forbidden(value)
        if wrong is not None:
            self._stop("control-character", path, character=f"U+{ord(value[wrong]):04X}")
        self.at = match.end()
        return value

    def _number_or_name(self, path: Path) -> object:
        name = _NAME.match(self.text, self.at)
        if name is not None and name.group() in _NAMES:
            self.at = name.end()
            return _NAMES[name.group()]
        match = _NUMBER.match(self.text, self.at)
        if match is None or match.group(3):
            found = name or match
            self._stop("json-value", path, found=found.group() if found else self.text[self.at])
        if len(match.group()) > MAX_DIGITS:
            self._stop("number-too-big", path, value=match.group())
        self.at = match.end()
        return Decimal(match.group()) if match.group(2) else int(match.group())

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = self.at if match is None else match.end()

    def _next(self, path: Path) -> str:
        if self.at >= len(self.text):
            self._stop("json-end", path)
        return self.text[self.at]

    def _mark(self) -> Mark:
        newlines = self.text.count("\n", self.counted, self.at)
        if newlines:
            self.line += newlines
            self.line_start = self.text.rfind("\n", self.counted, self.at) + 1
        self.counted = self.at
        return Mark(self.line, self.at - self.line_start + 1)

    def _stop(self, code: str, path: Path, **details: object) -> NoReturn:
        self.tree.stop(code, mark_at(self.text, self.at), path, **details)
        raise StopReadingError


def read_json(text: str, tree: Tree) -> None:
    """Read a JSON text into a tree; raises StopReadingError when it has to leave off."""
    _Reader(text, tree).read()
