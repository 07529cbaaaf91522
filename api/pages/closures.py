"""Closed roads: drawn on a map, listed, lifted; which visits of a plan they touch."""

import secrets
from contextlib import suppress
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
from api.pages.closures_told import closure_lines
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
from planner.outputs.times import distance_text
from planner.usecases.closing import (
    Closure,
    ClosureKind,
    add_closure,
    list_closures,
    remove_closure,
    where_it_lies,
)
from planner.usecases.looking import provinces_known
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
        closure = closure_of(wish)
        off_road = _off_road(planner, wish.province, closure, language_of(request))
        if off_road:
            reader = Access(member=access.member, action=Action.READ_DATA)
            return _page(
                request, planner, reader, wish.province, wish.plan, fault=off_road, wish=wish
            )
        kept = add_closure(
            planner.store,
            planner.clock,
            planner.settings.data_dir,
            wish.province,
            closure,
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
    drawn = [Location(lon=float(lon), lat=float(lat)) for lon, lat in corners]
    # A double click draws a corner twice.
    polygon = tuple(one for n, one in enumerate(drawn) if n == 0 or one != drawn[n - 1])
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


def _off_road(planner: App, province: str, closure: Closure, language: Language) -> str:
    """Why a closure would close nothing, how far the nearest road is; "" where it closes one."""
    lies = where_it_lies(planner.store, planner.settings.data_dir, province, closure)
    if lies.road_m != 0:
        return ""
    if lies.away_m is None:
        return say("closing_nothing_there", language)
    away, radius = distance_text(lies.away_m, language), f"{closure.radius_m:,.0f}"
    return say("closing_off_by", language, away=away, radius=radius)


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
    lines = closure_lines(
        planner,
        chosen,
        found,
        stored.summary if stored else None,
        language,
        may_plan=may(access.member, Action.MAKE_PLAN, chosen.code),
    )
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
        saved=next((one for one in lines if one.code == saved), None),
        wish=wish or ClosureForm(),
        vehicles=[(one.value, vehicle_text(one.value, language)) for one in VehicleClass],
        may_write=may(access.member, Action.WRITE_DATA, chosen.code),
        may_plan=may(access.member, Action.MAKE_PLAN, chosen.code),
        closures=lines,
    )


def _plan(planner: App, access: Access, plan: str, province: str) -> StoredPlan | None:
    if not plan:
        return None
    with planner.store.reading() as reader:
        stored = reader.plan(plan)
    access.need(stored.summary.province_code)
    return stored if stored.summary.province_code == province else None
