"""The exact optimum of a tiny core week, by trying everything; shares nothing with the optimiser.

For each kind of unit-day the cheapest route through every set of clients comes from labels (set,
last client) -> undominated (time, points driven); then sets are dealt to unit-days, one by one.
"""

from collections.abc import Iterator
from itertools import pairwise

from tests.benchmarks.core import CoreWeek

MOST_CLIENTS = 10
Labels = dict[tuple[int, int], list[tuple[int, int]]]
"""(set of clients, last client) -> (ready at, points driven so far), none dominated."""


def best_value(core: CoreWeek) -> int:
    """The highest value of any plan; raises `ValueError` above `MOST_CLIENTS` clients."""
    if core.clients > MOST_CLIENTS:
        raise ValueError(f"{core.clients} clients are too many to try everything")
    known: dict[tuple[int, int, int, bytes], dict[int, int]] = {}
    best = [0] * (1 << core.clients)
    for k in range(core.unit_days):
        kind = (
            int(core.base[k]), int(core.shift_start_s[k]), int(core.shift_end_s[k]),
            core.allowed[k].tobytes(),
        )  # fmt: skip
        if kind not in known:
            known[kind] = route_values(core, k)
        best = _dealt(best, known[kind])
    return max(best)


def route_values(core: CoreWeek, k: int) -> dict[int, int]:
    """For every set of clients that unit-day k can serve, prize less the cheapest driving."""
    values: dict[int, int] = {}
    labels = _first_labels(core, k)
    while labels:
        for (done, last), ends in labels.items():
            home = int(core.drive_s[core.client_place[last], core.base[k]])
            back = int(core.drive_points[core.client_place[last], core.base[k]])
            costs = [cost + back for now, cost in ends if now + home <= core.shift_end_s[k]]
            if costs:
                value = _prize(core, done) - min(costs)
                values[done] = max(value, values.get(done, value))
        labels = _longer(core, k, labels)
    return values


def _first_labels(core: CoreWeek, k: int) -> Labels:
    start = (int(core.shift_start_s[k]), 0)
    labels: Labels = {}
    for c in range(core.clients):
        label = _visit(core, k, int(core.base[k]), start, c)
        if label is not None:
            labels[1 << c, c] = [label]
    return labels


def _longer(core: CoreWeek, k: int, labels: Labels) -> Labels:
    longer: Labels = {}
    for (done, last), ends in labels.items():
        for c in range(core.clients):
            if done >> c & 1:
                continue
            key = (done | 1 << c, c)
            for end in ends:
                label = _visit(core, k, int(core.client_place[last]), end, c)
                if label is not None:
                    longer[key] = _undominated([*longer.get(key, []), label])
    return longer


def _visit(
    core: CoreWeek, k: int, here: int, label: tuple[int, int], c: int
) -> tuple[int, int] | None:
    """The label after going on to client c; None when it is not allowed or closed by then."""
    if not core.allowed[k, c]:
        return None
    there = int(core.client_place[c])
    start = max(label[0] + int(core.drive_s[here, there]), int(core.earliest_s[c]))
    if start > core.latest_s[c]:
        return None
    return start + int(core.visit_s[c]), label[1] + int(core.drive_points[here, there])


def _undominated(labels: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for now, cost in sorted(labels):
        if not kept or cost < kept[-1][1]:
            kept.append((now, cost))
    return kept


def _dealt(best: list[int], values: dict[int, int]) -> list[int]:
    """Best values of sets after one more unit-day may take any part of them, or nothing."""
    dealt = list(best)
    for whole in range(len(best)):
        part = whole
        while part:
            if part in values:
                dealt[whole] = max(dealt[whole], best[whole ^ part] + values[part])
            part = (part - 1) & whole
    return dealt


def _prize(core: CoreWeek, done: int) -> int:
    return sum(int(core.prize[c]) for c in range(core.clients) if done >> c & 1)


def every_plan(core: CoreWeek) -> Iterator[int]:
    """Values of all plans, one by one: tests `best_value` itself on a handful of clients."""
    yield from _plans(core, 0, frozenset(range(core.clients)))


def _plans(core: CoreWeek, k: int, left: frozenset[int]) -> Iterator[int]:
    if k == core.unit_days:
        yield 0
        return
    for route in _orders((), left):
        value = _route_value(core, k, route)
        if value is not None:
            for rest in _plans(core, k + 1, left - set(route)):
                yield value + rest


def _orders(route: tuple[int, ...], left: frozenset[int]) -> Iterator[tuple[int, ...]]:
    yield route
    for c in left - set(route):
        yield from _orders((*route, c), left)


def _route_value(core: CoreWeek, k: int, route: tuple[int, ...]) -> int | None:
    now = int(core.shift_start_s[k])
    places = [int(core.base[k]), *(int(core.client_place[c]) for c in route), int(core.base[k])]
    value = 0
    for (here, there), c in zip(pairwise(places), (*route, None), strict=False):
        now += int(core.drive_s[here, there])
        value -= int(core.drive_points[here, there])
        if c is not None:
            now = max(now, int(core.earliest_s[c]))
            if now > core.latest_s[c] or not core.allowed[k, c]:
                return None
            now += int(core.visit_s[c])
            value += int(core.prize[c])
    return value if route and now <= core.shift_end_s[k] else (0 if not route else None)
