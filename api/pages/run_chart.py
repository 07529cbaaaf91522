"""A search as a small chart: each tier of the objective over time, one above the other.

Tiers come one before the other, so points may fall where promises or equity rise. Each tier has a
strip of its own on the same clock; an upper tier that never changed needs none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.domain.runs import Milestone
from planner.words import Language, say

WIDTH, HEIGHT = 1000, 100
"""The box of a strip's lines; pages stretch it."""
MARGIN = 8
FURTHEST_BOUND = 1.5
"""A bound further off than this many times the best points is told in words, not drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A tier over time: `line` and `bound` are `points` of polylines.

    `earlier` are lines from before an upper tier rose, `breaks` where that was, from the left.
    """

    title: str
    label: str
    highest: str
    lowest: str
    line: str
    earlier: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    bound: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChart:
    """Strips on one clock of `seconds`; `fell` where points fell for the sake of an upper tier."""

    strips: tuple[Strip, ...]
    seconds: str
    has_bound: bool
    fell: bool
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(trail: tuple[Milestone, ...], language: Language) -> RunChart | None:
    """The chart of a trail; None while there are not two moments with a plan.

    The clock is that on the wall, as the search's moments are, and runs to the last of them: the
    limit counts computing, which is another time on a busy machine.
    """
    known = [m for m in trail if m.value is not None]
    if len(known) < 2:
        return None
    clock = _Clock(known)
    upper = [
        _upper(clock, known, name, values, language)
        for name, values in (
            ("promises", [m.promises for m in known]),
            ("equity", [m.equity for m in known]),
        )
        if None not in values and len(set(values)) > 1
    ]
    points = _points(clock, known, language)
    return RunChart(
        strips=(*upper, points),
        seconds=f"{clock.longest_s:,.0f}",
        has_bound=bool(points.bound),
        fell=any(
            before.value > after.value
            for before, after in pairwise(known)
            if before.value is not None and after.value is not None
        ),
    )


class _Clock:
    """Where moments stand from left to right."""

    def __init__(self, known: Sequence[Milestone]) -> None:
        self.end_s = known[-1].wall_s
        self.longest_s = max(1.0, self.end_s)

    def x(self, second: float) -> float:
        return WIDTH * second / self.longest_s

    def steps(self, moments: Sequence[tuple[float, float]], end_s: float) -> str:
        """A line that keeps its height until the next moment; `moments` are (second, height)."""
        corners: list[str] = []
        for i, (second, y) in enumerate(moments):
            until = moments[i + 1][0] if i + 1 < len(moments) else end_s
            corners += [f"{self.x(second):.1f},{y:.1f}", f"{self.x(until):.1f},{y:.1f}"]
        return " ".join(corners)


def _heights(low: int, high: int) -> Callable[[int], float]:
    span = max(1, high - low)

    def y(points: int) -> float:
        return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (min(points, high) - low) / span

    return y


def _upper(
    clock: _Clock,
    known: Sequence[Milestone],
    name: str,
    values: Sequence[int | None],
    language: Language,
) -> Strip:
    """The strip of promises or equity, which never falls."""
    told = [(m.wall_s, value) for m, value in zip(known, values, strict=True) if value is not None]
    low, high = min(value for _, value in told), max(value for _, value in told)
    y = _heights(low, high)

    def text(value: int) -> str:
        if name == "equity":
            return say("run_chart_share", language, share=f"{value / 100:.1f}")
        if value == 0:
            return say("run_promises_kept", language)
        return say("run_promises_short", language, points=f"{-value:,}")

    return Strip(
        title=say(f"run_tier_{name}", language),
        label=say(
            "run_chart_label", language,
            lowest=text(told[0][1]), highest=text(told[-1][1]), seconds=f"{clock.end_s:,.0f}",
        ),
        highest=text(high),
        lowest=text(low),
        line=clock.steps([(second, y(value)) for second, value in told], clock.end_s),
    )  # fmt: skip


def _points(clock: _Clock, known: Sequence[Milestone], language: Language) -> Strip:
    """The strip of points, in pieces: each begins where an upper tier changed."""
    told = [(m.wall_s, m.value) for m in known if m.value is not None]
    values = [value for _, value in told]
    low, high = min(values), max(values)
    bounds = [(m.wall_s, m.bound) for m in known if m.bound is not None]
    if not bounds or not 0 < bounds[-1][1] <= FURTHEST_BOUND * values[-1]:
        bounds = []
    high = max([high, *(bound for _, bound in bounds[-1:])])
    y = _heights(low, high)
    pieces: list[list[tuple[float, float]]] = []
    rank: tuple[int | None, int | None] | None = None
    for moment, (second, value) in zip(known, told, strict=True):
        if (moment.promises, moment.equity) != rank:
            rank = (moment.promises, moment.equity)
            pieces.append([])
        pieces[-1].append((second, y(value)))
    ends = [piece[0][0] for piece in pieces[1:]] + [clock.end_s]
    lines = [clock.steps(piece, end) for piece, end in zip(pieces, ends, strict=True)]
    return Strip(
        title=say("run_tier_points", language),
        label=say(
            "run_chart_label", language,
            lowest=say("run_points", language, points=f"{values[0]:,}"),
            highest=say("run_points", language, points=f"{values[-1]:,}"),
            seconds=f"{clock.end_s:,.0f}",
        ),
        highest=f"{high:,}",
        lowest=f"{low:,}" if low < high else "",
        line=lines[-1],
        earlier=tuple(lines[:-1]),
        breaks=tuple(f"{clock.x(piece[0][0]):.1f}" for piece in pieces[1:]),
        bound=clock.steps([(second, y(bound)) for second, bound in bounds], clock.end_s),
    )  # fmt: skip
