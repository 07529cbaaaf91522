"""Roads closed after a plan was made, in the words that a driver is told them with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from geodata.places import Location, Village
from geodata.roads.closures import Closure, ClosureKind
from planner.domain.plan import Route, StopKind
from planner.outputs.colours import marks_of
from planner.outputs.times import date_text, distance_text, moment_text
from planner.outputs.view import ClosedRoad, Directory, PlanView, name_of, whereabouts
from planner.words import Language, say
from planner.words.barriers import vehicle_text

AT_IT_M = 300
"""Nearer than this a village is named without a distance."""
MOST_NUMBERS = 4


class Lying(Protocol):
    """A closure and where it lies."""

    @property
    def closure(self) -> Closure:
        """What is closed."""
        ...

    @property
    def numbers(self) -> tuple[str, ...]:
        """Signs of the roads it lies on, the longest piece first."""
        ...

    @property
    def road_m(self) -> int | None:
        """Metres of road it lies on; None where no roads are known."""
        ...

    @property
    def near(self) -> Village | None:
        """The village nearest to its spot or area."""
        ...

    @property
    def near_m(self) -> int | None:
        """Straight metres to that village."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedToday:
    """A road closed since that a unit's day leads over; `legs` are indices of the day's legs.

    `ways` says in words which of the day's ways they are, `at` is the closed spot where one is
    known.
    """

    number: int
    code: str
    where: str
    dates: str
    vehicles: str
    reason: str
    ways: str
    legs: tuple[int, ...]
    is_closed: bool
    at: Location | None


def closed_today(view: PlanView, route: Route, language: Language) -> tuple[ClosedToday, ...]:
    """The roads closed since the plan was made that a day leads over, numbered from 1."""
    found = []
    for road in view.closed_since:
        legs = tuple(sorted(i for u, d, i in road.legs if (u, d) == (route.unit_code, route.day)))
        if legs:
            found.append((road, legs))
    return tuple(
        _told(view, route, road, legs, number, language)
        for number, (road, legs) in enumerate(found, start=1)
    )


def title_text(found: tuple[ClosedToday, ...], language: Language) -> str:
    """The heading over a day's closed roads; "" for none."""
    if not found:
        return ""
    is_closed = all(one.is_closed for one in found)
    return say("closed_title" if is_closed else "closed_title_slow", language)


def way_text(found: tuple[ClosedToday, ...], leg: int, language: Language) -> str:
    """What is said beside one leg of the day; "" where it leads over none of them."""
    met = [one for one in found if leg in one.legs]
    if not met:
        return ""
    code = "closed_way" if any(one.is_closed for one in met) else "closed_way_slow"
    return say(code, language, numbers=", ".join(str(one.number) for one in met))


def known_text(view: PlanView, language: Language) -> str:
    """As of when closed roads are told; "" where nobody asked."""
    if view.roads_at is None:
        return ""
    return say("closed_known", language, when=moment_text(view.roads_at, language))


def _told(
    view: PlanView,
    route: Route,
    road: ClosedRoad,
    legs: tuple[int, ...],
    number: int,
    language: Language,
) -> ClosedToday:
    closure = road.closure
    is_closed = closure.kind is ClosureKind.CLOSED
    effect = (
        say("closing_closed", language)
        if is_closed
        else say("map_closure_slow", language, left=round(closure.factor * 100))
    )
    vehicles = ", ".join(vehicle_text(name, language) for name in closure.vehicle_classes)
    ways = ", ".join(dict.fromkeys(_ways(view, route, legs, language)))
    return ClosedToday(
        number=number,
        code=closure.code,
        where=say("closed_where", language, where=begun(where_text(road, language)), effect=effect),
        dates=closing_dates(closure, language),
        vehicles=vehicles or say("map_closure_all_vehicles", language),
        reason=closure.reason,
        ways=ways,
        legs=legs,
        is_closed=is_closed,
        at=closure.point,
    )


def _ways(view: PlanView, route: Route, legs: tuple[int, ...], language: Language) -> Iterator[str]:
    """Each way by what it leads to: a stop by its mark, the base, the night's lodging."""
    directory = Directory(view.request)
    letter = marks_of(directory.units)[route.unit_code].letter
    base = directory.units[route.unit_code].base_code
    for leg in legs:
        place = directory.places[route.legs[leg].to_code]
        name = name_of(place.village or place, language)
        order = _order_at(route, leg)
        if order:
            yield say("closed_to_stop", language, mark=f"{letter}{order}", place=name)
        elif place.code == base:
            yield say("closing_home", language)
        else:
            yield say("closed_to_place", language, place=name)


def _order_at(route: Route, leg: int) -> int:
    """Which visit of the day a leg leads to, from 1: also where the crew has lunch there first."""
    there = route.legs[leg].to_code
    order = sum(stop.kind is StopKind.VISIT for stop in route.stops[:leg])
    for stop in route.stops[leg:]:
        if stop.place_code != there:
            return 0
        if stop.kind is StopKind.VISIT:
            return order + 1
    return 0


def where_text(closed: Lying, language: Language) -> str:
    """Whole roads by their signs; else the roads at the place, and the village nearest to it."""
    closure = closed.closure
    if closure.point is None and not closure.polygon:
        whole = [road_text(number, language) for number in closure.road_numbers]
        return say("closing_whole", language, roads=", ".join(whole))
    shown = [road_text(number, language) for number in closed.numbers[:MOST_NUMBERS]]
    more = "…" if len(closed.numbers) > MOST_NUMBERS else ""
    roads = ", ".join(shown) + more
    if not roads:
        roads = say("closing_unnumbered" if closed.road_m else "closing_place", language)
    if closed.near is None:
        return roads
    near = f"{name_of(closed.near, language)} {whereabouts(closed.near, language)}"
    if (closed.near_m or 0) < AT_IT_M:
        return say("closing_at", language, roads=roads, village=near)
    away = distance_text(closed.near_m or 0, language)
    return say("closing_near", language, roads=roads, village=near, away=away)


def begun(text: str) -> str:
    """With a capital where the script has them."""
    return text[:1].upper() + text[1:]


def road_text(number: str, language: Language) -> str:
    """A road by its sign; those of the provinces' own network bear letters before the number."""
    code = "closing_highway" if number[:1].isdigit() else "closing_rural"
    return say(code, language, number=number)


def closing_dates(closure: Closure, language: Language) -> str:
    """From when until when, in words where a day is left open."""
    begin, end = closure.from_date, closure.to_date
    return say(
        "closing_always",
        language,
        begin=say("closing_from_day", language, date=date_text(begin, language))
        if begin
        else say("closing_from_now", language),
        end=say("closing_until_day", language, date=date_text(end, language))
        if end
        else say("closing_until_open", language),
    )
