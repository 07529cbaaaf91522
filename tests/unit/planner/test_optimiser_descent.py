"""Bounds where days hold many stops: never below the optimum, whatever the prices."""

import numpy as np
import pytest

from planner.optimiser.bundle import Bundle, Cut
from planner.optimiser.compile import compile_problem
from planner.optimiser.construct import construct
from planner.optimiser.descent import Descent, descent
from planner.optimiser.first_prices import first_prices
from planner.optimiser.generate import Ground
from planner.optimiser.links import number, points_only, to_prices
from planner.optimiser.master import all_rights
from planner.optimiser.names import name_all
from planner.optimiser.plain_days import PlainDays
from planner.optimiser.pricing import Pricer
from planner.optimiser.rules.travel import matrices
from planner.optimiser.stop import Allowance
from tests.benchmarks.exact import best_value
from tests.benchmarks.extract import core_of
from tests.benchmarks.weeks import Week, small_week
from tests.days_tried import best_by_trying, worth_of

MUCH_WORK = 50_000_000
WANTED = 5


def descent_of(made: Week) -> Descent:
    """A descent on a week, from the first plan's prices, that is never ended early."""
    names = name_all(made.request)
    problem = compile_problem(names, matrices(names, made.travel))
    links, pricer = number(problem), Pricer(problem)
    ground = Ground.of(links, pricer, all_rights(links))
    tours = construct(problem).tours
    found = descent(ground, points_only(problem), tours, tours, -1.0)
    assert found is not None
    return found


def for_steps(count: int) -> Allowance:
    left = [count]

    def one() -> bool:
        left[0] -= 1
        return left[0] >= 0

    return Allowance(now=lambda: True, count=one)


@pytest.mark.parametrize("seed", range(2001, 2025))
def test_a_descent_never_ends_below_the_optimum(seed: int) -> None:
    made = small_week(seed)
    best = best_value(core_of(made.request, made.travel))
    found = descent_of(made)

    found.run(for_steps(15))

    assert found.bound >= best
    assert found.bound < np.inf


@pytest.mark.parametrize("seed", range(2031, 2043))
def test_any_prices_bound_and_labels_bound_no_worse_than_tables(seed: int) -> None:
    made = small_week(seed)
    best = best_value(core_of(made.request, made.travel))
    found = descent_of(made)
    rng = np.random.default_rng(seed)
    most = float(found.ground.problem.row_prize.max()) * 60

    for _ in range(4):
        prices = rng.uniform(0.0, most, len(found.bundle.centre)) * rng.integers(0, 2)
        found.bundle.best[:] = 0.0
        by_tables = found.look(prices, None)
        found.bundle.best[:] = 0.0
        by_labels = found.look(prices, for_steps(1))

        assert by_tables is not None
        assert by_labels is not None
        assert best <= by_labels + 1e-6
        assert by_labels <= by_tables + 0.01 * len(found.groups)


def test_a_descent_is_tight_where_no_two_days_compete() -> None:
    made = small_week(2009)
    best = best_value(core_of(made.request, made.travel))
    found = descent_of(made)

    found.run(for_steps(40))

    assert best <= found.bound <= 1.02 * best


@pytest.mark.parametrize("seed", [2001, 2004, 2006, 2010])
def test_a_day_is_never_undervalued(seed: int) -> None:
    found = descent_of(small_week(seed))
    ground, plain = found.ground, found.plain
    prices = to_prices(ground.links, found.objective, found.duals)
    for group in found.groups:
        day = plain.day(ground.market(group.unit, prices, exact=True), group.days[0])
        best = best_by_trying(day)

        by_table = plain.by_table(day)
        by_labels = plain.by_labels(day, 0.0, WANTED, MUCH_WORK)
        no_work = plain.by_labels(day, 0.0, WANTED, 0)

        assert by_labels.best == pytest.approx(max(0.0, best))
        assert by_table.best >= best - 1e-6
        assert no_work.best >= best - 1e-6
        if best > 0.0:
            worth, options = by_labels.days[0]
            entries = [int(np.flatnonzero(day.options == option)[0]) for option in options]
            assert worth == pytest.approx(worth_of(day, tuple(entries)))
            assert no_work.cut


def test_the_same_descent_again_ends_at_the_same_prices() -> None:
    found = descent_of(small_week(2006))
    again = descent_of(small_week(2006))

    found.run(for_steps(6))
    again.run(for_steps(6))

    assert found.bound == again.bound
    assert (found.bundle.centre == again.bundle.centre).all()


@pytest.mark.parametrize("looks", range(1, 40, 3))
def test_a_descent_may_be_stopped_in_the_middle_of_a_look(looks: int) -> None:
    found = descent_of(small_week(2006))
    left = [looks]

    def now() -> bool:
        left[0] -= 1
        return left[0] >= 0

    found.run(Allowance(now=now, count=now))

    assert found.bound < np.inf


def cut(worth: float, *rows: int) -> Cut:
    return Cut(worth=worth, rows=np.array(rows, dtype=np.int32), amounts=np.ones(len(rows)))


def test_a_bundle_finds_the_lowest_point_of_what_its_cuts_tell() -> None:
    """Two unit-days and three rows: 12 by rows 0 and 1, 10 by 1 and 2, 9 by 0 and 2.

    Halves of all three bring 15.5, and prices of 5.5, 6.5 and 3.5 show that nothing brings more.
    """
    bundle = Bundle(
        rights=np.ones(3), many=np.array([2.0]), centre=np.zeros(3), bound=24.0, step=1.0
    )
    bundle.add(0, [cut(12.0, 0, 1), cut(10.0, 1, 2), cut(9.0, 0, 2)])

    for _ in range(60):
        prices = bundle.next_prices(0.01)
        if bundle.bound - bundle.told < 1e-6:
            break
        bundle.judge(prices, bundle.told)

    assert bundle.bound == pytest.approx(15.5, abs=1e-3)
    assert bundle.centre == pytest.approx([5.5, 6.5, 3.5], abs=0.05)


def test_a_bundle_lets_go_of_cuts_that_hold_no_more() -> None:
    bundle = Bundle(
        rights=np.ones(3), many=np.array([2.0]), centre=np.zeros(3), bound=24.0, step=1.0
    )
    bundle.add(0, [cut(12.0, 0, 1), cut(10.0, 1, 2), cut(9.0, 0, 2)])
    bundle.next_prices(0.01)
    bundle.add(0, [cut(30.0, 0, 1, 2)])

    bundle.keep(0, lambda one: one.worth != 12.0 and one.worth != 30.0)
    bundle.know(np.zeros(3))

    assert [one.worth for one in bundle.cuts[0]] == [10.0, 9.0]
    assert bundle.told == 20.0


def test_whoever_is_served_pays_no_more_than_his_prize() -> None:
    found = descent_of(small_week(2006))
    problem = found.ground.problem
    tours = construct(problem).tours
    served = {row for tour in tours for row, _ in tour.served}
    prizes = problem.row_prize * problem.row_people

    prices = first_prices(problem, tours)

    assert ((prices >= 0.0) & (prices <= prizes)).all()
    assert prices[sorted(served)].sum() > 0.0


def test_days_with_more_rules_than_hours_are_left_to_exact_passes() -> None:
    made = small_week(2006)
    names = name_all(made.request)
    problem = compile_problem(names, matrices(names, made.travel))
    links, pricer = number(problem), Pricer(problem)
    ground = Ground.of(links, pricer, all_rights(links))

    assert isinstance(descent_of(made).plain, PlainDays)
    problem.lunch.setflags(write=True)
    problem.lunch[:] = [1800, 11 * 3600, 13 * 3600]
    assert descent(ground, points_only(problem), (), (), 0.0) is None
