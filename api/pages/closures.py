"""Closed roads: drawn on a map, listed, lifted; which visits of a plan they touch."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.auth.guards import Access, Needs
from api.deps import DataReader, Planner
from api.headers import MAP_HEADERS
from api.language import language_of
from api.pages.closures_told import closing_dates, plan_line, plans_meanwhile
from api.pages.render import render
from geodata.errors import GeodataError
from geodata.places import Location
from geodata.positions import read_position
from planner.bootstrap import App
from planner.domain.errors import NotFound, PlannerError
from planner.domain.people import Action, may
from planner.domain.runs import StoredPlan
from planner.domain.units import VehicleClass
from planner.outputs.closing_map import draw_closing_map
from planner.outputs.times import day_text
from planner.outputs.view import Directory, LegKey, name_of
from planner.usecases.affected import Affected, affected_by
from planner.usecases.closing import (
    Closed,
    Closure,
    ClosureKind,
    add_closure,
    list_closures,
    remove_closure,
)
from planner.usecases.looking import provinces_known
from planner.usecases.plans import leg_lines
from planner.usecases.remembered import remembered_inputs
from planner.words import Language, say
from planner.words.barriers import vehicle_text

router = APIRouter(include_in_schema=False)

SEE_OTHER, UNPROCESSABLE = 303, 422
DataWriter = Annotated[Access, Depends(Needs(Action.WRITE_DATA))]
Short = Annotated[str, Field(max_length=200)]


class ClosureForm(BaseModel):
    """A closure as a form tells it; where by a drawn area, a position or road numbers."""

    province: Annotated[str, Field(max_length=2)] = ""
    plan: Short = ""
    area: Annotated[str, Field(max_length=20_000)] = ""
    position: Short = ""
    radius_m: Annotated[float, Field(gt=0, le=50_000)] = 300
    numbers: Short = ""
    kind: Annotated[str, Field(max_length=10)] = "closed"
    factor: Annotated[int, Field(ge=1, le=100)] = 50
    from_date: Short = ""
    to_date: Short = ""
    vehicles: Annotated[list[VehicleClass], Field(max_length=20)] = []
    reason: Annotated[str, Field(max_length=500)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureLine:
    """One closure in words; `touches` tells the days of a plan that it lies on the way of."""

    code: str
    where: tuple[str, ...]
    effect: str
    dates: str
    vehicles: str
    reason: str
    road: str
    touches: tuple[str, ...]


@router.get("/roads/closures")
def closures(
    request: Request,
    planner: Planner,
    access: DataReader,
    province: Annotated[str, Query(max_length=2)] = "",
    plan: Annotated[str, Query(max_length=64)] = "",
    saved: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """The map to draw on, the form, and what is closed now; `saved` is one just kept."""
    return _page(request, planner, access, province, plan, saved=saved)


@router.get("/roads/closures/map")
def closing_map(
    request: Request,
    planner: Planner,
    access: DataReader,
    province: Annotated[str, Query(max_length=2)] = "",
) -> Response:
    """The map that the page frames, shut off from the service."""
    access.need(province)
    language = language_of(request)
    with planner.store.reading() as reader:
        data = reader.province(province)
    html = draw_closing_map(data, planner.basemap_of(province), language)
    return HTMLResponse(html, headers={**MAP_HEADERS, "Content-Language": language.value})


@router.post("/roads/closures")
def close(
    request: Request,
    planner: Planner,
    access: DataWriter,
    wish: Annotated[ClosureForm, Form()],
) -> Response:
    """Keep a closure."""
    access.need(wish.province)
    try:
        kept = add_closure(
            planner.store,
            planner.clock,
            planner.settings.data_dir,
            wish.province,
            closure_of(wish),
            by=access.member.login,
        )
    except NotFound:
        raise
    except (PlannerError, GeodataError, ValueError):
        reader = Access(member=access.member, action=Action.READ_DATA)
        fault = say("closing_fault", language_of(request))
        return _page(request, planner, reader, wish.province, wish.plan, fault=fault, wish=wish)
    return _back(wish.province, wish.plan, saved=kept.closure.code)


@router.post("/roads/closures/lift")
def lift(
    planner: Planner,
    access: DataWriter,
    province: Annotated[str, Form(max_length=2)],
    code: Annotated[str, Form(max_length=64)],
    reason: Annotated[str, Form(max_length=500)],
    plan: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Lift a closure, with the reason."""
    access.need(province)
    with suppress(NotFound):
        # Somebody else may have lifted it while this page stood open.
        remove_closure(
            planner.store, planner.clock, province, code, by=access.member.login, reason=reason
        )
    return _back(province, plan)


def closure_of(wish: ClosureForm) -> Closure:
    """The closure of a form; raises `InvalidClosure`, `InvalidPlace` or `ValueError`."""
    corners = [part.split(",") for part in wish.area.split(";") if part]
    polygon = tuple(Location(lon=float(lon), lat=float(lat)) for lon, lat in corners)
    numbers = tuple(part for part in wish.numbers.replace(",", " ").split() if part)
    is_slow = wish.kind == ClosureKind.SLOW.value
    return Closure(
        code=f"C-{secrets.token_hex(3)}",
        kind=ClosureKind.SLOW if is_slow else ClosureKind.CLOSED,
        factor=wish.factor / 100 if is_slow else 0.5,
        from_date=date.fromisoformat(wish.from_date) if wish.from_date else None,
        to_date=date.fromisoformat(wish.to_date) if wish.to_date else None,
        vehicle_classes=tuple(one.value for one in wish.vehicles),
        road_numbers=numbers,
        point=read_position(wish.position) if wish.position.strip() else None,
        radius_m=wish.radius_m,
        polygon=polygon,
        reason=wish.reason.strip(),
    )


def _back(province: str, plan: str, *, saved: str = "") -> Response:
    query = {"province": province, "plan": plan} | ({"saved": saved} if saved else {})
    return RedirectResponse(f"/roads/closures?{urlencode(query)}", SEE_OTHER)


def _page(
    request: Request,
    planner: App,
    access: Access,
    province: str,
    plan: str,
    *,
    fault: str = "",
    wish: ClosureForm | None = None,
    saved: str = "",
) -> Response:
    language = language_of(request)
    own = [p for p in provinces_known(planner.store) if access.may(p.code)]
    chosen = next((p for p in own if p.code == province), None)
    if province and chosen is None:
        access.need(province)
    chosen = chosen or (own[0] if own else None)
    if chosen is None:
        raise NotFound("no province of this person", kind="province", id=province)
    stored = _plan(planner, access, plan, chosen.code)
    found = list_closures(planner.store, planner.settings.data_dir, chosen.code)
    lines = _lines_of(planner, stored) if stored and found else {}
    with planner.store.reading() as reader:
        seen = reader.board(stored.summary.id).version if stored else 0
    return render(
        request,
        "closures.html",
        status=UNPROCESSABLE if fault else 200,
        section="closures",
        province=chosen,
        provinces=own,
        plan=stored.summary if stored else None,
        seen=seen,
        fault=fault,
        saved=next((one.closure.code for one in found if one.closure.code == saved), ""),
        meanwhile=[
            plan_line(one, language)
            for closed in found
            if closed.closure.code == saved
            for one in plans_meanwhile(planner, chosen.code, closed.closure)
        ],
        wish=wish or ClosureForm(),
        vehicles=[(one.value, vehicle_text(one.value, language)) for one in VehicleClass],
        may_write=may(access.member, Action.WRITE_DATA, chosen.code),
        may_plan=may(access.member, Action.MAKE_PLAN, chosen.code),
        closures=[_line(planner, closed, stored, lines, language) for closed in found],
    )


def _plan(planner: App, access: Access, plan: str, province: str) -> StoredPlan | None:
    if not plan:
        return None
    with planner.store.reading() as reader:
        stored = reader.plan(plan)
    access.need(stored.summary.province_code)
    return stored if stored.summary.province_code == province else None


def _lines_of(planner: App, stored: StoredPlan) -> Mapping[LegKey, tuple[Location, ...]]:
    asked = remembered_inputs(planner.store, stored.summary).request
    return leg_lines(asked, stored.plan, planner.engine_of(stored.summary.province_code))


def _line(
    planner: App,
    closed: Closed,
    stored: StoredPlan | None,
    lines: Mapping[LegKey, tuple[Location, ...]],
    language: Language,
) -> ClosureLine:
    closure = closed.closure
    road = ""
    if closed.road_m is not None:
        code = "closing_km" if closed.road_m else "closing_off_road"
        road = say(code, language, km=f"{closed.road_m / 1000:,.1f}")
    return ClosureLine(
        code=closure.code,
        where=_where(closure, language),
        effect=say("closing_closed", language)
        if closure.kind is ClosureKind.CLOSED
        else f"{say('closing_slow', language)}: {round(closure.factor * 100)}",
        dates=closing_dates(closure, language),
        vehicles=", ".join(vehicle_text(name, language) for name in closure.vehicle_classes),
        reason=closure.reason,
        road=road,
        touches=_touches(planner, closure, stored, lines, language) if stored else (),
    )


def _where(closure: Closure, language: Language) -> tuple[str, ...]:
    parts = [say("closing_road", language, number=number) for number in closure.road_numbers]
    if closure.point is not None:
        point = closure.point
        parts.append(say("closing_spot", language, lat=f"{point.lat:.5f}", lon=f"{point.lon:.5f}"))
    if closure.polygon:
        parts.append(say("closing_area", language, count=len(closure.polygon)))
    return tuple(parts)


def _touches(
    planner: App,
    closure: Closure,
    stored: StoredPlan,
    lines: Mapping[LegKey, tuple[Location, ...]],
    language: Language,
) -> tuple[str, ...]:
    asked = remembered_inputs(planner.store, stored.summary).request
    basemap = planner.basemap_of(stored.summary.province_code)
    directory = Directory(asked)
    found = affected_by(closure, asked, stored.plan, lines, basemap)

    def told(one: Affected) -> str:
        places = [directory.places[code] for code in one.place_codes]
        return say(
            "closing_day",
            language,
            unit=name_of(directory.units[one.unit_code], language),
            day=day_text(asked.horizon.date_of(one.day), language),
            places=", ".join(name_of(place.village or place, language) for place in places),
        )

    return tuple(told(one) for one in found)
