"""The exact optimum of a tiny request with the whole model: all trips, then CP-SAT deals people.

Shares nothing with the optimiser: trips come from `exact_trips`, people served are free whole
numbers here (up to capacity, demand and load), and each tier is solved before the next. Tolerances
between tiers, caravans and the hours of announced visits are not known here.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ortools.sat.python import cp_model

from geodata.matrix import TravelMatrix
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows, is_required
from tests.benchmarks.exact_trips import Halt, Trip, Ways, servable

MOST_TRIPS = 2_500
Served = list[tuple[Halt, dict[tuple[str, str], int]]]
"""Stops in no order, each with people by (village, service)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The optimum, tier after tier; `trips` is how many were considered.

    `chosen` is one optimum: trips, each with the people served at its stops.
    """

    promises: int
    equity: int = 0
    value: int
    trips: int
    chosen: tuple[tuple[Trip, Served], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """People of one row who may be served at one stop of one trip."""

    trip: int
    number: int
    halt: Halt
    row: tuple[str, str]
    visited: Any
    people: Any


def best_of(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    serving: tuple[str, str] | None = None,
) -> Best | None:
    """The optimum; None when the request is too large to try everything.

    With `serving`, a (village, service), the optimum of those plans that serve somebody of it;
    raises `RuntimeError` where no plan does.
    """
    trips = list(Ways(request=request, travel=travel).trips())
    if len(trips) > MOST_TRIPS:
        return None
    model = _Model(request, trips)
    if serving is not None:
        model.require(serving)
    promises, _ = model.solve(model.tier1())
    model.keep(model.tier1(), promises)
    theta = model.tier2()
    equity, _ = model.solve(theta)
    model.keep(theta, equity)
    value, chosen = model.solve(model.tier3())
    return Best(
        promises=promises, equity=equity, value=value, trips=len(trips), chosen=chosen
    )  # fmt: skip


class _Model:
    """Trips chosen, and people served at each of their stops."""

    def __init__(self, request: PlanRequest, trips: list[Trip]) -> None:
        self.request, self.trips = request, trips
        self.cp = cp_model.CpModel()
        self.rows = {row.key: row for row in demand_rows(request)}
        self.chosen = [self.cp.new_bool_var(f"trip{i}") for i in range(len(trips))]
        self.given = [given for i in range(len(trips)) for given in self._given(i)]
        self.served = {key: sum(g.people for g in self.given if g.row == key) for key in self.rows}
        self._one_route_a_day()
        self._rows()
        self._staff()
        self._sums()

    def require(self, key: tuple[str, str]) -> None:
        """Only plans that serve somebody of this row."""
        given = [g.visited for g in self.given if g.row == key]
        self.cp.add_bool_or(given)

    def _given(self, i: int) -> list[_Given]:
        trip = self.trips[i]
        made: list[_Given] = []
        for number, halt in enumerate(trip.halts):
            made += self._at(i, trip, number, halt)
        by_row: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for given in made:
            by_row[given.row].append(given.visited)
        for visits in by_row.values():
            self.cp.add(sum(visits) <= self.chosen[i])
        if trip.unit.max_load is not None:
            loads = {s.code: s.load_per_person for s in self.request.services}
            self.cp.add(sum(loads[g.row[1]] * g.people for g in made) <= trip.unit.max_load)
        return made

    def _at(self, i: int, trip: Trip, number: int, halt: Halt) -> list[_Given]:
        day, place_code, package_code = halt
        place = next(p for p in self.request.stop_places if p.code == place_code)
        package = next(p for p in self.request.packages if p.code == package_code)
        made = [
            _Given(
                trip=i, number=number, halt=halt, row=key,
                visited=self.cp.new_bool_var(f"visit{i}.{number}.{key}"),
                people=self.cp.new_int_var(0, self.rows[key].people, f"people{i}.{number}.{key}"),
            )
            for key in servable(self.request, trip.unit, day, place)
            if key in self.rows
        ]  # fmt: skip
        for given in made:
            self.cp.add(given.people <= self.rows[given.row].people * given.visited)
            self.cp.add(given.people >= given.visited)
        for service in self.request.services:
            room = package.serving_s * trip.unit.counters_of(service.code)
            people = [g.people for g in made if g.row[1] == service.code]
            if people:
                self.cp.add(sum(people) <= room // service.seconds_per_person * self.chosen[i])
        self.cp.add(sum(g.visited for g in made) >= self.chosen[i])
        return made

    def _one_route_a_day(self) -> None:
        days: dict[tuple[str, int], list[Any]] = defaultdict(list)
        for trip, chosen in zip(self.trips, self.chosen, strict=True):
            for day in trip.days:
                days[trip.unit.code, day].append(chosen)
        for choices in days.values():
            self.cp.add(sum(choices) <= 1)

    def _rows(self) -> None:
        """Demand, most visits, and the gap between any two visits of a row."""
        services = {s.code: s for s in self.request.services}
        for key, row in self.rows.items():
            given = [g for g in self.given if g.row == key]
            if not given:
                continue
            service = services[key[1]]
            self.cp.add(self.served[key] <= row.people)
            self.cp.add(sum(g.visited for g in given) <= service.max_visits)
            for first in range(self.request.horizon.days):
                near = [
                    g.visited
                    for g in given
                    if first <= g.halt[0] < first + max(1, service.min_gap_days)
                ]
                if near and service.min_gap_days > 0:
                    self.cp.add(sum(near) <= 1)

    def _staff(self) -> None:
        needs = {s.code: s.staff_code for s in self.request.services}
        riding: dict[tuple[str, int], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for g in self.given:
            staff = needs[g.row[1]]
            if staff is not None:
                riding[staff, g.halt[0]][self.trips[g.trip].unit.code].append(g.visited)
        available = {s.code: s for s in self.request.staff}
        for (staff, day), units in riding.items():
            takes = []
            for code, visits in units.items():
                taken = self.cp.new_bool_var(f"{staff}.{day}.{code}")
                self.cp.add_max_equality(taken, visits)
                takes.append(taken)
            limit = available[staff].on(self.request.horizon.date_of(day))
            self.cp.add(sum(takes) <= limit)

    def _sums(self) -> None:
        """Nights of each unit and baht of all."""
        pairs = list(zip(self.trips, self.chosen, strict=True))
        for unit in self.request.units:
            if unit.night_cap is not None:
                nights = [(len(t.days) - 1) * c for t, c in pairs if t.unit.code == unit.code]
                self.cp.add(sum(nights) <= unit.night_cap)
        if self.request.budget_baht is not None:
            self.cp.add(sum(t.baht * c for t, c in pairs) <= self.request.budget_baht)

    def tier1(self) -> Any:
        """Broken promises, as costs: late requests, overdue rows, wishing pins."""
        policy = self.request.policy
        last = self.request.horizon.date_of(self.request.horizon.days - 1)
        total: Any = 0
        for key, row in self.rows.items():
            if row.due_on is not None and row.due_on <= last:
                by_then = self._served_by(key, row.due_on)
                total -= policy.weight_late_request * (row.people - by_then)
            if is_required(row, self.request):
                total -= policy.weight_overdue * (row.people - self.served[key])
        for number, pin in enumerate(self.request.pins):
            if pin.forbid:
                continue
            fitting = [
                g.visited
                for g in self.given
                if g.row[0] == pin.village_code
                and pin.service_code in (None, g.row[1])
                and pin.unit_code in (None, self.trips[g.trip].unit.code)
                and pin.on_date in (None, self.request.horizon.date_of(g.halt[0]))
            ]
            kept = self.cp.new_bool_var(f"pin{number}")
            self.cp.add(kept <= sum(fitting))
            total -= policy.weight_pin * (1 - kept)
        return total

    def _served_by(self, key: tuple[str, str], due: date) -> Any:
        """People of a row served by a date; any day counts for one before the horizon."""
        horizon = self.request.horizon
        return sum(
            g.people
            for g in self.given
            if g.row == key and (due < horizon.start or horizon.date_of(g.halt[0]) <= due)
        )

    def tier2(self) -> Any:
        """The lowest share of need met in a district, in ten-thousandths, at most the floor."""
        policy, start = self.request.policy, self.request.horizon.start
        due: Counter[str] = Counter()
        # Lists, since adding to an expression of OR-Tools in place changes whoever holds it too.
        met: dict[str, list[Any]] = defaultdict(list)
        for key, row in self.rows.items():
            district = key[0][:4]
            before = sum(
                h.people for h in self.request.history
                if (h.village_code, h.service_code) == key and 1 <= (start - h.date).days <= 365
            )  # fmt: skip
            waits = row.urgency >= policy.due_from or is_required(row, self.request)
            rounds = row.people * 365 // max(7, row.interval_days)
            due[district] += max(rounds, before + (row.people if waits else 0))
            met[district] += [before, self.served[key] if waits else 0]
        theta = self.cp.new_int_var(0, math.floor(10_000 * policy.equity_floor + 0.5), "theta")
        for district, people in due.items():
            if people:
                self.cp.add(people * theta <= 10_000 * cp_model.LinearExpr.sum(met[district]))
        return theta

    def tier3(self) -> Any:
        """Prize less what the chosen trips cost and what people were told for nothing."""
        needs = {v.code: v.need_weight for v in self.request.villages}
        prize = sum(
            self._prize(row, needs[key[0]]) * self.served[key] for key, row in self.rows.items()
        )
        costs = sum(t.cost * c for t, c in zip(self.trips, self.chosen, strict=True))
        return prize - costs - self.request.policy.points_per_change * self._changed()

    def _changed(self) -> Any:
        """Announced visits, told without an hour, that no visit of their unit and day keeps."""
        changed: Any = 0
        for number, told in enumerate(self.request.announced):
            keeping = [
                g.visited
                for g in self.given
                if g.row == (told.village_code, told.service_code)
                and self.request.horizon.date_of(g.halt[0]) == told.date
                and self.trips[g.trip].unit.code == told.unit_code
                and told.place_code in (None, g.halt[1])
            ]
            kept = self.cp.new_bool_var(f"told{number}")
            self.cp.add(kept <= sum(keeping))
            changed += 1 - kept
        return changed

    def _prize(self, row: DemandRow, need: float) -> int:
        policy = self.request.policy
        if row.urgency < policy.due_from:
            return 0
        worth = policy.prize_per_person * need * min(policy.urgency_cap, row.urgency * row.urgency)
        return math.floor(worth + 0.5)

    def keep(self, tier: Any, level: int) -> None:
        """Keep a tier where it was solved to."""
        if not isinstance(tier, int):
            self.cp.add(tier >= level)

    def solve(self, objective: Any) -> tuple[int, tuple[tuple[Trip, Served], ...]]:
        """The most of the objective, and how."""
        if isinstance(objective, int):
            return objective, ()
        self.cp.maximize(objective)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(self.cp)
        if status != cp_model.OPTIMAL:
            raise RuntimeError(f"no proof: {solver.status_name(status)}")
        return round(solver.objective_value), self._chosen(solver)

    def _chosen(self, solver: cp_model.CpSolver) -> tuple[tuple[Trip, Served], ...]:
        served: dict[int, Served] = {
            i: [(halt, {}) for halt in self.trips[i].halts]
            for i, chosen in enumerate(self.chosen)
            if solver.value(chosen)
        }
        for given in self.given:
            if given.trip in served and solver.value(given.people):
                served[given.trip][given.number][1][given.row] = solver.value(given.people)
        return tuple((self.trips[i], people) for i, people in served.items())
