"""Small pieces of text, cut into words, numbers and signs, and a cursor to walk along them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

_PIECE = re.compile(r"(?P<number>\d+)|(?P<word>[^\W\d_]+)|(?P<sign>[^\s])")


class TokenKind(Enum):
    """What a token is."""

    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign, and where it stands in the text."""

    kind: TokenKind
    text: str
    start: int
    glued: bool
    """Whether it follows the one before without a space."""

    @property
    def end(self) -> int:
        """The place just after it."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """The text in small letters."""
        return self.text.casefold()


class TextError(ValueError):
    """A piece of text could not be read: `code` names the message, `start` and `end` the place."""

    def __init__(self, code: str, start: int = 0, end: int = 0, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.start = start
        self.end = end
        self.details: Mapping[str, object] = details


def tokenize(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens; every character that is no space is in exactly one of them."""
    tokens: list[Token] = []
    end = -1
    for match in _PIECE.finditer(text):
        kind = TokenKind(match.lastgroup)
        tokens.append(Token(kind, match.group(), match.start(), match.start() == end))
        end = match.end()
    return tuple(tokens)


@lru_cache(maxsize=500)
def words_of(phrase: str) -> tuple[str, ...]:
    """Return the words and signs of a phrase, in small letters."""
    return tuple(token.word for token in tokenize(phrase))


@dataclass(slots=True)
class Cursor:
    """A place among tokens; whoever reads moves it, and may put it back."""

    text: str
    tokens: tuple[Token, ...] = field(default=())
    at: int = 0

    def __post_init__(self) -> None:
        if not self.tokens:
            self.tokens = tokenize(self.text)

    @property
    def done(self) -> bool:
        """Whether all tokens have been read."""
        return self.at >= len(self.tokens)

    def peek(self, ahead: int = 0) -> Token | None:
        """Return a token further on without moving; None past the end."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def word(self, ahead: int = 0) -> str:
        """Return the word or sign further on, in small letters; empty past the end."""
        token = self.peek(ahead)
        return token.word if token is not None else ""

    def take(self, *words: str) -> Token | None:
        """Take the next token if it is one of these words or signs."""
        token = self.peek()
        if token is None or token.word not in words:
            return None
        self.at += 1
        return token

    def take_words(self, phrase: str) -> bool:
        """Take the next tokens if they are these words, else nothing."""
        words = words_of(phrase)
        if any(self.word(ahead) != word for ahead, word in enumerate(words)):
            return False
        self.at += len(words)
        return True

    def number(self, *, glued: bool = False, digits: int | None = None) -> int | None:
        """Take a number if it is next (glued to what came before, of so many digits)."""
        token = self.peek()
        if token is None or token.kind is not TokenKind.NUMBER or len(token.text) > 9:
            return None
        if (glued and not token.glued) or (digits is not None and len(token.text) != digits):
            return None
        self.at += 1
        return int(token.text)

    def error(self, code: str, since: int | None = None, **details: object) -> TextError:
        """Return an error about the tokens from `since` up to here (or about the next one)."""
        first = self.at if since is None else since
        last = max(self.at - 1, first)
        if first >= len(self.tokens):
            return TextError(code, len(self.text), len(self.text), text=self.text, **details)
        end = self.tokens[min(last, len(self.tokens) - 1)].end
        start = self.tokens[first].start
        return TextError(code, start, end, text=self.text[start:end], **details)
