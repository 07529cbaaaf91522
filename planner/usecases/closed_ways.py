"""Which plans a closure breaks: those not over yet whose ways lead over it, visit by visit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from geodata.basemap import Basemap
from geodata.places import Location
from geodata.roads.closures import Closure
from planner.domain.plan import Route
from planner.domain.province import ProvinceVersion
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanState, PlanSummary
from planner.outputs.view import LegKey
from planner.ports import Clock, Reader, Store
from planner.usecases.affected import Affected, affected_by
from planner.usecases.features.remembered import Remembered
from planner.usecases.plans import leg_lines
from planner.usecases.remembered import remembered_inputs
from planner.usecases.travel import EngineOf
from planner.usecases.village_views import today_of

MOST_PLANS = 1_000_000
MOST_REMEMBERED = 500
STANDING = (PlanState.PUBLISHED, PlanState.APPROVED, PlanState.DRAFT)
"""What was announced first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What a closure does to a plan's ways: the days it breaks, and ways that nobody can draw.

    `unseen` counts ways on days of the closure that the roads of today no longer give.
    """

    days: tuple[Affected, ...] = ()
    unseen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTouched:
    """A plan whose ways lead over a closure, with the request that names its things."""

    plan: PlanSummary
    request: PlanRequest
    touched: Touched


_KNOWN: Remembered[Touched] = Remembered(MOST_REMEMBERED)


def plans_touched(
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    basemap_of: Callable[[str], Basemap],
    province_code: str,
    closures: Iterable[Closure],
) -> Mapping[str, tuple[PlanTouched, ...]]:
    """By code of a closure the plans that it breaks: published ones, then approved, then drafts.

    Of drafts only those that stand on their boards count; plans whose days are over never do.
    """
    wanted = tuple(closures)
    found: dict[str, list[PlanTouched]] = {closure.code: [] for closure in wanted}
    if not wanted:
        return {}
    with store.reading() as reader:
        version = reader.province_versions(province_code)[-1]
        plans = plans_meant(reader, clock, province_code)
    for plan in plans:
        for closure in wanted:
            if not any(closure.holds_on(when) for when in _days(plan)):
                continue
            touched = touched_by(store, engine_of, basemap_of, plan, closure, version)
            if touched.days or touched.unseen:
                request = remembered_inputs(store, plan).request
                one = PlanTouched(plan=plan, request=request, touched=touched)
                found[closure.code].append(one)
    return {code: tuple(touched) for code, touched in found.items()}


def touched_by(
    store: Store,
    engine_of: EngineOf,
    basemap_of: Callable[[str], Basemap],
    plan: PlanSummary,
    closure: Closure,
    version: ProvinceVersion,
) -> Touched:
    """What a closure does to a plan's ways; remembered by all that it depends on."""
    key = f"{plan.digest} {sorted(plan.inputs.items())} {version.code} {version.version}"

    def look() -> Touched:
        with store.reading() as reader:
            stored = reader.plan(plan.id)
        request = remembered_inputs(store, plan).request
        lines = leg_lines(request, stored.plan, engine_of(plan.province_code))
        return Touched(
            days=affected_by(closure, request, stored.plan, lines, basemap_of(plan.province_code)),
            unseen=_unseen(closure, request, stored.plan.routes, lines),
        )

    return _KNOWN.get(f"{key} {version.geography} {closure!r}", look)


def _unseen(
    closure: Closure,
    request: PlanRequest,
    routes: Iterable[Route],
    lines: Mapping[LegKey, tuple[Location, ...]],
) -> int:
    vehicles = {unit.code: unit.vehicle_class.value for unit in request.units}
    return sum(
        leg.from_code != leg.to_code and (route.unit_code, route.day, i) not in lines
        for route in routes
        if closure.holds_on(request.horizon.date_of(route.day))
        and closure.is_for(vehicles[route.unit_code])
        for i, leg in enumerate(route.legs)
    )


def plans_meant(reader: Reader, clock: Clock, province_code: str) -> tuple[PlanSummary, ...]:
    """Plans not over yet, published first; of drafts only those that stand on their boards."""
    today = today_of(clock)
    found = [
        plan
        for plan in reader.plans(province_code=province_code, limit=MOST_PLANS)
        if plan.state in STANDING
        and plan.start + timedelta(days=plan.days) > today
        and (plan.state is not PlanState.DRAFT or reader.board(plan.id).now.plan_id == plan.id)
    ]
    return tuple(sorted(found, key=lambda plan: (STANDING.index(plan.state), plan.start, plan.id)))


def _days(plan: PlanSummary) -> list[date]:
    return [plan.start + timedelta(days=n) for n in range(plan.days)]
