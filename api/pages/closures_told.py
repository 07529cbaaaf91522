"""What the page of closed roads tells of one: where it is, its days, and the plans it breaks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.bootstrap import App
from planner.domain.province import ProvinceVersion
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanSummary
from planner.outputs.closed_roads import begun, closing_dates, where_text
from planner.outputs.times import day_text, days_text
from planner.outputs.view import Directory, coded_name, name_of
from planner.usecases.affected import Affected
from planner.usecases.closed_ways import PlanTouched, plans_touched, touched_by
from planner.usecases.closing import Closed, Closure, ClosureKind
from planner.usecases.remembered import remembered_inputs
from planner.words import Language, say
from planner.words.barriers import vehicle_text


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedLine:
    """A plan that a closure breaks: what is said of it, day by day, and where to mend it."""

    plan_id: str
    told: str
    days: tuple[str, ...]
    count: str
    unseen: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureLine:
    """One closure in words; `plans` are those whose ways lead over it."""

    code: str
    where: str
    spot: str
    effect: str
    dates: str
    vehicles: str
    reason: str
    road: str
    is_off_road: bool
    plans: tuple[TouchedLine, ...]


def closure_lines(
    planner: App,
    province: ProvinceVersion,
    found: Iterable[Closed],
    chosen: PlanSummary | None,
    language: Language,
    *,
    may_plan: bool,
) -> list[ClosureLine]:
    """Closures in words, each with every plan that it breaks; with one chosen, only that plan."""
    listed = tuple(found)
    if chosen is None:
        touched = plans_touched(
            planner.store, planner.clock, planner.engine_of, planner.basemap_of, province.code,
            [closed.closure for closed in listed],
        )  # fmt: skip
    else:
        touched = _of_one(planner, province, listed, chosen)
    lines = []
    for closed in listed:
        plans = [
            _touched(one, province.code, language, may_plan=may_plan)
            for one in touched.get(closed.closure.code, ())
        ]
        lines.append(_line(closed, tuple(plans), language))
    return lines


def _of_one(
    planner: App, province: ProvinceVersion, listed: tuple[Closed, ...], chosen: PlanSummary
) -> Mapping[str, tuple[PlanTouched, ...]]:
    request = remembered_inputs(planner.store, chosen).request
    found = {}
    for closed in listed:
        touched = touched_by(
            planner.store, planner.engine_of, planner.basemap_of, chosen, closed.closure, province
        )
        if touched.days or touched.unseen:
            one = PlanTouched(plan=chosen, request=request, touched=touched)
            found[closed.closure.code] = (one,)
    return found


def _line(closed: Closed, plans: tuple[TouchedLine, ...], language: Language) -> ClosureLine:
    closure = closed.closure
    road = ""
    if closed.road_m is not None:
        code = "closing_km" if closed.road_m else "closing_off_road"
        road = say(code, language, km=f"{closed.road_m / 1000:,.1f}")
    vehicles = [vehicle_text(name, language) for name in closure.vehicle_classes]
    return ClosureLine(
        code=closure.code,
        where=begun(where_text(closed, language)),
        spot=_spot(closure, language),
        effect=say("closing_closed", language)
        if closure.kind is ClosureKind.CLOSED
        else say("map_closure_slow", language, left=round(closure.factor * 100)),
        dates=closing_dates(closure, language),
        vehicles=", ".join(vehicles) or say("map_closure_all_vehicles", language),
        reason=closure.reason,
        road=road,
        is_off_road=closed.road_m == 0,
        plans=plans,
    )


def _spot(closure: Closure, language: Language) -> str:
    if closure.point is not None:
        point = closure.point
        spot = say("closing_spot", language, lat=f"{point.lat:.5f}", lon=f"{point.lon:.5f}")
        return say("closing_round", language, spot=spot, radius=f"{closure.radius_m:,.0f}")
    if closure.polygon:
        return say("closing_area", language, count=len(closure.polygon))
    return ""


def _touched(one: PlanTouched, province: str, language: Language, *, may_plan: bool) -> TouchedLine:
    plan = one.plan
    days = days_text(plan.start, plan.days, language)
    unseen = one.touched.unseen
    return TouchedLine(
        plan_id=plan.id,
        told=f"{say(f'plan_state_{plan.state.value}', language)} · {days}",
        days=tuple(affected_text(one.request, day, language) for day in one.touched.days),
        count=say("closing_days_broken", language, count=len(one.touched.days)),
        unseen=say("closing_unseen", language, count=unseen) if unseen else "",
        mend=f"/roads/closures?province={province}&plan={plan.id}#replan" if may_plan else "",
    )


def affected_text(request: PlanRequest, day: Affected, language: Language) -> str:
    """A day of a unit with the places that its way over a closure leads to."""
    directory = Directory(request)
    bases = {base.code for base in request.bases}

    def place(code: str) -> str:
        if code in bases:
            return say("closing_home", language)
        found = directory.places[code]
        return name_of(found.village or found, language)

    return say(
        "closing_day",
        language,
        unit=coded_name(directory.units[day.unit_code], language),
        day=day_text(request.horizon.date_of(day.day), language),
        places=", ".join(place(code) for code in day.place_codes),
    )
