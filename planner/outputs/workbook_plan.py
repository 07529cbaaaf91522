"""The workbook's sheets of what is done: the plan by stop, and every serving by itself."""

from collections.abc import Iterator

from planner.domain.plan import Leg, Route, Stop, StopKind
from planner.outputs.view import PlanView
from planner.outputs.workbook_cells import Column, Table, Value
from planner.outputs.workbook_values import (
    ONE_DECIMAL,
    UNIT_COLUMNS,
    Scribe,
    clock,
    place_columns,
    village_columns,
)
from planner.words import Language

_STOP_COLUMNS = (
    *UNIT_COLUMNS,
    Column(heading="book_stop", width=7),
    Column(heading="book_what", width=14),
    Column(heading="book_arrive", width=8),
    Column(heading="book_open", width=8),
    Column(heading="book_close", width=8),
    Column(heading="book_leave", width=8),
)
_SERVED_COLUMNS = (
    Column(heading="book_services", width=44, wrap=True),
    Column(heading="book_people", width=9),
    Column(heading="book_minutes", width=10),
    Column(heading="book_km", width=9, number_format=ONE_DECIMAL),
    Column(heading="book_estimated", width=11),
    Column(heading="book_contact", width=26),
    Column(heading="book_position", width=16),
    Column(heading="book_lon", width=11, number_format="0.00000"),
    Column(heading="book_lat", width=11, number_format="0.00000"),
)
_NOTHING: list[Value] = [None, None, None]


def plan_table(view: PlanView, language: Language) -> Table:
    """By unit, day and stop: when, where, for whom, how far."""
    scribe = Scribe(view, language)
    rows = [row for route in scribe.routes() for row in _route_rows(scribe, route)]
    columns = (*_STOP_COLUMNS, *place_columns(language), *_SERVED_COLUMNS)
    return Table(title_code="book_sheet_plan", columns=columns, rows=rows, grouped=3)


def serving_table(view: PlanView, language: Language) -> Table:
    """One row for each service given to a village at a stop: made for pivot tables."""
    scribe = Scribe(view, language)
    rows = [
        [
            *scribe.unit(route),
            *scribe.village(serving.village_code),
            scribe.service(serving.service_code),
            serving.people,
        ]
        for route in scribe.routes()
        for stop in route.visits
        for serving in stop.servings
    ]
    columns = (
        *UNIT_COLUMNS,
        *village_columns(language),
        Column(heading="book_service", width=36),
        Column(heading="book_people", width=9),
    )
    return Table(title_code="book_sheet_servings", columns=columns, rows=rows, grouped=3)


def _route_rows(scribe: Scribe, route: Route) -> Iterator[list[Value]]:
    """Leaving, each stop, coming home."""
    head = scribe.unit(route)
    places = scribe.directory.places
    yield [
        *head,
        None,
        scribe.text("book_leaves"),
        *_NOTHING,
        clock(route.depart_s),
        *_quiet(scribe, route.start_code, None),
    ]
    order = 0
    for stop, leg in zip(route.stops, route.legs, strict=False):
        if stop.kind is StopKind.VISIT:
            order += 1
            yield [*head, order, *_visit(scribe, stop, leg)]
        else:
            yield [
                *head,
                None,
                scribe.text("book_lunch"),
                *_times(stop),
                *_quiet(scribe, stop.place_code, leg),
            ]
    home = places[route.end_code].code == scribe.directory.units[route.unit_code].base_code
    yield [
        *head,
        None,
        scribe.text("book_returns" if home else "book_sleeps"),
        clock(route.return_s),
        *_NOTHING,
        *_quiet(scribe, route.end_code, route.legs[-1] if route.legs else None),
    ]


def _visit(scribe: Scribe, stop: Stop, leg: Leg) -> list[Value]:
    place = scribe.directory.places[stop.place_code]
    services = "; ".join(
        scribe.text("book_serving", service=scribe.service(one.service_code), people=one.people)
        for one in stop.servings
    )
    return [
        scribe.text("book_visit"),
        *_times(stop),
        *scribe.place(place),
        services,
        sum(one.people for one in stop.servings),
        *_way(scribe, leg),
        scribe.contacts(place.village),
        *scribe.position(place),
    ]


def _quiet(scribe: Scribe, place_code: str, leg: Leg | None) -> list[Value]:
    """The values from the place on, where nobody is served."""
    place = scribe.directory.places[place_code]
    return [*scribe.place(place), "", None, *_way(scribe, leg), "", *scribe.position(place)]


def _times(stop: Stop) -> list[Value]:
    return [clock(stop.arrive_s), clock(stop.start_s), clock(stop.end_s), clock(stop.leave_s)]


def _way(scribe: Scribe, leg: Leg | None) -> list[Value]:
    """Minutes and kilometres of the leg that leads here, and whether they are a guess."""
    if leg is None or leg.from_code == leg.to_code:
        return [None, None, ""]
    guess = scribe.text("book_yes") if leg.estimated else ""
    return [-(-leg.duration_s // 60), round(leg.distance_m / 1000, 3), guess]
