"""A synthetic country of 2,000 villages, and a workbook of 1,000: whole, and soon enough."""

import csv

import pytest

from geodata.findings import Severity
from planner.domain.errors import ImportRefused
from planner.storage.memory import MemoryStore
from planner.usecases.preview import preview_import
from planner.usecases.villages import EVERY_PROVINCE, import_files
from tests.benchmarks.country import (
    HEADINGS,
    Now,
    import_country,
    synthetic_rows,
    take_workbook,
)
from tests.machine import slowness


def test_a_country_is_imported_province_by_province(tmp_path):
    result = import_country(synthetic_rows(2_000), tmp_path)
    assert (result.provinces, result.villages, result.located) == (20, 2_000, 2_000)
    assert result.findings == {"no_population_column": 20, "nothing_to_plan_with": 20}
    assert result.cpu_s < 15 * slowness()
    assert result.peak_mb < 2_000


def test_a_workbook_of_a_thousand_villages_is_looked_at_in_seconds(tmp_path):
    took = take_workbook(1_000, tmp_path)
    assert took.preview_cpu_s + took.import_cpu_s < 10 * slowness()


NO_PROVINCES = ("59", "68", "69")
"""Codes that no province of Thailand has; the synthetic country does not mind."""


def a_list(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_list_of_many_provinces_is_imported_at_once(tmp_path):
    store, rows = MemoryStore(), list(synthetic_rows(200))
    every = {"kind": "villages", "province_code": EVERY_PROVINCE}
    real = [row for row in rows if row["muban_code"][:2] not in NO_PROVINCES]
    path = a_list(tmp_path / "all.csv", rows)
    with pytest.raises(ImportRefused) as refused:
        import_files(store, Now(), (path,), tmp_path, actor="tester", **every)
    faults = [f for f in refused.value.findings if f.severity is Severity.ERROR]
    assert {f.code for f in faults} == {"not_a_village_code"}
    assert len(faults) == len(rows) - len(real)
    path = a_list(tmp_path / "all.csv", real)
    done = import_files(store, Now(), (path,), tmp_path, actor="tester", **every)
    assert len(done.versions) == 20 - len(NO_PROVINCES)
    assert sum(len(data.villages) for data in done.provinces) == len(real)
    names = {data.province_code: data.name_th for data in done.provinces}
    assert names["58"] == "แม่ฮ่องสอน"
    real[0]["name_th"] = "บ้านชื่อใหม่"
    path = a_list(tmp_path / "all.csv", real[:1])
    (seen,) = preview_import(store, Now(), (path,), tmp_path, **every).provinces
    assert next(p.changed for p in seen.parts if p.kind == "villages") == (real[0]["muban_code"],)
