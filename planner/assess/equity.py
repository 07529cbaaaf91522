"""Equity between districts over the rolling year that ends with a plan, worked out from the rows.

Written from `planner.domain.rules.TermCode.EQUITY`, in whole numbers throughout.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows, is_required

DISTRICT_DIGITS = 4
YEAR_DAYS = 365
SHORTEST_ROUND_DAYS = 7
WHOLE = 10_000
"""Shares are told in ten-thousandths."""

Group = TypeVar("Group", str, tuple[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictNeed:
    """A district's year: people due, and those met before the plan and by it."""

    due: int
    met_before: int
    met_now: int

    @property
    def share(self) -> int:
        """Ten-thousandths of the need that are met, rounded down; `due` is more than 0."""
        return WHOLE * (self.met_before + self.met_now) // self.due


def district_needs(
    request: PlanRequest, rows: Iterable[DemandRow], served: Mapping[tuple[str, str], int]
) -> dict[str, DistrictNeed]:
    """Districts where something is due, by code; `served` are the people of each row in the plan.

    Rows of unreachable and of unlocated villages count like all others.
    """
    return needs_by(request, rows, served, lambda row: row.village_code[:DISTRICT_DIGITS])


def needs_by(
    request: PlanRequest,
    rows: Iterable[DemandRow],
    served: Mapping[tuple[str, str], int],
    group_of: Callable[[DemandRow], Group],
) -> dict[Group, DistrictNeed]:
    """The same for any grouping of rows, in the order of the groups."""
    recorded = _recorded(request)
    due: Counter[Group] = Counter()
    before: Counter[Group] = Counter()
    now: Counter[Group] = Counter()
    for row in rows:
        group = group_of(row)
        is_due = row.urgency >= request.policy.due_from or is_required(row, request)
        rounds = row.people * YEAR_DAYS // max(SHORTEST_ROUND_DAYS, row.interval_days)
        came = recorded[row.key]
        due[group] += max(rounds, came + (row.people if is_due else 0))
        before[group] += came
        now[group] += served.get(row.key, 0) if is_due else 0
    return {
        group: DistrictNeed(due=count, met_before=before[group], met_now=now[group])
        for group, count in sorted(due.items())
        if count > 0
    }


def needs_of_plan(request: PlanRequest, plan: Plan) -> dict[str, DistrictNeed]:
    """The districts of a request as a plan leaves them."""
    served: Counter[tuple[str, str]] = Counter()
    for _, _, serving in plan.servings():
        served[serving.village_code, serving.service_code] += serving.people
    return district_needs(request, demand_rows(request), served)


def lowest_district(request: PlanRequest, plan: Plan) -> tuple[str, DistrictNeed] | None:
    """The district whose need is met least, by code; None when nothing is due anywhere."""
    needs = needs_of_plan(request, plan)
    return min(needs.items(), key=lambda entry: (entry[1].share, entry[0]), default=None)


def equity_points(request: PlanRequest, needs: Mapping[str, DistrictNeed]) -> int:
    """The lowest share of any district, at most the policy's floor."""
    floor = math.floor(WHOLE * request.policy.equity_floor + 0.5)
    return min([floor, *(need.share for need in needs.values())])


def _recorded(request: PlanRequest) -> Counter[tuple[str, str]]:
    """People of each row's records in the year before day 0."""
    start = request.horizon.start
    first = start - timedelta(days=YEAR_DAYS)
    people: Counter[tuple[str, str]] = Counter()
    for record in request.history:
        if first <= record.date < start:
            people[record.village_code, record.service_code] += record.people
    return people
