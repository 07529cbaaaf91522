"""What tables and labels remember: nothing but coming back is forbidden, no day undervalued."""

from dataclasses import replace

import numpy as np
import pytest

from planner.optimiser.circles import Circles
from planner.optimiser.halves import Halves, remembered_near, turned_round
from planner.optimiser.ladder import DayAhead
from planner.optimiser.links import to_prices
from planner.optimiser.tables import table_of
from tests.benchmarks.weeks import small_week
from tests.days_tried import best_by_trying
from tests.unit.planner.test_optimiser_descent import descent_of

MUCH_WORK = 50_000_000


def days_of(seed: int) -> list[DayAhead]:
    """The days of a small week at half of everybody's prize."""
    found = descent_of(small_week(seed))
    ground = found.ground
    problem = ground.problem
    found.bundle.centre[: problem.rows] = 0.5 * problem.row_prize * problem.row_people
    prices = to_prices(ground.links, found.objective, found.duals)
    return [
        found.plain.day(ground.market(group.unit, prices, exact=True), group.days[0])
        for group in found.groups
    ]


def test_only_days_that_come_back_by_way_of_whoever_remembers_are_forbidden() -> None:
    circles = Circles(most=2)

    assert circles.learn([1, 2, 3, 1, 4])
    assert not circles.learn([1, 2, 3, 1])
    assert not circles.allow([5, 1, 3, 2, 1])
    assert circles.allow([1, 4, 1])
    assert circles.allow([1, 2, 4, 1])
    assert circles.allow([1, 2, 3, 4])
    assert not circles.learn([2, 2])


def test_a_full_place_remembers_no_more() -> None:
    circles = Circles(most=1)

    assert circles.learn([1, 2, 1])
    assert not circles.learn([3, 2, 3])
    assert circles.allow([3, 2, 3])


@pytest.mark.parametrize("seed", [2001, 2004, 2006, 2010, 2013, 2017])
def test_remembering_makes_tables_no_less_than_the_best_day(seed: int) -> None:
    for day in days_of(seed):
        best, circles = best_by_trying(day), Circles(most=4)
        places = day.place.tolist()
        bare = table_of(day, circles).best
        for k in range(len(places)):
            circles.learn([places[k], *places[:4], places[k]])
        told, turned = table_of(day, circles).best, turned_round(day, circles).best

        assert best - 1e-6 <= told <= bare + 1e-6
        assert best - 1e-6 <= turned


@pytest.mark.parametrize("seed", [2001, 2004, 2006, 2010, 2013, 2017])
def test_days_made_of_halves_are_those_of_whole_labels(seed: int) -> None:
    halves, nothing = Halves(), Circles(most=4)
    for day in days_of(seed):
        best, table = best_by_trying(day), table_of(day, nothing)
        near = np.full_like(remembered_near(table, nothing, nothing), 2**64 - 1)
        turned, aim = turned_round(day, nothing), -1e9

        onwards = halves.onwards(day, table, near, aim, 3, MUCH_WORK)
        both = halves.both_ways(day, table, turned, near, aim, 3, MUCH_WORK)

        assert onwards.left == both.left == -np.inf
        assert onwards.ways[0][0] == pytest.approx(best)
        assert both.ways[0][0] == pytest.approx(best)


def test_labels_cut_short_tell_how_much_may_be_left() -> None:
    halves, nothing = Halves(), Circles(most=4)
    (day, *_) = days_of(2006)
    table = table_of(day, nothing)
    near, turned = remembered_near(table, nothing, nothing), turned_round(day, nothing)

    assert halves.onwards(day, table, near, 0.0, 3, -1).left >= best_by_trying(day)
    assert halves.both_ways(day, table, turned, near, 0.0, 3, -1).left >= best_by_trying(day)
    assert turned_round(replace(day), nothing).best == pytest.approx(turned.best)
