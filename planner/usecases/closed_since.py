"""Roads closed or slowed after a plan was made: the days of units that they break.

A plan knows the closures it was made with; of those recorded since, nobody who approves, publishes
or drives it would hear unless they are told.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from geodata.basemap import Basemap
from geodata.roads.closures import Closure, ClosureKind
from planner.domain.errors import RoadsClosedSince
from planner.domain.life import LifeStep
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanSummary
from planner.outputs.closed_now import ClosedNow
from planner.outputs.view import ClosedRoad, PlanView
from planner.ports import Clock, Store
from planner.usecases.affected import Affected
from planner.usecases.closed_ways import STANDING, touched_by
from planner.usecases.closing import Closed, closures_listed
from planner.usecases.knowingly import led_on, need_knowing
from planner.usecases.remembered import remembered_inputs
from planner.usecases.travel import EngineOf
from planner.usecases.village_views import today_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedSince:
    """A closure the plan was not made with; days of units, today's and later, that it breaks."""

    closure: Closure
    days: tuple[Affected, ...]


def closed_since(
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    basemap_of: Callable[[str], Basemap],
    plan: PlanSummary,
) -> tuple[ClosedSince, ...]:
    """Closures recorded since the plan was made that break days still to come, by their codes.

    None for a plan that is over, withdrawn or replaced.
    """
    today = today_of(clock)
    if plan.state not in STANDING or plan.start + timedelta(days=plan.days) <= today:
        return ()
    with store.reading() as reader:
        version = reader.province_versions(plan.province_code)[-1]
        closures = reader.province(plan.province_code).closures
    if not closures:
        return ()
    request = remembered_inputs(store, plan).request
    found = []
    for closure in unknown_to(request, closures):
        if not any(closure.holds_on(plan.start + timedelta(days=n)) for n in range(plan.days)):
            continue
        touched = touched_by(store, engine_of, basemap_of, plan, closure, version)
        days = tuple(d for d in touched.days if plan.start + timedelta(days=d.day) >= today)
        if days:
            found.append(ClosedSince(closure=closure, days=days))
    return tuple(found)


def with_closed_roads(
    view: PlanView,
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    basemap_of: Callable[[str], Basemap],
    data_dir: Path,
) -> PlanView:
    """A stored plan's view that tells its drivers of the roads closed since, as known now."""
    with store.reading() as reader:
        plan = reader.plan(view.plan_id).summary
    found = closed_since(store, clock, engine_of, basemap_of, plan)
    lying = {
        one.closure.code: one
        for one in (closures_listed(store, data_dir, plan.province_code) if found else ())
    }
    roads = tuple(_closed_road(one, lying[one.closure.code]) for one in found)
    closed = closed_now(view.request, found) if found else None
    return replace(view, closed=closed, closed_since=roads, roads_at=clock.now())


def _closed_road(one: ClosedSince, lying: Closed) -> ClosedRoad:
    return ClosedRoad(
        closure=one.closure,
        legs=frozenset((day.unit_code, day.day, leg) for day in one.days for leg in day.legs),
        numbers=lying.numbers,
        road_m=lying.road_m,
        near=lying.near,
        near_m=lying.near_m,
    )


def unknown_to(request: PlanRequest, closures: tuple[Closure, ...]) -> tuple[Closure, ...]:
    """Closures that a plan's request did not know as they are now, in order of their codes."""
    known = {replace(closure, reason="") for closure in request.closures}
    ordered = sorted(closures, key=lambda closure: closure.code)
    return tuple(closure for closure in ordered if replace(closure, reason="") not in known)


def days_broken(found: tuple[ClosedSince, ...]) -> int:
    """How many days of units are broken, each counted once."""
    return len({(day.unit_code, day.day) for one in found for day in one.days})


def closed_now(request: PlanRequest, found: tuple[ClosedSince, ...]) -> ClosedNow:
    """What is found in figures: each visit and each day of a unit counted once."""
    bases = {base.code for base in request.bases}
    days = [day for one in found for day in one.days]
    visits = {(day.unit_code, day.day, code) for day in days for code in day.place_codes}
    return ClosedNow(
        days=days_broken(found),
        visits=sum(code not in bases for _, _, code in visits),
        is_slow=any(one.closure.kind is not ClosureKind.CLOSED for one in found),
    )


def closed_of_plan(
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    basemap_of: Callable[[str], Basemap],
    plan: PlanSummary,
) -> ClosedNow | None:
    """What leads over roads closed since a plan was made, in figures; None where nothing does."""
    found = closed_since(store, clock, engine_of, basemap_of, plan)
    return closed_now(remembered_inputs(store, plan).request, found) if found else None


def despite_closures(
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    basemap_of: Callable[[str], Basemap],
    plan_id: str,
    step: LifeStep,
    *,
    confirmed: bool,
    reason: str,
) -> tuple[str, ...]:
    """Codes of the closures that a plan is approved or published in spite of, for the audit log.

    Raises `RoadsClosedSince` where there are some and the person did not confirm knowing of them,
    `ReasonNeeded` where that person does not say why.
    """
    plan = led_on(store, plan_id, step)
    found = () if plan is None else closed_since(store, clock, engine_of, basemap_of, plan)
    codes = tuple(one.closure.code for one in found)
    if plan is not None and codes:
        refusal = RoadsClosedSince(
            "roads were closed since the plan was made",
            plan_id=plan_id, days=days_broken(found), closures=", ".join(codes),
        )  # fmt: skip
        need_knowing(refusal, plan, step, confirmed=confirmed, reason=reason)
    return codes
