"""One line of Dutch for an agreement: `therapie: Kevin, di do 10-12, 40 min reizen`.

The grammar stands in docs/reference/one-line.md. The reader consumes every character: what it
cannot read it names, and it never guesses.
"""

from tandem.formats.one_line.context import LineContext, context_of
from tandem.formats.one_line.reader import LineError, LineRead, Span, read_line

__all__ = ["LineContext", "LineError", "LineRead", "Span", "context_of", "read_line"]
