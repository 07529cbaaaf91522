"""Equity: the lowest share of a rolling year's need met in any district: tier 2, +."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from planner.domain.policy import Policy
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, is_required
from planner.optimiser.problem import NEVER, Ints, Longs


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Districts:
    """What districts are owed. E districts where something is due, R rows.

    of_row: (R,) the district that serving a row counts for, -1 when it counts for none.
    due, before: (E,) people. floor: ten-thousandths.
    """

    of_row: Ints
    due: Longs
    before: Longs
    floor: int


def districts(request: PlanRequest, rows: Sequence[DemandRow]) -> Districts:
    """The ledger of a request; with no floor there are no districts."""
    floor = floor_points(request.policy)
    of_row = np.full(len(rows), NEVER, dtype=np.int32)
    if floor == 0:
        empty = np.zeros(0, dtype=np.int64)
        return Districts(of_row=of_row, due=empty, before=empty, floor=0)
    first = request.horizon.start - timedelta(days=365)
    came: dict[tuple[str, str], int] = {}
    for record in request.history:
        if first <= record.date < request.horizon.start:
            key = (record.village_code, record.service_code)
            came[key] = came.get(key, 0) + record.people
    due: dict[str, int] = {}
    before: dict[str, int] = {}
    for row in rows:
        code = row.village_code[:4]
        recorded = came.get(row.key, 0)
        waiting = row.people if _is_due(row, request) else 0
        year = row.people * 365 // max(7, row.interval_days)
        due[code] = due.get(code, 0) + max(year, recorded + waiting)
        before[code] = before.get(code, 0) + recorded
    codes = [code for code in sorted(due) if due[code] > 0]
    number = {code: i for i, code in enumerate(codes)}
    for r, row in enumerate(rows):
        if _is_due(row, request):
            of_row[r] = number[row.village_code[:4]]
    return Districts(
        of_row=of_row,
        due=np.array([due[code] for code in codes], dtype=np.int64),
        before=np.array([before[code] for code in codes], dtype=np.int64),
        floor=floor,
    )


def floor_points(policy: Policy) -> int:
    """The policy's floor in ten-thousandths."""
    return math.floor(10_000 * policy.equity_floor + 0.5)


def tolerance_points(policy: Policy) -> int:
    """Ten-thousandths of the lowest share that tier 3 may give up."""
    return math.floor(10_000 * policy.equity_tolerance + 0.5)


def points(
    request: PlanRequest, rows: Sequence[DemandRow], served: Mapping[tuple[str, str], int]
) -> int:
    """Points of a plan that serves so many people of each row."""
    ledger = districts(request, rows)
    now = np.zeros(len(ledger.due), dtype=np.int64)
    for r, row in enumerate(rows):
        if ledger.of_row[r] != NEVER:
            now[ledger.of_row[r]] += served.get(row.key, 0)
    return lowest(ledger, now)


def lowest(ledger: Districts, now: Longs) -> int:
    """Points when so many people of each district are served."""
    if not len(ledger.due):
        return ledger.floor
    return min(ledger.floor, int((10_000 * (ledger.before + now) // ledger.due).min()))


def _is_due(row: DemandRow, request: PlanRequest) -> bool:
    return row.urgency >= request.policy.due_from or is_required(row, request)
