"""The sums that several outputs show beside those of `planner.assess.metrics`."""

from dataclasses import dataclass

from planner.assess.equity import lowest_district
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LowestDistrict:
    """Where least of a year's need is met: ten-thousandths of it, the policy's floor likewise.

    bound: no plan of these days has more, as far as the floor asks for it; None if unproven.
    """

    code: str
    share: int
    floor: int
    bound: int | None


def lowest_of(request: PlanRequest, plan: Plan) -> LowestDistrict | None:
    """The district that equity looks at; None without a floor, or where nothing is due."""
    floor = round(10_000 * request.policy.equity_floor)
    lowest = lowest_district(request, plan)
    if floor == 0 or lowest is None:
        return None
    code, need = lowest
    return LowestDistrict(code=code, share=need.share, floor=floor, bound=plan.bound_of(2))


def percent_text(share: int) -> str:
    """Ten-thousandths as per cent, exactly."""
    return f"{share / 100:g}"
