"""The plan as an XLSX workbook: sheets that print on A4 and hold real dates, times, numbers."""

from pathlib import Path

from openpyxl import Workbook

from planner.outputs.caravans import caravan_table
from planner.outputs.times import days_text
from planner.outputs.view import PlanView, province_text
from planner.outputs.workbook_about import about_table, district_table, summary_table
from planner.outputs.workbook_cells import put_table
from planner.outputs.workbook_closed import closed_table
from planner.outputs.workbook_plan import plan_table, serving_table
from planner.outputs.workbook_tables import left_out_table, unit_table, village_table
from planner.words import Language, say

TABLES = (
    plan_table,
    serving_table,
    village_table,
    left_out_table,
    unit_table,
    district_table,
    summary_table,
    about_table,
)


def write_workbook(view: PlanView, path: Path, language: Language = Language.TH) -> None:
    """Write the workbook to a path; an existing file is replaced."""
    book = Workbook()
    book.remove(book.worksheets[0])
    title = " · ".join(
        (
            say("output_title", language),
            province_text(view.plan.province_code, language),
            days_text(view.plan.start, view.plan.days, language),
        )
    )
    book.properties.title = title
    book.properties.creator = ""
    for make in TABLES:
        put_table(book, make(view, language), title, language)
    for table in (closed_table(view, language), caravan_table(view, language)):
        if table is not None:
            put_table(book, table, title, language)
    book.save(path)
