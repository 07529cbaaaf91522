"""Compiled loop of ruin and recreate: the search itself, on the routes of `ruin_kernel`."""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled, inlined
from planner.optimiser.ruin_clock_kernel import SETUP
from planner.optimiser.ruin_insertion_kernel import best_insertion
from planner.optimiser.ruin_kernel import (
    Fixed,
    Routes,
    cost_of,
    count,
    insert,
    remove,
    retime,
)

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

LONGEST_STRING = 10.0


@inlined
def _save(routes: Routes, copy: Routes, k: int) -> None:
    """Keep a route as it is; `copy` holds stops and servings only."""
    n = routes.length[k]
    copy.length[k], copy.state[k] = n, routes.state[k]
    for i in range(n):
        copy.stops[k, i] = routes.stops[k, i]
        copy.many[k, i] = routes.many[k, i]
        for s in range(routes.many[k, i]):
            copy.rows[k, i, s] = routes.rows[k, i, s]
            copy.served[k, i, s] = routes.served[k, i, s]


@compiled
def _restore(fixed: Fixed, routes: Routes, copy: Routes, touched: Bools) -> None:
    """Put the touched routes back as they were saved."""
    for k in range(len(touched)):
        if touched[k]:
            for i in range(routes.length[k]):
                count(fixed, routes, k, i, -1)
                routes.where[k, fixed.option_place[routes.stops[k, i]]] = False
    for k in range(len(touched)):
        if touched[k]:
            _save(copy, routes, k)
            for i in range(routes.length[k]):
                count(fixed, routes, k, i, 1)
                routes.where[k, fixed.option_place[routes.stops[k, i]]] = True
            retime(fixed, routes, k)
            routes.state[k] = copy.state[k]


@inlined
def _pivot(fixed: Fixed, routes: Routes) -> int:
    """A place served now, most often; else any where something may be served."""
    if np.random.random() < 0.7:
        for _ in range(8):
            k = np.random.randint(0, len(fixed.unit))
            if routes.length[k] > 0:
                i = np.random.randint(0, routes.length[k])
                return int(fixed.option_place[routes.stops[k, i]])
    return int(fixed.sites[np.random.randint(0, len(fixed.sites))])


@compiled
def _ruin(
    fixed: Fixed, routes: Routes, copy: Routes, pivot: int, mean_removed: float, touched: Bools,
    absent: Ints,
) -> tuple[float, int]:  # fmt: skip
    """Remove strings of stops from routes near the pivot; (points lost less cost saved, places)."""
    stops, driven = 0, 0
    for k in range(len(fixed.unit)):
        stops += routes.length[k]
        driven += 1 if routes.length[k] > 0 else 0
    longest = min(LONGEST_STRING, stops / max(1, driven))
    most = max(1.0, 4.0 * mean_removed / (1.0 + longest) - 1.0)
    strings = int(np.random.uniform(1.0, most + 1.0))
    delta, n_absent, done = 0.0, 0, 0
    for at in range(fixed.near.shape[1]):
        place = fixed.near[pivot, at]
        if done >= strings or place < 0:
            break
        for k in range(len(fixed.unit)):
            if not routes.where[k, place] or touched[k] or done >= strings:
                continue
            n = routes.length[k]
            position = 0
            while fixed.option_place[routes.stops[k, position]] != place:
                position += 1
            length = int(np.random.uniform(1.0, min(float(n), longest) + 1.0))
            first = max(0, position - length + 1)
            last = min(position, n - length)
            start = np.random.randint(first, last + 1)
            _save(routes, copy, k)
            touched[k] = True
            done += 1
            delta += cost_of(fixed, routes, k)
            for _ in range(length):
                if n_absent < len(absent):
                    absent[n_absent] = fixed.option_place[routes.stops[k, start]]
                    n_absent += 1
                delta -= remove(fixed, routes, k, start)
            delta -= cost_of(fixed, routes, k)
            retime(fixed, routes, k)
    return delta, n_absent


@inlined
def _potential(fixed: Fixed, routes: Routes, place: int) -> float:
    """Points of whom the host village still lacks, whoever may serve them."""
    total = 0.0
    village = fixed.reach_village[fixed.reach_from[place]]
    for service in range(fixed.row_of.shape[1]):
        row = fixed.row_of[village, service]
        if row >= 0 and fixed.offers[place, service] and routes.visits[row] > 0:
            total += fixed.gain[row] * routes.people[row]
    return total


@compiled
def _order(
    fixed: Fixed, routes: Routes, pivot: int, absent: Ints, n_absent: int, nearby: int,
    marked: Bools,
) -> tuple[Ints, int]:  # fmt: skip
    """Places to try, each once: those removed and unserved ones nearby, in some order."""
    places = np.empty(n_absent + nearby, dtype=np.int32)
    key = np.empty(n_absent + nearby)
    n = 0
    way = np.random.randint(0, 11)
    drives = fixed.drives[0]
    for at in range(n_absent + nearby):
        place = absent[at] if at < n_absent else -1
        if at >= n_absent:
            # Squared, so that nearer ones are drawn more often.
            place = fixed.near[pivot, int(np.random.random() ** 2 * fixed.near.shape[1])]
        if place < 0 or marked[place]:
            continue
        potential = _potential(fixed, routes, place)
        if potential <= 0.0:
            continue
        marked[place] = True
        places[n] = place
        luck = np.random.random()
        if way < 3:
            key[n] = luck
        elif way < 7:
            option = fixed.option_from[place]
            stay = fixed.open_s[fixed.option_package[option]] + fixed.hours[0, SETUP]
            key[n] = -potential / (stay + 600.0) * (0.7 + 0.6 * luck)
        elif way < 9:
            key[n] = -potential * (0.7 + 0.6 * luck)
        elif way < 10:
            key[n] = -float(drives[fixed.ends[0, 0], place])
        else:
            key[n] = float(drives[fixed.ends[0, 0], place])
        n += 1
    order = np.argsort(key[:n])
    chosen = np.empty(n, dtype=np.int32)
    for i in range(n):
        chosen[i] = places[order[i]]
        marked[places[i]] = False
    return chosen, n


@compiled
def _recreate(
    fixed: Fixed, routes: Routes, copy: Routes, places: Ints, n: int, touched: Bools, rows: Ints,
    served: Ints, blink: int,
) -> tuple[float, int]:  # fmt: skip
    """Put places in where that pays, each as often as other units can serve it; points gained."""
    gained = 0.0
    for at in range(n):
        for _ in range(4):
            profit, k, i, option, blink = best_insertion(
                fixed, routes, places[at], blink, rows, served
            )
            if k < 0:
                break
            if not touched[k]:
                _save(routes, copy, k)
                touched[k] = True
            insert(fixed, routes, k, i, option, rows, served)
            retime(fixed, routes, k)
            gained += profit
    return gained, blink


@compiled
def ruin_and_recreate(
    fixed: Fixed, routes: Routes, best: Routes, copy: Routes, value: float, best_value: float,
    iterations: int, hot: float, cold: float, mean_removed: float, nearby: int,
    elsewhere: float, seed: int,
) -> tuple[float, float]:  # fmt: skip
    """So many rounds, cooling from `hot` to `cold` points; (value now, best value).

    elsewhere: share of the rounds that try unserved places round another pivot than the ruin's.
    `routes` is left where the search stands, `best` holds the best routes (stops and servings).
    """
    np.random.seed(seed)
    touched = np.zeros(len(fixed.unit), dtype=np.bool_)
    marked = np.zeros(len(fixed.place_open), dtype=np.bool_)
    absent = np.empty(routes.stops.shape[1] * 16, dtype=np.int32)
    rows = np.empty(routes.rows.shape[2], dtype=np.int32)
    served = np.empty(routes.rows.shape[2], dtype=np.int32)
    blink = 1 + np.random.randint(0, 100)
    for turn in range(iterations):
        temperature = hot * (cold / hot) ** (turn / iterations)
        touched[:] = False
        pivot = _pivot(fixed, routes)
        delta, n_absent = _ruin(fixed, routes, copy, pivot, mean_removed, touched, absent)
        if np.random.random() < elsewhere:
            pivot = fixed.sites[np.random.randint(0, len(fixed.sites))]
        places, n = _order(fixed, routes, pivot, absent, n_absent, nearby, marked)
        gained, blink = _recreate(fixed, routes, copy, places, n, touched, rows, served, blink)
        delta += gained
        if delta > temperature * np.log(max(1e-12, np.random.random())):
            value += delta
            if value > best_value + 1e-6:
                best_value = value
                for k in range(len(fixed.unit)):
                    _save(routes, best, k)
        else:
            _restore(fixed, routes, copy, touched)
    return value, best_value
