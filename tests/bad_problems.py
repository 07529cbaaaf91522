"""Spoilt planning problems, carried through the real doors: documents, matrices, solver, checker.

    python -m tests.bad_problems --count 10000

Each seed makes a random problem, spoils its JSON and now and then its matrix, and looks at what
comes of it: refused with a clear error that names the field, or a plan that the checker accepts
with every row served or given a reason. Anything else is a fault. One JSON line a fault, then a
line of counts; a process that dies tells nothing, which is how the tests know.
"""

import argparse
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from geodata.errors import GeodataError
from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.assess.explain import explain_unplanned
from planner.documents import from_json, to_data, to_json
from planner.domain.errors import InvalidDocument, PlannerError
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows
from planner.optimiser.process import solve_in_child
from planner.optimiser.solve import solve
from planner.usecases.travel import closed_travel
from tests.strategies import FEATURES, Shape, random_request, random_travel

Spoil = Callable[[dict[str, Any], random.Random], None]

JUNK: tuple[Any, ...] = (
    None, True, "", " ", "x", "\x00", "\ud800", "\u202e", "ก" * 5000, "0", "-1", "nan",
    "2569-02-30", "9999-12-31", "0001-01-01", "2026-11-30", "2026-11-30T08:00:00", "58010101",
    "U0", "B1", [], {}, [[]], -1, 0, 1, 2, -0.0, 0.5, 7.999999999, 86_400, 86_401,
    10**6, 2**31 - 1, 2**31, 2**63, 2**70, -(2**63), 1e-300, 1e15, 1e308,
    math.nan, math.inf, -math.inf,
)  # fmt: skip


def spots(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside a document."""
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in inside:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from spots(value, (*path, key))


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def lists_of(data: dict[str, Any]) -> list[Any]:
    return [found for path in spots(data) if isinstance(found := at(data, path), list) and found]


def a_value(data: dict[str, Any], dice: random.Random) -> None:
    *above, key = dice.choice(list(spots(data)))
    at(data, tuple(above))[key] = dice.choice(JUNK)


def a_number(data: dict[str, Any], dice: random.Random) -> None:
    numbers = [p for p in spots(data) if type(at(data, p)) in (int, float)]
    *above, key = dice.choice(numbers)
    old = at(data, tuple(above))[key]
    at(data, tuple(above))[key] = dice.choice(
        [-old, old * 1000, old + 1, 10**6, 10**4, 100, 3660, 0, 1, old * 10**9, old + 0.5]
    )


def a_field_less(data: dict[str, Any], dice: random.Random) -> None:
    *above, key = dice.choice(list(spots(data)))
    del at(data, tuple(above))[key]


def a_field_more(data: dict[str, Any], dice: random.Random) -> None:
    things = [data, *(v for p in spots(data) if isinstance(v := at(data, p), dict))]
    dice.choice(things)[dice.choice(("extra", "", "\ud800", "code"))] = dice.choice(JUNK)


def a_thing_twice(data: dict[str, Any], dice: random.Random) -> None:
    some = dice.choice(lists_of(data))
    some.insert(dice.randrange(len(some) + 1), dice.choice(some))


def a_thing_less(data: dict[str, Any], dice: random.Random) -> None:
    some = dice.choice(lists_of(data))
    del some[dice.randrange(len(some))]


def none_of_a_kind(data: dict[str, Any], dice: random.Random) -> None:
    """Zero villages, zero units, no base: whatever the kind, its list is empty."""
    dice.choice(lists_of(data)).clear()


def two_exchanged(data: dict[str, Any], dice: random.Random) -> None:
    paths = list(spots(data))
    (*above, key), (*over, other) = dice.choice(paths), dice.choice(paths)
    one, two = at(data, tuple(above)), at(data, tuple(over))
    one[key], two[other] = json.loads(json.dumps([two[other], one[key]]))


def a_window_turned_round(data: dict[str, Any], dice: random.Random) -> None:
    windows = [v for p in spots(data) if isinstance(v := at(data, p), dict) and "end_s" in v]
    if windows:
        window = dice.choice(windows)
        window["start_s"], window["end_s"] = window["end_s"], window["start_s"]


def a_window_of_no_length(data: dict[str, Any], dice: random.Random) -> None:
    windows = [v for p in spots(data) if isinstance(v := at(data, p), dict) and "end_s" in v]
    if windows:
        window = dice.choice(windows)
        window["start_s"] = window["end_s"]


def another_horizon(data: dict[str, Any], dice: random.Random) -> None:
    data["horizon"]["start"] = dice.choice(("1900-01-01", "2400-12-31", "2569-11-30", "2027-02-28"))
    data["horizon"]["days"] = dice.choice((1, 2, 13, 14))
    data["road_states"] = []


def a_thing_of_another(data: dict[str, Any], dice: random.Random) -> None:
    """A reference to something that is not there, or to a thing of another kind."""
    codes = [p for p in spots(data) if isinstance(p[-1], str) and p[-1].endswith("code")]
    *above, key = dice.choice(codes)
    at(data, tuple(above))[key] = dice.choice([at(data, dice.choice(codes)), "nobody"])


def everything_huge(data: dict[str, Any], dice: random.Random) -> None:
    """Every number of one field at its limit: sums must not overflow."""
    for things, name, number in (
        ("demands", "people", 1_000_000), ("villages", "need_weight", 10.0),
        ("units", "cost_per_day_baht", 1_000_000), ("units", "max_load", 1_000_000),
        ("services", "load_per_person", 10_000),
    ):  # fmt: skip
        listed = data.get(things)
        for thing in listed if isinstance(listed, list) else ():
            if isinstance(thing, dict):
                thing[name] = number
    most = {"prize_per_person": 100_000, "urgency_cap": 100.0, "never_visited_factor": 100.0}
    costs = {"points_per_drive_hour": 1_000_000, "points_per_baht": 1000.0}
    if not isinstance(data.get("policy"), dict):
        data["policy"] = {}
    data["policy"].update(dice.choice((most, costs, most | costs)))
    data["history"] = []


def a_mild_number(data: dict[str, Any], dice: random.Random) -> None:
    """Still a number of the same kind, often a legal one."""
    numbers = [p for p in spots(data) if type(at(data, p)) in (int, float)]
    *above, key = dice.choice(numbers)
    old = at(data, tuple(above))[key]
    at(data, tuple(above))[key] = dice.choice([old + 1, 2 * old, type(old)(old // 2), 0 * old, 1])


MILD: tuple[Spoil, ...] = (
    a_mild_number, a_mild_number, a_mild_number, a_thing_less, a_thing_less, none_of_a_kind,
    a_window_of_no_length, another_horizon, everything_huge,
)  # fmt: skip
WAYS: tuple[Spoil, ...] = (
    a_value, a_value, a_value, a_number, a_number, a_number, a_field_less, a_field_more,
    a_thing_twice, none_of_a_kind, two_exchanged, a_window_turned_round, a_window_of_no_length,
    another_horizon, a_thing_of_another, everything_huge,
)  # fmt: skip


def spoilt_text(data: dict[str, Any], dice: random.Random) -> str | bytes:
    """A document spoilt wildly or mildly, now and then broken as text too."""
    ways = dice.choice((WAYS, MILD))
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        dice.choice(ways)(data, dice)
    text = json.dumps(data)
    chance = dice.random()
    if chance < 0.02:
        return text[: dice.randrange(len(text))]
    if chance < 0.04:
        raw = bytearray(text.encode())
        raw[dice.randrange(len(raw))] = dice.randrange(256)
        return bytes(raw)
    if chance < 0.05:
        return "[" * dice.choice((10, 10_000)) + text
    return text


Arrays = dict[str, Any]


def _cell(arrays: Arrays, dice: random.Random, value: Any) -> None:
    name = dice.choice(("durations_s", "distances_m"))
    kinds = (np.float64, object) if isinstance(value, float) else (np.int64, object)
    array = arrays[name] = arrays[name].astype(dice.choice(kinds))
    if array.size:
        array[dice.randrange(len(array)), dice.randrange(len(array))] = value


def _one_way_less(arrays: Arrays, dice: random.Random) -> None:
    """Unreachable in one direction, or said in one of the two arrays only."""
    n = len(arrays["durations_s"])
    i, j = dice.randrange(n), dice.randrange(n)
    arrays["durations_s"][i, j] = -1
    if dice.random() < 0.7 and i != j:
        arrays["distances_m"][i, j] = -1


def _detours(arrays: Arrays, dice: random.Random) -> None:
    """Some direct ways far longer than those over a third place: not triangular."""
    array = arrays["durations_s"]
    for _ in range(len(array)):
        i, j = dice.randrange(len(array)), dice.randrange(len(array))
        if i != j and array[i, j] > 0:
            array[i, j] = min(1_000_000, int(array[i, j]) * dice.choice((3, 40)))


def _ragged(arrays: Arrays, dice: random.Random) -> None:
    name = dice.choice(("durations_s", "distances_m", "estimated"))
    arrays[name] = dice.choice((arrays[name][:-1], arrays[name][:, 1:], arrays[name].ravel()))


def _place_ids(arrays: Arrays, dice: random.Random) -> None:
    ids = list(arrays["place_ids"])
    spot = dice.randrange(len(ids))
    ids[spot] = dice.choice([ids[0], "nowhere"])
    arrays["place_ids"] = tuple(ids)


SPOILT_CELLS = (math.nan, math.inf, -1, -2, 2**31, 2**40, 10**9, 1.5)


def spoil_arrays(arrays: Arrays, dice: random.Random) -> None:
    """One thing wrong with a matrix."""
    ways: tuple[Callable[[Arrays, random.Random], None], ...] = (
        _one_way_less, _detours, _detours, _ragged, _place_ids,
        lambda a, d: _cell(a, d, d.choice(SPOILT_CELLS)),
    )  # fmt: skip
    if len(arrays["place_ids"]):
        dice.choice(ways)(arrays, dice)


def spoilt_travel(
    request: PlanRequest, seed: int, dice: random.Random
) -> dict[str, TravelMatrix]:  # fmt: skip
    """Travel for a request, often with a spoilt matrix; may raise `InvalidMatrix`."""
    longest_s, cut = dice.choice((1200, 1200, 5400)), dice.choice((0.0, 0.0, 0.0, 0.5))
    travel = random_travel(request, seed, longest_s=longest_s, cut=cut)
    if travel and dice.random() < 0.4:
        profile = dice.choice(sorted(travel))
        whole = travel.pop(profile)
        arrays = {
            name: getattr(whole, name).copy()
            for name in ("durations_s", "distances_m", "estimated")
        } | {"place_ids": whole.place_ids}
        spoil_arrays(arrays, dice)
        if dice.random() < 0.95:
            travel[profile] = TravelMatrix(profile=profile, engine="spoilt", **arrays)
    return travel


def outcome(seed: int, *, in_child: bool = False) -> tuple[str, str]:
    """(what came of a seed, why it is a fault or ""): "refused", "empty", "planned" or "fault".

    `in_child` solves in the child process that services use, else in this process.
    """
    dice = random.Random(seed)
    shape = Shape(
        villages=dice.randint(1, 5), units=dice.randint(1, 2), services=dice.randint(1, 2),
        days=dice.randint(1, 4),
        features=frozenset(feature for feature in FEATURES if dice.random() < 0.4),
    )  # fmt: skip
    text = spoilt_text(to_data(random_request(seed, shape)), dice)
    try:
        request = from_json(PlanRequest, text)
        travel = closed_travel(spoilt_travel(request, seed, dice))
        params = SolveParams(reproducible=True, max_rounds=1, cpu_s=20.0)
        plan = (solve_in_child if in_child else solve)(request, travel, params)
    except InvalidDocument as error:
        unclear = [f for f in error.faults if not f.field or not f.code]
        return ("fault", f"unclear: {error}") if unclear or not error.faults else ("refused", "")
    except (PlannerError, GeodataError) as error:
        served_nobody = error.code in ("nothing_served", "solver_failed")
        return "refused", f"{error.code}: {error}" if served_nobody else ""
    return _judged(request, travel, plan)


def _judged(
    request: PlanRequest, travel: dict[str, TravelMatrix], plan: Plan
) -> tuple[str, str]:  # fmt: skip
    """Whether a plan is clean, whole and can be written down."""
    plan = explain_unplanned(request, travel, plan)
    verdict = check_plan(request, travel, plan)
    if not verdict.is_clean:
        return "fault", f"violations: {[v.rule.value for v in verdict.violations][:5]}"
    told = Counter({(r.village_code, r.service_code): -r.people for r in demand_rows(request)})
    for _, _, serving in plan.servings():
        told[serving.village_code, serving.service_code] += serving.people
    for left in plan.unplanned:
        told[left.village_code, left.service_code] += left.people
    if any(told.values()):
        return "fault", f"rows neither served nor left out: {told}"
    if from_json(Plan, to_json(plan)) != plan:
        return "fault", "the plan does not survive its JSON form"
    return ("planned" if plan.people_served else "empty"), ""


def main(words: list[str] | None = None) -> None:
    """The command line: one line a fault, the last line counts."""
    parser = argparse.ArgumentParser(prog="python -m tests.bad_problems", description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--first", type=int, default=1)
    asked = parser.parse_args(words)
    counts: Counter[str] = Counter()
    for seed in range(asked.first, asked.first + asked.count):
        try:
            what, why = outcome(seed)
        except Exception as error:
            what, why = "fault", f"{type(error).__name__}: {error}"
        counts[what] += 1
        if why:
            sys.stdout.write(json.dumps({"seed": seed, "what": what, "why": why[:300]}) + "\n")
    sys.stdout.write(json.dumps(counts) + "\n")


if __name__ == "__main__":
    main()
