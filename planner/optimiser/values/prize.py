"""Prize of people served: tier 3, +."""

import math
from collections.abc import Iterable

from planner.domain.policy import Policy
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow


def per_person(row: DemandRow, need: float, policy: Policy) -> int:
    """Points for one person of a row."""
    if row.urgency < policy.due_from:
        return 0
    pressure = min(policy.urgency_cap, row.urgency * row.urgency)
    return math.floor(policy.prize_per_person * need * pressure + 0.5)


def prizes(request: PlanRequest, rows: Iterable[DemandRow]) -> list[int]:
    """Points per person of each row."""
    needs = {v.code: v.need_weight for v in request.villages}
    return [per_person(row, needs[row.village_code], request.policy) for row in rows]
