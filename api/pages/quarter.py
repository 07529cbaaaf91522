"""The quarter page: thirteen weeks, who comes next when, promises at risk, the year's money."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.deps import DraftReader, PlanMaker, Planner
from api.files import WORKBOOK_TYPE
from api.language import language_of
from api.pages.errands import errand_view
from api.pages.provinces_seen import chosen_province
from api.pages.quarter_facts import QuarterWriter
from api.pages.render import render
from api.pages.tables import table_file, table_view, wants_workbook
from planner.bootstrap import App
from planner.domain.errors import NotFound
from planner.domain.params import SolveParams
from planner.domain.people import Action, may
from planner.outputs.times import days_text
from planner.outputs.view import name_of
from planner.outputs.workbook_quarter import write_quarter
from planner.usecases.errands import QUARTER_WEEKS, ask_quarter
from planner.usecases.quarter_view import QuarterView, view_quarter
from planner.usecases.runs import stop_run
from planner.usecases.village_views import today_of
from planner.words import say

router = APIRouter(include_in_schema=False, prefix="/quarter")

SECONDS_A_WEEK = 10.0
From = Annotated[date | None, Query(alias="from", description="A day of the first week.")]


def monday_of(when: date | None, today: date) -> date:
    """The Monday of a day's week; of next week without one."""
    when = when or today + timedelta(days=7)
    return when - timedelta(days=when.weekday())


def _view(planner: App, code: str, monday: date) -> QuarterView:
    return view_quarter(
        planner.store, planner.clock, code, first=monday, kept_in=planner.settings.data_dir
    )


@router.get("")
def quarter(
    request: Request,
    planner: Planner,
    access: DraftReader,
    province: str = "",
    first: From = None,
) -> Response:
    """Thirteen weeks of a province, and the weeks behind."""
    language = language_of(request)
    code, known = chosen_province(planner, access, province)
    monday = monday_of(first, today_of(planner.clock))
    view = _view(planner, code, monday)
    writer = QuarterWriter(view, language)
    listing = writer.visits()
    if wants_workbook(request):
        return table_file(
            request, listing, language,
            title_code="quarter_sheet_visits", file_name=f"next-visits-{code}",
        )  # fmt: skip
    chosen = next(p for p in known if p.code == code)
    step = timedelta(weeks=QUARTER_WEEKS)
    return render(
        request,
        "quarter.html",
        section="quarter",
        heading=say("quarter_page_title", language, province=name_of(chosen, language)),
        days=days_text(monday, 7 * QUARTER_WEEKS, language),
        first=monday,
        earlier=monday - step,
        later=monday + step,
        provinces=known,
        province=code,
        facts=writer.facts(),
        weeks=writer.weeks(),
        marks=writer.marks(),
        districts=list(writer.districts.values()),
        has_plans=view.quarter is not None,
        total=QUARTER_WEEKS,
        forecast=writer.forecast(),
        money=writer.money(),
        errand=errand_view(planner, view.run, language),
        may_make=may(access.member, Action.MAKE_PLAN, code),
        make_note=writer.make_note(SECONDS_A_WEEK),
        table=table_view(
            request, listing, language, name="visits",
            filters={"province": province, "from": monday.isoformat()},
        ),
    )  # fmt: skip


@router.get("/workbook")
def quarter_workbook(
    request: Request,
    planner: Planner,
    access: DraftReader,
    province: str = "",
    first: From = None,
) -> Response:
    """The quarter as XLSX: weeks, next visits, promises."""
    language = language_of(request)
    code, _ = chosen_province(planner, access, province)
    monday = monday_of(first, today_of(planner.clock))
    view = _view(planner, code, monday)
    if view.quarter is None:
        raise NotFound("no plan in these weeks", kind="plan", id=monday.isoformat())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quarter.xlsx"
        write_quarter(view.quarter, view.request, path, language)
        content = path.read_bytes()
    name = f"quarter-{code}-{monday:%Y%m%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=WORKBOOK_TYPE, headers=headers)


@router.post("/run")
def make_quarter(
    planner: Planner,
    access: PlanMaker,
    province: str = "",
    first: Annotated[date | None, Form(alias="from")] = None,
) -> Response:
    """Have the quarter's weeks drafted, one after another."""
    code, _ = chosen_province(planner, access, province)
    monday = monday_of(first, today_of(planner.clock))
    params = SolveParams(
        cpu_s=SECONDS_A_WEEK, wall_s=max(SolveParams().wall_s, 3 * SECONDS_A_WEEK), explain=0
    )
    ask_quarter(
        planner.store, planner.clock, planner.engine_of, code, monday, params,
        actor=access.member.login,
    )  # fmt: skip
    return RedirectResponse(f"/quarter?province={code}&from={monday.isoformat()}#make", 303)


@router.post("/stop")
def stop_quarter(planner: Planner, access: PlanMaker, province: str = "") -> Response:
    """Stop planning the quarter after the week at hand; the weeks made so far stay."""
    code, _ = chosen_province(planner, access, province)
    run = view_quarter(planner.store, planner.clock, code).run
    if run is not None:
        stop_run(planner.store, planner.clock, run.id, actor=access.member.login)
    return RedirectResponse(f"/quarter?province={code}#make", 303)
