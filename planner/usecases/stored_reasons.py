"""Why a stored plan leaves a village out: explained from its stored inputs, day by day."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.params import SolveParams
from planner.domain.plan import Plan, Unplanned
from planner.domain.request import PlanRequest
from planner.domain.runs import StoredPlan
from planner.ports import Clock, Forcer, Progress, Store
from planner.usecases.explaining import explain_village, weeks_of
from planner.usecases.plans import find_plan, inputs_of
from planner.usecases.runs import carry_out_run, open_run
from planner.usecases.travel import EngineOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a plan gives a village: so many people of a service, by a unit on a date."""

    service_code: str
    unit_code: str
    on: date
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReasons:
    """A village's rows in a stored plan: those it serves, and those it leaves out, explained.

    `better` is the new draft, where requiring a row gave a better plan; reasons and visits are of
    the plan that was asked about.
    """

    stored: StoredPlan
    request: PlanRequest
    village_code: str
    visits: tuple[Visit, ...]
    entries: tuple[Unplanned, ...]
    better: StoredPlan | None


def explain_stored(
    store: Store,
    clock: Clock,
    forcer: Forcer,
    engine_of: EngineOf,
    plan_name: str,
    village_code: str,
    *,
    service_code: str | None = None,
    params: SolveParams,
    actor: str,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> StoredReasons:
    """Why a stored plan leaves a village's rows out; a better plan found on the way is a new draft.

    Raises `NotFound` for a plan, a village or a service of it that is not there, `SolverFailed`
    when the child that searches dies, `PlanRefused` when the better plan breaks a rule.
    """
    summary = find_plan(store, plan_name)
    with store.reading() as reader:
        stored = reader.plan(summary.id)
    inputs = inputs_of(store, summary.id)
    explained = explain_village(
        forcer, inputs.request, inputs.travel, stored.plan,
        weeks_of(store, engine_of, summary.province_code),
        village_code=village_code, service_code=service_code, params=params,
        on_progress=on_progress, should_stop=should_stop,
    )  # fmt: skip
    better = None
    if explained.is_better:
        run = open_run(store, clock, inputs.request, replace(params, explain=0), actor=actor)
        better = carry_out_run(
            store, clock, _Known(explained.plan), engine_of, run.id, travel=inputs.travel
        )
    return StoredReasons(
        stored=stored,
        request=inputs.request,
        village_code=village_code,
        visits=_visits(inputs.request, stored.plan, village_code, service_code),
        entries=explained.entries,
        better=better,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """A solver that has its plan already."""

    plan: Plan

    def __call__(self, *_given: object, **_options: object) -> Plan:
        return self.plan


def _visits(
    request: PlanRequest, plan: Plan, village_code: str, service_code: str | None
) -> tuple[Visit, ...]:
    return tuple(
        Visit(
            service_code=serving.service_code,
            unit_code=route.unit_code,
            on=request.horizon.date_of(route.day),
            people=serving.people,
        )
        for route, _, serving in plan.servings()
        if serving.village_code == village_code and service_code in (None, serving.service_code)
    )
