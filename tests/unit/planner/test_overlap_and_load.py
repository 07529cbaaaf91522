"""What stops bring that share villages or a load: never less than any real choice brings."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.optimiser.compile import compile_problem
from planner.optimiser.load_kernel import load_steps
from planner.optimiser.names import name_all
from planner.optimiser.overlap import overlaps_of
from planner.optimiser.overlap_kernel import EARLIER, LATER, together
from planner.optimiser.rules.travel import matrices
from tests.strategies import Shape, random_request, random_travel

BOTH = EARLIER | LATER
counts = st.integers(0, 3)
gains = st.integers(-2, 5)


@st.composite
def villages(draw: st.DrawFn) -> list[tuple[int, int, int, int, int]]:
    """(who reaches it, people, gain, charge at the earlier stop, at the later one) of each."""
    charge = st.integers(0, 4)
    one = st.tuples(st.sampled_from([EARLIER, LATER, BOTH]), counts, gains, charge, charge)
    return draw(st.lists(one, min_size=1, max_size=3))


def brought(given: list[tuple[int, int, int, int, int]], room: int, later_room: int) -> float:
    """`together` of one service."""
    n = len(given)
    side, people, gain, charge, later = (np.array(column) for column in zip(*given, strict=True))
    return float(
        together(
            0, 0, n, np.arange(n, dtype=np.int32), side.astype(np.int32),
            np.arange(n, dtype=np.int32)[:, None].copy(), people.astype(np.int64), room,
            gain.astype(np.float64), charge.astype(np.float64), np.ones(n, dtype=np.bool_),
            later_room, gain.astype(np.float64), later.astype(np.float64),
            np.ones(n, dtype=np.bool_), np.empty(n), np.empty(n, dtype=np.int32),
            np.empty(n, dtype=np.int64),
        )
    )  # fmt: skip


def best_choice(
    given: list[tuple[int, int, int, int, int]], room: int, later_room: int, *, once: bool
) -> float:
    """Every way of serving people at the two stops; `once`: a village at one of them only."""
    best = 0.0
    ways = [
        [
            (x, y)
            for x in range(people + 1)
            for y in range(people + 1 - x)
            if not (x and not side & EARLIER)
            and not (y and not side & LATER)
            and not (once and x and y)
        ]
        for side, people, *_ in given
    ]
    for chosen in itertools.product(*ways):
        if sum(x for x, _ in chosen) > room or sum(y for _, y in chosen) > later_room:
            continue
        worth = 0.0
        for (x, y), (_, _, gain, charge, later) in zip(chosen, given, strict=True):
            worth += gain * (x + y) - (charge if x else 0) - (later if y else 0)
        best = max(best, worth)
    return best


@given(villages(), counts, counts)
def test_two_stops_together_bring_no_less_than_any_choice(
    given: list[tuple[int, int, int, int, int]], room: int, later_room: int
) -> None:
    assert (
        brought(given, room, later_room) >= best_choice(given, room, later_room, once=True) - 1e-9
    )


@given(villages(), counts, counts)
def test_without_charges_they_bring_just_the_best_choice(
    given: list[tuple[int, int, int, int, int]], room: int, later_room: int
) -> None:
    free = [(side, people, gain, 0, 0) for side, people, gain, _, _ in given]
    assert brought(free, room, later_room) == best_choice(free, room, later_room, once=False)


def test_places_overlap_that_reach_a_village_in_common() -> None:
    for seed in range(5):
        shape = Shape(
            villages=4, units=1, services=1, days=1, start_weekday=0, features=frozenset({"covers"})
        )
        request = random_request(seed, shape)
        names = name_all(request)
        problem = compile_problem(names, matrices(names, random_travel(request, seed)))
        overlaps = overlaps_of(problem)
        stops = set(np.flatnonzero(np.diff(problem.option_from) > 0).tolist())
        for place in range(problem.places):
            reach = set(problem.reach(place))
            shared = {other for other in stops if reach & set(problem.reach(other))}
            assert overlaps.of(place) == (shared if place in stops else set())


@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(1, 3), gains, st.integers(0, 4)),
             min_size=1, max_size=3),
    st.tuples(counts, counts), st.tuples(st.integers(0, 3), st.integers(1, 3)),
    st.integers(1, 3), st.integers(1, 4),
)  # fmt: skip
def test_some_step_of_load_brings_no_less_and_takes_no_more_than_any_choice(
    rows: list[tuple[int, int, int, int]], room: tuple[int, int], load: tuple[int, int],
    bucket: int, most: int,
) -> None:  # fmt: skip
    """rows: (service, people, gain, charge), each in a village of its own in reach of the stop."""
    buckets = 30 // bucket
    held, points, filled = steps(rows, room, load, bucket, buckets, most)
    for chosen in itertools.product(*(range(people + 1) for _, people, _, _ in rows)):
        served, used, worth = [0, 0], 0, 0
        for count, (service, _, gain, charge) in zip(chosen, rows, strict=True):
            if count and load[service] > 0:
                served[service] += count
                used += count * load[service]
                worth += gain * count - charge
        if served[0] <= room[0] and served[1] <= room[1]:
            assert any(
                held[i] <= used // bucket and points[i] >= worth - 1e-9 for i in range(filled)
            )


def steps(
    rows: list[tuple[int, int, int, int]], room: tuple[int, int], load: tuple[int, int],
    bucket: int, buckets: int, most: int,
) -> tuple[list[int], list[float], int]:  # fmt: skip
    """The steps of one option at one stop."""
    n = len(rows)
    row_of = np.full((n, 2), -1, dtype=np.int32)
    for i, (service, *_) in enumerate(rows):
        row_of[i, service] = i
    zero = np.zeros(1, dtype=np.int32)
    count = np.zeros((1, 1), dtype=np.int32)
    held, points = np.zeros((1, 1, most), dtype=np.int32), np.full((1, 1, most), -np.inf)
    load_steps(
        zero, zero, zero, np.array([room], dtype=np.int32), np.zeros(2, dtype=np.int32), 1, most,
        np.array([0, n], dtype=np.int32), np.arange(n, dtype=np.int32),
        np.ones((1, 2), dtype=np.bool_), row_of,
        np.array([people for _, people, _, _ in rows], dtype=np.int64),
        np.array([gain for _, _, gain, _ in rows], dtype=np.float64),
        np.array([charge for *_, charge in rows], dtype=np.float64), np.ones(n, dtype=np.bool_),
        np.array(load, dtype=np.int64), bucket, buckets, count, held, points,
    )  # fmt: skip
    return held[0, 0].tolist(), points[0, 0].tolist(), int(count[0, 0])
