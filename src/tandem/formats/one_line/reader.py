"""Reading one line: kind first, then pieces in any order, until every character is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tandem.formats.nearest import nearest, some
from tandem.formats.one_line import what, when
from tandem.formats.one_line.assemble import Misfit, assemble
from tandem.formats.one_line.context import LineContext
from tandem.formats.one_line.draft import Draft
from tandem.formats.tokens import Cursor, TextError, TokenKind
from tandem.formats.tree import forbidden

MAX_LINE = 500

Piece = Callable[[Cursor, LineContext, Draft], bool]

_PIECES: tuple[tuple[str, Piece], ...] = (
    ("start", when.starts),
    ("until", when.ends),
    ("deadline", when.deadline),
    ("lasts", when.lasts),
    ("first-week", when.first_week),
    ("how-often", when.how_often),
    ("travel", when.travel),
    ("money", what.money),
    ("unknown", what.unknown),
    ("when", when.one_day),
    ("when", when.hours),
    ("length", when.length),
    ("where", what.where),
    ("contact", what.contact),
    ("title", what.title),
    ("owner", what.owner),
    ("decided-by", what.decided_by),
    ("child", what.child),
    ("who", what.who),
)
_REPEATABLE = frozenset({"when"})
_SEPARATORS = (",", ";", ".", ":")


@dataclass(frozen=True, slots=True)
class Span:
    """What a stretch of the line was read as."""

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class LineRead:
    """A line that was read: an agreement in the form of the household file, and how."""

    document: dict[str, object]
    spans: tuple[Span, ...]


class LineError(ValueError):
    """A line that could not be read; `errors` names every stretch and says why."""

    def __init__(self, errors: tuple[TextError, ...]) -> None:
        super().__init__("; ".join(error.code for error in errors))
        self.errors = errors


@dataclass(slots=True)
class _Reader:
    cursor: Cursor
    context: LineContext
    draft: Draft = field(default_factory=Draft)
    spans: list[Span] = field(default_factory=list)
    errors: list[TextError] = field(default_factory=list)

    def read(self) -> None:
        """Read every piece that follows the kind."""
        while not self.cursor.done:
            if self.cursor.take(*_SEPARATORS):
                continue
            if not (self._piece() or self._place()):
                self._unread()

    def _piece(self) -> bool:
        """Read one piece; a piece that is wrong counts as read, and its error is kept."""
        for name, read in _PIECES:
            start = self.cursor.at
            try:
                found = read(self.cursor, self.context, self.draft)
            except TextError as error:
                self._wrong(error, start)
                return True
            if found:
                self._note(name, start)
                return True
            self.cursor.at = start
        return False

    def _note(self, name: str, start: int) -> None:
        tokens = self.cursor.tokens
        span = Span(tokens[start].start, tokens[self.cursor.at - 1].end, name)
        if name not in _REPEATABLE and any(other.what == name for other in self.spans):
            text = self.cursor.text[span.start : span.end]
            self.errors.append(TextError("line-twice", span.start, span.end, text=text))
        self.spans.append(span)

    def _place(self) -> bool:
        start = self.cursor.at
        try:
            found = what.place(self.cursor, self._begins_piece)
        except TextError as error:
            self._wrong(error, start)
            return True
        if found is None:
            return False
        self.draft.place = found
        self._note("place", start)
        return True

    def _begins_piece(self) -> bool:
        """Whether a piece begins at the cursor; what is wrong with it is for later."""
        start = self.cursor.at
        scratch = Draft()
        for _, read in _PIECES:
            try:
                begins = read(self.cursor, self.context, scratch)
            except TextError:
                begins = True
            self.cursor.at = start
            if begins:
                return True
        return False

    def _wrong(self, error: TextError, start: int) -> None:
        """Keep an error, and go on after the piece that is wrong."""
        self.errors.append(error)
        self.cursor.at = max(self.cursor.at, start + 1)
        while not self.cursor.done and (self.cursor.peek() or error).start < error.end:
            self.cursor.at += 1
        self._to_next_piece()

    def _to_next_piece(self) -> None:
        while not self.cursor.done and self.cursor.word() not in _SEPARATORS:
            if self._begins_piece():
                break
            self.cursor.at += 1

    def _unread(self) -> None:
        """Name what cannot be read: up to a comma, the end, or where a piece begins."""
        start = self.cursor.at
        self.cursor.at += 1
        self._to_next_piece()
        error = self.cursor.error("line-unread", start)
        said = str(error.details["text"])
        near = nearest(said, self.context.names())
        if near is not None:
            code = "line-no-member" if near.casefold() == said.casefold() else "line-unread-near"
            error = self.cursor.error(code, start, near=near)
        self.errors.append(error)


def read_line(text: str, context: LineContext) -> LineRead:
    """Read a line; raises LineError that names everything that cannot be read."""
    if len(text) > MAX_LINE:
        raise LineError((TextError("line-long", most=MAX_LINE),))
    wrong = forbidden(text)
    if wrong is not None:
        character = f"U+{ord(text[wrong]):04X}"
        raise LineError((TextError("control-character", wrong, wrong + 1, character=character),))
    cursor = Cursor(text)
    kind = context.take_kind(cursor)
    if kind is None:
        raise LineError((_no_kind(cursor, context),))
    words = text[cursor.tokens[0].start : cursor.tokens[cursor.at - 1].end]
    reader = _Reader(cursor, context)
    reader.spans.append(Span(cursor.tokens[0].start, cursor.tokens[cursor.at - 1].end, "kind"))
    reader.read()
    document, problems = assemble(kind, words, reader.draft)
    if not reader.errors:
        reader.errors += [_placed(problem, reader.spans, text) for problem in problems]
    if reader.errors:
        raise LineError(tuple(reader.errors))
    return LineRead(document, tuple(reader.spans))


def _no_kind(cursor: Cursor, context: LineContext) -> TextError:
    if all(token.kind is TokenKind.SIGN for token in cursor.tokens):
        return TextError("line-empty")
    known = context.kind_words()
    cursor.at += 1
    near = nearest(cursor.tokens[0].word, [w for kind in context.kinds for w in kind.words])
    if near is not None:
        return cursor.error("line-kind-near", 0, near=near)
    return cursor.error("line-kind", 0, known=some(known))


def _placed(problem: Misfit, spans: list[Span], text: str) -> TextError:
    """Return what does not fit together as an error at the piece it is about."""
    span = next((one for one in spans if one.what == problem.piece), spans[0])
    said = text[span.start : span.end]
    return TextError(problem.code, span.start, span.end, text=said, **problem.details)
