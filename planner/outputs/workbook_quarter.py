"""The quarter as an XLSX workbook: weeks, who comes next when, promises, in real dates."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from planner.assess.quarter import NextVisit, Quarter
from planner.domain.request import PlanRequest
from planner.outputs.times import days_text
from planner.outputs.view import Directory, name_of, province_text
from planner.outputs.workbook_cells import Column, Table, Value, put_table
from planner.outputs.workbook_values import ONE_DECIMAL, village_columns, village_values
from planner.words import Language, say

_WEEKS = (
    Column(heading="quarter_week", width=18),
    Column(heading="quarter_plan", width=22),
    Column(heading="quarter_state", width=14),
    Column(heading="book_people", width=10),
    Column(heading="quarter_villages", width=12),
    Column(heading="quarter_overdue", width=16),
    Column(heading="quarter_broken", width=16),
    Column(heading="book_km", width=10, number_format=ONE_DECIMAL),
    Column(heading="quarter_baht", width=12),
    Column(heading="quarter_gap", width=10, number_format="0.00%"),
)
_VISITS = (
    Column(heading="book_service", width=36),
    Column(heading="book_people", width=9),
    Column(heading="quarter_last", width=18),
    Column(heading="quarter_next", width=18),
    Column(heading="book_unit", width=34),
    Column(heading="quarter_intervals", width=16, number_format="0.00"),
)
_PROMISES = (
    Column(heading="book_service", width=36),
    Column(heading="quarter_request", width=16),
    Column(heading="quarter_due", width=18),
    Column(heading="book_people", width=9),
    Column(heading="quarter_in_time", width=14),
    Column(heading="quarter_done", width=18),
    Column(heading="quarter_forecast", width=16),
)


def write_quarter(
    quarter: Quarter, request: PlanRequest, path: Path, language: Language = Language.TH
) -> None:
    """Write the workbook to a path; an existing file is replaced."""
    book = Workbook()
    book.remove(book.worksheets[0])
    title = " · ".join(
        (
            say("quarter_title", language),
            province_text(request.province_code, language),
            days_text(quarter.start, 7 * len(quarter.weeks), language),
        )
    )
    book.properties.title = title
    book.properties.creator = ""
    scribe = _Scribe(quarter, request, language)
    for table in (scribe.weeks(), scribe.calendar(), scribe.visits(), scribe.promises()):
        put_table(book, table, title, language)
    book.save(path)


class _Scribe:
    """The quarter's tables in one language."""

    def __init__(self, quarter: Quarter, request: PlanRequest, language: Language) -> None:
        self._quarter, self._request, self._language = quarter, request, language
        self._directory = Directory(request)
        self._names = self._directory.names(language)

    def weeks(self) -> Table:
        """One row a week."""
        rows: list[list[Value]] = [
            [
                week.start,
                week.plan_id,
                say(f"quarter_{'published' if week.is_published else 'draft'}", self._language),
                week.people,
                week.villages,
                week.rows_overdue,
                week.rows_broken,
                round(week.distance_m / 1000, 3),
                week.baht,
                week.gap,
            ]
            for week in self._quarter.weeks
        ]
        return Table(title_code="quarter_sheet_weeks", columns=_WEEKS, rows=rows)

    def calendar(self) -> Table:
        """One row a village: the date of the next visit by service."""
        services = self._request.services
        columns = tuple(Column(heading=s.code, width=16) for s in services)
        by_village: dict[str, dict[str, date]] = {}
        for visit in self._quarter.visits:
            if visit.next_on is not None:
                of_village = by_village.setdefault(visit.village_code, {})
                of_village[visit.service_code] = visit.next_on
        rows: list[list[Value]] = [
            [
                *self._village(village.code),
                *(by_village.get(village.code, {}).get(service.code) for service in services),
            ]
            for village in self._request.villages
        ]
        names = {s.code: name_of(s, self._language) for s in services}
        return Table(
            title_code="quarter_sheet_calendar",
            columns=self._by_village(columns),
            rows=rows,
            headings=names,
        )

    def visits(self) -> Table:
        """One row a village and service, the longest wait at the end first."""

        def order(visit: NextVisit) -> tuple[float, str, str]:
            return (-visit.intervals_at_end, visit.village_code, visit.service_code)

        rows: list[list[Value]] = [
            [
                *self._village(visit.village_code),
                self._names[visit.service_code],
                visit.people,
                visit.last_on,
                visit.next_on,
                self._names.get(visit.unit_code or "", ""),
                visit.intervals_at_end,
            ]
            for visit in sorted(self._quarter.visits, key=order)
        ]
        return Table(
            title_code="quarter_sheet_visits", columns=self._by_village(_VISITS), rows=rows
        )

    def promises(self) -> Table:
        """One row a request that falls due, those that will break first."""
        rows: list[list[Value]] = [
            [
                *self._village(promise.village_code),
                self._names[promise.service_code],
                promise.request_code,
                promise.due_on,
                promise.people,
                promise.people_in_time,
                promise.done_on,
                say(
                    f"quarter_{'breaks' if promise.will_break else 'keeps'}",
                    self._language,
                ),
            ]
            for promise in self._quarter.promises
        ]
        columns = self._by_village(_PROMISES)
        return Table(title_code="quarter_sheet_promises", columns=columns, rows=rows)

    def _by_village(self, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        return (*village_columns(self._language), *columns)

    def _village(self, code: str) -> list[Value]:
        return village_values(self._directory.villages[code], self._language)
