"""Proof where days hold many stops: prices go down a bundle, first by tables, then by labels.

Only for units that are home every evening and whose days know no rules but hours (`plain_days`),
and where nothing is claimed (credits): there the bound is the rights at their prices, and the best
day of every unit-day.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.optimiser.bundle import Bundle, Cut
from planner.optimiser.first_prices import first_prices
from planner.optimiser.generate import Ground, likeness
from planner.optimiser.labels import Path, PathStop
from planner.optimiser.ladder import DayAhead
from planner.optimiser.links import Duals, Links, Objective, Prices, to_prices
from planner.optimiser.materialise import materialise
from planner.optimiser.plain_days import Days, Found, PlainDays
from planner.optimiser.problem import NEVER
from planner.optimiser.shift import moved
from planner.optimiser.stop import Allowance
from planner.optimiser.tour import Tour

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

MOST_TABLES = 150
"""Steps by tables, at most: after that they bring little."""
STALL, STALLED = 4, 0.01
"""Steps by tables after which less than this share of the bound gained is the end of them."""
FORGETFUL = 12
"""Steps by tables that remember nothing, at first: they tell where prices are, in little time."""
WANTED = 30
"""Days that labels tell of a unit-day."""
FIRST_STEP, FIRST_BY_LABELS = 0.3, 1.0
DONE = 1e-5
"""Share of the bound below which nothing is to be gained any more."""
NEAR_KNOWN = 1e-3
"""Points by which days must be worth more than the best known one."""
LABEL_WORK, MOST_WORK = 100_000_000, 1_600_000_000
"""Comparisons that pricing one unit-day by labels may make at first, about a second; twice as
many each time that this was too little, up to the last."""
NEARER = 0.6
"""Steps get so much shorter then: near the centre there is less to be looked through."""
PATIENCE = 6
"""Steps by labels in a row that may bring no better bound."""
SAFETY = 1e-6
"""Share of a bound added against the rounding of its sums."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Group:
    """Unit-days priced once: a unit's days that are alike."""

    unit: int
    days: tuple[int, ...]


@dataclass(slots=True, kw_only=True, eq=False)
class Descent:
    """One descent under way; `bound` holds for every plan, at `duals`."""

    ground: Ground
    objective: Objective
    plain: PlainDays
    groups: tuple[Group, ...]
    bundle: Bundle
    aimed: float
    tours: dict[object, Tour] = field(default_factory=dict)
    """Real days that labels found on the way, on every day that is alike."""
    real: list[list[Cut]] = field(default_factory=list)
    """By group, days known before."""
    _told: list[Days] = field(default_factory=list)
    """By group, the days found last."""
    _cut: bool = False
    _work: int = LABEL_WORK
    _may_go_on: Callable[[], bool] = field(default=lambda: True)

    @property
    def bound(self) -> float:
        """The lowest bound so far."""
        return self.bundle.bound + SAFETY * abs(self.bundle.bound)

    def run(self, may_go_on: Allowance) -> None:
        """All of it, for as long as it may go on."""
        if self._begin(None):
            self._may_go_on = may_go_on.now
            self.by_tables(may_go_on)
            self.by_labels(may_go_on)

    @property
    def duals(self) -> Duals:
        """The prices that it was found at."""
        return duals_of(self.ground.links, self.objective, self.bundle.centre)

    def by_tables(self, may_go_on: Allowance) -> None:
        """Steps by tables until they bring little."""
        seen: list[float] = []
        for k in range(MOST_TABLES):
            if not may_go_on.now():
                return
            stepped = self._step(None)
            if len(self._told) < len(self.groups):
                return
            learnt = (k >= FORGETFUL or not stepped) and self._learn()
            if not stepped and not learnt:
                return
            seen.append(self.bundle.bound)
            if k >= FORGETFUL and seen[-STALL] - seen[-1] < STALLED * abs(seen[-1]):
                return

    def _learn(self) -> bool:
        """Let tables remember what the last days went in circles about; such cuts hold no more."""
        learnt = {
            group.unit
            for group, days in zip(self.groups, self._told, strict=True)
            if self.plain.learn(group.unit, days)
        }
        for g, group in enumerate(self.groups):
            if group.unit in learnt:
                circles = self.plain.circles(group.unit)
                self.bundle.keep(g, lambda cut, c=circles: c.allow(cut.way))  # type: ignore[misc]
        return bool(learnt)

    def by_labels(self, may_go_on: Allowance) -> None:
        """Steps by labels until the bound is what is aimed at, or they bring nothing."""
        kept = [[cut for cut in cuts if cut.lasts] for cuts in self.bundle.cuts]
        self.bundle.clear()
        for g, cuts in enumerate(kept):
            self.bundle.add(g, [*cuts, *self.real[g]])
        if not self._begin(may_go_on):
            return
        fruitless = 0
        while fruitless < PATIENCE and self.bundle.bound > self.aimed and may_go_on():
            before = self.bundle.bound
            if not self._step(may_go_on):
                return
            fruitless = 0 if self.bundle.bound < before else fruitless + 1

    def _begin(self, labels: Allowance | None) -> bool:
        """The bound at the centre, and how long the first step is."""
        bundle = self.bundle
        bundle.know(bundle.centre)
        bound = self.look(bundle.centre, labels)
        if bound is None:
            return False
        bundle.bound = min(bundle.bound, bound)
        bundle.know(bundle.centre)
        first = FIRST_STEP if labels is None else FIRST_BY_LABELS
        bundle.step = first * max(1.0, bound - self.aimed) / bundle.slope()
        return True

    def _step(self, labels: Allowance | None) -> bool:
        """One step; False when the bundle says that there is nothing to be gained."""
        hoped = max(1.0, self.bundle.bound - max(self.aimed, self.bundle.told))
        prices = self.bundle.next_prices(hoped)
        if self.bundle.is_done(DONE):
            return False
        bound = self.look(prices, labels)
        if bound is None:
            return False
        serious = self.bundle.judge(prices, bound)
        if self._cut and not serious:
            self.bundle.step *= NEARER
            self._work = min(MOST_WORK, 2 * self._work)
        return True

    def look(self, prices: Floats, labels: Allowance | None) -> float | None:
        """The bound at some prices; what is found goes to the bundle. None when told to stop."""
        links = self.ground.links
        duals = duals_of(links, self.objective, prices)
        seen = to_prices(links, self.objective, duals)
        self._cut, self._told = False, []
        total = float(np.dot(self.bundle.rights, prices))
        for g, group in enumerate(self.groups):
            market = self.ground.market(group.unit, seen, exact=True)
            day = self.plain.day(market, group.days[0])
            if day.again.any():
                return None
            if labels is None:
                found = self.plain.by_table(day)
            else:
                known = float(self.bundle.best[g]) + NEAR_KNOWN
                found = self.plain.by_labels(day, known, WANTED, self._work)
                self._cut |= found.cut
                self._keep(group, found, seen)
            if not self._may_go_on():
                return None
            self._told.append(found.days)
            total += len(group.days) * max(0.0, found.best)
            self.bundle.add(g, list(self._cuts_of(group, day, found, seen, prices)))
        return total

    def _keep(self, group: Group, found: Found, seen: Prices) -> None:
        """Days that come back nowhere, as tours of every day of the group."""
        ground, problem = self.ground, self.ground.problem
        for worth, options in found.days:
            if not self.plain.is_simple(options):
                continue
            path = Path(group.unit, group.days[0], (), self._stops(group, options), worth)
            tour = materialise(problem, path, seen, ground.servable, ground.people, repeat=False)
            if tour is None or tour.key() in self.tours:
                continue
            self.tours[tour.key()] = tour
            for day in group.days[1:]:
                copy = moved(problem, tour, day, ground.servable)
                if copy is not None:
                    self.tours[copy.key()] = copy

    def _stops(self, group: Group, options: Sequence[int]) -> tuple[PathStop, ...]:
        problem, day = self.ground.problem, group.days[0]
        places, packages = problem.option_place, problem.option_package
        return tuple(PathStop(day, int(places[o]), int(packages[o]), 0) for o in options)

    def _cuts_of(
        self, group: Group, day: DayAhead, found: Found, seen: Prices, prices: Floats
    ) -> Iterator[Cut]:
        known: dict[int, dict[int, float]] = {}
        for worth, options in found.days:
            taken: dict[int, float] = {}
            for option in options:
                if option not in known:
                    known[option] = self._taken(group, option, seen)
                for row, amount in known[option].items():
                    taken[row] = taken.get(row, 0.0) + amount
            rows = np.array(list(taken), dtype=np.int32)
            amounts = np.array(list(taken.values()))
            yield Cut(
                worth=worth + float(np.dot(amounts, prices[rows])),
                rows=rows,
                amounts=amounts,
                lasts=self.plain.is_real(day, options),
                way=tuple(self.plain.places(options)),
            )

    def _taken(self, group: Group, option: int, seen: Prices) -> dict[int, float]:
        """What one stop takes of each row."""
        ground, problem = self.ground, self.ground.problem
        path = Path(group.unit, group.days[0], (), self._stops(group, (option,)), 0.0)
        tour = materialise(problem, path, seen, ground.servable, ground.people, repeat=False)
        return {} if tour is None else taken_by(ground.links, self.objective, tour)


def taken_by(links: Links, objective: Objective, tour: Tour) -> dict[int, float]:
    """What a tour takes of each row that has a price here; of levels less than nothing."""
    first = links.visits_at
    taken = {row - first: float(n) for row, n in links.uses(tour) if row >= first}
    rows = len(links.limits) - first
    for k, brought in enumerate((objective.levels.of(tour) / _scales(objective)).tolist()):
        if brought:
            taken[rows + k] = -brought
    return taken


def _scales(objective: Objective) -> Floats:
    """(K,): levels are reckoned as shares of what they ask for, so that all rows are alike."""
    scales: Floats = np.maximum(1.0, np.abs(objective.levels.floor))
    return scales


def duals_of(links: Links, objective: Objective, prices: Floats) -> Duals:
    """Prices of a descent as duals: unit-days have none."""
    rows = len(links.limits) - links.visits_at
    limits = np.concatenate([np.zeros(links.visits_at), prices[:rows]])
    return Duals(
        limits=limits,
        credits=np.zeros(len(links.ceilings)),
        levels=prices[rows:] / _scales(objective),
    )


def groups_of(ground: Ground, prices: Prices) -> tuple[Group, ...]:
    """Unit-days that cost and bring the same at any prices of these rows."""
    links = ground.links
    by_day = links.nights_at > links.staff_at
    alike: dict[tuple[int, tuple[object, ...]], list[int]] = {}
    for unit in range(ground.problem.units):
        for day, length in ground.starts(unit):
            packages = ground.problem.package_day[:, day].tobytes()
            own = day if by_day else NEVER
            key = (*likeness(ground, prices, unit, day, length), packages, own)
            alike.setdefault((unit, key), []).append(day)
    return tuple(Group(unit=unit, days=tuple(days)) for (unit, _), days in alike.items())


def descent(
    ground: Ground, objective: Objective, best: Sequence[Tour], known: Sequence[Tour], aimed: float
) -> Descent | None:  # fmt: skip
    """A descent from the prices that a plan suggests; None where days have more rules than hours.

    `best` is the plan, `known` are tours known besides; a bound of `aimed` ends it.
    """
    links, problem = ground.links, ground.problem
    rows = len(links.limits) - links.visits_at + len(objective.levels)
    nothing = to_prices(links, objective, duals_of(links, objective, np.zeros(rows)))
    groups = groups_of(ground, nothing)
    if not _is_plain(ground, objective, nothing, groups):
        return None
    centre = np.zeros(rows)
    centre[: problem.rows] = first_prices(problem, best)
    asked = -objective.levels.floor / _scales(objective)
    bundle = Bundle(
        rights=np.concatenate([links.limits[links.visits_at :], asked]),
        many=np.array([float(len(group.days)) for group in groups]),
        centre=centre, bound=np.inf, step=1.0,
    )  # fmt: skip
    pricer = ground.pricer
    made = Descent(
        ground=ground, objective=objective, groups=groups, bundle=bundle, aimed=aimed,
        plain=PlainDays(problem=pricer.relaxed.problem, ladder=pricer.ladder),
        real=[[] for _ in groups],
    )  # fmt: skip
    of = {(group.unit, day): g for g, group in enumerate(groups) for day in group.days}
    for tour in known:
        made.real[of[tour.unit, tour.days[0].day]].append(_cut_of(links, objective, tour))
    return made


def _is_plain(
    ground: Ground, objective: Objective, prices: Prices, groups: Sequence[Group]
) -> bool:
    """Whether every unit is home every evening, on days that know no rules but hours."""
    links, pricer = ground.links, ground.pricer
    if len(links.ceilings) or objective.levels.stretch.any() or len(links.limits) > links.money_at:
        return False
    if any(length > 1 for u in range(ground.problem.units) for _, length in ground.starts(u)):
        return False
    return bool(groups) and all(
        pricer.is_plain(ground.market(group.unit, prices, exact=True), day)
        for group in groups
        for day in group.days
    )


def _cut_of(links: Links, objective: Objective, tour: Tour) -> Cut:
    taken = taken_by(links, objective, tour)
    return Cut(
        worth=objective.of(tour, links),
        rows=np.array(list(taken), dtype=np.int32),
        amounts=np.array(list(taken.values())),
    )
