"""What the field told of a plan, as plain data in one language: visits, disputes, closures."""

from dataclasses import dataclass, field
from datetime import date, datetime

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.field import KeptReport, ReportKind, VisitKey
from planner.domain.field_state import Standing, VisitOutcome
from planner.domain.plan import Plan, Route, Stop
from planner.domain.request import PlanRequest
from planner.outputs.colours import Mark, marks_of
from planner.outputs.times import clock_text, date_text, day_text, moment_text
from planner.outputs.view import Directory, coded_name, name_of
from planner.usecases.field import FieldView
from planner.words import Language, say


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
class ReportLine:
    """One report to be decided on, or to be read."""

    id: str
    digest: str
    unit: str
    what: str
    said: str
    where: str
    by: str
    at: str
    received: str
    disputes: tuple[str, ...] = ()
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """All that the page shows."""

    days: tuple[DayProgress, ...]
    disputes: tuple[ReportLine, ...]
    closures: tuple[ReportLine, ...]
    remarks: tuple[ReportLine, ...]
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
        disputes=tuple(map(writer.line, waiting)),
        closures=tuple(map(writer.line, closures)),
        remarks=tuple(map(writer.line, reversed(remarks))),
        told=sum(day.told for day in days),
        visits=sum(day.visits for day in days),
        people=sum(day.people for day in days),
        planned=sum(day.planned for day in days),
        newest=moment_text(view.reports[-1].received_at, language) if view.reports else "",
    )


class _Writer:
    """Puts one plan's reports into words."""

    def __init__(self, request: PlanRequest, view: FieldView, language: Language) -> None:
        self._request = request
        self._view = view
        self._language = language
        self._directory = Directory(request)
        self._marks = marks_of(unit.code for unit in request.units)

    def day(self, route: Route) -> DayProgress:
        when = self._request.horizon.date_of(route.day)
        letter = self._marks[route.unit_code].letter
        outcomes = [self._outcome(route, stop, when) for stop in route.visits]
        rows = tuple(
            self._visit(stop, outcome, f"{letter}{order}")
            for order, (stop, outcome) in enumerate(
                zip(route.visits, outcomes, strict=True), start=1
            )
        )
        return DayProgress(
            unit=coded_name(self._directory.units[route.unit_code], self._language),
            mark=self._marks[route.unit_code],
            day=day_text(when, self._language),
            told=sum(outcome.is_told for outcome in outcomes),
            visits=len(rows),
            people=sum(sum(outcome.served.values()) for outcome in outcomes),
            planned=sum(one.people for stop in route.visits for one in stop.servings),
            rows=rows,
        )

    def _outcome(self, route: Route, stop: Stop, when: date) -> VisitOutcome:
        key = VisitKey(on_date=when, unit_code=route.unit_code, place_code=stop.place_code)
        return self._view.state.visits.get(key, VisitOutcome(visit=key, served={}))

    def _visit(self, stop: Stop, outcome: VisitOutcome, mark: str) -> VisitRow:
        place = self._directory.places[stop.place_code]
        planned = {(s.village_code, s.service_code): s.people for s in stop.servings}
        rows = {**dict.fromkeys(planned), **dict.fromkeys(outcome.served)}
        state, said = self._state(outcome)
        return VisitRow(
            mark=mark,
            village=name_of(place.village or place, self._language),
            planned=f"{clock_text(stop.start_s)}–{clock_text(stop.end_s)}",
            actual=" – ".join(filter(None, map(_clock, (outcome.arrived_at, outcome.left_at)))),
            served=tuple(
                ServedRow(
                    service=self._row_name(row, stop),
                    planned=planned.get(row, 0),
                    told=outcome.served.get(row),
                )
                for row in rows
            ),
            state=state,
            said=said,
        )

    def _row_name(self, row: tuple[str, str], stop: Stop) -> str:
        service, place = self._service(row[1]), self._directory.places[stop.place_code]
        guest = self._directory.villages.get(row[0])
        if guest is None or (place.village is not None and row[0] == place.village.code):
            return service
        return f"{service} ({name_of(guest, self._language)})"

    def _state(self, outcome: VisitOutcome) -> tuple[str, str]:
        if outcome.disputes:
            return "bad", self._say("reports_state_dispute")
        if outcome.missed is not None:
            why = self._say(f"fieldpage_why_{outcome.missed.value}")
            return "warn", self._say("reports_state_missed", why=why)
        if outcome.served:
            return "good", self._say("reports_state_done")
        if outcome.left_at is not None:
            return "plain", self._say("reports_state_left")
        if outcome.arrived_at is not None:
            return "plain", self._say("reports_state_there")
        return "", self._say("reports_state_waiting")

    def line(self, report: KeptReport) -> ReportLine:
        """One report in words."""
        said = report.said
        disputes = self._view.state.disputes.get(report.key, ())
        return ReportLine(
            id=said.id,
            digest=report.digest,
            unit=self._unit(said.unit_code),
            what=self._what(report),
            said=said.text,
            where=self._where(report),
            by=report.by,
            at=moment_text(said.at, self._language),
            received=moment_text(report.received_at, self._language),
            disputes=tuple(self._say(f"reports_dispute_{one.value}") for one in disputes),
            lon=said.location.lon if said.location else None,
            lat=said.location.lat if said.location else None,
        )

    def _unit(self, code: str) -> str:
        unit = self._directory.units.get(code)
        return code if unit is None else coded_name(unit, self._language)

    def _what(self, report: KeptReport) -> str:
        said = report.said
        name = self._say(f"reports_kind_{said.kind.value}")
        if said.why is not None:
            return f"{name} · {self._say(f'fieldpage_why_{said.why.value}')}"
        counts = ", ".join(f"{self._service(s.service_code)} {s.people}" for s in said.served)
        return f"{name} · {counts}" if counts else name

    def _where(self, report: KeptReport) -> str:
        code = report.said.place_code
        place = self._directory.places.get(code) if code else None
        day = date_text(report.said.on_date, self._language)
        if place is None:
            return f"{code} · {day}" if code else day
        return f"{name_of(place.village or place, self._language)} · {day}"

    def _service(self, code: str) -> str:
        service = self._directory.services.get(code)
        return code if service is None else name_of(service, self._language)

    def _say(self, code: str, **facts: object) -> str:
        return say(code, self._language, **facts)


def _clock(when: datetime | None) -> str:
    return f"{when.astimezone(LOCAL_ZONE):%H:%M}" if when is not None else ""
