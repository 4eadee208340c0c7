"""YAML, read from its events: no aliases, no tags, one document, and values without surprises.

Only `true`, `false`, `null`, whole numbers and decimals are more than text. So `no`, `16:00`,
`1_000`, `0o7`, `1e9` and dates stay what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn

import yaml

from tandem.formats.problems import Mark, Path
from tandem.formats.tree import (
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_TEXT,
    MAX_VALUES,
    StopReadingError,
    Tree,
    forbidden,
)

WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
YES = frozenset({"true", "True", "TRUE"})
NO = frozenset({"false", "False", "FALSE"})

_DEEPEST_TOLD = 8
"""A problem of a whole file is told with at most so many steps of its path."""

Scalar = str | int | bool | Decimal | None


def plain_value(text: str) -> Scalar:
    """Return what an unquoted value means."""
    if text in NOTHING:
        return None
    if text in YES or text in NO:
        return text in YES
    if WHOLE.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return Decimal(text)
    return text


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    path: Path
    items: list[object] | dict[str, object]
    key: str | None = None
    """In a mapping: the key whose value comes next."""


class _Builder:
    """Builds plain data from the events of the parser."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.stack: list[_Open] = []
        self.values = 0
        self.documents = 0

    def read(self, text: str) -> None:
        for event in self._events(text):
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._stop("alias", event, name=event.anchor)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(event)

    def _events(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            self._syntax(error)

    def _syntax(self, error: yaml.YAMLError) -> NoReturn:
        """Tell what the parser found, at the place where it found it or where it began."""
        from tandem.formats.messages.yaml_words import yaml_words

        problem = str(getattr(error, "problem", None) or error)
        mark = getattr(error, "problem_mark", None)
        if mark is None or "end of stream" in problem:
            mark = getattr(error, "context_mark", None) or mark
        nl, en = yaml_words(problem)
        self.tree.stop("yaml-syntax", _mark(mark), problem_nl=nl, problem_en=en)
        raise StopReadingError from None

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop("second-document", event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_anchor_and_tag(event)
        mark = _mark(event.start_mark)
        text: str = event.value
        if len(text) > MAX_TEXT:
            self._stop("too-long-text", event, most=MAX_TEXT)
        wrong = forbidden(text)
        if wrong is not None:
            self._stop("control-character", event, character=f"U+{ord(text[wrong]):04X}")
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.items, dict) and top.key is None:
            self._key(top, text, mark)
            return
        value: object = text
        if not event.style:
            if len(text) > MAX_DIGITS and text.lstrip("-").replace(".", "", 1).isdecimal():
                self._stop("number-too-big", event, value=text)
            value = plain_value(text)
        self._place(value, mark)

    def _key(self, top: _Open, text: str, mark: Mark) -> None:
        if text == "<<":
            self.tree.stop("merge-key", mark, (*top.path, text))
            raise StopReadingError
        path = (*top.path, text)
        if text in top.items:
            first = self.tree.keys[path]
            details = {"key": text, "first": first.line}
            self.tree.problem("duplicate-key", path, details, mark)
        else:
            self.tree.keys[path] = mark
        top.key = text

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._refuse_anchor_and_tag(event)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.items, dict) and top.key is None:
            self._stop("key-no-text", event)
        if len(self.stack) >= MAX_DEPTH:
            self._stop("too-deep", event, most=MAX_DEPTH)
        items: list[object] | dict[str, object]
        items = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._place(items, _mark(event.start_mark))
        self.stack.append(_Open(path, items))

    def _place(self, value: object, mark: Mark) -> Path:
        """Put a value where it belongs; the second value of one key goes nowhere."""
        self.values += 1
        if self.values > MAX_VALUES:
            self.tree.stop("too-many-values", mark, most=MAX_VALUES)
            raise StopReadingError
        if not self.stack:
            self.tree.data = value
            self.tree.marks[()] = mark
            return ()
        top = self.stack[-1]
        if isinstance(top.items, list):
            path = (*top.path, len(top.items))
            top.items.append(value)
        else:
            key = top.key or ""
            path = (*top.path, key)
            top.key = None
            if key in top.items:
                return (*path, "")
            top.items[key] = value
        self.tree.marks[path] = mark
        return path

    def _refuse_anchor_and_tag(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._stop("anchor", event, name=event.anchor)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._stop("tag", event, name=tag)

    def _stop(self, code: str, event: yaml.Event, **details: object) -> None:
        path = self.stack[-1].path[:_DEEPEST_TOLD] if self.stack else ()
        self.tree.stop(code, _mark(event.start_mark), path, **details)
        raise StopReadingError


def _mark(mark: object) -> Mark:
    """Return a mark of the parser as ours; there are two classes of them."""
    line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
    return Mark(line + 1, column + 1)


def read_yaml(text: str, tree: Tree) -> None:
    """Read a YAML text into a tree; raises StopReadingError when it has to leave off."""
    _Builder(tree).read(text)
    if tree.data is None and () not in tree.marks:
        tree.stop("empty-file", Mark(1, 1))
        raise StopReadingError
