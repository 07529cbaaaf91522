"""From result lines to the tables a reader needs: every instance, means by group, every loss."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from tests.benchmarks.contest import DIED, Result
from tests.benchmarks.runner import OURS

REFERENCE = ("pyvrp", "pyvrp_p")
"""The lead that issues and readers ask for is over the better of these on each instance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One instance: what everybody reached. Leads, gaps and shares in per cent."""

    instance: str
    results: dict[str, Result]

    @property
    def group(self) -> str:
        """Instances of one kind: generator, regime and size (or "real")."""
        kind, regime, size, _ = self.instance.split("-")
        if kind == "toptw":
            return f"{kind}, {size} tours"
        return f"{kind} {regime} {'real' if size.startswith('p') else size}"

    @property
    def peers(self) -> dict[str, int]:
        """Value of every peer whose plan the checker accepts."""
        return {who: r.value for who, r in self.results.items() if who != OURS and not r.violations}

    def lead(self, over: str) -> float | None:
        """How far the optimiser is ahead of a peer; None when one of them has no valid plan."""
        ours = self.results.get(OURS)
        if ours is None or ours.violations or over not in self.peers:
            return None
        return 100 * (ours.value - self.peers[over]) / self.peers[over]

    @property
    def reference_lead(self) -> float | None:
        """The lead over the better of PyVRP's two models."""
        return min(
            (lead for who in REFERENCE if (lead := self.lead(who)) is not None), default=None
        )

    @property
    def gap(self) -> float | None:
        """Distance of the optimiser's plan to its proven bound."""
        ours = self.results.get(OURS)
        if ours is None or not ours.bound:
            return None
        return 100 * (ours.bound - ours.value) / ours.bound

    @property
    def closed(self) -> float | None:
        """Share of the way from the best peer to the bound that the optimiser goes."""
        ours = self.results.get(OURS)
        best = max(self.peers.values(), default=None)
        if ours is None or ours.bound is None or best is None or ours.bound <= best:
            return None
        return 100 * (ours.value - best) / (ours.bound - best)


def rows_of(results: Iterable[Result]) -> list[Row]:
    """The latest result of everybody on each instance, instances in order."""
    latest: dict[str, dict[str, Result]] = defaultdict(dict)
    for result in results:
        latest[result.instance][result.who] = result
    return [Row(instance=name, results=latest[name]) for name in sorted(latest, key=_by_number)]


def draw(rows: Sequence[Row]) -> str:
    """Markdown: one line an instance, then means and losses."""
    who = [OURS, *sorted({w for row in rows for w in row.results} - {OURS})]
    peers = [w for w in who if w != OURS]
    heads = ["instance", *who, "lead over PyVRP %", "bound", "gap %", "closed %", "MB"]
    sums = [
        "mean of",
        "n",
        "lead over PyVRP %",
        *(f"over {p} %" for p in peers),
        "gap %",
        "closed %",
        "most MB",
    ]
    lines = [
        _line(heads),
        _line(["---"] * len(heads)),
        *(_instance_line(row, who) for row in rows),
        "",
        _line(sums),
        _line(["---"] * len(sums)),
        *(_group_line(name, group, peers) for name, group in _groups(rows).items()),
        "",
        *_losses(rows, peers),
        *_warnings(rows),
    ]
    return "\n".join(lines)


def _instance_line(row: Row, who: Sequence[str]) -> str:
    best = max(row.peers.values(), default=0)
    cells = [_value(row, w, best) for w in who]
    ours = row.results.get(OURS)
    bound = "" if ours is None or ours.bound is None else str(ours.bound)
    memory = "" if ours is None else str(ours.rss_mb)
    return _line([
        row.instance, *cells, _number(row.reference_lead), bound, _number(row.gap),
        _number(row.closed, 0), memory,
    ])  # fmt: skip


def _value(row: Row, who: str, best: int) -> str:
    result = row.results.get(who)
    if result is None:
        return ""
    if result.note.startswith(DIED):
        return DIED
    if result.violations:
        return f"{result.value} ({result.violations} violations)"
    return f"**{result.value}**" if who != OURS and result.value == best else str(result.value)


def _groups(rows: Sequence[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    return groups


def _group_line(name: str, rows: Sequence[Row], peers: Sequence[str]) -> str:
    leads = [_mean(row.lead(peer) for row in rows) for peer in peers]
    means = [_mean(row.reference_lead for row in rows), *leads, _mean(row.gap for row in rows)]
    closed = _number(_mean(row.closed for row in rows), 0)
    memory = max((row.results[OURS].rss_mb for row in rows if OURS in row.results), default=0)
    return _line([name, str(len(rows)), *map(_number, means), closed, str(memory)])


def _losses(rows: Sequence[Row], peers: Sequence[str]) -> list[str]:
    found = [
        f"- {row.instance}: {lead:+.2f} % against {peer}"
        for row in rows
        for peer in peers
        if (lead := row.lead(peer)) is not None and lead < 0
    ]
    return [f"Losses: {len(found)}", *found]


def _warnings(rows: Sequence[Row]) -> list[str]:
    """Whoever used more CPU time than the budget allows, or broke a rule."""
    return [
        f"- {row.instance}: {who} used {r.cpu_s} s of {r.cpu_budget_s}, {r.violations} violations"
        for row in rows
        for who, r in row.results.items()
        if r.cpu_s > 1.05 * r.cpu_budget_s + 0.5 or r.violations
    ]


def _mean(numbers: Iterable[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return mean(known) if known else None


def _number(number: float | None, digits: int = 2) -> str:
    return "" if number is None else f"{number:.{digits}f}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _by_number(name: str) -> tuple[str, int, int]:
    kind, regime, size, seed = name.split("-")
    return (f"{kind}-{regime}", int(size.lstrip("p")), int(seed.lstrip("s")))
