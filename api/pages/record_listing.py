"""Records of one kind as a table: what a person knows them by, and what matters most of each."""

from collections.abc import Mapping
from urllib.parse import quote

from api.pages.record_cells import DATES, Names, cell_text
from planner.inputs import RecordKind, texts_of
from planner.outputs.listing import Heading, Line, Listing
from planner.usecases.master_data import Record
from planner.words import Language, catalog

SHOWN: Mapping[str, tuple[str, ...]] = {
    "villages": ("name", "tambon", "district", "people", "point_quality", "contacts"),
    "stop_places": ("name", "village_code", "offers", "placed_by"),
    "bases": ("name", "district_code", "lon", "lat"),
    "lodgings": ("name", "cost_per_night_baht", "lon", "lat"),
    "services": ("name", "seconds_per_person", "interval_days", "sla_working_days", "staff_code"),
    "packages": ("name", "open_s", "serving_s", "includes_lunch"),
    "staff": ("name", "mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "units": ("name", "base_code", "vehicle_class", "counters", "max_nights", "contact"),
    "demand": ("village", "service_code", "people"),
    "holidays": ("date", "name", "status", "units_work"),
    "unsuitable_days": ("village", "date", "reason"),
    "fixed_dates": ("village", "date", "service_code", "unit_code", "name"),
    "caravans": ("name", "place_code", "dates", "unit_codes", "due_on"),
    "fixed_points": ("name", "service_codes", "weekdays"),
    "road_seasons": ("from_date", "to_date", "state", "reason"),
    "closures": ("code", "kind", "from_date", "to_date", "reason"),
}
"""What a line shows of each kind, the name first."""
NUMBERS = frozenset(
    {"people", "seconds_per_person", "interval_days", "sla_working_days", "max_nights"}
    | {"cost_per_night_baht", "open_s", "serving_s", "contacts", "counters"}
    | {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
)
MINOR_AFTER = 2
"""Columns beyond are left out on narrow screens."""


def record_listing(
    province_code: str,
    kind: RecordKind,
    records: tuple[Record, ...],
    names: Names,
    language: Language,
    *,
    sees_numbers: bool,
) -> Listing:
    """The table; `names` are what the things that records name by code are called."""
    columns = SHOWN[kind.name]
    headings = tuple(
        Heading(
            key=column,
            title_code=_title_code(kind.name, column),
            is_number=column in NUMBERS,
            is_minor=i >= MINOR_AFTER,
        )
        for i, column in enumerate(columns)
    )
    lines = []
    for record in records:
        texts = texts_of(kind, record.thing)
        cells = tuple(
            cell_text(
                column, record, texts.get(column, ""), names, language, sees_numbers=sees_numbers
            )
            for column in columns
        )
        address = f"/data/{province_code}/{kind.name}/record?key={quote(record.key)}"
        lines.append(
            Line(
                key=record.key,
                values=tuple(
                    _value(column, texts.get(column, "") if column in DATES else cell)
                    for column, cell in zip(columns, cells, strict=True)
                ),
                shown=cells,
                found_by=" ".join((record.key, *cells, *_both_names(record))),
                href=address,
            )
        )
    return Listing(headings=headings, lines=tuple(lines))


def _both_names(record: Record) -> tuple[str, ...]:
    names = (getattr(record.thing, name, "") for name in ("name_th", "name_en"))
    return tuple(name for name in names if isinstance(name, str))


def _title_code(kind: str, column: str) -> str:
    own = f"data_column_{column}"
    if own in catalog():
        return own
    code = f"form_column_{kind}.{column}"
    return code if code in catalog() else f"form_column_{column}"


def _value(column: str, shown: str) -> str | int | float:
    if column in NUMBERS:
        try:
            return float(shown.replace(",", ""))
        except ValueError:
            return shown
    return shown
