"""The board: units x days as plain data in one language, for the template to draw."""

from dataclasses import dataclass
from functools import cached_property

from geodata.places import PointQuality
from planner.domain.boards import DayLock
from planner.domain.demand import Pin
from planner.domain.plan import Plan, Route, Stop, StopKind
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows, is_required
from planner.domain.units import MobileUnit
from planner.domain.verdict import Verdict
from planner.outputs.colours import Mark, marks_of
from planner.outputs.lunch import turns_text
from planner.outputs.times import clock_text, day_text, duration_text
from planner.outputs.view import Directory, name_of
from planner.words import Language, say
from planner.words.violations import tell_violation


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedLine:
    """One service of a visit."""

    service: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One halt: a visit with what it serves, or lunch (no place, no people).

    `village_code` is whom it serves: its own village where that is served, else the first served.
    `position` counts the visits of its day from 0; `key` names the card on its page and in the map.
    `broken` are rules that it breaks, `remarks` what a planner should know of it, `lunch` when the
    crew eats in turns there.
    """

    time: str
    place: str = ""
    guests: str = ""
    served: tuple[ServedLine, ...] = ()
    people: int = 0
    is_lunch: bool = False
    key: str = ""
    place_code: str = ""
    village_code: str = ""
    position: int = 0
    is_pinned: bool = False
    is_required: bool = False
    broken: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    lunch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One unit on one day; `note` says why there is no route when there could be none.

    `date` is the day as in 2026-11-30; `works` tells a day on which the unit could be sent out.
    """

    day: str
    date: str = ""
    works: bool = False
    is_locked: bool = False
    broken: tuple[str, ...] = ()
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


def draw_board(
    request: PlanRequest,
    plan: Plan,
    language: Language,
    verdict: Verdict | None = None,
    locks: tuple[DayLock, ...] = (),
) -> Board:
    """Every unit of the request, the idle ones too; days on which nobody works or drives go."""
    writer = _Writer(request, language, verdict, locks)
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

    def __init__(
        self,
        request: PlanRequest,
        language: Language,
        verdict: Verdict | None,
        locks: tuple[DayLock, ...],
    ) -> None:
        self.request = request
        self.language = language
        self.directory = Directory(request)
        self.locks = frozenset(locks)
        self.violations = () if verdict is None else verdict.violations

    @cached_property
    def required(self) -> frozenset[tuple[str, str]]:
        """Rows that were promised or have waited too long."""
        rows = demand_rows(self.request)
        return frozenset(row.key for row in rows if is_required(row, self.request))

    @cached_property
    def wishes(self) -> dict[str, list[Pin]]:
        """Wishing pins by village."""
        found: dict[str, list[Pin]] = {}
        for pin in self.request.pins:
            if not pin.forbid:
                found.setdefault(pin.village_code, []).append(pin)
        return found

    def broken(self, unit_code: str, day: int, place_code: str | None) -> tuple[str, ...]:
        """What the checker says of a place on a unit's day; None: of the day itself."""
        names = self.names
        return tuple(
            tell_violation(violation, self.language, names)
            for violation in self.violations
            if (violation.unit_code, violation.day) == (unit_code, day)
            and (violation.place_code or None) == place_code
        )

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of everything that a violation may speak of."""
        return self.directory.names(self.language)

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
        when = self.request.horizon.date_of(day)
        works = unit.shift_on(when) is not None and self.request.works_on(day)
        is_locked = DayLock(unit_code=unit.code, date=when) in self.locks
        if route is None:
            return Cell(
                day=self.day(day),
                date=when.isoformat(),
                works=works,
                is_locked=is_locked,
                note=self.why_idle(unit, day),
            )
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
            date=when.isoformat(),
            works=works,
            is_locked=is_locked,
            broken=self.broken(unit.code, day, None),
            out=out,
            drive=say(
                "page_day_drive", self.language, drive=duration_text(route.drive_s, self.language)
            ),
            night=night,
            cards=self.cards(route),
        )

    def why_idle(self, unit: MobileUnit, day: int) -> str:
        when = self.request.horizon.date_of(day)
        for holiday in self.request.holidays:
            if holiday.date == when and not holiday.units_work:
                return say("page_holiday", self.language, name=name_of(holiday, self.language))
        code = "page_no_route" if unit.shift_on(when) is not None else "page_no_shift"
        return say(code, self.language)

    def cards(self, route: Route) -> tuple[Card, ...]:
        """Every halt of a route in order; visits are counted."""
        found, visits = [], 0
        for stop in route.stops:
            time = f"{clock_text(stop.start_s)}–{clock_text(stop.end_s)}"
            if stop.kind is StopKind.LUNCH:
                lunch = say("page_lunch", self.language, time=time)
                found.append(Card(time=lunch, is_lunch=True))
                continue
            found.append(self.card(route, stop, time, visits))
            visits += 1
        return tuple(found)

    def card(self, route: Route, stop: Stop, time: str, position: int) -> Card:
        people: dict[str, int] = {}
        for serving in stop.servings:
            people[serving.service_code] = people.get(serving.service_code, 0) + serving.people
        host = self.directory.places[stop.place_code].village
        villages = dict.fromkeys(serving.village_code for serving in stop.servings)
        # Wishes are about who is served: a stop may serve a neighbour and nobody of its own.
        is_host_served = host is not None and host.code in villages
        village = host.code if host is not None and is_host_served else next(iter(villages), "")
        rows = {(s.village_code, s.service_code) for s in stop.servings}
        return Card(
            time=time,
            key=f"{route.unit_code}|{route.day}|{stop.place_code}|{position}",
            place_code=stop.place_code,
            village_code=village,
            position=position,
            is_pinned=any(self.is_wished(code, route) for code in villages),
            is_required=bool(rows & self.required),
            broken=self.broken(route.unit_code, route.day, stop.place_code),
            remarks=self.remarks(route, stop),
            lunch=self.lunch(route, stop),
            place=self.place_name(stop.place_code),
            guests=self.guests(stop),
            served=tuple(
                ServedLine(service=name_of(self.directory.services[code], self.language), people=n)
                for code, n in people.items()
            ),
            people=sum(people.values()),
        )

    def lunch(self, route: Route, stop: Stop) -> str:
        """When the crew eats in turns at a stop that is open over midday."""
        unit = self.directory.units[route.unit_code]
        package = self.directory.packages.get(stop.package_code or "")
        return turns_text(unit, package, route, stop, self.language, short=True)

    def is_wished(self, village_code: str, route: Route) -> bool:
        """Whether a pin asks for this village on this day and with this unit, as far as it says."""
        when = self.request.horizon.date_of(route.day)
        return any(
            pin.on_date in (None, when) and pin.unit_code in (None, route.unit_code)
            for pin in self.wishes.get(village_code, ())
        )

    def remarks(self, route: Route, stop: Stop) -> tuple[str, ...]:
        """What is not certain about a visit: its point, or the way there."""
        host = self.directory.places[stop.place_code].village
        is_guess = host is not None and host.point_quality is PointQuality.APPROXIMATE
        is_estimated = any(leg.estimated for leg in route.legs if leg.to_code == stop.place_code)
        codes = {"board_remark_point": is_guess, "board_remark_way": is_estimated}
        return tuple(say(code, self.language) for code, holds in codes.items() if holds)

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
