"""Pages of the whole country: nationwide runs with table and map, and weekly drafts."""

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.auth.guards import Access
from api.deps import (
    ChangeableNational,
    DraftReader,
    PlanMaker,
    Planner,
    ReadableNational,
    wanted_provinces,
)
from api.headers import MAP_HEADERS
from api.language import language_of
from api.pages.national_facts import last_text, list_row, part_row, totals
from api.pages.render import render
from planner.bootstrap import App
from planner.domain.calendar import Horizon
from planner.domain.people import Action, may
from planner.outputs.national_map import draw_national_map
from planner.outputs.times import clock_text, days_text, moment_text, weekday_text
from planner.outputs.view import name_of
from planner.usecases.looking import provinces_known
from planner.usecases.national import open_national, stop_national, summary_of
from planner.usecases.national_map import national_view
from planner.usecases.weekly import seconds_params, set_weekly, weekly_status
from planner.words import Language

router = APIRouter(include_in_schema=False)

MOST_RUNS = 50
A_MONDAY = date(2026, 11, 30)


@router.get("/national")
def national_list(request: Request, planner: Planner, access: DraftReader) -> Response:
    """Nationwide runs, the form that starts one, and the weekly drafts."""
    language = language_of(request)
    known = [p for p in provinces_known(planner.store) if access.may(p.code)]
    with planner.store.reading() as reader:
        found = [
            summary_of(reader, wish, among=frozenset(access.among(wish.province_codes)))
            for wish in reader.national_runs(limit=MOST_RUNS)
        ]
    mine = [p for p in known if may(access.member, Action.MAKE_PLAN, p.code)]
    return render(
        request,
        "national_list.html",
        section="national",
        runs=[list_row(one, language) for one in found if one.parts],
        plannable=len(mine),
        next_monday=_next_monday(planner).isoformat(),
        weekly=_weekly(planner, access, language),
        weekdays=[(i, _weekday(i, language)) for i in range(7)],
    )


@router.post("/national")
def start_national(
    planner: Planner,
    access: PlanMaker,
    start: Annotated[date | None, Form()] = None,
    seconds: Annotated[float, Form(ge=0.1, le=3600)] = 20.0,
    province: str = "",
) -> Response:
    """Plan every province that the person may plan, or the one named; next week by default."""
    codes = wanted_provinces(planner, access, [province] if province else [])
    horizon = Horizon(start=start or _next_monday(planner))
    opened = open_national(
        planner.store, planner.clock, horizon, seconds_params(seconds), codes,
        actor=access.member.login,
    )  # fmt: skip
    return RedirectResponse(f"/national/{opened.id}", 303)


@router.get("/national/{national_id}")
def one_national(
    request: Request, planner: Planner, access: DraftReader, summary: ReadableNational
) -> Response:
    """How a nationwide run stands, or what came of it: sums, table, map."""
    language, wish = language_of(request), summary.wish
    names = {p.code: name_of(p, language) for p in provinces_known(planner.store)}
    may_stop = not wish.is_closed and all(
        may(access.member, Action.MAKE_PLAN, code) for code in wish.province_codes
    )
    now = planner.clock.now()
    with planner.store.reading() as reader:
        has_worker = any(worker.is_alive(now) for worker in reader.workers())
    return render(
        request,
        "national_one.html",
        section="national",
        wish=wish,
        days=days_text(wish.start, wish.days, language),
        begun=moment_text(wish.created_at, language),
        totals=totals(summary, language),
        progress=summary.progress,
        done=summary.done,
        count=len(summary.parts),
        may_stop=may_stop,
        has_worker=has_worker or wish.is_closed,
        rows=[
            part_row(part, names.get(part.province_code, part.province_code), language)
            for part in summary.parts
        ],
    )


@router.get("/national/{national_id}/map")
def national_map(
    request: Request, planner: Planner, summary: ReadableNational, download: bool = False
) -> Response:
    """The map, for the frame on the run's page or to take away."""
    html = draw_national_map(national_view(planner.store, summary), language_of(request))
    headers = dict(MAP_HEADERS)
    if download:
        name = f"national-{summary.wish.start:%Y%m%d}.html"
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return HTMLResponse(html, headers=headers)


@router.post("/national/{national_id}/stop")
def stop(planner: Planner, access: PlanMaker, summary: ChangeableNational) -> Response:
    """Stop a nationwide run; what was found is kept."""
    stop_national(planner.store, planner.clock, summary.wish.id, actor=access.member.login)
    return RedirectResponse(f"/national/{summary.wish.id}", 303)


@router.post("/weekly/{province_code}")
def change_weekly(
    province_code: str,
    planner: Planner,
    access: PlanMaker,
    is_on: Annotated[bool, Form()] = True,
    weekday: Annotated[int, Form(ge=0, le=6)] = 3,
    time: Annotated[str, Form(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "22:00",
) -> Response:
    """Switch a province's weekly draft on or off, or move it."""
    access.need(province_code)
    hours, minutes = map(int, time.split(":"))
    set_weekly(
        planner.store, planner.clock, province_code,
        by=access.member.login, is_on=is_on, weekday=weekday, at_s=hours * 3600 + minutes * 60,
    )  # fmt: skip
    return RedirectResponse("/national#weekly", 303)


def _weekly(planner: App, access: Access, language: Language) -> list[dict[str, Any]]:
    """A row of each province's weekly draft."""
    known = [p for p in provinces_known(planner.store) if access.may(p.code)]
    now, rows = planner.clock.now(), []
    with planner.store.reading() as reader:
        told = [(p, weekly_status(reader, p.code, now)) for p in known]
    for province, status in told:
        setting = status.setting
        rows.append(
            {
                "code": province.code,
                "name": name_of(province, language),
                "is_on": setting.is_on,
                "weekday": setting.weekday,
                "weekday_text": _weekday(setting.weekday, language),
                "time": clock_text(setting.at_s),
                "last": last_text(status, language),
                "plan_id": None if status.run is None else status.run.plan_id,
                "next": status.next_due and moment_text(status.next_due, language),
                "may_change": may(access.member, Action.MAKE_PLAN, province.code),
            }
        )
    return rows


def _next_monday(planner: App) -> date:
    today = planner.clock.now().date()
    return today + timedelta(days=7 - today.weekday())


def _weekday(weekday: int, language: Language) -> str:
    return weekday_text(A_MONDAY + timedelta(days=weekday), language)
