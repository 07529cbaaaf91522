"""Make a plan: the form, and what a person chose in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from api.deps import PlanMaker, Planner
from api.errors import problem_of
from api.language import language_of
from api.pages.numbers import NotANumber, number_of
from api.pages.render import render
from planner.bootstrap import App
from planner.domain.calendar import Horizon
from planner.domain.errors import PlannerError
from planner.domain.params import SolveParams
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.domain.runs import RunState
from planner.domain.units import MobileUnit
from planner.outputs.colours import Mark, marks_of
from planner.outputs.times import date_text, days_text, moment_text, weekday_text
from planner.outputs.view import name_of
from planner.usecases.looking import provinces_known
from planner.usecases.making import PlanWish, ask_for_plan, published_of
from planner.usecases.village_views import today_of
from planner.words import Language, say

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
WEEKS = 12
DAYS = 7
SECONDS = (5, 20, 60, 180, 600)
NUMBERS = {
    "floor": "make_floor",
    "budget_baht": "make_budget",
    "change_budget": "make_change_budget",
}
"""Fields of numbers with what the form calls them."""
OPEN = (RunState.ACCEPTED, RunState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit and the week's days: name of the field, whether it works by itself then."""

    code: str
    name: str
    mark: Mark
    days: tuple[tuple[str, str, bool], ...]


@router.get("/plans/new")
def new_plan(
    request: Request,
    planner: Planner,
    access: PlanMaker,
    province: Annotated[str, Query(max_length=2)] = "",
    week: Annotated[date | None, Query()] = None,
) -> Response:
    """Choose province, week, units and rules."""
    return _form(request, planner, _own(planner, access), province, week)


@router.post("/plans/new")
async def start(request: Request, planner: Planner, access: PlanMaker) -> Response:
    """Ask for the plan; what cannot be is told beside the form."""
    form = await request.form(max_fields=5000)
    own = _own(planner, access)
    code = _text(form, "province")
    access.need(code)
    monday = _date(_text(form, "week"))
    try:
        wish, params = _wish(planner, form, code, monday)
        run = ask_for_plan(
            planner.store,
            planner.clock,
            planner.engine_of,
            wish,
            params,
            actor=access.member.login,
        )
    except (PlannerError, ValueError) as error:
        problem = problem_of(error) if isinstance(error, PlannerError) else None
        if problem is not None and (problem.status >= 500 or problem.status == 404):
            raise
        language = language_of(request)
        fault = _fault(error, language) if problem is None else problem.title(language)
        if isinstance(error, PlannerError) and problem is not None and problem.status == 409:
            fault = f"{fault} {problem.advice(language)}"
        return _form(request, planner, own, code, monday, fault=fault, typed=form)
    return RedirectResponse(f"/runs/{run.id}", SEE_OTHER)


def _own(planner: App, access: PlanMaker) -> list[ProvinceVersion]:
    return [p for p in provinces_known(planner.store) if access.may(p.code)]


def _form(
    request: Request,
    planner: App,
    own: list[ProvinceVersion],
    code: str,
    monday: date | None,
    *,
    fault: str = "",
    typed: FormData | None = None,
) -> Response:
    language = language_of(request)
    chosen = next((p for p in own if p.code == code), own[0] if own else None)
    if chosen is None:
        return render(request, "plan_new.html", section="make", province=None, fault=fault)
    with planner.store.reading() as reader:
        data = reader.province(chosen.code)
        open_runs = reader.runs(province_code=chosen.code, states=OPEN, limit=20)
    week = max(monday, _this_monday(planner)) if monday else _default_week(planner, chosen.code)
    horizon = Horizon(start=week, days=DAYS)
    told = published_of(planner.store, chosen.code, horizon)
    first = _this_monday(planner)
    weeks = sorted({week, *(first + timedelta(days=DAYS * i) for i in range(WEEKS))})
    return render(
        request,
        "plan_new.html",
        status=200 if not fault else 409,
        section="make",
        province=chosen,
        provinces=own,
        fault=fault,
        week=week,
        weeks=[(one.isoformat(), _week_text(one, first, language)) for one in weeks],
        weekdays=[_day_head(week + timedelta(days=i), language) for i in range(DAYS)],
        units=_units(data, horizon, language),
        policy=data.policy,
        floor=round(100 * data.policy.equity_floor) if typed is None else _text(typed, "floor"),
        typed={name: "" if typed is None else _text(typed, name) for name in NUMBERS},
        seconds=SECONDS,
        told=told,
        open_runs=[(run.id, run.created_by, moment_text(run.created_at, language),
                    days_text(run.start, run.days, language)) for run in open_runs],
        holidays=_holidays(data, horizon, language),
    )  # fmt: skip


def _holidays(data: ProvinceData, horizon: Horizon, language: Language) -> list[str]:
    """The week's holidays in order of their days, each with its date."""
    told = sorted((h for h in data.holidays if horizon.holds(h.date)), key=lambda h: h.date)
    return [
        f"{weekday_text(h.date, language)} {date_text(h.date, language)} {name_of(h, language)}"
        for h in told
    ]


def _fault(error: Exception, language: Language) -> str:
    """What cannot be read, by the name of its field where it is a number."""
    if not isinstance(error, NotANumber):
        return say("make_fault", language)
    name = say(NUMBERS[error.field], language)
    return say("make_fault_number", language, text=error.text, name=name)


def _default_week(planner: App, province_code: str) -> date:
    """The first week from the next on of which nothing is published."""
    monday = _this_monday(planner) + timedelta(days=DAYS)
    coming = [monday + timedelta(days=DAYS * i) for i in range(WEEKS - 1)]
    for week in coming:
        if published_of(planner.store, province_code, Horizon(start=week, days=DAYS)) is None:
            return week
    return monday


def _week_text(monday: date, first: date, language: Language) -> str:
    """A week's days; this one and the next by their names too."""
    days = days_text(monday, DAYS, language)
    number = (monday - first).days // DAYS
    return f"{days} ({say(f'home_week_{number}', language)})" if number in (0, 1) else days


def _this_monday(planner: App) -> date:
    """The first day of this week where the province is."""
    today = today_of(planner.clock)
    return today - timedelta(days=today.weekday())


def _day_head(when: date, language: Language) -> tuple[str, str]:
    return weekday_text(when, language), str(when.day)


def _units(data: ProvinceData, horizon: Horizon, language: Language) -> list[UnitRow]:
    marks = marks_of(unit.code for unit in data.units)
    return [
        UnitRow(
            code=unit.code,
            name=name_of(unit, language),
            mark=marks[unit.code],
            days=tuple(_fields(unit, horizon, language)),
        )
        for unit in data.units
    ]


def _fields(
    unit: MobileUnit, horizon: Horizon, language: Language
) -> Iterable[tuple[str, str, bool]]:
    for day in range(horizon.days):
        when = horizon.date_of(day)
        works = unit.shift_on(when) is not None
        yield f"{unit.code}|{when.isoformat()}", weekday_text(when, language), works


def _wish(
    planner: App, form: FormData, code: str, monday: date | None
) -> tuple[PlanWish, SolveParams]:
    with planner.store.reading() as reader:
        data = reader.province(code)
    if monday is None:
        raise ValueError("no week")
    horizon = Horizon(start=monday, days=DAYS)
    working = {str(value) for value in form.getlist("works")}
    units, off = [], {}
    for unit in data.units:
        could = [f for f, _, works in _fields(unit, horizon, Language.TH) if works]
        if any(one in working for one in could):
            units.append(unit.code)
            off[unit.code] = tuple(
                date.fromisoformat(one.partition("|")[2]) for one in could if one not in working
            )
    seconds = min(3600.0, max(1.0, float(_text(form, "seconds") or "20")))
    floor = _number(form, "floor")
    wish = PlanWish(
        province_code=code,
        horizon=horizon,
        unit_codes=tuple(units),
        days_off=off,
        equity_floor=None if floor is None else min(100, floor) / 100,
        nights="nights" in form,
        covering="covering" in form,
        keeps_told="keeps_told" in form,
        change_budget=_number(form, "change_budget"),
        budget_baht=_number(form, "budget_baht"),
        with_drafts="with_drafts" in form,
    )
    return wish, SolveParams(cpu_s=seconds, wall_s=max(60.0, 3 * seconds))


def _text(form: FormData, name: str) -> str:
    value: Any = form.get(name, "")
    return value.strip()[:64] if isinstance(value, str) else ""


def _number(form: FormData, name: str) -> int | None:
    return number_of(name, _text(form, name))


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
