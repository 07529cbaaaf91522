"""Pages of plans: the newest one, any one, the list, and who is left out."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.auth.session import member_of
from api.deps import Planner, PlanReader, ReadablePlan
from api.files import geojson_file, map_file, sheet_file, workbook_file
from api.language import language_of
from api.pages.board import draw_board
from api.pages.broken import tell_broken
from api.pages.closed_strip import closed_strip, verdict_told
from api.pages.headline import facts_of, short_search
from api.pages.left_out import Filter, LeftOut, parts_of
from api.pages.next_step import next_step_of
from api.pages.nothing_yet import empty_page
from api.pages.off_strip import off_lines
from api.pages.plan_list import plan_listing
from api.pages.render import render
from api.pages.tables import table_file, table_view, wants_workbook
from api.pages.telling_left import telling_left
from planner.bootstrap import App
from planner.domain.people import Action, may
from planner.domain.plan import Reason
from planner.domain.province import ProvinceVersion
from planner.domain.request import PlanRequest
from planner.domain.runs import StoredPlan
from planner.outputs.caravans import caravan_lines
from planner.outputs.times import days_text, moment_text
from planner.outputs.unplanned import REASONS
from planner.outputs.view import name_of
from planner.usecases.first_look import coming_plan
from planner.usecases.looking import newest_plans, provinces_known, request_of_plan
from planner.usecases.village_views import today_of
from planner.words import Language, say

router = APIRouter(include_in_schema=False)

MOST_PLANS = 200
MOST_LISTED = 5_000
MOST_ROWS_IN_GROUP = 15
MOST_ROWS_ON_PAGE = 200


@router.get("/newest")
def newest_plan(
    request: Request, planner: Planner, access: PlanReader, province: str = ""
) -> Response:
    """The plan of the week that comes, or what to do without any."""
    provinces = [p for p in provinces_known(planner.store) if access.may(p.code)]
    chosen = [p.code for p in provinces if p.code == province] or [p.code for p in provinces]
    plans = newest_plans(planner.store, chosen, limit=MOST_PLANS, has_drafts=access.sees_drafts)
    if not plans:
        return empty_page(request, access.member, provinces)
    newest = coming_plan(plans, today_of(planner.clock)) or plans[0]
    with planner.store.reading() as reader:
        stored = reader.plan(newest.id)
    return _plan_page(request, planner, stored, provinces, section="newest")


@router.get("/plans")
def plan_list(request: Request, planner: Planner, access: PlanReader) -> Response:
    """Every plan of the person's provinces, newest first: searched, sorted, taken away."""
    language = language_of(request)
    provinces = [p for p in provinces_known(planner.store) if access.may(p.code)]
    codes = [p.code for p in provinces]
    plans = newest_plans(planner.store, codes, limit=MOST_LISTED, has_drafts=access.sees_drafts)
    if not plans:
        return empty_page(request, access.member, provinces)
    listing = plan_listing(plans, provinces, language)
    if wants_workbook(request):
        return table_file(
            request, listing, language, title_code="page_plans_title", file_name="plans"
        )
    table = table_view(request, listing, language, name="plans")
    may_make = any(may(access.member, Action.MAKE_PLAN, p.code) for p in provinces)
    return render(request, "plans.html", section="plans", table=table, may_make=may_make)


@router.get("/plans/{plan_id}")
def one_plan(request: Request, planner: Planner, stored: ReadablePlan) -> Response:
    """One plan."""
    return _plan_page(request, planner, stored, [], section="plans")


@router.get("/plans/{plan_id}/left-out")
def left_out(
    request: Request,
    planner: Planner,
    stored: ReadablePlan,
    reason: str = "",
    district: str = "",
    service: str = "",
    first: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Everything left out, filtered by a plain form."""
    language = language_of(request)
    problem = request_of_plan(planner.store, stored).request
    wanted = Filter(
        reason=Reason(reason) if reason in set(Reason) else None,
        district_code=district or None,
        service_code=service or None,
    )
    rows, total = LeftOut(problem, stored.plan, language).page(
        wanted, first=first, most_rows=MOST_ROWS_ON_PAGE
    )
    chosen = {"reason": reason, "district": district, "service": service}

    def address(start: int) -> str:
        return f"/plans/{stored.summary.id}/left-out?{urlencode({**chosen, 'first': start})}"

    return render(
        request,
        "left_out.html",
        **heading_of(planner, stored, language),
        choices=_choices(problem, chosen, language),
        parts=parts_of(rows, language, by_tambon=bool(wanted.district_code)),
        first=first,
        last=first + len(rows),
        total=total,
        previous=address(max(0, first - MOST_ROWS_ON_PAGE)) if first else "",
        following=address(first + len(rows)) if first + len(rows) < total else "",
    )


@router.get("/plans/{plan_id}/map")
def plan_map(
    request: Request,
    planner: Planner,
    stored: ReadablePlan,
    access: PlanReader,
    download: bool = False,
) -> Response:
    """The map, for the frame on the plan's page or to take away."""
    return map_file(planner, stored, access.member, language_of(request), download=download)


@router.get("/plans/{plan_id}/workbook")
def plan_workbook(
    request: Request, planner: Planner, stored: ReadablePlan, access: PlanReader
) -> Response:
    """The workbook."""
    return workbook_file(planner, stored, access.member, language_of(request))


@router.get("/plans/{plan_id}/sheets/{unit_code}")
def plan_sheet(
    request: Request, planner: Planner, stored: ReadablePlan, access: PlanReader, unit_code: str
) -> Response:
    """A unit's day sheets."""
    return sheet_file(planner, stored, access.member, unit_code, language_of(request))


@router.get("/plans/{plan_id}/geojson")
def plan_geojson(planner: Planner, stored: ReadablePlan) -> Response:
    """The plan for other mapping tools."""
    return geojson_file(planner, stored)


def _plan_page(
    request: Request,
    planner: App,
    stored: StoredPlan,
    provinces: list[ProvinceVersion],
    *,
    section: str,
) -> Response:
    language = language_of(request)
    problem = request_of_plan(planner.store, stored).request
    closed = closed_strip(planner, stored.summary, member_of(request), language)
    return render(
        request,
        "plan.html",
        **heading_of(planner, stored, language),
        section=section,
        provinces=provinces,
        to_tell=telling_left(planner, stored.summary, language),
        closed_since=closed,
        off_since=off_lines(planner, stored.summary, language),
        verdict=stored.verdict,
        verdict_told=verdict_told(stored, closed, language),
        violations=[
            tell_broken(v, problem, stored.plan, language) for v in stored.verdict.violations
        ],
        facts=facts_of(problem, stored.plan, language),
        caravans=caravan_lines(problem, stored.plan, language),
        made_at=moment_text(stored.summary.created_at, language),
        next_step=next_step_of(planner, stored.summary, member_of(request), language),
        short_search=short_search(stored.plan, language),
        may_edit=may(member_of(request), Action.MAKE_PLAN, stored.summary.province_code),
        board=draw_board(problem, stored.plan, language),
        groups=LeftOut(problem, stored.plan, language).groups(most_rows=MOST_ROWS_IN_GROUP),
    )


def heading_of(planner: App, stored: StoredPlan, language: Language) -> dict[str, Any]:
    """What stands above every page of a plan: which province, which days."""
    summary = stored.summary
    names = {p.code: name_of(p, language) for p in provinces_known(planner.store)}
    province = names.get(summary.province_code, summary.province_code)
    days = days_text(summary.start, summary.days, language)
    return {
        "summary": summary,
        "heading": say("page_plan_title", language, province=province),
        "days": say("page_week", language, days=days) if summary.days == 7 else days,
    }


def _choices(
    problem: PlanRequest, chosen: dict[str, str], language: Language
) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """The filter's fields: name, label, what is chosen, and what can be."""
    th = language is Language.TH
    districts = {v.district_code: v.district_th if th else v.district_en for v in problem.villages}
    options = {
        "reason": [(r.value, say(f"reason_{r.value}", language)) for r in REASONS],
        "district": sorted(districts.items()),
        "service": [(s.code, name_of(s, language)) for s in problem.services],
    }
    return [
        (name, say(f"page_{name}", language), chosen[name], values)
        for name, values in options.items()
    ]
