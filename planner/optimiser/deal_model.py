"""The model that deals people: outlines chosen, and numbers served at each of their stops."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from planner.optimiser.integer import Effort
from planner.optimiser.interrupt import ended_when
from planner.optimiser.links import Links
from planner.optimiser.outlines import Outline
from planner.optimiser.problem import NEVER
from planner.optimiser.tiers import SHARES
from planner.optimiser.tour import Tour, TourDay, TourStop, make_tour, pins_met


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Given:
    """People of one row who may be served at one stop of one outline, by their numbers."""

    outline: int
    day: int
    stop: int
    row: int
    visited: cp_model.IntVar
    people: cp_model.IntVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """Tours of the best mix found, and what no mix brings more than."""

    tours: tuple[Tour, ...]
    bound: float
    proven: bool


@dataclass(slots=True, kw_only=True, eq=False)
class DealModel:
    """Outlines chosen, and people served at each of their stops."""

    links: Links
    outlines: Sequence[Outline]
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    chosen: list[cp_model.IntVar] = field(init=False)
    given: list[Given] = field(default_factory=list)
    of_row: dict[int, list[Given]] = field(default_factory=lambda: defaultdict(list))
    kept: dict[int, cp_model.IntVar] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chosen = [self.cp.new_bool_var("") for _ in self.outlines]
        for number in range(len(self.outlines)):
            self._stops(number)
        for one in self.given:
            self.of_row[one.row].append(one)
        self._limits()
        self._rows()
        self._staff()
        self._told()

    def day_of(self, given: Given) -> int:
        """The day of the horizon."""
        return self.outlines[given.outline].days[given.day].day

    def _stops(self, number: int) -> None:
        """Counters of each stop, the load of the trip, and each row once in it."""
        problem, outline, chosen = self.links.problem, self.outlines[number], self.chosen[number]
        load: list[cp_model.LinearExpr] = []
        visits: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for i, day in enumerate(outline.days):
            for j, stop in enumerate(day.stops):
                room = problem.capacity[outline.unit, stop.package].tolist()
                by_service: dict[int, list[cp_model.IntVar]] = defaultdict(list)
                for row in outline.rows[i][j]:
                    service = int(problem.row_service[row])
                    most = min(room[service], int(problem.row_people[row]))
                    visited = chosen if len(outline.rows[i][j]) == 1 else self.cp.new_bool_var("")
                    people = self.cp.new_int_var(0, most, "")
                    self.cp.add(people <= most * visited)
                    self.cp.add(people >= visited)
                    by_service[service].append(people)
                    visits[row].append(visited)
                    load.append(int(problem.load[service]) * people)
                    self.given.append(
                        Given(
                            outline=number, day=i, stop=j, row=row, visited=visited, people=people
                        )
                    )
                for service, served in by_service.items():
                    if len(served) > 1:
                        self.cp.add(sum(served) <= room[service] * chosen)
        for several in visits.values():
            if several != [chosen]:
                self.cp.add(sum(several) <= chosen)
        if problem.max_load[outline.unit] != NEVER and load:
            self.cp.add(sum(load) <= int(problem.max_load[outline.unit]))

    def _limits(self) -> None:
        """One trip for each unit-day, every stop for somebody, nights, and money."""
        problem = self.links.problem
        days: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        at: dict[tuple[int, int, int], list[cp_model.IntVar]] = defaultdict(list)
        for one in self.given:
            at[one.outline, one.day, one.stop].append(one.visited)
        for number, outline in enumerate(self.outlines):
            for i, day in enumerate(outline.days):
                days[outline.unit, day.day].append(self.chosen[number])
                for j in range(len(day.stops)):
                    if len(outline.rows[i][j]) != 1:
                        self.cp.add(sum(at[number, i, j]) >= self.chosen[number])
        for choices in days.values():
            self.cp.add_at_most_one(choices)
        pairs = list(zip(self.outlines, self.chosen, strict=True))
        for unit, cap in enumerate(problem.night_cap.tolist()):
            nights = [(len(o.days) - 1) * chosen for o, chosen in pairs if o.unit == unit]
            if cap != NEVER and nights:
                self.cp.add(sum(nights) <= cap)
        if problem.budget != NEVER and pairs:
            self.cp.add(sum(o.baht * chosen for o, chosen in pairs) <= problem.budget)

    def _rows(self) -> None:
        """Demand, most visits, and the days between two visits."""
        problem, links = self.links.problem, self.links
        for row, given in self.of_row.items():
            self.cp.add(sum(one.people for one in given) <= int(problem.row_people[row]))
            self.cp.add(sum(one.visited for one in given) <= int(problem.row_visits[row]))
        for row, first, last in links.windows:
            near = [g.visited for g in self.of_row.get(row, ()) if first <= self.day_of(g) <= last]
            if len(near) > 1:
                self.cp.add_at_most_one(near)

    def _staff(self) -> None:
        """Units that something scarce rides with on a day."""
        problem = self.links.problem
        riding: dict[tuple[int, int], dict[int, list[cp_model.IntVar]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for one in self.given:
            kind = int(problem.staff_of[problem.row_service[one.row]])
            if kind != NEVER:
                unit = self.outlines[one.outline].unit
                riding[kind, self.day_of(one)][unit].append(one.visited)
        for (kind, day), units in riding.items():
            takes = []
            for visits in units.values():
                taken = self.cp.new_bool_var("")
                self.cp.add_max_equality(taken, visits)
                takes.append(taken)
            self.cp.add(sum(takes) <= int(problem.staff[kind, day]))

    def _told(self) -> None:
        """Announced visits that are kept by serving their row at a stop that opens in time."""
        at = {(g.outline, g.day, g.stop, g.row): g.visited for g in self.given}
        told = self.links.problem.book.told
        keeping: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for number, outline in enumerate(self.outlines):
            for day, stop, visit in outline.keeping:
                visited = at.get((number, day, stop, int(told.row[visit])))
                if visited is not None:
                    keeping[visit].append(visited)
        for visit, visits in sorted(keeping.items()):
            self.kept[visit] = self.cp.new_bool_var("")
            self.cp.add(self.kept[visit] <= sum(visits))

    def word(self, wanted: int) -> cp_model.IntVar:
        """Near announced visits kept, as far as the change budget wants them."""
        near = self.links.problem.book.told.near
        enough = self.cp.new_int_var(0, wanted, "")
        self.cp.add(enough <= sum(kept for n, kept in self.kept.items() if near[n]))
        return enough

    def promises(self) -> cp_model.LinearExpr:
        """Points of tier 1: people of required rows, wishing pins, units at caravans."""
        problem = self.links.problem
        terms = [
            int(problem.day_weight[self.day_of(one), one.row]) * one.people for one in self.given
        ]
        wishes: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for one in self.given:
            unit = self.outlines[one.outline].unit
            for pin in pins_met(problem, unit, self.day_of(one), one.row):
                wishes[pin].append(one.visited)
        for _, visits in sorted(wishes.items()):
            met = self.cp.new_bool_var("")
            self.cp.add(met <= sum(visits))
            terms.append(problem.pin_weight * met)
        return cp_model.LinearExpr.sum([*terms, *self._caravans()])

    def _caravans(self) -> list[cp_model.LinearExpr]:
        """Units at each caravan, held on one day, where there are enough of them."""
        caravans = self.links.problem.book.caravans
        there: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for number, outline in enumerate(self.outlines):
            for slot in outline.caravans:
                there[slot].append(self.chosen[number])
        terms: list[cp_model.LinearExpr] = []
        held: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for (caravan, _), units in sorted(there.items()):
            here, count = (
                self.cp.new_bool_var(""),
                self.cp.new_int_var(0, int(caravans.size[caravan]), ""),
            )
            self.cp.add(count <= sum(units))
            self.cp.add(count <= int(caravans.size[caravan]) * here)
            self.cp.add(count >= int(caravans.least[caravan]) * here)
            held[caravan].append(here)
            terms.append(int(caravans.weight) * count)
        for days in held.values():
            self.cp.add_at_most_one(days)
        return terms

    def lowest(self) -> cp_model.IntVar:
        """The lowest district's share, at most the floor."""
        problem = self.links.problem
        share = self.cp.new_int_var(0, problem.equity_floor, "")
        for district, due in enumerate(problem.district_due.tolist()):
            served = [one.people for one in self.given if problem.row_district[one.row] == district]
            before = int(problem.district_before[district])
            self.cp.add(due * share <= SHARES * (before + sum(served)))
        return share

    def value(self) -> cp_model.LinearExpr:
        """Points of tier 3."""
        problem = self.links.problem
        prizes = [int(problem.row_prize[one.row]) * one.people for one in self.given]
        costs = [-o.cost * chosen for o, chosen in zip(self.outlines, self.chosen, strict=True)]
        told = problem.book.told
        kept = [told.points * kept for kept in self.kept.values()]
        return cp_model.LinearExpr.sum([*prizes, *costs, *kept]) - told.points * len(told)

    def keep(self, tier: cp_model.LinearExpr, level: float | None) -> None:
        """From now on only mixes that bring so much."""
        if level is not None:
            self.cp.add(tier >= int(level))

    def most(self, goal: cp_model.LinearExpr, start: tuple[Tour, ...], effort: Effort) -> Best:
        """The mix that brings most; `start` where none is found."""
        self.cp.maximize(goal)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.random_seed = effort.seed
        if effort.seconds is None:
            solver.parameters.max_deterministic_time = effort.work
        else:
            solver.parameters.max_time_in_seconds = max(0.01, effort.seconds)
        with ended_when(effort.should_end, solver.stop_search):
            status = solver.solve(self.cp)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Best(tours=start, bound=math.inf, proven=False)
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for number, known in enumerate(solver.response_proto.solution):
            self.cp.add_hint(self.cp.get_int_var_from_proto_index(number), known)
        bound = float(math.floor(solver.best_objective_bound + 1e-6))
        return Best(tours=self._tours(solver), bound=bound, proven=status == cp_model.OPTIMAL)

    def hint(self, tours: tuple[Tour, ...]) -> None:
        """Begin with these tours, as far as they are among the outlines."""
        served = {}
        for tour in tours:
            for i, day in enumerate(tour.days):
                for j, stop in enumerate(day.stops):
                    for row, people in stop.servings:
                        served[_skeleton(tour.unit, tour.days), i, j, row] = people
        known = {_skeleton(tour.unit, tour.days) for tour in tours}
        names = [_skeleton(outline.unit, outline.days) for outline in self.outlines]
        for name, chosen in zip(names, self.chosen, strict=True):
            self.cp.add_hint(chosen, name in known)
        for one in self.given:
            people = served.get((names[one.outline], one.day, one.stop, one.row), 0)
            if len(self.outlines[one.outline].rows[one.day][one.stop]) != 1:
                self.cp.add_hint(one.visited, people > 0)
            self.cp.add_hint(one.people, people)

    def _tours(self, solver: cp_model.CpSolver) -> tuple[Tour, ...]:
        people: dict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
        for one in self.given:
            count = int(solver.value(one.people))
            if count and solver.boolean_value(self.chosen[one.outline]):
                people[one.outline, one.day, one.stop].append((one.row, count))
        tours = []
        for number, outline in enumerate(self.outlines):
            if solver.boolean_value(self.chosen[number]):
                days = [
                    TourDay(
                        day.day, day.start, day.end,
                        tuple(
                            TourStop(stop.place, stop.package, tuple(people[number, i, j]))
                            for j, stop in enumerate(day.stops)
                        ),
                    )
                    for i, day in enumerate(outline.days)
                ]  # fmt: skip
                tours.append(make_tour(self.links.problem, outline.unit, days))
        return tuple(tours)


def _skeleton(unit: int, days: Sequence[TourDay]) -> tuple[object, ...]:
    """Equal for tours over the same stops."""
    return (unit, tuple((d.day, d.start, d.end, tuple(d.sequence())) for d in days))
