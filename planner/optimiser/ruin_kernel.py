"""Compiled ruin and recreate: strings of stops removed round a place, put back where it pays.

After Christiaens and Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing
Problems", Transportation Science 54 (2020), with prizes: a stop is put in only where it brings more
than its detour. A route is one unit-day between two fixed places; routes of one trip make a group.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled
from planner.optimiser.ruin_clock_kernel import (
    CLOSES,
    EARLIEST,
    FAR,
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

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

BLINK = 0.01
"""Share of the positions that are passed by."""


class Fixed(NamedTuple):
    """What does not change; see `Problem`. K routes, G groups, L stops of the longest route.

    unit, day, group: (K,). ends: (K, 2). hours: (K, 8). lasting: (K,) whether the day costs even
    without a stop. drives, costs: (M, P, P) with matrix_of, cost_of: (K,); drives_to, costs_to the
    same with destinations as rows, since reading along a row is quick. near: (P, N) places
    nearest to each. sites: places where something may be served. gain: (R,) points a person.
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


class Routes(NamedTuple):
    """What does. S rows at most at a stop, Q kinds of staff.

    stops: (K, L) option of each; length: (K,); many: (K, L), rows, served: (K, L, S) whom each
    stop serves. visits, people: (R,) left; by_day: (R, D) visits made; staff: (Q, D) left; riding:
    (K, Q) servings of a route that need it; used: (G,) load. where: (K, P) a route stops there.
    leave, due: (K, L + 2, 2) earliest leaving and latest arriving times, lunch not eaten and eaten;
    drive: (K,) seconds. halts: (K, L + 2) places, its start and end among them; leg_s, leg_points:
    (K, L + 1) of the legs between them.
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


@compiled
def retime(fixed: Fixed, routes: Routes, k: int) -> bool:
    """Work out the times of a route anew; whether it can be driven at all."""
    n = routes.length[k]
    row = fixed.hours[k]
    drives = fixed.drives[fixed.matrix_of[k]]
    leave, due = routes.leave[k], routes.due[k]
    hungry_day = row[LUNCH] >= 0 and row[OPENS] <= row[EARLIEST]
    leave[0, 0] = row[OPENS] if hungry_day else FAR
    leave[0, 1] = row[EARLIEST] + 1 if hungry_day else row[OPENS]
    here = fixed.ends[k, 0]
    total = 0
    costs = fixed.costs[fixed.cost_of[k]]
    halts, leg_s, leg_points = routes.halts[k], routes.leg_s[k], routes.leg_points[k]
    halts[0], halts[n + 1] = here, fixed.ends[k, 1]
    for i in range(n):
        option = routes.stops[k, i]
        there = fixed.option_place[option]
        go = drives[here, there]
        if go < 0:
            return False
        halts[i + 1], leg_s[i] = there, go
        leg_points[i] = costs[here, there] if here != there else 0
        total += go
        package = fixed.option_package[option]
        leave[i + 1, 0], leave[i + 1, 1] = leaving(
            option, fixed.open_s[package], fixed.package_lunch[package], leave[i, 0], leave[i, 1],
            go, row, fixed.window_lo, fixed.window_hi,
        )  # fmt: skip
        here = there
    after = fixed.ends[k, 1]
    go = drives[here, after]
    if go < 0:
        return False
    total += go
    leg_s[n], leg_points[n] = go, costs[here, after] if here != after else 0
    routes.drive[k] = total
    due[n + 1, 1] = row[CLOSES]
    due[n + 1, 0] = min(row[CLOSES], row[LATEST] + row[LUNCH] - 1) if hungry_day else -FAR
    for i in range(n - 1, -1, -1):
        option = routes.stops[k, i]
        there = fixed.option_place[option]
        package = fixed.option_package[option]
        due[i + 1, 0], due[i + 1, 1] = arrive_by(
            option, fixed.open_s[package], fixed.package_lunch[package], due[i + 2, 0],
            due[i + 2, 1], drives[there, after], row, fixed.window_lo, fixed.window_hi,
        )  # fmt: skip
        after = there
    first = drives[fixed.ends[k, 0], after]
    in_time = reaches(leave[0, 0], leave[0, 1], first, due[1, 0], due[1, 1], row)
    return in_time and total <= row[MAX_DRIVE]


@compiled
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


@compiled
def _servings(
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


@compiled
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


@compiled
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


@compiled
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


@compiled
def insert(
    fixed: Fixed, routes: Routes, k: int, i: int, option: int, rows: Ints, served: Ints
) -> float:
    """Put a stop in at i, serving whom it can; the points it brings."""
    n = routes.length[k]
    _, n_rows = _servings(fixed, routes, k, option, rows, served)
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


@compiled
def _best_position(
    halts: Ints, leg_s: Ints, leg_points: Longs, n: int, leave: Ints, due: Ints,
    spare_drive: int, hours: Ints, option: int, there: int, points: float, fixed_cost: int,
    best: float, blink: int, drives: Ints, drives_to: Ints, costs: Longs, costs_to: Longs,
    open_for: int, meal: bool, window_lo: Ints, window_hi: Ints,
) -> tuple[float, int, int]:  # fmt: skip
    """(profit, position, blink) of an option in a route where it fits and brings more than `best`.

    Only the rows of `there` are given of drives and costs. Every `blink` positions one is passed
    by; what is left of it is given back.
    """
    best_i = -1
    stay = hours[SETUP] + open_for + hours[PACKING]
    idle = n == 0 and fixed_cost > 0
    for i in range(n + 1):
        before, after = halts[i], halts[i + 1]
        blink -= 1
        if blink == 0:
            blink = int(-np.log(max(1e-12, np.random.random())) / BLINK) + 1
            continue
        profit = points - fixed_cost
        if before != there:
            profit -= costs_to[before]
        if there != after:
            profit -= costs[after]
        if not idle:
            profit += leg_points[i]
        if profit <= best:
            continue
        go, on = drives_to[before], drives[after]
        if go < 0 or on < 0 or go + on - leg_s[i] > spare_drive:
            continue
        soonest = min(leave[i, 0], leave[i, 1]) + go + stay + on
        if soonest > max(due[i + 1, 0], due[i + 1, 1]):
            continue
        hungry, fed = leaving(
            option, open_for, meal, leave[i, 0], leave[i, 1], go, hours, window_lo, window_hi
        )
        if reaches(hungry, fed, on, due[i + 1, 0], due[i + 1, 1], hours):
            best, best_i = profit, i
    return best, best_i, blink


@compiled
def best_insertion(
    fixed: Fixed, routes: Routes, place: int, blink: int, rows: Ints, served: Ints
) -> tuple[float, int, int, int, int]:
    """(profit, route, position, option, blink) of the best way to stop at a place; profit 0: none.

    `blink` is after how many positions one is passed by.
    """
    best, best_k, best_i, best_option = 0.0, -1, -1, -1
    longest = routes.stops.shape[1]
    for k in range(len(fixed.unit)):
        n = routes.length[k]
        if routes.where[k, place] or n >= longest or not fixed.place_open[place, fixed.day[k]]:
            continue
        unit = fixed.unit[k]
        day_cost = fixed.day_cost[unit] if n == 0 and not fixed.lasting[k] else 0
        driven = max(0, fixed.drives[fixed.matrix_of[k], fixed.ends[k, 0], fixed.ends[k, 1]])
        spare = fixed.hours[k, MAX_DRIVE] - (routes.drive[k] if n > 0 else driven)
        for option in range(fixed.option_from[place], fixed.option_from[place + 1]):
            points, n_rows = _servings(fixed, routes, k, option, rows, served)
            if n_rows == 0 or points - day_cost <= best:
                continue
            package = fixed.option_package[option]
            matrix, cost = fixed.matrix_of[k], fixed.cost_of[k]
            profit, i, blink = _best_position(
                routes.halts[k], routes.leg_s[k], routes.leg_points[k], n, routes.leave[k],
                routes.due[k], spare, fixed.hours[k], option, place, points, day_cost, best,
                blink, fixed.drives[matrix, place], fixed.drives_to[matrix, place],
                fixed.costs[cost, place], fixed.costs_to[cost, place], fixed.open_s[package],
                fixed.package_lunch[package], fixed.window_lo, fixed.window_hi,
            )  # fmt: skip
            if i >= 0:
                best, best_k, best_i, best_option = profit, k, i, option
    return best, best_k, best_i, best_option, blink
