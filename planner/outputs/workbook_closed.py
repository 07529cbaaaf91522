"""The workbook's sheet of roads closed after the plan was made; only where there are some."""

from planner.outputs.closed_roads import closed_today
from planner.outputs.view import PlanView
from planner.outputs.workbook_cells import Column, Table
from planner.outputs.workbook_values import UNIT_COLUMNS, Scribe
from planner.words import Language


def closed_table(view: PlanView, language: Language) -> Table | None:
    """A row for each unit, day and road; None where no way leads over one."""
    scribe = Scribe(view, language)
    rows = [
        [*scribe.unit(route), one.where, one.dates, one.vehicles, one.reason, one.ways]
        for route in scribe.routes()
        for one in closed_today(view, route, language)
    ]
    if not rows:
        return None
    columns = (
        *UNIT_COLUMNS,
        Column(heading="book_closed_where", width=48, wrap=True),
        Column(heading="book_closed_dates", width=30, wrap=True),
        Column(heading="book_closed_vehicles", width=20, wrap=True),
        Column(heading="book_closed_reason", width=30, wrap=True),
        Column(heading="book_closed_ways", width=48, wrap=True),
    )
    return Table(title_code="book_sheet_closed", columns=columns, rows=rows, grouped=3)
