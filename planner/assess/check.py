"""The independent checker: a plan against every hard rule, whoever made it.

It shares no code with the optimiser and never raises: whatever a plan document says, the answer is
a verdict.
"""

from collections.abc import Callable, Iterator, Mapping

from geodata.matrix import TravelMatrix
from planner.assess.context import Context, look_at
from planner.assess.rules.capacity import check_capacity
from planner.assess.rules.changes import check_changes
from planner.assess.rules.complete import check_complete
from planner.assess.rules.coverage import check_coverage
from planner.assess.rules.demand import check_demand
from planner.assess.rules.drive_limit import check_drive_limit
from planner.assess.rules.forbidden import check_forbidden
from planner.assess.rules.form import check_form
from planner.assess.rules.load import check_load
from planner.assess.rules.lunch import check_lunch
from planner.assess.rules.max_visits import check_max_visits
from planner.assess.rules.min_gap import check_min_gap
from planner.assess.rules.money import check_money
from planner.assess.rules.night_cap import check_night_cap
from planner.assess.rules.nights import check_nights
from planner.assess.rules.opening import check_opening
from planner.assess.rules.shift import check_shift
from planner.assess.rules.skill import check_skill
from planner.assess.rules.staff import check_staff
from planner.assess.rules.travel import check_travel
from planner.assess.rules.trip import check_trip
from planner.assess.rules.value import check_value
from planner.assess.value import value_of
from planner.documents import plan_digest
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rules import Rule
from planner.domain.verdict import Verdict, Violation

CHECKER_VERSION = "1"
"""Changes whenever the same plan could get another verdict."""

CHECKS: dict[Rule, Callable[[Context], Iterator[Violation]]] = {
    Rule.FORM: check_form,
    Rule.TRIP: check_trip,
    Rule.NIGHTS: check_nights,
    Rule.SHIFT: check_shift,
    Rule.TRAVEL: check_travel,
    Rule.DRIVE_LIMIT: check_drive_limit,
    Rule.LUNCH: check_lunch,
    Rule.OPENING: check_opening,
    Rule.SKILL: check_skill,
    Rule.COVERAGE: check_coverage,
    Rule.CAPACITY: check_capacity,
    Rule.DEMAND: check_demand,
    Rule.MAX_VISITS: check_max_visits,
    Rule.MIN_GAP: check_min_gap,
    Rule.LOAD: check_load,
    Rule.STAFF: check_staff,
    Rule.NIGHT_CAP: check_night_cap,
    Rule.MONEY: check_money,
    Rule.FORBIDDEN: check_forbidden,
    Rule.CHANGES: check_changes,
    Rule.VALUE: check_value,
    Rule.COMPLETE: check_complete,
}
"""What judges each rule, in the order in which violations are told."""


def check_plan(request: PlanRequest, travel: Mapping[str, TravelMatrix], plan: Plan) -> Verdict:
    """Every violation of every rule, and the value (points of tier 3) worked out again."""
    context = look_at(request, travel, plan)
    return Verdict(
        plan_digest=plan_digest(plan),
        checker_version=CHECKER_VERSION,
        value=value_of(context),
        violations=tuple(found for check in CHECKS.values() for found in check(context)),
    )
