"""Required rows whose people are not served at all: tier 1, -."""

from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, is_required


def weight(row: DemandRow, request: PlanRequest) -> int:
    """Points for each person left out."""
    return request.policy.weight_overdue if is_required(row, request) else 0
