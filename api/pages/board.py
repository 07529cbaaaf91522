"""The board: units x days as plain data in one language, for the template to draw."""

from dataclasses import dataclass

from planner.domain.plan import Plan, Route, Stop, StopKind
from planner.domain.request import PlanRequest
from planner.domain.units import MobileUnit
from planner.outputs.colours import Mark, marks_of
from planner.outputs.times import clock_text, day_text, duration_text
from planner.outputs.view import Directory, name_of
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedLine:
    """One service of a visit."""

    service: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One halt: a visit with what it serves, or lunch (no place, no people)."""

    time: str
    place: str = ""
    guests: str = ""
    served: tuple[ServedLine, ...] = ()
    people: int = 0
    is_lunch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One unit on one day; `note` says why there is no route when there could be none."""

    day: str
    note: str = ""
    out: str = ""
    drive: str = ""
    night: str = ""
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One unit over all days."""

    unit_code: str
    mark: Mark
    name: str
    base: str
    total: str
    has_routes: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Days on top, units down the side."""

    days: tuple[str, ...]
    rows: tuple[BoardRow, ...]


def draw_board(request: PlanRequest, plan: Plan, language: Language) -> Board:
    """Every unit of the request, the idle ones too; days on which nobody works or drives go."""
    writer = _Writer(request, language)
    routes = {(route.unit_code, route.day): route for route in plan.routes}
    worked = [
        day
        for day in range(request.horizon.days)
        if any(
            (unit.code, day) in routes or _has_shift(request, unit, day) for unit in request.units
        )
    ]
    marks = marks_of(unit.code for unit in request.units)
    rows = tuple(
        BoardRow(
            unit_code=unit.code,
            mark=marks[unit.code],
            name=name_of(unit, language),
            base=writer.place_name(unit.base_code),
            total=writer.total([r for r in plan.routes if r.unit_code == unit.code]),
            has_routes=any(r.unit_code == unit.code for r in plan.routes),
            cells=tuple(writer.cell(unit, day, routes.get((unit.code, day))) for day in worked),
        )
        for unit in request.units
    )
    return Board(days=tuple(writer.day(day) for day in worked), rows=rows)


def _has_shift(request: PlanRequest, unit: MobileUnit, day: int) -> bool:
    return unit.shift_on(request.horizon.date_of(day)) is not None


class _Writer:
    """Writes routes in one language; holds the look-ups of one request."""

    def __init__(self, request: PlanRequest, language: Language) -> None:
        self.request = request
        self.language = language
        self.directory = Directory(request)

    def day(self, day: int) -> str:
        return day_text(self.request.horizon.date_of(day), self.language)

    def place_name(self, code: str) -> str:
        """A village's stop place by the name of its village, other places by their own."""
        place = self.directory.places[code]
        return name_of(place.village or place, self.language)

    def total(self, routes: list[Route]) -> str:
        visits = [stop for route in routes for stop in route.visits]
        if not visits:
            return say("page_unit_idle", self.language)
        people = sum(serving.people for stop in visits for serving in stop.servings)
        return say(
            "page_unit_total", self.language, visits=f"{len(visits):,}", people=f"{people:,}"
        )

    def cell(self, unit: MobileUnit, day: int, route: Route | None) -> Cell:
        if route is None:
            return Cell(day=self.day(day), note=self.why_idle(unit, day))
        out = say(
            "page_day_out",
            self.language,
            depart=clock_text(route.depart_s),
            back=clock_text(route.return_s),
        )
        night = ""
        if route.end_code != unit.base_code:
            night = say("page_night_at", self.language, place=self.place_name(route.end_code))
        return Cell(
            day=self.day(day),
            out=out,
            drive=say(
                "page_day_drive", self.language, drive=duration_text(route.drive_s, self.language)
            ),
            night=night,
            cards=tuple(self.card(stop) for stop in route.stops),
        )

    def why_idle(self, unit: MobileUnit, day: int) -> str:
        when = self.request.horizon.date_of(day)
        for holiday in self.request.holidays:
            if holiday.date == when and not holiday.units_work:
                return say("page_holiday", self.language, name=name_of(holiday, self.language))
        code = "page_no_route" if unit.shift_on(when) is not None else "page_no_shift"
        return say(code, self.language)

    def card(self, stop: Stop) -> Card:
        time = f"{clock_text(stop.start_s)}–{clock_text(stop.end_s)}"
        if stop.kind is StopKind.LUNCH:
            return Card(time=say("page_lunch", self.language, time=time), is_lunch=True)
        people: dict[str, int] = {}
        for serving in stop.servings:
            people[serving.service_code] = people.get(serving.service_code, 0) + serving.people
        return Card(
            time=time,
            place=self.place_name(stop.place_code),
            guests=self.guests(stop),
            served=tuple(
                ServedLine(service=name_of(self.directory.services[code], self.language), people=n)
                for code, n in people.items()
            ),
            people=sum(people.values()),
        )

    def guests(self, stop: Stop) -> str:
        """Other villages whose people are served here."""
        host = self.directory.places[stop.place_code].village
        others = dict.fromkeys(
            serving.village_code
            for serving in stop.servings
            if host is None or serving.village_code != host.code
        )
        if not others:
            return ""
        names = ", ".join(name_of(self.directory.villages[code], self.language) for code in others)
        return say("page_from_villages", self.language, villages=names)
