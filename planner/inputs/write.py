"""Writes a province as a dataset folder: what `read_dataset` reads back to equal data."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner.documents import to_data
from planner.domain.province import ProvinceData
from planner.domain.units import MobileUnit
from planner.inputs.forms import Values, table_text
from planner.inputs.kinds import (
    BASES,
    CARAVANS,
    CLOSURES,
    DEMAND,
    FIXED_DATES,
    FIXED_POINTS,
    FORMS,
    HISTORY,
    HOLIDAYS,
    LODGINGS,
    PACKAGES,
    REQUESTS,
    ROAD_SEASONS,
    SERVICES,
    STAFF,
    STOP_PLACES,
    UNITS,
    UNSUITABLE_DAYS,
    VILLAGE_COLUMNS,
    village_values,
)


def write_dataset(data: ProvinceData, folder: Path) -> None:
    """Write every table of a province into a folder; other files there (roads) stay."""
    folder.mkdir(parents=True, exist_ok=True)
    head = {"province_code": data.province_code, "name_th": data.name_th, "name_en": data.name_en}
    _write_json(folder / "province.json", head)
    _write_json(folder / "policy.json", to_data(data.policy))
    villages = table_text(VILLAGE_COLUMNS, map(village_values, data.villages))
    _write_text(folder / "villages.csv", villages)
    rows = rows_of(data)
    for form in FORMS:
        _write_text(folder / form.file, table_text(form.columns, rows[form.kind]))


def rows_of(data: ProvinceData) -> dict[str, list[Values]]:
    """The rows of every table, by kind: what `planner.inputs.parts` puts together again."""
    things: Mapping[str, tuple[Any, ...]] = {
        SERVICES.kind: data.services,
        PACKAGES.kind: data.packages,
        STAFF.kind: data.staff,
        BASES.kind: data.bases,
        LODGINGS.kind: data.lodgings,
        STOP_PLACES.kind: data.stop_places,
        DEMAND.kind: data.demands,
        HISTORY.kind: data.history,
        REQUESTS.kind: data.requests,
        HOLIDAYS.kind: data.holidays,
        UNSUITABLE_DAYS.kind: data.unsuitable_days,
        CARAVANS.kind: data.caravans,
        CLOSURES.kind: data.closures,
        FIXED_POINTS.kind: data.fixed_points,
        FIXED_DATES.kind: data.fixed_dates,
        ROAD_SEASONS.kind: data.road_seasons,
    }
    rows: dict[str, list[Values]] = {
        form.kind: [form.values_of(thing) for thing in things[form.kind]]
        for form in FORMS
        if form.kind in things
    }
    rows["contacts"] = [
        {"village_code": v.code, "role_th": c.role_th, "role_en": c.role_en, "phone": c.phone}
        for v in data.villages
        for c in v.contacts
    ]
    rows["units"] = [unit_row(unit) for unit in data.units]
    rows["unit_services"] = [
        {"unit_code": u.code, "service_code": c.service_code, "counters": c.counters}
        for u in data.units
        for c in u.services
    ]
    rows["shifts"] = [
        {
            "unit_code": u.code,
            "weekday": s.weekday,
            "start": s.window.start_s,
            "end": s.window.end_s,
        }
        for u in data.units
        for s in u.shifts
    ]
    return rows


def unit_row(unit: MobileUnit) -> Values:
    """The values of a unit's own columns."""
    own = {c.name: getattr(unit, c.name) for c in UNITS.columns if hasattr(unit, c.name)}
    lunch = unit.lunch
    return {
        **own,
        "lunch_duration_s": None if lunch is None else lunch.duration_s,
        "lunch_earliest": None if lunch is None else lunch.earliest_s,
        "lunch_latest": None if lunch is None else lunch.latest_s,
        "contact": () if unit.contact is None else (unit.contact,),
    }


def _write_json(path: Path, data: Any) -> None:
    _write_text(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
