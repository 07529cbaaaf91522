"""TRAVEL: legs take what the matrix of the unit's profile that day gives, reachable ones only."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geodata.matrix import TravelMatrix
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.units import MobileUnit
from planner.optimiser.names import Names
from planner.optimiser.problem import Ints, Longs
from planner.optimiser.rules import money
from planner.optimiser.values import driving, kilometres


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Travel:
    """The travel arrays of `Problem`."""

    durations: Ints
    leg_cost: Longs
    leg_baht: Longs
    matrix_of: Ints
    cost_of: Ints


def matrices(names: Names, travel: Mapping[str, TravelMatrix]) -> dict[str, TravelMatrix]:
    """The matrix of each profile with the request's places in their order.

    Raises
    ------
    InvalidDocument
        Naming every profile and every place that is missing.
    """
    faults: list[Fault] = []
    found: dict[str, TravelMatrix] = {}
    for profile in names.request.profiles():
        matrix = travel.get(profile)
        if matrix is None:
            faults.append(Fault(field=f"travel[{profile}]", code="missing"))
            continue
        known = set(matrix.place_ids)
        missing = [code for code in names.place_codes if code not in known]
        faults.extend(
            Fault(field=f"travel[{profile}].place_ids", code="missing", value=code)
            for code in missing
        )
        if not missing:
            same = matrix.place_ids == names.place_codes
            found[profile] = matrix if same else matrix.take(names.place_codes)
    if faults:
        raise InvalidDocument("travel", tuple(faults))
    return found


def arrays(names: Names, travel: Mapping[str, TravelMatrix]) -> Travel:
    """Durations by profile, leg points and baht by profile and price; errors as `matrices`.

    Baht are left out, an array of length 0, without a budget.
    """
    found = matrices(names, travel)
    profiles = {profile: i for i, profile in enumerate(found)}
    prices: dict[tuple[str, float], int] = {}
    shape = (len(names.unit), names.days)
    matrix_of = np.zeros(shape, dtype=np.int32)
    cost_of = np.zeros(shape, dtype=np.int32)
    costs: list[Longs] = []
    baht: list[Longs] = []
    for u, unit in enumerate(names.request.units):
        for day in range(names.days):
            profile = names.request.profile_of(unit, day)
            key = (profile, unit.cost_per_km_baht)
            if key not in prices:
                prices[key] = len(costs)
                costs.append(_leg_points(names, found[profile], unit))
                if names.request.budget_baht is not None:
                    metres = found[profile].distances_m
                    baht.append(money.leg_matrix(metres, unit.cost_per_km_baht))
            matrix_of[u, day] = profiles[profile]
            cost_of[u, day] = prices[key]
    n = len(names.place_codes)
    durations = [found[profile].durations_s for profile in profiles]
    return Travel(
        durations=np.array(durations, dtype=np.int32).reshape(len(durations), n, n),
        leg_cost=np.array(costs, dtype=np.int64).reshape(len(costs), n, n),
        leg_baht=np.array(baht, dtype=np.int64).reshape(len(baht), n, n),
        matrix_of=matrix_of,
        cost_of=cost_of,
    )


def _leg_points(names: Names, matrix: TravelMatrix, unit: MobileUnit) -> Longs:
    policy = names.request.policy
    return driving.leg_matrix(matrix.durations_s, policy) + kilometres.leg_matrix(
        matrix.distances_m, unit.cost_per_km_baht, policy
    )
