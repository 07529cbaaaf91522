"""Compiled ruin and recreate: strings of stops removed round a place, put back where it pays.

After Christiaens and Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing
Problems", Transportation Science 54 (2020), with prizes: a stop is put in only where it brings more
than its detour. A route is one unit-day between two fixed places; routes of one trip make a group.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled, inlined
from planner.optimiser.ruin_clock_kernel import (
    CLOSES,
    EARLIEST,
    LATEST,
    LUNCH,
    MAX_DRIVE,
    OPENS,
    PACKING,
    SETUP,
    arrive_by,
    leaving,
    reaches,
)
from planner.optimiser.window_kernel import FAR

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


class Fixed(NamedTuple):
    """What does not change; see `Problem`. K routes, G groups, L stops of the longest route.

    unit, day, group: (K,). ends: (K, 2). hours: (K, 8). lasting: (K,) whether the day costs even
    without a stop. drives, costs: (M, P, P) with matrix_of, cost_of: (K,); drives_to, costs_to the
    same with destinations as rows, since reading along a row is quick. near: (P, N) places
    nearest to each. hungry: (K,) whether lunch is due on that day. lone: (O,) the only row that an
    option may serve, where its points depend on nothing else, else -1; lone_points: (O, K) those
    points, and those of others at most. sites: places where something may be served. gain: (R,)
    points a person.
    """

    unit: Ints
    day: Ints
    group: Ints
    ends: Ints
    hours: Ints
    lasting: Bools
    drives: Ints
    costs: Longs
    drives_to: Ints
    costs_to: Longs
    matrix_of: Ints
    cost_of: Ints
    near: Ints
    sites: Ints
    option_from: Ints
    option_place: Ints
    option_package: Ints
    window_lo: Ints
    window_hi: Ints
    open_s: Ints
    package_lunch: Bools
    place_open: Bools
    reach_from: Ints
    reach_village: Ints
    offers: Bools
    row_of: Ints
    row_service: Ints
    row_visits: Ints
    row_gap: Ints
    gain: Floats
    may_serve: Bools
    capacity: Ints
    staff_of: Ints
    load: Longs
    max_load: Longs
    day_cost: Longs
    hungry: Bools
    lone: Ints
    lone_points: Floats


class Routes(NamedTuple):
    """What does. S rows at most at a stop, Q kinds of staff.

    stops: (K, L) option of each; length: (K,); many: (K, L), rows, served: (K, L, S) whom each
    stop serves. visits, people: (R,) left; by_day: (R, D) visits made; staff: (Q, D) left; riding:
    (K, Q) servings of a route that need it; used: (G,) load. where: (K, P) a route stops there.
    leave, due: (K, L + 2, 2) earliest leaving and latest arriving times, lunch not eaten and eaten;
    drive: (K,) seconds. halts: (K, L + 2) places, its start and end among them; leg_s, leg_points:
    (K, L + 1) of the legs between them.

    state: (K,) a number that no other order of stops in the route has had; last_state: (1,) the
    last one given. known, detour, position: (K, O) at which state of a route the cheapest way to
    an option was worked out, its points and where it goes in (`NOWHERE`, or `UNKNOWN` where only
    was seen that it costs no less).
    """

    stops: Ints
    length: Ints
    many: Ints
    rows: Ints
    served: Ints
    visits: Ints
    people: Ints
    by_day: Ints
    staff: Ints
    riding: Ints
    used: Longs
    where: Bools
    leave: Ints
    due: Ints
    drive: Longs
    halts: Ints
    leg_s: Ints
    leg_points: Longs
    state: Longs
    last_state: Longs
    known: Longs
    detour: Floats
    position: Ints


@inlined
def retime(fixed: Fixed, routes: Routes, k: int) -> bool:
    """Work out the times of a route anew; whether it can be driven at all."""
    routes.last_state[0] += 1
    routes.state[k] = routes.last_state[0]
    n, matrix, cost = routes.length[k], fixed.matrix_of[k], fixed.cost_of[k]
    total = 0
    routes.halts[k, 0], routes.halts[k, n + 1] = fixed.ends[k, 0], fixed.ends[k, 1]
    for i in range(n):
        routes.halts[k, i + 1] = fixed.option_place[routes.stops[k, i]]
    for i in range(n + 1):
        here, there = routes.halts[k, i], routes.halts[k, i + 1]
        go = fixed.drives[matrix, here, there]
        if go < 0:
            return False
        routes.leg_s[k, i] = go
        routes.leg_points[k, i] = fixed.costs[cost, here, there] if here != there else 0
        total += go
    routes.drive[k] = total
    in_time = (
        _retime_hungry(fixed, routes, k) if fixed.hungry[k] else _retime_plain(fixed, routes, k)
    )
    return in_time and total <= fixed.hours[k, MAX_DRIVE]


@inlined
def _retime_plain(fixed: Fixed, routes: Routes, k: int) -> bool:
    """The times of a route on a day without lunch; whether they can be kept."""
    n, setup, packing = routes.length[k], fixed.hours[k, SETUP], fixed.hours[k, PACKING]
    routes.leave[k, 0, 0], routes.leave[k, 0, 1] = FAR, fixed.hours[k, OPENS]
    routes.due[k, n + 1, 0], routes.due[k, n + 1, 1] = -FAR, fixed.hours[k, CLOSES]
    time = fixed.hours[k, OPENS]
    for i in range(n):
        option = routes.stops[k, i]
        if time < FAR:
            ready, time = time + routes.leg_s[k, i] + setup, FAR
            for w in range(fixed.window_lo.shape[1]):
                start = max(ready, fixed.window_lo[option, w])
                if start <= fixed.window_hi[option, w]:
                    time = start + fixed.open_s[fixed.option_package[option]] + packing
                    break
        routes.leave[k, i + 1, 0], routes.leave[k, i + 1, 1] = FAR, time
    time = fixed.hours[k, CLOSES]
    for i in range(n - 1, -1, -1):
        option = routes.stops[k, i]
        last = time - routes.leg_s[k, i + 1] - packing
        last -= fixed.open_s[fixed.option_package[option]]
        time = -FAR
        for w in range(fixed.window_lo.shape[1]):
            start = min(last, fixed.window_hi[option, w])
            if start >= fixed.window_lo[option, w]:
                time = max(time, start - setup)
        routes.due[k, i + 1, 0], routes.due[k, i + 1, 1] = -FAR, time
    return bool(fixed.hours[k, OPENS] + routes.leg_s[k, 0] <= routes.due[k, 1, 1])


@compiled
def _retime_hungry(fixed: Fixed, routes: Routes, k: int) -> bool:
    """The same on a day with lunch."""
    n = routes.length[k]
    row = fixed.hours[k]
    leave, due, leg_s = routes.leave[k], routes.due[k], routes.leg_s[k]
    leave[0, 0], leave[0, 1] = row[OPENS], row[EARLIEST] + 1
    for i in range(n):
        option = routes.stops[k, i]
        package = fixed.option_package[option]
        leave[i + 1, 0], leave[i + 1, 1] = leaving(
            option, fixed.open_s[package], fixed.package_lunch[package], leave[i, 0], leave[i, 1],
            leg_s[i], row, fixed.window_lo, fixed.window_hi,
        )  # fmt: skip
    due[n + 1, 1] = row[CLOSES]
    due[n + 1, 0] = min(row[CLOSES], row[LATEST] + row[LUNCH] - 1)
    for i in range(n - 1, -1, -1):
        option = routes.stops[k, i]
        package = fixed.option_package[option]
        due[i + 1, 0], due[i + 1, 1] = arrive_by(
            option, fixed.open_s[package], fixed.package_lunch[package], due[i + 2, 0],
            due[i + 2, 1], leg_s[i + 1], row, fixed.window_lo, fixed.window_hi,
        )  # fmt: skip
    return reaches(leave[0, 0], leave[0, 1], leg_s[0], due[1, 0], due[1, 1], row)


@inlined
def _may_take(fixed: Fixed, routes: Routes, k: int, row: int) -> bool:
    """Whether a route may serve a row, as things stand."""
    unit, day = fixed.unit[k], fixed.day[k]
    if routes.visits[row] <= 0 or routes.people[row] <= 0 or not fixed.may_serve[unit, day, row]:
        return False
    kind = fixed.staff_of[fixed.row_service[row]]
    if kind >= 0 and routes.riding[k, kind] == 0 and routes.staff[kind, day] <= 0:
        return False
    if fixed.row_visits[row] == 1:
        return True
    gap = fixed.row_gap[row]
    for other in range(max(0, day - gap + 1), min(routes.by_day.shape[1], day + gap)):
        if routes.by_day[row, other] > 0:
            return False
    for other in range(len(fixed.group)):
        if fixed.group[other] == fixed.group[k]:
            for i in range(routes.length[other]):
                for s in range(routes.many[other, i]):
                    if routes.rows[other, i, s] == row:
                        return False
    return True


@inlined
def servings(
    fixed: Fixed, routes: Routes, k: int, option: int, rows: Ints, served: Ints
) -> tuple[float, int]:
    """(points, how many rows) an option would serve in a route now; whom in rows and served."""
    unit = fixed.unit[k]
    place, package = fixed.option_place[option], fixed.option_package[option]
    limit = fixed.max_load[unit]
    load_left = limit - routes.used[fixed.group[k]]
    points, n = 0.0, 0
    for service in range(fixed.capacity.shape[2]):
        room = fixed.capacity[unit, package, service]
        if room <= 0 or not fixed.offers[place, service]:
            continue
        each = fixed.load[service]
        for at in range(fixed.reach_from[place], fixed.reach_from[place + 1]):
            row = fixed.row_of[fixed.reach_village[at], service]
            if row < 0 or fixed.gain[row] <= 0.0 or n == len(rows):
                continue
            if not _may_take(fixed, routes, k, row):
                continue
            people = min(room, routes.people[row])
            if limit >= 0 and each > 0:
                people = min(people, load_left // each)
                load_left -= people * each
            if people <= 0:
                continue
            rows[n], served[n] = row, people
            n += 1
            points += fixed.gain[row] * people
            room -= people
            if room <= 0:
                break
    return points, n


@inlined
def count(fixed: Fixed, routes: Routes, k: int, i: int, sign: int) -> float:
    """Book (1) or give back (-1) what a stop serves; its points."""
    day, points = fixed.day[k], 0.0
    for s in range(routes.many[k, i]):
        row, people = routes.rows[k, i, s], routes.served[k, i, s]
        service = fixed.row_service[row]
        routes.visits[row] -= sign
        routes.people[row] -= sign * people
        routes.by_day[row, day] += sign
        routes.used[fixed.group[k]] += sign * people * fixed.load[service]
        kind = fixed.staff_of[service]
        if kind >= 0:
            before = routes.riding[k, kind]
            routes.riding[k, kind] = before + sign
            if before == 0 or before + sign == 0:
                routes.staff[kind, day] -= sign
        points += fixed.gain[row] * people
    return points


@inlined
def cost_of(fixed: Fixed, routes: Routes, k: int) -> int:
    """Points a route costs."""
    n = routes.length[k]
    if n == 0 and not fixed.lasting[k]:
        return 0
    costs = fixed.costs[fixed.cost_of[k]]
    here = fixed.ends[k, 0]
    total = fixed.day_cost[fixed.unit[k]]
    for i in range(n):
        there = fixed.option_place[routes.stops[k, i]]
        if there != here:
            total += costs[here, there]
        here = there
    if here != fixed.ends[k, 1]:
        total += costs[here, fixed.ends[k, 1]]
    return int(total)


@inlined
def remove(fixed: Fixed, routes: Routes, k: int, i: int) -> float:
    """Take a stop out; the points it brought. Times are not worked out anew."""
    points = count(fixed, routes, k, i, -1)
    routes.where[k, fixed.option_place[routes.stops[k, i]]] = False
    n = routes.length[k]
    for j in range(i, n - 1):
        routes.stops[k, j] = routes.stops[k, j + 1]
        routes.many[k, j] = routes.many[k, j + 1]
        routes.rows[k, j] = routes.rows[k, j + 1]
        routes.served[k, j] = routes.served[k, j + 1]
    routes.length[k] = n - 1
    return points


@inlined
def insert(
    fixed: Fixed, routes: Routes, k: int, i: int, option: int, rows: Ints, served: Ints
) -> float:
    """Put a stop in at i, serving whom it can; the points it brings."""
    n = routes.length[k]
    _, n_rows = servings(fixed, routes, k, option, rows, served)
    for j in range(n, i, -1):
        routes.stops[k, j] = routes.stops[k, j - 1]
        routes.many[k, j] = routes.many[k, j - 1]
        routes.rows[k, j] = routes.rows[k, j - 1]
        routes.served[k, j] = routes.served[k, j - 1]
    routes.stops[k, i] = option
    routes.many[k, i] = n_rows
    for s in range(n_rows):
        routes.rows[k, i, s] = rows[s]
        routes.served[k, i, s] = served[s]
    routes.length[k] = n + 1
    routes.where[k, fixed.option_place[option]] = True
    return count(fixed, routes, k, i, 1)


@compiled
def book(fixed: Fixed, routes: Routes) -> float:
    """Count everything that routes written from outside serve; the value of them all."""
    value = 0.0
    for k in range(len(fixed.unit)):
        for i in range(routes.length[k]):
            routes.where[k, fixed.option_place[routes.stops[k, i]]] = True
            value += count(fixed, routes, k, i, 1)
        value -= cost_of(fixed, routes, k)
        retime(fixed, routes, k)
    return value
