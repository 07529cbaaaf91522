"""The planner's side of the field: what came in, what must be decided, and sheets to print."""

from datetime import date, timedelta
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access, Needs
from api.auth.session import member_of
from api.deps import Planner, PlanReader, ReadablePlan
from api.errors import problem_of, status_of
from api.files import bundle_file
from api.language import language_of
from api.pages.closed_strip import closed_strip
from api.pages.plans import heading_of
from api.pages.render import render
from api.pages.report_view import reported
from geodata.errors import GeodataError
from planner.bootstrap import App
from planner.domain.errors import PlannerError
from planner.domain.field import Decision
from planner.domain.people import Action, may
from planner.domain.runs import PlanState, StoredPlan
from planner.outputs.colours import marks_of
from planner.outputs.times import day_text
from planner.outputs.view import name_of
from planner.usecases.field import decide_report, field_view
from planner.usecases.field_closures import DEFAULT_RADIUS_M, LARGEST_RADIUS_M, confirm_closure
from planner.usecases.looking import request_of_plan
from planner.words import Language, say

router = APIRouter(include_in_schema=False)

Decider = Annotated[Access, Depends(Needs(Action.WRITE_DATA))]
Text = Annotated[str, Form(max_length=2000)]
SEE_OTHER = 303


@router.get("/plans/{plan_id}/print")
def print_page(request: Request, planner: Planner, stored: ReadablePlan) -> Response:
    """Everything to print or to take along, of all units together and of each."""
    language = language_of(request)
    problem = request_of_plan(planner.store, stored).request
    marks = marks_of(unit.code for unit in problem.units)
    days: dict[str, set[int]] = {}
    for route in stored.plan.routes:
        days.setdefault(route.unit_code, set()).add(route.day)
    worked = sorted({day for own in days.values() for day in own})
    dates = [problem.horizon.date_of(day) for day in worked]
    return render(
        request,
        "field_print.html",
        closed_since=closed_strip(planner, stored.summary, member_of(request), language),
        **heading_of(planner, stored, language),
        worked=[(when.isoformat(), day_text(when, language)) for when in dates],
        units=[
            {
                "code": unit.code,
                "name": name_of(unit, language),
                "mark": marks[unit.code],
                "days": _days(len(days[unit.code]), language),
            }
            for unit in problem.units
            if unit.code in days
        ],
    )


def _days(count: int, language: Language) -> str:
    return say("print_days_one" if count == 1 else "print_days", language, n=count)


@router.get("/plans/{plan_id}/sheets")
def all_sheets(
    request: Request,
    planner: Planner,
    stored: ReadablePlan,
    access: PlanReader,
    by: Literal["unit", "day"] = "unit",
    day: date | None = None,
) -> Response:
    """Every unit's day sheets as one PDF, unit after unit or day after day."""
    return bundle_file(
        planner, stored, access.member, language_of(request), by_day=by == "day", day=day
    )


@router.get("/plans/{plan_id}/reports")
def reports_page(request: Request, planner: Planner, stored: ReadablePlan) -> Response:
    """What happened at each visit beside the plan, and what a person must decide."""
    return _reports(request, planner, stored)


@router.post("/plans/{plan_id}/reports/{report_id}/{digest}/decision")
def decide(
    request: Request,
    planner: Planner,
    access: Decider,
    plan_id: str,
    report_id: str,
    digest: str,
    decision: Annotated[Decision, Form()] = Decision.SET_ASIDE,
    reason: Text = "",
) -> Response:
    """Have a report count, or set it aside, then back to the page."""
    stored = _changeable(planner, access, plan_id)
    try:
        decide_report(
            planner.store, planner.clock, stored.summary.province_code, (report_id, digest),
            decision, by=access.member.login, reason=reason,
        )  # fmt: skip
    except (PlannerError, GeodataError) as error:
        return _reports(request, planner, stored, error)
    return RedirectResponse(f"/plans/{quote(plan_id)}/reports", SEE_OTHER)


@router.post("/plans/{plan_id}/reports/{report_id}/{digest}/closure")
def close_road(
    request: Request,
    planner: Planner,
    access: Decider,
    plan_id: str,
    report_id: str,
    digest: str,
    decision: Annotated[Decision, Form()] = Decision.COUNT,
    reason: Text = "",
    to_date: Annotated[str, Form(max_length=10)] = "",
    radius_m: Annotated[float, Form(gt=0, le=LARGEST_RADIUS_M)] = DEFAULT_RADIUS_M,
) -> Response:
    """Confirm a road that was reported closed, or decline, then back to the page."""
    stored = _changeable(planner, access, plan_id)
    province, key, by = stored.summary.province_code, (report_id, digest), access.member.login
    try:
        if decision is Decision.SET_ASIDE:
            decide_report(
                planner.store, planner.clock, province, key, decision, by=by, reason=reason
            )
        else:
            confirm_closure(
                planner.store, planner.clock, province, key, by=by, reason=reason,
                to_date=_date(to_date), radius_m=radius_m,
            )  # fmt: skip
    except (PlannerError, GeodataError) as error:
        return _reports(request, planner, stored, error)
    return RedirectResponse(f"/plans/{quote(plan_id)}/reports", SEE_OTHER)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _changeable(planner: App, access: Access, plan_id: str) -> StoredPlan:
    with planner.store.reading() as reader:
        stored = reader.plan(plan_id)
    access.need(stored.summary.province_code)
    return stored


def _reports(
    request: Request, planner: App, stored: StoredPlan, error: Exception | None = None
) -> Response:
    language = language_of(request)
    summary = stored.summary
    last = summary.start + timedelta(days=summary.days - 1)
    with planner.store.reading() as reader:
        view = field_view(reader, summary.province_code, since=summary.start, until=last)
    problem = request_of_plan(planner.store, stored).request
    facts: dict[str, Any] = heading_of(planner, stored, language)
    return render(
        request,
        "field_reports.html",
        status=200 if error is None else status_of(error),
        **facts,
        told=reported(problem, stored.plan, view, language),
        is_published=summary.state is PlanState.PUBLISHED,
        may_decide=may(member_of(request), Action.WRITE_DATA, summary.province_code),
        fault="" if error is None else problem_of(error).advice(language),
    )
