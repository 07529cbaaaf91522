"""A search as a small chart: value and bound over time, as points of an SVG."""

from dataclasses import dataclass

from planner.domain.runs import Milestone

WIDTH, HEIGHT = 960, 190
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 12, 22


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChart:
    """Lines as `points` of a polyline in a box of WIDTH x HEIGHT; the ends of both axes."""

    value: str
    bound: str
    highest: str
    lowest: str
    seconds: str
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(trail: tuple[Milestone, ...], limit_s: float) -> RunChart | None:
    """The chart of a trail; None while there are not two moments with a plan."""
    known = [m for m in trail if m.value is not None]
    if len(known) < 2:
        return None
    values = [m.value for m in known if m.value is not None]
    bounds = [m.bound for m in known if m.bound is not None]
    low, high = min(values), max(values + [b for b in bounds if b < 3 * max(1, max(values))])
    low = min(low, high - 1)
    longest = max(limit_s, 1.0, *(m.wall_s for m in known))

    def point(second: float, points: int) -> str:
        x = LEFT + (WIDTH - LEFT - RIGHT) * second / longest
        share = (min(points, high) - low) / (high - low)
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share
        return f"{x:.1f},{y:.1f}"

    return RunChart(
        value=" ".join(point(m.wall_s, m.value) for m in known if m.value is not None),
        bound=" ".join(point(m.wall_s, m.bound) for m in known if m.bound is not None),
        highest=f"{high:,}",
        lowest=f"{low:,}",
        seconds=f"{longest:,.0f}",
    )
