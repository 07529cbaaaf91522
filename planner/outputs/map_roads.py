"""Roads and access on the map's page: states by day, closures in force, minutes to fixed points."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from geodata.places import Location
from geodata.roads.closures import Closure
from planner.domain.plan import Plan, Reason
from planner.outputs.closed_roads import begun, where_text
from planner.outputs.lines import thin, to_steps
from planner.outputs.map_land import ROAD_TOLERANCE_M, point_of
from planner.outputs.map_plan import Villages
from planner.outputs.pairs import both, names_of
from planner.outputs.times import date_text
from planner.outputs.view import ClosedRoad, Directory, PlanView
from planner.words import Language, say
from planner.words.barriers import profile_text, state_text


def roads_data(view: PlanView) -> dict[str, Any]:
    """The road state of each day, the closures in force, and how many villages are cut off.

    `since` are closures that nobody knew of when the plan was made, and that it leads over.
    """
    return {
        "states": [both(state_text, state) for state in view.request.road_states],
        "closures": [_closure(view, closure) for closure in view.request.closures],
        "since": [
            {**_closure(view, road.closure), "where": both(partial(_where, road))}
            for road in view.closed_since
        ],
        "cutOff": len(cut_off(view.plan)),
    }


def cut_off(plan: Plan) -> frozenset[str]:
    """Villages that have a row no vehicle can get to."""
    return frozenset(r.village_code for r in plan.unplanned if r.reason is Reason.UNREACHABLE)


def _where(road: ClosedRoad, language: Language) -> str:
    return begun(where_text(road, language))


def _closure(view: PlanView, closure: Closure) -> dict[str, Any]:
    horizon = view.request.horizon
    told: dict[str, Any] = {
        "kind": closure.kind.value,
        "left": round(closure.factor * 100),
        "reason": closure.reason,
        "roads": ", ".join(closure.road_numbers),
        "from": closure.from_date and both(date_text, closure.from_date),
        "to": closure.to_date and both(date_text, closure.to_date),
        "vehicles": [both(say, f"output_vehicle_{name}") for name in closure.vehicle_classes],
        "days": [d for d in range(horizon.days) if closure.holds_on(horizon.date_of(d))],
        "lines": _lines(view, closure.road_numbers),
        "ring": to_steps(closure.polygon) if closure.polygon else [],
        "spot": None,
    }
    if closure.point is not None:
        told["spot"] = [*point_of(closure.point), round(closure.radius_m)]
    return told


def _lines(view: PlanView, numbers: Iterable[str]) -> list[list[int]]:
    wanted = frozenset(numbers)
    return [
        to_steps(thin(road.points, ROAD_TOLERANCE_M))
        for road in view.basemap.roads
        if road.number in wanted
    ]


def access_data(view: PlanView, directory: Directory, villages: Villages) -> dict[str, Any]:
    """Minutes of every located village to the nearest fixed point, by service and season.

    Rows are [village, minutes of each of `layers`], null where no point can be reached.
    """
    keys = [key for key in sorted(view.access) if key[0] in directory.services]
    if not keys:
        return {"layers": [], "points": [], "rows": []}
    located = {v.code for v in view.request.villages if v.location is not None}
    ways: dict[str, list[int | None]] = {}
    for key in keys:
        for access in view.access[key]:
            ways.setdefault(access.village_code, []).append(access.minutes)
    return {
        "layers": [
            [_layer(directory, key, language) for language in (Language.TH, Language.EN)]
            for key in keys
        ],
        "points": [{"name": names_of(point), **_at(point.location)} for point in view.fixed_points],
        "rows": [
            [villages.index(code), *minutes] for code, minutes in ways.items() if code in located
        ],
    }


def _layer(directory: Directory, key: tuple[str, str], language: Language) -> str:
    service = names_of(directory.services[key[0]])[0 if language is Language.TH else 1]
    return f"{service} · {profile_text(key[1], language)}"


def _at(location: Location) -> dict[str, int | None]:
    x, y = point_of(location)
    return {"x": x, "y": y}
