"""A plan asked for by a person: which days, units and choices; carried out by a worker."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from planner.domain.calendar import Horizon
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.params import SolveParams
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanSummary, Run
from planner.ports import Clock, Store
from planner.usecases.life import published_plans
from planner.usecases.plans import request_of_week
from planner.usecases.replanning import planned_anew
from planner.usecases.runs import open_run
from planner.usecases.travel import EngineOf
from planner.usecases.workers import need_room


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWish:
    """What a person chose. `days_off` adds to what the province's data says of each unit.

    `equity_floor` None: the policy's own. `keeps_told`: what the published plan of these days told
    people is kept, but for `change_budget` visits (None: as many as it takes).
    """

    province_code: str
    horizon: Horizon
    unit_codes: tuple[str, ...]
    days_off: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    equity_floor: float | None = None
    nights: bool = True
    covering: bool = True
    keeps_told: bool = True
    change_budget: int | None = None
    budget_baht: int | None = None
    with_drafts: bool = False


def ask_for_plan(
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    wish: PlanWish,
    params: SolveParams,
    *,
    actor: str,
) -> Run:
    """Open a queued run for a wish; raises `TooManyRuns`, `NotFound` or `InvalidDocument`."""
    need_room(store, wish.province_code)
    if not wish.unit_codes:
        raise InvalidDocument("plan wish", (Fault(field="unit_codes", code="empty"),))
    request = request_of_week(
        store,
        wish.province_code,
        wish.horizon,
        unit_codes=wish.unit_codes,
        engine_of=engine_of,
        budget_baht=wish.budget_baht,
        with_drafts=wish.with_drafts,
    )
    request = chosen(request, wish)
    told = published_of(store, wish.province_code, wish.horizon)
    if told is not None and wish.keeps_told:
        with store.reading() as reader:
            kept = reader.plan(told.id).plan
        today = clock.now().date()
        budget = wish.change_budget
        request = planned_anew(request, kept, planned_on=today, change_budget=budget)
    return open_run(store, clock, request, params, actor=actor, is_queued=True)


def published_of(store: Store, province_code: str, horizon: Horizon) -> PlanSummary | None:
    """The published plan that has days of a horizon; None when there is none."""
    with store.reading() as reader:
        found = published_plans(reader, province_code, horizon.start, horizon.days)
    return found[0] if found else None


def chosen(request: PlanRequest, wish: PlanWish) -> PlanRequest:
    """The request with a person's choices; a policy that was changed says so in its version."""
    units = tuple(
        replace(
            unit,
            days_off=tuple(sorted({*unit.days_off, *wish.days_off.get(unit.code, ())})),
            max_nights=unit.max_nights if wish.nights else 0,
        )
        for unit in request.units
    )
    places = request.stop_places
    if not wish.covering:
        places = tuple(replace(place, covers=()) for place in places)
    policy = request.policy
    if wish.equity_floor is not None and wish.equity_floor != policy.equity_floor:
        version = f"{policy.version}, floor {wish.equity_floor:.2f}"
        policy = replace(policy, equity_floor=wish.equity_floor, version=version)
    return replace(request, units=units, stop_places=places, policy=policy)
