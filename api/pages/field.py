"""The field team's pages: choose a unit, its days on a phone, kept for use without a signal."""

import hashlib
from collections import OrderedDict
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, Response

from api.auth.guards import Access, Needs, Open
from api.deps import Planner
from api.language import language_of
from api.pages.render import FOLDER, render
from planner.bootstrap import App
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.field import NotReached
from planner.domain.people import Action
from planner.outputs.colours import marks_of
from planner.outputs.field_page import field_body, script_data
from planner.outputs.field_week import field_week
from planner.outputs.offline import embeddable_json
from planner.outputs.times import days_text
from planner.outputs.view import name_of
from planner.usecases.closed_since import with_closed_roads
from planner.usecases.field_plans import (
    UnitWeek,
    field_digest,
    make_field_view,
    unit_week,
    weeks_of_units,
)
from planner.usecases.looking import provinces_known, request_of_plan
from planner.words import Language, catalog, say

router = APIRouter(include_in_schema=False)

Reporter = Annotated[Access, Depends(Needs(Action.REPORT_VISIT))]

FIELD_HEADERS = {"Permissions-Policy": "camera=(), geolocation=(self), microphone=(), payment=()"}
"""A road that is closed is reported with the place where the phone is."""

MOST_WEEKS = 40
SHELL = (
    *(f"leaflet/leaflet.{kind}" for kind in ("css", "js")),
    *(f"field/field.{kind}" for kind in ("css", "js")),
    *(f"fieldapp/{name}" for name in ("app.css", "app.js", "queue.js", "manifest.webmanifest")),
    "fieldapp/icon-192.png",
    "icon.svg",
    *(
        f"fonts/sarabun-{script}-{weight}-normal.woff2"
        for script in ("thai", "latin")
        for weight in (400, 700)
    ),
)
"""Files that the pages need where there is no signal, below /static."""


@router.get("/field")
def units(request: Request, planner: Planner, access: Reporter) -> Response:
    """The units that published plans send out, of the person's provinces."""
    language = language_of(request)
    told = []
    for province in provinces_known(planner.store):
        if access.may(province.code):
            weeks = weeks_of_units(planner.store, province.code, _today(planner))
            if weeks:
                name = name_of(province, language)
                rows = _unit_rows(planner, weeks, language)
                told.append({"code": province.code, "name": name, "units": rows})
    return _page(request, "field_units.html", provinces=told)


@router.get("/field/sw.js", dependencies=[Depends(Open("a script with nothing in it of anybody"))])
def service_worker() -> Response:
    """The script that keeps the field's pages on the phone; it rules all below /field."""
    headers = {"Service-Worker-Allowed": "/field", "Cache-Control": "no-cache"}
    return Response(_worker_script(), media_type="text/javascript", headers=headers)


@router.get("/field/{province_code}/{unit_code}")
def unit_days(
    request: Request,
    planner: Planner,
    access: Reporter,
    province_code: str,
    unit_code: str,
) -> Response:
    """A unit's days."""
    access.need(province_code)
    language = language_of(request)
    week = unit_week(planner.store, province_code, unit_code, _today(planner))
    if week is None:
        return _page(request, "field_units.html", provinces=[])
    made = _made(request, planner, week, language)
    return _page(request, "field_unit.html", **made)


@router.get("/field/{province_code}/{unit_code}/version")
def version(planner: Planner, access: Reporter, province_code: str, unit_code: str) -> Response:
    """Which plan the unit works by now, to be compared with the one a phone shows; and the day."""
    access.need(province_code)
    today = _today(planner)
    week = unit_week(planner.store, province_code, unit_code, today)
    if week is None:
        return JSONResponse({"plan_id": None, "digest": None, "today": today.isoformat()})
    with planner.store.reading() as reader:
        now = field_digest(reader, week.plan)
    told = {"plan_id": week.plan.summary.id, "digest": now, "today": today.isoformat()}
    return JSONResponse(told)


def _today(planner: App) -> date:
    return planner.clock.now().astimezone(LOCAL_ZONE).date()


def _page(request: Request, template: str, **facts: Any) -> Response:
    language = language_of(request)
    # The templates as they are: the page's script fills in its own facts.
    spoken = list(Language).index(language)
    words = {
        code.removeprefix("fieldpage_"): texts[spoken]
        for code, texts in catalog().items()
        if code.startswith("fieldpage_")
    }
    response = render(request, template, words=words, **facts)
    response.headers.update(FIELD_HEADERS)
    return response


def _unit_rows(
    planner: App, weeks: tuple[UnitWeek, ...], language: Language
) -> list[dict[str, str]]:
    rows = []
    for week in weeks:
        request = request_of_plan(planner.store, week.plan).request
        unit = next(one for one in request.units if one.code == week.unit_code)
        code = "fieldpage_days_out_one" if week.days == 1 else "fieldpage_days_out"
        rows.append(
            {
                "code": unit.code,
                "letter": marks_of(one.code for one in request.units)[unit.code].letter,
                "name": name_of(unit, language),
                "dates": days_text(week.plan.plan.start, week.plan.plan.days, language, short=True),
                "days": say(code, language, n=week.days),
            }
        )
    return sorted(rows, key=lambda row: (len(row["letter"]), row["letter"]))


def _made(request: Request, planner: App, week: UnitWeek, language: Language) -> dict[str, Any]:
    """The facts of a unit's page, kept for a while by what they are made of."""
    summary = week.plan.summary
    with planner.store.reading() as reader:
        now = field_digest(reader, week.plan)
    kept: OrderedDict[tuple[str, ...], dict[str, Any]] = request.app.state.field_weeks
    today = _today(planner).isoformat()
    key = (summary.id, now, week.unit_code, language.value, today)
    if key not in kept:
        view = with_closed_roads(
            make_field_view(planner.store, summary.id, planner.engine_of, planner.basemap_of),
            planner.store, planner.clock, planner.engine_of, planner.basemap_of,
            planner.settings.data_dir,
        )  # fmt: skip
        told = field_week(view, week.unit_code, language)
        kept[key] = {
            "week": told,
            "body": field_body(told, language),
            "data": embeddable_json(script_data(view, told, language)),
            "app": _app_data(week, told, language) | {"digest": now},
        }
        while len(kept) > MOST_WEEKS:
            kept.popitem(last=False)
    return kept[key]


def _app_data(week: UnitWeek, told: dict[str, Any], language: Language) -> dict[str, Any]:
    """What the reports' script is given: the plan, its stops with their rows, reasons."""
    summary = week.plan.summary
    return {
        "province": summary.province_code,
        "unit": week.unit_code,
        "plan": summary.id,
        "start": summary.start.isoformat(),
        "whys": [[why.value, say(f"fieldpage_why_{why.value}", language)] for why in NotReached],
        "stops": [
            {
                "date": day["iso"],
                "mark": stop["mark"],
                "place": stop["code"],
                "name": stop["village"],
                "lon": stop["lon"],
                "lat": stop["lat"],
                "rows": [
                    {
                        "village": row[0],
                        "service": row[1],
                        "expected": row[2],
                        "name": service["name"]
                        + (f" ({service['village']})" if service["village"] else ""),
                    }
                    for row, service in zip(stop["rows"], stop["services"], strict=True)
                ],
            }
            for day in told["days"]
            for stop in day["stops"]
            if stop["kind"] == "visit"
        ],
    }


@cache
def _worker_script() -> str:
    """The worker with the names and one digest of what it keeps: other files, another worker."""
    sha = hashlib.sha256()
    for name in SHELL:
        sha.update(_static_file(name))
    source = (FOLDER / "static" / "fieldapp" / "sw.js").read_text(encoding="utf-8")
    shell = ", ".join(f'"/static/{name}"' for name in SHELL)
    return f'const VERSION = "{sha.hexdigest()[:12]}";\nconst SHELL = [{shell}];\n{source}'


def _static_file(name: str) -> bytes:
    assets = files("planner.outputs") / "assets"
    folder = assets if name.split("/")[0] in ("leaflet", "field", "fonts") else FOLDER / "static"
    return (folder / name).read_bytes()
