"""The first page of who goes out and plans nothing: today's routes, the next days', reports."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fastapi import Request
from starlette.responses import Response

from api.auth.guards import Access
from api.language import language_of
from api.pages.closed_strip import since_of
from api.pages.render import render
from planner.bootstrap import App
from planner.domain.people import Action, Member, may
from planner.domain.plan import Route
from planner.domain.province import ProvinceVersion
from planner.domain.runs import StoredPlan
from planner.outputs.colours import Mark, marks_of
from planner.outputs.times import clock_text, days_text, long_date_text
from planner.outputs.view import Directory, coded_name, name_of
from planner.usecases.closing import ClosureKind
from planner.usecases.field_days import FieldDays, RouteAhead, Untold, field_days
from planner.usecases.looking import request_of_plan
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteCard:
    """A unit's day: when, where to, and the addresses of its page and files.

    `closed` says that its way leads over a road closed since the plan was made, else it is empty.
    """

    unit: str
    mark: Mark
    facts: str
    villages: str
    closed: str
    page: str
    file: str
    sheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCards:
    """The routes of one date."""

    title: str
    cards: tuple[RouteCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsCard:
    """What is left to tell of a plan, and where its reports stand."""

    days: str
    told: tuple[str, ...]
    page: str


def is_for_field(member: Member, known: list[ProvinceVersion]) -> bool:
    """Whether somebody reports visits in one of the provinces and works on no data in any."""
    codes = [province.code for province in known]
    return any(may(member, Action.REPORT_VISIT, code) for code in codes) and not any(
        may(member, Action.READ_DATA, code) for code in codes
    )


def field_home(
    request: Request, planner: App, access: Access, known: list[ProvinceVersion]
) -> Response:
    """Routes of published plans from today on, the nearest day's with all that is taken along."""
    language = language_of(request)
    own = [p for p in known if may(access.member, Action.REPORT_VISIT, p.code)]
    found = field_days(planner.store, planner.clock, [p.code for p in own])
    days = _days(planner, found, language)
    return render(
        request,
        "field_home.html",
        section="home",
        names=", ".join(name_of(p, language) for p in own),
        today=say("home_today", language, date=long_date_text(found.today, language)),
        is_today=bool(found.ahead) and found.ahead[0].on == found.today,
        days=days,
        reports=[_reports(one, language) for one in found.untold],
    )


def _days(planner: App, found: FieldDays, language: Language) -> list[DayCards]:
    writers: dict[str, _Writer] = {}
    days = []
    for on, routes in groupby(found.ahead, key=lambda one: one.on):
        cards = []
        for one in routes:
            plan_id = one.plan.summary.id
            if plan_id not in writers:
                writers[plan_id] = _Writer(planner, one.plan, language)
            cards.append(writers[plan_id].card(one))
        days.append(DayCards(title=_title(on, found.today, language), cards=tuple(cards)))
    return days


def _title(on: date, today: date, language: Language) -> str:
    told = long_date_text(on, language)
    return say("field_home_is_today", language, date=told) if on == today else told


def _reports(one: Untold, language: Language) -> ReportsCard:
    plan = one.plan.plan
    counts = {"untold": one.visits, "waiting": one.waiting}
    return ReportsCard(
        days=days_text(plan.start, plan.days, language),
        told=tuple(
            say(f"field_home_{name}", language, count=count)
            for name, count in counts.items()
            if count
        ),
        page=f"/plans/{one.plan.summary.id}/reports",
    )


class _Writer:
    """Puts the routes of one plan into words."""

    def __init__(self, planner: App, stored: StoredPlan, language: Language) -> None:
        request = request_of_plan(planner.store, stored).request
        self._directory = Directory(request)
        self._marks = marks_of(unit.code for unit in request.units)
        self._language = language
        self._closed: dict[tuple[str, int], bool] = {}
        """Days of units over a road closed since (or, where false, only slowed)."""
        for found in since_of(planner, stored.summary):
            is_closed = found.closure.kind is ClosureKind.CLOSED
            for day in found.days:
                key = (day.unit_code, day.day)
                self._closed[key] = is_closed or self._closed.get(key, False)

    def card(self, one: RouteAhead) -> RouteCard:
        """A route as a card."""
        route, plan = one.route, one.plan.summary
        places = self._directory.places
        villages = dict.fromkeys(
            name_of(places[s.place_code], self._language) for s in route.visits
        )
        people = sum(serving.people for stop in route.visits for serving in stop.servings)
        return RouteCard(
            unit=coded_name(self._directory.units[route.unit_code], self._language),
            mark=self._marks[route.unit_code],
            facts=say(
                "field_home_facts", self._language, depart=clock_text(route.depart_s),
                back=clock_text(route.return_s), count=len(route.visits), people=f"{people:,}",
            ),
            villages=" → ".join(villages),
            closed=self._over(route),
            page=f"/field/{plan.province_code}/{route.unit_code}",
            file=f"/plans/{plan.id}/field/{route.unit_code}?day={one.on.isoformat()}",
            sheet=f"/plans/{plan.id}/sheets/{route.unit_code}",
        )  # fmt: skip

    def _over(self, route: Route) -> str:
        found = self._closed.get((route.unit_code, route.day))
        if found is None:
            return ""
        return say("closed_ahead" if found else "closed_ahead_slow", self._language)
