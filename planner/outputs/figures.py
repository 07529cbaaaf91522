"""The sums that several outputs show beside those of `planner.assess.metrics`."""

from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows, is_required


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """Rows that had to be served: how many there are, and how many are served in full."""

    rows: int
    kept: int


def promises(request: PlanRequest, plan: Plan) -> Promises:
    """How many required rows there are, and how many of them are served in full."""
    required = {row.key for row in demand_rows(request) if is_required(row, request)}
    missed = {(row.village_code, row.service_code) for row in plan.unplanned}
    return Promises(rows=len(required), kept=len(required - missed))
