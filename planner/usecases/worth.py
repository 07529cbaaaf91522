"""What a rule of the province is worth: the same week planned with it, without it, or dearer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.assess.equity import lowest_district
from planner.assess.metrics import measure
from planner.domain.errors import Fault, InvalidDocument, PlanRefused
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.ports import Solver

DEFAULT_STEP = 0.05
"""How much higher than the policy's floor the next one tried is."""


class Question(StrEnum):
    """What is asked the worth of."""

    NIGHTS = "nights"
    COVERING = "covering"
    EQUITY = "equity"


class CaseCode(StrEnum):
    """How a week is planned for comparison."""

    AS_IT_IS = "as_it_is"
    WITHOUT_NIGHTS = "without_nights"
    WITHOUT_COVERING = "without_covering"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One way of planning the week; `floor` is its equity floor."""

    code: CaseCode
    floor: float
    request: PlanRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFigures:
    """What came of a case.

    broken: points of tier 1, at most 0. lowest_share: ten-thousandths of a year's need met in the
    district where least is met, whatever the floor is; None when nothing is due anywhere.
    `*_bound` are proven bounds, None where none is.
    """

    code: CaseCode
    floor: float
    people: int
    villages: int
    broken: int
    broken_bound: int | None
    lowest_share: int | None
    lowest_bound: int | None
    value: int
    value_bound: int | None
    unit_days: int
    nights: int
    distance_m: int


def cases_of(request: PlanRequest, question: Question, step: float = DEFAULT_STEP) -> list[Case]:
    """The ways to compare, the one that others are compared with first.

    For equity: floor 0, the policy's, and one step above it.
    """
    policy = request.policy
    if question is not Question.EQUITY:
        code, other = _without(request, question)
        as_it_is = Case(code=CaseCode.AS_IT_IS, floor=policy.equity_floor, request=request)
        return [as_it_is, Case(code=code, floor=policy.equity_floor, request=other)]
    if not 0.0 < step <= 1.0:
        raise InvalidDocument(
            "step", (Fault(field="step", code="outside_0_to_1", value=str(step)),)
        )
    floors = sorted({0.0, policy.equity_floor, min(1.0, round(policy.equity_floor + step, 6))})
    return [
        Case(
            code=CaseCode.FLOOR,
            floor=floor,
            request=replace(request, policy=replace(policy, equity_floor=floor)),
        )
        for floor in floors
    ]


def worth_of(
    solver: Solver,
    travel: Mapping[str, TravelMatrix],
    cases: list[Case],
    params: SolveParams,
    *,
    on_case: Callable[[Case], None] = lambda case: None,
) -> Iterator[CaseFigures]:
    """Plan every case with the same effort; nothing is stored. Raises `PlanRefused`."""
    for case in cases:
        on_case(case)
        plan = solver(case.request, travel, params)
        verdict = check_plan(case.request, travel, plan)
        if not verdict.is_clean:
            raise PlanRefused(
                "the checker found rules broken", verdict, violations=len(verdict.violations)
            )
        yield figures_of(case, plan)


def figures_of(case: Case, plan: Plan) -> CaseFigures:
    """The figures of a case that was planned."""
    sums = measure(case.request, plan)
    lowest = lowest_district(case.request, plan)
    return CaseFigures(
        code=case.code,
        floor=case.floor,
        people=plan.people_served,
        villages=sums.whole.villages_visited,
        broken=sum(term.points for term in plan.terms if term.tier == 1),
        broken_bound=plan.bound_of(1),
        lowest_share=None if lowest is None else lowest[1].share,
        lowest_bound=plan.bound_of(2),
        value=plan.value,
        value_bound=plan.bound_of(3),
        unit_days=sum(unit.days for unit in sums.units),
        nights=sum(unit.nights for unit in sums.units),
        distance_m=sums.distance_m,
    )


def _without(request: PlanRequest, question: Question) -> tuple[CaseCode, PlanRequest]:
    if question is Question.NIGHTS:
        units = tuple(replace(unit, max_nights=0) for unit in request.units)
        return CaseCode.WITHOUT_NIGHTS, replace(request, units=units)
    places = tuple(replace(place, covers=()) for place in request.stop_places)
    return CaseCode.WITHOUT_COVERING, replace(request, stop_places=places)
