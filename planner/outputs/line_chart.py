"""Lines over weeks as an SVG document: a look at how something went, for notebooks and pages."""

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 48, 150, 30, 28
COLOURS = ("#0a6468", "#c26a00", "#8a1c1c", "#4a5fb0", "#5c7a29")
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 3")


def line_chart(lines: Mapping[str, Sequence[float]], title: str, across: str) -> str:
    """Each line by its name, one value a week; told apart by colour, by dashes and by its name."""
    longest = max((len(values) for values in lines.values()), default=1)
    highest = max((max(values, default=0) for values in lines.values()), default=0) or 1
    wide, tall = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def at(i: int, value: float) -> tuple[float, float]:
        x = LEFT + wide * (i / max(1, longest - 1))
        return round(x, 1), round(TOP + tall * (1 - value / highest), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"'
        f' role="img" aria-label="{escape(title)}" font-family="sans-serif" font-size="12">',
        f'<text x="{LEFT}" y="18" font-weight="bold">{escape(title)}</text>',
        f'<text x="{LEFT + wide}" y="{HEIGHT - 8}" text-anchor="end">{escape(across)}</text>',
    ]
    for share in (0.0, 0.5, 1.0):
        _, y = at(0, highest * share)
        parts.append(
            f'<line x1="{LEFT}" x2="{LEFT + wide}" y1="{y}" y2="{y}" stroke="#cccccc"/>'
            f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{highest * share:,.0f}</text>'
        )
    for number, (name, values) in enumerate(lines.items()):
        points = [at(i, value) for i, value in enumerate(values)]
        colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        drawn = " ".join(f"{x},{y}" for x, y in points)
        parts.append(
            f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2.5"'
            f' stroke-dasharray="{dash}"/>'
        )
        if points:
            x, y = points[-1]
            parts.append(f'<text x="{x + 8}" y="{y + 4}" fill="{colour}">{escape(name)}</text>')
    return "".join([*parts, "</svg>"])
