"""Stored plans: the list, the documents, and their files."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.cursors import Cursor, cut_page, place_of, tell_next
from api.deps import PageSize, Planner, PlanReader, ReadablePlan, Spoken
from api.files import (
    CALENDAR_TYPE,
    CSV_TYPE,
    GEOJSON_TYPE,
    GEOPACKAGE_TYPE,
    GPX_TYPE,
    KML_TYPE,
    WORKBOOK_TYPE,
    calendar_file,
    csv_file,
    field_file,
    geojson_file,
    geopackage_file,
    gpx_file,
    kml_file,
    map_file,
    sheet_file,
    workbook_file,
)
from api.schemas.documents import Plan, Verdict
from api.schemas.plans import PlansOut, PlanSummaryOut
from planner.documents import to_json
from planner.usecases.looking import newest_plans, provinces_known

router = APIRouter(prefix="/plans", tags=["plans"])

JSON_TYPE = "application/json"


@router.get("")
def plans(
    planner: Planner,
    access: PlanReader,
    response: Response,
    province: Annotated[str | None, Query(description="Of this province only.")] = None,
    limit: PageSize = 100,
    cursor: Cursor = "",
) -> PlansOut:
    """Plans of the provinces that you may see, newest first."""
    codes = [p.code for p in provinces_known(planner.store) if province in (None, p.code)]
    found = newest_plans(
        planner.store, access.among(codes), limit=limit + 1, before=place_of(cursor),
        has_drafts=access.sees_drafts,
    )  # fmt: skip
    page, more = cut_page(found, limit)
    tell_next(response, "/v1/plans", more, province=province, limit=limit)
    return PlansOut(plans=[PlanSummaryOut.model_validate(plan) for plan in page], next_cursor=more)


@router.get("/{plan_id}", response_model=Plan)
def plan(stored: ReadablePlan) -> Response:
    """The plan as the published document `plan/1`."""
    return Response(to_json(stored.plan), media_type=JSON_TYPE)


@router.get("/{plan_id}/summary")
def summary(stored: ReadablePlan) -> PlanSummaryOut:
    """What the list says of one plan."""
    return PlanSummaryOut.model_validate(stored.summary)


@router.get("/{plan_id}/verdict", response_model=Verdict)
def verdict(stored: ReadablePlan) -> Response:
    """What the independent checker found."""
    return Response(to_json(stored.verdict), media_type=JSON_TYPE)


@router.get("/{plan_id}/map", responses={200: {"content": {"text/html": {}}}})
def plan_map(
    planner: Planner,
    stored: ReadablePlan,
    access: PlanReader,
    language: Spoken,
    download: bool = False,
) -> Response:
    """The map: one HTML document that opens with the network off."""
    return map_file(planner, stored, access.member, language, download=download)


@router.get("/{plan_id}/workbook", responses={200: {"content": {WORKBOOK_TYPE: {}}}})
def plan_workbook(
    planner: Planner, stored: ReadablePlan, access: PlanReader, language: Spoken
) -> Response:
    """The plan as an XLSX workbook."""
    return workbook_file(planner, stored, access.member, language)


@router.get("/{plan_id}/sheets/{unit_code}", responses={200: {"content": {"application/pdf": {}}}})
def plan_sheet(
    planner: Planner, stored: ReadablePlan, access: PlanReader, unit_code: str, language: Spoken
) -> Response:
    """A mobile unit's day sheets as PDF."""
    return sheet_file(planner, stored, access.member, unit_code, language)


@router.get("/{plan_id}/field/{unit_code}", responses={200: {"content": {"text/html": {}}}})
def plan_field(
    planner: Planner,
    stored: ReadablePlan,
    access: PlanReader,
    unit_code: str,
    language: Spoken,
    day: Annotated[date | None, Query(description="This day only.")] = None,
) -> Response:
    """A mobile unit's days as one HTML file that is read with no network and no scripts."""
    return field_file(planner, stored, access.member, unit_code, language, day)


@router.get("/{plan_id}/geojson", responses={200: {"content": {GEOJSON_TYPE: {}}}})
def plan_geojson(planner: Planner, stored: ReadablePlan) -> Response:
    """Routes and places as GeoJSON."""
    return geojson_file(planner, stored)


@router.get("/{plan_id}/geopackage", responses={200: {"content": {GEOPACKAGE_TYPE: {}}}})
def plan_geopackage(planner: Planner, stored: ReadablePlan) -> Response:
    """Layers visits, servings, routes, unserved and districts as an OGC GeoPackage."""
    return geopackage_file(planner, stored)


@router.get("/{plan_id}/csv", responses={200: {"content": {CSV_TYPE: {}}}})
def plan_csv(planner: Planner, stored: ReadablePlan) -> Response:
    """A line for each service that a village gets at a visit; opens in a spreadsheet as it is."""
    return csv_file(planner, stored)


@router.get("/{plan_id}/kml", responses={200: {"content": {KML_TYPE: {}}}})
def plan_kml(
    planner: Planner, stored: ReadablePlan, access: PlanReader, language: Spoken
) -> Response:
    """Visits with their times and the units' ways as KML 2.2."""
    return kml_file(planner, stored, access.member, language)


@router.get("/{plan_id}/gpx/{unit_code}", responses={200: {"content": {GPX_TYPE: {}}}})
def plan_gpx(
    planner: Planner,
    stored: ReadablePlan,
    access: PlanReader,
    unit_code: str,
    language: Spoken,
    on: Annotated[date | None, Query(description="Of this day only.")] = None,
) -> Response:
    """A mobile unit's stops and tracks as GPX 1.1, a track a day."""
    return gpx_file(planner, stored, access.member, unit_code, language, on=on)


@router.get("/{plan_id}/calendars/{unit_code}", responses={200: {"content": {CALENDAR_TYPE: {}}}})
def plan_calendar(
    planner: Planner, stored: ReadablePlan, access: PlanReader, unit_code: str, language: Spoken
) -> Response:
    """A mobile unit's visits of this plan as iCalendar events."""
    return calendar_file(planner, stored, access.member, unit_code, language)
