"""What the field told of a plan, as plain data in one language: visits, disputes, closures."""

from dataclasses import dataclass, field
from datetime import date, datetime

from api.pages.report_disputes import (
    DecidedReport,
    DisputedVisit,
    decided_reports,
    disputed_visits,
)
from api.pages.report_words import ReportLine, ReportWriter
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.field import ReportKind, VisitKey
from planner.domain.field_state import Standing, VisitOutcome
from planner.domain.plan import Plan, Route, Stop
from planner.domain.request import PlanRequest
from planner.outputs.colours import Mark
from planner.outputs.times import clock_text, day_text, moment_text
from planner.outputs.view import coded_name, name_of
from planner.usecases.field import FieldView
from planner.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedRow:
    """People of one service: planned, and told (None: not yet)."""

    service: str
    planned: int
    told: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """One visit of the plan beside what happened; `state` is a tone and `said` its words."""

    mark: str
    village: str
    planned: str
    actual: str
    served: tuple[ServedRow, ...]
    state: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayProgress:
    """A unit's day: visits told of, of how many; people served, of how many planned."""

    unit: str
    mark: Mark
    day: str
    told: int
    visits: int
    people: int
    planned: int
    rows: tuple[VisitRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """All that the page shows."""

    days: tuple[DayProgress, ...]
    disputes: tuple[DisputedVisit, ...]
    closures: tuple[ReportLine, ...]
    remarks: tuple[ReportLine, ...]
    decided: tuple[DecidedReport, ...]
    told: int
    visits: int
    people: int
    planned: int
    newest: str = field(default="")


def reported(request: PlanRequest, plan: Plan, view: FieldView, language: Language) -> Reported:
    """Every route with what the field told, disputes first by when they came."""
    writer = _Writer(request, view, language)
    days = tuple(writer.day(route) for route in sorted(plan.routes, key=lambda r: r.day))
    waiting = [
        r
        for r in view.reports
        if view.state.standings[r.key] is Standing.WAITING
        and r.said.kind is not ReportKind.ROAD_CLOSED
    ]
    closures = [
        r
        for r in view.reports
        if r.said.kind is ReportKind.ROAD_CLOSED and view.state.standings[r.key] is Standing.WAITING
    ]
    remarks = [
        r
        for r in view.reports
        if r.said.text
        and r not in waiting
        and r not in closures
        and view.state.standings[r.key] is not Standing.SET_ASIDE
    ]
    return Reported(
        days=days,
        disputes=disputed_visits(writer, plan, waiting),
        closures=tuple(map(writer.line, closures)),
        remarks=tuple(map(writer.line, reversed(remarks))),
        decided=decided_reports(writer),
        told=sum(day.told for day in days),
        visits=sum(day.visits for day in days),
        people=sum(day.people for day in days),
        planned=sum(day.planned for day in days),
        newest=moment_text(view.reports[-1].received_at, language) if view.reports else "",
    )


class _Writer(ReportWriter):
    """Puts one plan's days into words."""

    def day(self, route: Route) -> DayProgress:
        when = self.request.horizon.date_of(route.day)
        letter = self.marks[route.unit_code].letter
        outcomes = [self._outcome(route, stop, when) for stop in route.visits]
        rows = tuple(
            self._visit(stop, outcome, f"{letter}{order}")
            for order, (stop, outcome) in enumerate(
                zip(route.visits, outcomes, strict=True), start=1
            )
        )
        return DayProgress(
            unit=coded_name(self.directory.units[route.unit_code], self.language),
            mark=self.marks[route.unit_code],
            day=day_text(when, self.language),
            told=sum(outcome.is_told for outcome in outcomes),
            visits=len(rows),
            people=sum(sum(outcome.served.values()) for outcome in outcomes),
            planned=sum(one.people for stop in route.visits for one in stop.servings),
            rows=rows,
        )

    def _outcome(self, route: Route, stop: Stop, when: date) -> VisitOutcome:
        key = VisitKey(on_date=when, unit_code=route.unit_code, place_code=stop.place_code)
        return self.view.state.visits.get(key, VisitOutcome(visit=key, served={}))

    def _visit(self, stop: Stop, outcome: VisitOutcome, mark: str) -> VisitRow:
        place = self.directory.places[stop.place_code]
        planned = {(s.village_code, s.service_code): s.people for s in stop.servings}
        rows = {**dict.fromkeys(planned), **dict.fromkeys(outcome.served)}
        state, said = self._state(outcome)
        return VisitRow(
            mark=mark,
            village=name_of(place.village or place, self.language),
            planned=f"{clock_text(stop.start_s)}–{clock_text(stop.end_s)}",
            actual=" – ".join(filter(None, map(_clock, (outcome.arrived_at, outcome.left_at)))),
            served=tuple(
                ServedRow(
                    service=self.row_name(row, stop.place_code),
                    planned=planned.get(row, 0),
                    told=outcome.served.get(row),
                )
                for row in rows
            ),
            state=state,
            said=said,
        )

    def _state(self, outcome: VisitOutcome) -> tuple[str, str]:
        if outcome.disputes:
            return "bad", self.say("reports_state_dispute")
        if outcome.missed is not None:
            why = self.say(f"fieldpage_why_{outcome.missed.value}")
            return "warn", self.say("reports_state_missed", why=why)
        if outcome.served:
            return "good", self.say("reports_state_done")
        if outcome.left_at is not None:
            return "plain", self.say("reports_state_left")
        if outcome.arrived_at is not None:
            return "plain", self.say("reports_state_there")
        return "", self.say("reports_state_waiting")


def _clock(when: datetime | None) -> str:
    return f"{when.astimezone(LOCAL_ZONE):%H:%M}" if when is not None else ""
