"""Fairness in words and tables of one language: shared by the page, the workbook, the terminal."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

from openpyxl import Workbook

from planner.assess.fairness import BINS, Fairness, Share
from planner.domain.province import ProvinceData
from planner.outputs.figures import percent_text
from planner.outputs.view import name_of
from planner.outputs.workbook_cells import Column, Table, Value, put_table
from planner.words import Language, say

__all__ = [
    "Share",
    "district_names",
    "group_names",
    "lowest_text",
    "share_text",
    "summary_rows",
    "write_fairness",
]

_NUMBERS = ("rows", "overdue", "due", "met", "share")


def group_names(language: Language) -> tuple[str, ...]:
    """The groups of `Fairness.groups`."""
    between = [
        say("fairness_group_between", language, first=first + 1, last=last)
        for first, last in pairwise(BINS)
    ]
    more = say("fairness_group_more", language, last=BINS[-1])
    return (say("fairness_group_none", language), *between, more)


def summary_rows(
    moments: Mapping[str, Fairness], language: Language
) -> list[tuple[str, dict[str, float | int | None]]]:
    """Each figure by moment ("before", "now", "after")."""
    figures: dict[str, Callable[[Fairness], float | int | None]] = {
        "overdue": lambda f: round(100 * f.whole.rows_overdue / max(1, f.whole.rows), 1),
        "villages": lambda f: f.villages_overdue,
        "median": lambda f: round(f.median_overdue, 1),
        "worst": lambda f: f.worst_overdue,
        "gini": lambda f: round(f.gini, 3),
        "lowest": lambda f: f.lowest[1].share / 100 if f.lowest and not f.rows_unknown else None,
    }
    return [
        (
            say(f"fairness_row_{name}", language),
            {moment: figure(fairness) for moment, fairness in moments.items()},
        )
        for name, figure in figures.items()
    ]


def district_names(data: ProvinceData, language: Language) -> dict[str, str]:
    """Names of districts by code, in order of code."""
    english = language is Language.EN
    found = {
        v.district_code: (english and v.district_en) or v.district_th or v.district_code
        for v in data.villages
    }
    return dict(sorted(found.items()))


def share_text(share: Share | None) -> str:
    """The year's need met, as per cent; a dash where nothing is due."""
    if share is None or share.need is None:
        return "–"
    return f"{share.need.share / 100:.0f}"


def write_fairness(
    moments: Mapping[str, Fairness], data: ProvinceData, path: Path, title: str, language: Language
) -> None:
    """Summary, coverage by district and service, and every overdue row; a file is replaced."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = title, ""
    now = moments["now"]
    for table in (
        _summary(moments, language),
        _coverage(now, data, language),
        _worst(now, data, language),
    ):
        put_table(book, table, title, language)
    book.save(path)


def _summary(moments: Mapping[str, Fairness], language: Language) -> Table:
    columns = [Column(heading="fairness_compare_what", width=42)]
    columns += [
        Column(heading=f"fairness_column_{name}", width=20, number_format="#,##0.0##")
        for name in moments
    ]
    rows: list[list[Value]] = [
        [label, *(values[name] for name in moments)]
        for label, values in summary_rows(moments, language)
    ]
    return Table(title_code="fairness_sheet_summary", columns=tuple(columns), rows=rows)


def _coverage(now: Fairness, data: ProvinceData, language: Language) -> Table:
    columns = (
        Column(heading="fairness_column_district", width=22),
        Column(heading="fairness_column_service", width=36),
        *(
            Column(
                heading=f"fairness_column_{name}", width=16,
                number_format="0.00" if name == "share" else "#,##0",
            )
            for name in _NUMBERS
        ),
    )  # fmt: skip
    services = {s.code: name_of(s, language) for s in data.services}
    every = say("fairness_all_services", language)
    rows: list[list[Value]] = []
    for code, district in district_names(data, language).items():
        if code in now.districts:
            rows.append([district, every, *_numbers(now.districts[code])])
        for service, name in services.items():
            if (code, service) in now.cells:
                rows.append([district, name, *_numbers(now.cells[code, service])])
    rows.append([say("fairness_whole", language), every, *_numbers(now.whole)])
    return Table(title_code="fairness_sheet_coverage", columns=columns, rows=rows, grouped=1)


def _numbers(share: Share) -> list[Value]:
    need = share.need
    return [
        share.rows,
        share.rows_overdue,
        None if need is None else need.due,
        None if need is None else need.met_before + need.met_now,
        None if need is None else need.share / 100,
    ]


def _worst(now: Fairness, data: ProvinceData, language: Language) -> Table:
    widths = {"village": 24, "service": 36, "district": 20}
    names = ("code", "village", "district", "service", "people", "days", "last")
    villages = {v.code: v for v in data.villages}
    districts = district_names(data, language)
    services = {s.code: name_of(s, language) for s in data.services}
    rows: list[list[Value]] = [
        [
            row.village_code,
            name_of(villages[row.village_code], language),
            districts[row.village_code[:4]],
            services[row.service_code],
            row.people,
            row.days_overdue,
            row.last_on,
        ]
        for row in now.overdue
    ]
    columns = tuple(
        Column(heading=f"fairness_column_{name}", width=widths.get(name, 14)) for name in names
    )
    return Table(title_code="fairness_sheet_worst", columns=columns, rows=rows)


def lowest_text(fairness: Fairness) -> str:
    """The lowest district's share as per cent; a dash where nothing is due."""
    return "–" if fairness.lowest is None else percent_text(fairness.lowest[1].share)
