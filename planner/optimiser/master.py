"""The master: which mix of tours is best. GLOP for prices, CP-SAT for a plan.

Both read the same rows (`links`). A sub-problem is the same master with smaller right-hand sides:
what the tours that stay have taken is gone.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from ortools.linear_solver import pywraplp

from planner.optimiser.interrupt import ended_when
from planner.optimiser.links import (
    Duals,
    Links,
    Objective,
    Uses,
)
from planner.optimiser.problem import Bools, Ints, Longs
from planner.optimiser.tour import Tour

Floats = npt.NDArray[np.float64]

WATCHED = 500
"""Columns from which on solving may take so long that it is worth asking whether to go on."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """A tour with its coefficients; not `real` when a row is served twice in it."""

    tour: Tour
    uses: Uses
    supplies: Uses
    real: bool


def make_column(links: Links, tour: Tour, *, real: bool = True) -> Column:
    """A tour ready for the master."""
    return Column(tour=tour, uses=links.uses(tour), supplies=links.supplies(tour), real=real)


@dataclass(slots=True, kw_only=True, eq=False)
class Rights:
    """What is left of each limit and each credit's ceiling."""

    limits: Floats
    ceilings: Floats

    def without(self, columns: Iterable[Column]) -> "Rights":
        """What these columns leave over."""
        limits, ceilings = self.limits.copy(), self.ceilings.copy()
        for column in columns:
            for row, amount in column.uses:
                limits[row] -= amount
            for row, amount in column.supplies:
                ceilings[row] = max(0.0, ceilings[row] - amount)
        return Rights(limits=limits, ceilings=ceilings)

    def servable(self, links: Links) -> Bools:
        """(D, R): rows that may still be visited on a day."""
        problem = links.problem
        visits = self.limits[links.visits_at : links.staff_at]
        mask: Bools = np.tile(visits >= 1.0, (problem.days, 1))
        staff = self.limits[links.staff_at : links.gaps_at].reshape(-1, problem.days)
        kinds = problem.staff_of[problem.row_service]
        for kind, by_day in enumerate(staff):
            mask[np.ix_(by_day < 1.0, kinds == kind)] = False
        for i, (row, first, last) in enumerate(links.windows):
            if self.limits[links.gaps_at + i] < 1.0:
                mask[first : last + 1, row] = False
        return mask

    def people(self, links: Links) -> Longs:
        """(R,): people still to be had of each row, if it may be visited."""
        people = links.problem.row_people.astype(np.int64)
        again = links.repeated >= 0
        people[again] = self.ceilings[links.repeated[again]].astype(np.int64)
        return people

    def nights(self, links: Links) -> Ints:
        """(U,): nights away that each unit may still spend in the whole plan."""
        left: Ints = self.limits[links.nights_at : links.money_at].astype(np.int32)
        return left

    def free(self, links: Links) -> Bools:
        """(U, D): unit-days that no tour has taken."""
        mask: Bools = (self.limits[: links.visits_at] >= 1.0).reshape(-1, links.problem.days)
        return mask

    def allow(self, column: Column) -> bool:
        """Whether a column alone fits what is left."""
        return all(self.limits[row] >= amount for row, amount in column.uses)


def all_rights(links: Links) -> Rights:
    """Everything, before any tour is chosen."""
    return Rights(limits=links.limits, ceilings=links.ceilings)


@dataclass(slots=True, eq=False)
class MasterLp:
    """The linear master over a growing set of columns."""

    links: Links
    objective: Objective
    rights: Rights
    columns: list[Column] = field(default_factory=list)
    worths: list[float] = field(default_factory=list)
    value: float = -math.inf
    """That of the last solution."""
    left_s: Callable[[], float] = field(default=lambda: math.inf)
    """Wall seconds that solving once may take."""
    should_end: Callable[[], bool] = bool
    """Whether solving must end now, asked meanwhile of an LP of many columns."""
    _is_solved: bool = False
    _solver: pywraplp.Solver = field(init=False)
    _rows: dict[int, pywraplp.Constraint] = field(default_factory=dict)
    _credits: dict[int, pywraplp.Constraint] = field(default_factory=dict)
    _shared: dict[int, pywraplp.Constraint] = field(default_factory=dict)
    _variables: list[pywraplp.Variable] = field(default_factory=list)
    _gains: Floats = field(init=False)
    _levels: list[pywraplp.Constraint] = field(default_factory=list)
    _loose: dict[tuple[str, int], pywraplp.Variable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.Objective().SetMaximization()
        self._gains = self.objective.credits
        levels = self.objective.levels
        for floor in levels.floor.tolist():
            self._levels.append(self._solver.Constraint(floor, self._solver.infinity()))
        if levels.most > 0.0:
            stretched = self._solver.NumVar(0.0, levels.most, "")
            self._solver.Objective().SetCoefficient(stretched, 1.0)
            for level, more in zip(self._levels, levels.stretch.tolist(), strict=True):
                level.SetCoefficient(stretched, -more)

    def add(self, columns: Sequence[Column]) -> None:
        """Add columns; their rows come with them."""
        goal = self._solver.Objective()
        for column in columns:
            variable = self._solver.NumVar(0.0, self._solver.infinity(), "")
            worth = self.objective.of(column.tour, self.links)
            goal.SetCoefficient(variable, worth)
            for row, amount in column.uses:
                self._row(row).SetCoefficient(variable, float(amount))
            for credit, amount in column.supplies:
                self._credit(credit).SetCoefficient(variable, -float(amount))
            self._bring(variable, self.objective.levels.of(column.tour))
            self.columns.append(column)
            self.worths.append(worth)
            self._variables.append(variable)

    def solve(self) -> tuple[float, Duals] | None:
        """The best value and the prices; None when the solver gave up or its time was over."""
        left_s = self.left_s()
        if math.isfinite(left_s):
            self._solver.SetTimeLimit(max(1, int(1000 * left_s)))
        if len(self._variables) < WATCHED:
            status = self._solver.Solve()
        else:
            with ended_when(self.should_end, self._solver.InterruptSolve):
                status = self._solver.Solve()
        self._is_solved = status == pywraplp.Solver.OPTIMAL
        if not self._is_solved:
            return None
        self.value = float(self._solver.Objective().Value())
        limits = np.zeros(len(self.links.limits))
        supplies = self._gains.copy()
        for row, constraint in self._rows.items():
            limits[row] = constraint.dual_value()
        for credit, constraint in self._credits.items():
            supplies[credit] = constraint.dual_value()
        levels = np.array([max(0.0, -level.dual_value()) for level in self._levels])
        unused = np.ones(len(supplies), dtype=np.bool_)
        unused[list(self._credits)] = False
        supplies += unused * (levels @ self.objective.levels.credits)
        duals = Duals(
            limits=np.maximum(limits, 0.0), credits=np.maximum(supplies, 0.0), levels=levels
        )
        return self.value, duals

    def ease(self, share: float) -> None:
        """Ask this share less of each level, but of those that are stretched."""
        levels = self.objective.levels
        for level, floor, more in zip(
            self._levels, levels.floor.tolist(), levels.stretch.tolist(), strict=True
        ):
            if more == 0.0:
                level.SetLb(floor - share * abs(floor))

    def anchor(self, duals: Duals, slack: float) -> None:
        """Keep prices near some: every row may be let out or taken in a little at these prices.

        An LP has many best prices, and the solver names any; so those nearest are found, and others
        only where that gains more than `slack`, a share of each right, is worth. 0 is no anchor.
        """
        for row, constraint in self._rows.items():
            room = slack * max(1.0, float(self.rights.limits[row]))
            self._loosen("limit", row, constraint, -1.0, room, duals.limits[row])
        for credit, constraint in self._credits.items():
            room = slack * max(1.0, float(self.rights.ceilings[credit]))
            self._loosen("credit", credit, constraint, -1.0, room, duals.credits[credit])
        for k, (level, floor) in enumerate(
            zip(self._levels, self.objective.levels.floor.tolist(), strict=True)
        ):
            room = slack * max(1.0, abs(floor))
            self._loosen("level", k, level, 1.0, room, duals.levels[k])

    def _loosen(
        self,
        kind: str,
        number: int,
        constraint: pywraplp.Constraint,
        sign: float,
        room: float,
        price: float,
    ) -> None:
        known = self._loose.get((kind, number))
        if known is None:
            if room <= 0.0:
                return
            known = self._solver.NumVar(0.0, 0.0, "")
            constraint.SetCoefficient(known, sign)
            self._loose[kind, number] = known
        known.SetBounds(-room, room)
        self._solver.Objective().SetCoefficient(known, -float(price))

    def reduced_costs(self) -> Floats:
        """Of each column, at the last solution; at most about 0, all 0 when there is none."""
        if not self._is_solved:
            return np.zeros(len(self._variables))
        return np.array([variable.reduced_cost() for variable in self._variables])

    def amounts(self) -> Floats:
        """How much of each column the last solution takes."""
        return np.array([variable.solution_value() for variable in self._variables])

    def _row(self, row: int) -> pywraplp.Constraint:
        if row not in self._rows:
            limit = float(self.rights.limits[row])
            self._rows[row] = self._solver.Constraint(-self._solver.infinity(), limit)
        return self._rows[row]

    def _credit(self, credit: int) -> pywraplp.Constraint:
        if credit not in self._credits:
            claim = self._solver.NumVar(0.0, float(self.rights.ceilings[credit]), "")
            self._solver.Objective().SetCoefficient(claim, float(self._gains[credit]))
            constraint = self._solver.Constraint(-self._solver.infinity(), 0.0)
            constraint.SetCoefficient(claim, 1.0)
            self._bring(claim, self.objective.levels.credits[:, credit])
            self._credits[credit] = constraint
            self._share(credit, claim)
        return self._credits[credit]

    def _share(self, credit: int, claim: pywraplp.Variable) -> None:
        """Rival credits together claim no more than one of them may."""
        rivals = self.links.rivals(credit)
        if len(rivals) < 2:
            return
        if rivals[0] not in self._shared:
            most = float(self.links.ceilings[credit])
            self._shared[rivals[0]] = self._solver.Constraint(-self._solver.infinity(), most)
        self._shared[rivals[0]].SetCoefficient(claim, 1.0)

    def _bring(self, variable: pywraplp.Variable, amounts: Floats) -> None:
        for level, amount in zip(self._levels, amounts.tolist(), strict=True):
            if amount:
                level.SetCoefficient(variable, amount)
