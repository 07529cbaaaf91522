"""Relaxed days never under-value a day, and end at the best one, as trying every order tells."""

from dataclasses import replace

import numpy as np
import pytest

from planner.optimiser.compile import compile_problem
from planner.optimiser.generate import Ground, empty_duals
from planner.optimiser.labels import MOST_WORK
from planner.optimiser.ladder import Climbed, DayAhead, Ladder, Roads
from planner.optimiser.links import number, points_only, to_prices
from planner.optimiser.master import all_rights
from planner.optimiser.names import name_all
from planner.optimiser.pricing import Pricer
from planner.optimiser.problem import Problem
from planner.optimiser.rules.travel import matrices
from tests.benchmarks.weeks import small_week
from tests.days_tried import best_by_trying, worth_of

FLOOR = 1e-4
CLIMBS = 12


def problem_of(seed: int) -> Problem:
    made = small_week(seed)
    names = name_all(made.request)
    return compile_problem(names, matrices(names, made.travel))


def day_of(problem: Problem, pricer: Pricer) -> DayAhead:
    """The first unit's first day when every row is free."""
    links = number(problem)
    objective = points_only(problem)
    prices = to_prices(links, objective, empty_duals(links, objective))
    ground = Ground.of(links, pricer, all_rights(links))
    market = ground.market(0, prices, exact=True)
    costs = pricer.relaxed.points[problem.cost_of[0, 0]]
    return pricer.ladder.day(market, 0, costs, np.zeros(costs.shape, dtype=np.int8))


def climbs(ladder: Ladder, day: DayAhead, most_work: int) -> list[Climbed]:
    """One climb after another, each hoping for what the one before left."""
    made: list[Climbed] = []
    hoped = np.inf
    for _ in range(CLIMBS):
        made.append(ladder.climb(day, FLOOR, hoped, 5, most_work))
        hoped = made[-1].best
    return made


@pytest.mark.parametrize("seed", range(2001, 2009))
def test_a_climb_never_undervalues_and_ends_at_the_best_day(seed: int) -> None:
    problem = problem_of(seed)
    pricer = Pricer(problem)
    day = day_of(problem, pricer)
    if len(day.place) > 6:
        day = day_of_few(day, 6)
    best = max(FLOOR, best_by_trying(day, most_stops=len(day.place)))

    made = climbs(pricer.ladder, day, MOST_WORK)

    assert all(climbed.best >= best - 1e-6 for climbed in made)
    assert made[-1].best == pytest.approx(best, abs=2 * FLOOR)
    if best > FLOOR:
        worth, options = made[-1].days[0]
        entries = [int(np.flatnonzero(day.options == option)[0]) for option in options]
        assert worth == pytest.approx(worth_of(day, tuple(entries)))


def day_of_few(day: DayAhead, count: int) -> DayAhead:
    """The same day with its first options only."""

    def cut(road: Roads) -> Roads:
        return replace(road, window_lo=road.window_lo[:count], window_hi=road.window_hi[:count])

    return replace(
        day, options=day.options[:count], place=day.place[:count], gain=day.gain[:count],
        open_s=day.open_s[:count], there=cut(day.there), back=cut(day.back),
    )  # fmt: skip


def test_a_climb_cut_short_still_bounds() -> None:
    problem = problem_of(2003)
    pricer = Pricer(problem)
    day = day_of(problem, pricer)
    if len(day.place) > 6:
        day = day_of_few(day, 6)
    best = best_by_trying(day, most_stops=len(day.place))

    table_only = pricer.ladder.climb(day, FLOOR, np.inf, 5, -1)
    little_work = pricer.ladder.climb(day, FLOOR, np.inf, 5, 1)

    assert table_only.cut
    assert table_only.best >= best
    assert little_work.cut
    assert little_work.best >= best


def test_backwards_a_day_is_worth_the_same() -> None:
    """What is remembered so long that the second run is the last one still tells the best day."""
    problem = problem_of(2005)
    pricer = Pricer(problem)
    day = day_of(problem, pricer)
    turned = replace(day, there=day.back, back=day.there)

    forwards = climbs(pricer.ladder, day, MOST_WORK)[-1].best
    backwards = climbs(Pricer(problem).ladder, turned, MOST_WORK)[-1].best

    assert forwards == pytest.approx(backwards, abs=2 * FLOOR)
