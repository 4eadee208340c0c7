"""Drawing: a sheet to put shapes and words on, that becomes one accessible SVG picture.

Colours are classes (the style sheet gives them), measures are attributes: a picture works under a
content security policy without inline styles. What somebody typed is always escaped.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

TEXT = 15
"""Smallest type in a picture."""

_HATCHES = {2: (9.0, 3.0), 3: (7.0, 5.0), 4: (6.0, 8.5)}
"""Distance and thickness of the lines, for two, three, and four or more at the same time."""
DENSEST = max(_HATCHES)


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """Return a measure, at most one decimal: enough for the eye, and the same every time."""
    return f"{value:.1f}".removesuffix(".0")


class Canvas:
    """A sheet of a fixed width; it grows downwards as one draws."""

    def __init__(self, name: str, width: float) -> None:
        self.name = name
        self.width = width
        self.height = 0.0
        self._crop: tuple[float, float, float, float] | None = None
        self._parts: list[str] = []
        self._hatches: set[int] = set()
        self._has_dots = False

    def rect(
        self, look: str, x: float, y: float, width: float, height: float, *, round_by: float = 0
    ) -> None:
        """Draw a rectangle."""
        rounding = f' rx="{number(round_by)}"' if round_by else ""
        self._parts.append(
            f'<rect class="{look}" {_box(x, y, width, height)}{rounding}/>',
        )

    def hatch(self, count: int, x: float, y: float, width: float, height: float) -> None:
        """Draw a hatched rectangle with its edge: where `count` things clash."""
        density = min(max(count, 2), DENSEST)
        self._hatches.add(density)
        self._parts.append(
            f'<rect fill="url(#{self.name}-h{density})" {_box(x, y, width, height)}/>'
            f'<rect class="s-clashline" {_box(x, y, width, height)}/>',
        )

    def dots(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a dotted rectangle with its edge: money that goes to a debt or another agreement."""
        self._has_dots = True
        self._parts.append(
            f'<rect fill="url(#{self.name}-dots)" {_box(x, y, width, height)}/>'
            f'<rect class="s-inkline" {_box(x, y, width, height)}/>',
        )

    def line(self, look: str, *ends: tuple[float, float, float, float]) -> None:
        """Draw straight lines, each from (x, y) to (x, y)."""
        path = "".join(
            f"M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}" for x, y, to_x, to_y in ends
        )
        self._parts.append(f'<path class="{look}" d="{path}"/>')

    def text(
        self,
        words: str,
        x: float,
        y: float,
        *,
        size: float = TEXT,
        anchor: str = "start",
        look: str = "",
    ) -> None:
        """Write words with their base line at y; `anchor` is start, middle or end."""
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'
        style = f' class="{look}"' if look else ""
        kind = "" if size == TEXT else f' font-size="{number(size)}"'
        self._parts.append(
            f'<text{style} x="{number(x)}" y="{number(y)}"{kind}{side}>{escape(words)}</text>',
        )

    def circle(self, look: str, x: float, y: float, radius: float) -> None:
        """Draw a circle."""
        self._parts.append(
            f'<circle class="{look}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>',
        )

    def heart(self, x: float, y: float, radius: float) -> None:
        """Draw a hatched circle without its edge; what lies around it cuts it to a heart."""
        self._hatches.add(2)
        self._parts.append(
            f'<circle fill="url(#{self.name}-h2)"'
            f' cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>',
        )

    def crop(self, x: float, y: float, width: float, height: float) -> None:
        """Show only this part of the sheet."""
        self._crop = (x, y, width, height)

    def markup(self, raw: Markup) -> None:
        """Add a piece of SVG that is safe already."""
        self._parts.append(raw)

    def picture(self, title: str, description: str, *, look: str = "") -> Markup:
        """Return the picture; its title and description are read aloud in its place."""
        size = " ".join(number(m) for m in self._crop or (0, 0, self.width, self.height))
        style = f' class="{look}"' if look else ""
        name = self.name
        described = f' aria-describedby="{name}-d"' if description else ""
        desc = f'<desc id="{name}-d">{escape(description)}</desc>' if description else ""
        return drawn(
            f'<svg{style} viewBox="{size}" font-size="{TEXT}" role="img"'
            f' aria-labelledby="{name}-t"{described}>'
            f'<title id="{name}-t">{escape(title)}</title>{desc}'
            f"{self._patterns()}{''.join(self._parts)}</svg>"
        )

    def _patterns(self) -> str:
        patterns = [_hatch(self.name, density) for density in sorted(self._hatches)]
        if self._has_dots:
            patterns.append(_DOTS.format(name=self.name))
        return f"<defs>{''.join(patterns)}</defs>" if patterns else ""


def drawn(raw: str) -> Markup:
    """Return a piece of SVG as safe: what somebody typed was escaped when it was put in."""
    return Markup(raw)  # noqa: S704


def _box(x: float, y: float, width: float, height: float) -> str:
    return (
        f'x="{number(x)}" y="{number(y)}"'
        f' width="{number(max(width, 0))}" height="{number(max(height, 0))}"'
    )


_DOTS = (
    '<pattern id="{name}-dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle class="s-petrol" cx="3" cy="3" r="1.5"/></pattern>'
)


def _hatch(name: str, density: int) -> str:
    step, thickness = _HATCHES[density]
    size = number(step)
    return (
        f'<pattern id="{name}-h{density}" width="{size}" height="{size}"'
        ' patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path class="s-hatch" d="M0 0V{size}" stroke-width="{number(thickness)}"/></pattern>'
    )
