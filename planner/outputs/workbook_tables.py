"""The workbook's sheets by village, by row left out and by unit."""

from collections import defaultdict

from geodata.places import Village
from planner.assess.metrics import UnitWork, measure
from planner.domain.plan import Route
from planner.domain.units import MobileUnit
from planner.outputs.unplanned import (
    LeftOut,
    Pressure,
    due_of,
    left_out,
    pressure_of,
    reason_text,
)
from planner.outputs.view import PlanView, role_of
from planner.outputs.workbook_cells import Column, Table, Value
from planner.outputs.workbook_values import ONE_DECIMAL, Scribe, village_columns
from planner.words import Language

_OF_VILLAGE = (
    Column(heading="book_population", width=11),
    Column(heading="book_first_visit", width=18),
    Column(heading="book_by_units", width=12),
    Column(heading="book_people", width=9),
    Column(heading="book_still_waiting", width=12),
    Column(heading="book_pressure", width=26),
    Column(heading="book_reason", width=46, wrap=True),
    Column(heading="book_position", width=16),
)
_LEFT_OUT = (
    Column(heading="book_service", width=36),
    Column(heading="book_people", width=9),
    Column(heading="book_due", width=18),
    Column(heading="book_pressure", width=30),
    Column(heading="book_reason", width=56, wrap=True),
)
_UNIT_SHEET = (
    Column(heading="book_letter", width=7),
    Column(heading="book_unit_code", width=12),
    Column(heading="book_unit", width=36),
    Column(heading="book_base", width=30),
    Column(heading="book_vehicle", width=22),
    Column(heading="book_days", width=9),
    Column(heading="book_visits", width=9),
    Column(heading="book_people", width=9),
    Column(heading="book_km", width=10, number_format=ONE_DECIMAL),
    Column(heading="book_drive_hours", width=11, number_format=ONE_DECIMAL),
    Column(heading="book_work_hours", width=12, number_format=ONE_DECIMAL),
    Column(heading="book_nights", width=9),
    Column(heading="book_contact", width=28),
)


def village_table(view: PlanView, language: Language) -> Table:
    """Every village: what it gets, when, and what it does not."""
    scribe = Scribe(view, language)
    served: dict[str, list[tuple[Route, int]]] = defaultdict(list)
    for route, _, serving in view.plan.servings():
        served[serving.village_code].append((route, serving.people))
    left = {group.village_code: group for group in left_out(view.request, view.plan)}
    rows = [
        _village_row(scribe, village, served[village.code], left.get(village.code))
        for village in view.request.villages
    ]
    columns = (*village_columns(language), *_OF_VILLAGE)
    return Table(title_code="book_sheet_villages", columns=columns, rows=rows)


def left_out_table(view: PlanView, language: Language) -> Table:
    """Every row left out with its reason: required, then due, then the others; by village."""
    scribe = Scribe(view, language)
    due = due_of(view.request)
    rows = [row for group in left_out(view.request, view.plan) for row in group.rows]
    rows.sort(key=lambda row: list(Pressure).index(pressure_of(row, due)))
    values: list[list[Value]] = [
        [
            scribe.text("book_yes") if row.required else "",
            *scribe.village(row.village_code),
            scribe.service(row.service_code),
            row.people,
            row.due_on,
            scribe.text(f"output_pressure_{pressure_of(row, due)}"),
            reason_text(row, language, scribe.names),
        ]
        for row in rows
    ]
    required = Column(heading="book_required", width=11)
    columns = (required, *village_columns(language), *_LEFT_OUT)
    return Table(title_code="book_sheet_left_out", columns=columns, rows=values)


def unit_table(view: PlanView, language: Language) -> Table:
    """Every unit with what it does in this plan."""
    scribe = Scribe(view, language)
    work = {one.unit_code: one for one in measure(view.request, view.plan).units}
    rows = [_unit_row(scribe, unit, work[unit.code]) for unit in view.request.units]
    return Table(title_code="book_sheet_units", columns=_UNIT_SHEET, rows=rows)


def _village_row(
    scribe: Scribe, village: Village, served: list[tuple[Route, int]], left: LeftOut | None
) -> list[Value]:
    first = min((route.day for route, _ in served), default=None)
    return [
        *scribe.village(village.code),
        village.people,
        None if first is None else scribe.view.request.horizon.date_of(first),
        ", ".join(sorted({scribe.marks[route.unit_code].letter for route, _ in served})),
        sum(people for _, people in served),
        left.people if left else 0,
        scribe.text(f"output_pressure_{left.pressure.value}") if left else "",
        reason_text(left.rows[0], scribe.language, scribe.names) if left else "",
        scribe.quality(village),
    ]


def _unit_row(scribe: Scribe, unit: MobileUnit, work: UnitWork) -> list[Value]:
    contact = unit.contact
    return [
        scribe.marks[unit.code].letter,
        unit.code,
        scribe.name(unit),
        scribe.name(scribe.directory.places[unit.base_code]),
        scribe.text(f"output_vehicle_{unit.vehicle_class.value}"),
        work.days,
        work.visits,
        work.people,
        round(work.distance_m / 1000, 3),
        round(work.drive_s / 3600, 2),
        round(work.work_s / 3600, 2),
        work.nights,
        f"{role_of(contact, scribe.language)} {contact.phone}" if contact else "",
    ]
