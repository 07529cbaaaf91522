"""A plan's left-out rows forced one after another: what each would take, and what is better."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from geodata.matrix import TravelMatrix
from planner.domain.demand import Pin
from planner.domain.forced import Forced, ForcedDay, RowShift
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.optimiser.compile import compile_problem
from planner.optimiser.decode import decode
from planner.optimiser.encode import encode
from planner.optimiser.force import CLOSER, FIRST, THOROUGH, Step, force_row, people_lost, people_of
from planner.optimiser.names import Names, name_all
from planner.optimiser.problem import Problem
from planner.optimiser.rules.travel import matrices
from planner.optimiser.solution import Solution, make_solution
from planner.optimiser.stop import Budget
from planner.optimiser.tiers import Tiers
from planner.optimiser.tour import Tour
from planner.ports import Progress

FIRST_SHARE = 0.6
"""Of the budget: for a first look at every row."""
DAYS_SHARE = 0.9
"""Of the budget: where earlier days are no longer looked at, when not every day is asked for."""
ALONE_SHARE = 0.15
"""Of the budget: for one step, where each day is asked for."""


def explain_plan(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    plan: Plan,
    rows: Sequence[tuple[str, str]],
    params: SolveParams,
    *,
    each_day: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
    budget: Budget | None = None,
) -> Plan:
    """The plan with `forced` filled in for these rows, or a better one, found on the way.

    Rows are (village, service), the most pressing first; those that the plan serves, that nobody
    had time for, or that no plan was found for keep `forced` None. `each_day` prices every day on
    which a row could be served. Of the parameters only seed, limits and `reproducible` count.

    Raises
    ------
    InvalidDocument
        When travel lacks a profile or a place of the request.
    """
    budget = budget or Budget(params=params)
    names = name_all(request)
    known = matrices(names, travel)
    problem = _with_worthless(compile_problem(names, known), names, known, rows)
    start = make_solution(problem, encode(names, problem, plan))
    index = {row.key: i for i, row in enumerate(names.rows)}
    work = Explaining(
        problem=problem,
        best=start,
        rows=[index[key] for key in rows if key in index],
        budget=budget,
        each_day=each_day,
        on_progress=on_progress,
    )
    work.run()
    if work.tiers.rank(work.best) > work.tiers.rank(start):
        provenance = plan.provenance
        if provenance is not None:
            gained = provenance.gained_by_forcing + _gained(start, work.best)
            provenance = replace(provenance, gained_by_forcing=gained)
        bounds = plan.bounds
        plan = decode(names, problem, known, work.best, bounds=bounds, provenance=provenance)
    return _with_forced(names, plan, work)


def _with_worthless(
    problem: Problem,
    names: Names,
    travel: Mapping[str, TravelMatrix],
    rows: Sequence[tuple[str, str]],
) -> Problem:
    """The same problem in which these rows may be served even where nobody gains by it."""
    known = {row.key for row in names.rows}
    wishes = (Pin(village_code=v, service_code=s) for v, s in rows if (v, s) in known)
    wishing = replace(names.request, pins=(*names.request.pins, *wishes))
    return replace(
        problem, may_serve=compile_problem(replace(names, request=wishing), travel).may_serve
    )


def _gained(start: Solution, best: Solution) -> int:
    """Points more in the first tier that differs."""
    pairs = zip(best.rank, start.rank, strict=True)
    return next((mine - theirs for mine, theirs in pairs if mine != theirs), 0)


def _with_forced(names: Names, plan: Plan, work: "Explaining") -> Plan:
    forced = {names.rows[row].key: work.forced(names, row) for row in work.found}
    return replace(
        plan,
        unplanned=tuple(
            replace(entry, forced=forced.get((entry.village_code, entry.service_code)))
            for entry in plan.unplanned
        ),
    )


@dataclass(slots=True, kw_only=True, eq=False)
class Explaining:
    """Rows being forced. `found` holds, by row and day of its visit, the best solution found."""

    problem: Problem
    best: Solution
    rows: list[int]
    budget: Budget
    each_day: bool
    on_progress: Callable[[Progress], None] | None = None
    found: dict[int, dict[int, Solution]] = field(default_factory=dict)
    tiers: Tiers = field(init=False)

    def __post_init__(self) -> None:
        self.tiers = Tiers(problem=self.problem)
        self.tiers.settle_promises(self.best)
        self.tiers.settle_equity(self.best)

    def run(self) -> None:
        """A first look at each row, then earlier days, then closer looks, while there is time."""
        if self.each_day:
            for row in self.rows:
                self._force(row, THOROUGH, ALONE_SHARE)
                self._days(row, (*FIRST, *CLOSER), every=True)
            return
        share = FIRST_SHARE / max(1, len(self.rows))
        for row in self.rows:
            self._force(row, FIRST, share)
        for row in self.rows:
            if self.budget.share_used < DAYS_SHARE:
                self._days(row, FIRST, every=False)
        for row in self.rows:
            self._force(row, CLOSER, share)

    def _force(self, row: int, steps: Sequence[Step], share: float, day: int | None = None) -> None:
        if self.budget.spent() is not None or row in people_of(self.best):
            return
        seen = self.found.setdefault(row, {})
        known = [solution for when, solution in seen.items() if day in (None, when)]
        solution = force_row(
            self.problem,
            self.best,
            row,
            self.budget,
            steps=steps,
            share=share,
            days=None if day is None else (day,),
            known=max(known, key=self.tiers.rank, default=None),
        )
        if solution is not None:
            when = visit_of(solution, row)[1]
            if when not in seen or self.tiers.rank(solution) > self.tiers.rank(seen[when]):
                seen[when] = solution
            if self.tiers.rank(solution) > self.tiers.rank(self.best):
                self.best = solution
        self._tell()

    def _days(self, row: int, steps: Sequence[Step], *, every: bool) -> None:
        """Other days for a row: each of them, or the earlier ones until no promise is broken."""
        seen = self.found.get(row, {})
        if not seen:
            return
        first = min(seen)
        for day in range(self.problem.days):
            if not every and (day >= first or self._is_kind(seen.get(day))):
                return
            if day not in seen and self.problem.may_serve[:, day, row].any():
                self._force(row, steps, ALONE_SHARE if every else FIRST_SHARE, day)

    def _is_kind(self, solution: Solution | None) -> bool:
        return solution is not None and solution.promises >= self.best.promises

    def forced(self, names: Names, row: int) -> Forced | None:
        """The cheapest of what was found for a row, with the price by day."""
        found = self.found[row]
        if not found or row in people_of(self.best):
            return None
        chosen = max(found.values(), key=self.tiers.rank)
        tour, day, place = visit_of(chosen, row)
        date_of = names.request.horizon.date_of
        days = tuple(self._price(date_of(when), one) for when, one in sorted(found.items()))
        price = self._price(date_of(day), chosen)
        return Forced(
            on=price.on,
            promises=price.promises,
            points=price.points,
            people=price.people,
            equity=price.equity,
            row_people=people_of(chosen)[row],
            unit_code=names.request.units[tour.unit].code,
            place_code=names.place_codes[place],
            losers=tuple(
                RowShift(
                    village_code=names.rows[lost].village_code,
                    service_code=names.rows[lost].service_code,
                    people=count,
                )
                for lost, count in people_lost(self.best, chosen)
            ),
            days=days,
            earliest_on=next((entry.on for entry in days if entry.promises <= 0), None),
        )

    def _price(self, on: date, solution: Solution) -> ForcedDay:
        return ForcedDay(
            on=on,
            promises=self.best.promises - solution.promises,
            points=self.best.value - solution.value,
            people=self.best.people - solution.people,
            equity=self.best.equity - solution.equity,
        )

    def _tell(self) -> None:
        if self.on_progress is not None:
            self.on_progress(
                Progress(
                    value=self.best.value,
                    bound=None,
                    people_served=self.best.people,
                    rounds=self.budget.rounds,
                    cpu_s=self.budget.cpu_s,
                    wall_s=self.budget.wall_s,
                    phase="explain",
                )
            )


def visit_of(solution: Solution, row: int) -> tuple[Tour, int, int]:
    """(tour, day, place) of the first visit that serves a row."""
    visits = [
        (tour, day.day, stop.place)
        for tour in solution.tours
        for day in tour.days
        for stop in day.stops
        if any(served == row for served, _ in stop.servings)
    ]
    return min(visits, key=lambda visit: visit[1])
