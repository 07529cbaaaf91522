"""Requests due in the horizon whose people are not served: tier 1, -."""

from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, is_required


def weight(row: DemandRow, request: PlanRequest) -> int:
    """Points per person left out; 0 for rows of other kinds."""
    last_day = request.horizon.date_of(request.horizon.days - 1)
    promised = row.due_on is not None and row.due_on <= last_day
    return request.policy.weight_late_request if promised and is_required(row, request) else 0
