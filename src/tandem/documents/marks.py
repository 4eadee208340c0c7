"""The marks: rings of a clash drawn large, how much is known, and contacts against capacity."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from tandem.documents.canvas import Canvas, drawn, number
from tandem.documents.measure import wrap

RADIUS = 78.0
CENTRES = ((200.0, 88.0), (148.0, 174.0), (252.0, 174.0))
LABELS = ((200.0, 62.0), (119.0, 196.0), (281.0, 196.0))
LABEL_ROOM = 86.0
MOST_LINES = 3
LABEL_SIZE = 16.0
KNOWN_WIDTH = 240.0
LOAD_WIDTH = 272.0
BLOCK = 26.0
BLOCK_GAP = 8.0


def three_circles(name: str, names: Sequence[str], title: str, description: str) -> Markup:
    """Draw three circles with a hatched heart: three agreements that clash only together.

    Names that are too long for a circle are shown as 1, 2 and 3; the page lists them.
    """
    canvas = Canvas(name, 400)
    canvas.height = 260
    clips = "".join(
        f'<clipPath id="{name}-c{place}"><circle cx="{number(x)}" cy="{number(y)}"'
        f' r="{number(RADIUS)}"/></clipPath>'
        for place, (x, y) in enumerate(CENTRES[:2])
    )
    canvas.markup(drawn(f"<defs>{clips}</defs>"))
    canvas.markup(drawn(f'<g clip-path="url(#{name}-c0)"><g clip-path="url(#{name}-c1)">'))
    canvas.heart(*CENTRES[2], RADIUS)
    canvas.markup(Markup("</g></g>"))
    for x, y in CENTRES:
        canvas.circle("s-inkline", x, y, RADIUS)
    for (x, y), lines in zip(LABELS, circle_names(names), strict=True):
        top = y - (len(lines) - 1) * 9.5
        for place, line in enumerate(lines):
            canvas.text(line, x, top + place * 19, size=LABEL_SIZE, anchor="middle", look="t-bold")
    canvas.crop(66, 6, 268, 250)
    return canvas.picture(title, description, look="venn")


def circle_names(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the lines for each circle: the names, or 1, 2 and 3 when one of them is too long."""
    lines = [wrap(one, LABEL_SIZE, LABEL_ROOM, bold=True) for one in names]
    whole = all(
        len(found) <= MOST_LINES and " ".join(found) == " ".join(one.split())
        for found, one in zip(lines, names, strict=True)
    )
    return lines if whole else [(str(place),) for place, _ in enumerate(names, 1)]


def known(name: str, filled: int, total: int, title: str) -> Markup:
    """Draw a block for each agreement: full when it is filled in, an open one when not."""
    canvas = Canvas(name, KNOWN_WIDTH)
    canvas.height = 12
    step = min(22.0, KNOWN_WIDTH / max(total, 1))
    block = max(step - 4, step * 0.7)
    for place in range(total):
        look = "s-petrol" if place < filled else "s-need"
        edge = 0.0 if place < filled else 0.75
        canvas.rect(look, place * step + edge, 1 + edge, block - 2 * edge, 10 - 2 * edge)
    return canvas.picture(title, "", look="known__picture")


def load_blocks(name: str, contacts: int, capacity: int | None, title: str) -> Markup:
    """Draw a block for each contact, a line at what somebody can carry, hatched beyond it."""
    canvas = Canvas(name, LOAD_WIDTH)
    canvas.height = 40
    most = max(contacts, capacity or 0)
    step = min(BLOCK + BLOCK_GAP, (LOAD_WIDTH - 8) / most)
    block = step * BLOCK / (BLOCK + BLOCK_GAP)
    for place in range(most):
        left = 2 + place * step
        if place >= contacts:
            canvas.rect("s-need", left, 2, block, BLOCK)
        elif capacity is not None and place >= capacity:
            canvas.hatch(3, left, 2, block, BLOCK)
        else:
            canvas.rect("s-petrol", left, 2, block, BLOCK, round_by=2)
    if capacity is not None:
        x = max(2 + capacity * step - (step - block) / 2, 1)
        canvas.line("s-limit", (x, 0, x, 38))
    return canvas.picture(title, "", look="load__picture")
