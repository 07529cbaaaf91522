"""A whole country of villages imported province by province, and a workbook looked at first.

    python -m tests.benchmarks.country --data FOLDER     (a folder with villages_located.csv.gz)
    python -m tests.benchmarks.country                   (a synthetic country of 2,000 villages)

Each province goes the whole way: its list is read and judged, put over what the store has, tried
out as a request and stored in SQLite. Times are wall seconds, and CPU seconds of this process and
its children; memory is the peak of this process.
"""

import argparse
import csv
import gzip
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from geodata.places import Location, Village
from planner.domain.demand import Demand, Service
from planner.domain.province import ProvinceData
from planner.domain.units import Base, Counters, MobileUnit, VehicleClass
from planner.inputs import write_template
from planner.ports import Store
from planner.storage.store import open_store
from planner.usecases.preview import preview_import
from planner.usecases.villages import import_files

Row = dict[str, str]
HEADINGS = (
    *("muban_code", "name_th", "name_en", "tambon_th", "amphoe_th", "lat", "lon"),
    *("point_quality", "coord_source"),
)
QUALITIES = {"A": "exact", "B": "exact"}
"""Grades of the source's points that are exact; the others are approximate."""


class Now:
    """A clock that stands still."""

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an import of a country took."""

    provinces: int
    villages: int
    located: int
    findings: dict[str, int]
    wall_s: float
    cpu_s: float
    peak_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BookResult:
    """What the preview and then the import of a workbook took."""

    preview_wall_s: float
    preview_cpu_s: float
    import_wall_s: float
    import_cpu_s: float


def country_rows(data: Path) -> Iterator[Row]:
    """The official villages of the data set, as a list of ours.

    A dozen of them have no name there, which an import refuses: they are named by their number.
    """
    with gzip.open(data / "villages_located.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield {
                **{name: row.get(name, "") for name in HEADINGS},
                "name_th": row["name_th"] or f"หมู่ที่ {row['moo']}",
                "point_quality": QUALITIES.get(row["coord_quality"], "approximate"),
            }


def synthetic_rows(villages: int, seed: int = 1) -> Iterator[Row]:
    """A made-up country: 20 provinces with villages about their middles."""
    dice = random.Random(seed)
    for i in range(villages):
        province, rest = 50 + i % 20, i // 20
        code = f"{province}{1 + rest // 60:02d}{1 + rest // 10 % 6:02d}{1 + rest % 10:02d}"
        yield {
            "muban_code": code,
            "name_th": f"บ้านที่ {i}",
            "name_en": f"Ban {i}",
            "tambon_th": f"ตำบลที่ {rest // 10}",
            "amphoe_th": f"อำเภอที่ {rest // 60}",
            "lat": f"{dice.uniform(14, 19):.5f}",
            "lon": f"{dice.uniform(99, 102):.5f}",
            "point_quality": "exact",
            "coord_source": "synthetic",
        }


def import_country(rows: Iterable[Row], folder: Path) -> Result:
    """Import every province of the rows into a fresh store in `folder`."""
    by_province: dict[str, list[Row]] = {}
    for row in rows:
        by_province.setdefault(row["muban_code"][:2], []).append(row)
    store = open_store(f"sqlite:///{folder / 'country.db'}")
    found: Counter[str] = Counter()
    villages = located = 0
    began, cpu = time.perf_counter(), cpu_s()
    for code, listed in sorted(by_province.items()):
        _open_province(store, code)
        path = folder / f"{code}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADINGS)
            writer.writeheader()
            writer.writerows(listed)
        done = import_files(
            store, Now(), (path,), folder, actor="benchmark", kind="villages", province_code=code
        )
        (data,) = done.provinces
        villages += len(data.villages)
        located += sum(village.location is not None for village in data.villages)
        found.update(finding.code for finding in done.findings)
    took_s = time.perf_counter() - began
    store.close()
    return Result(
        provinces=len(by_province),
        villages=villages,
        located=located,
        findings=dict(found),
        wall_s=round(took_s, 2),
        cpu_s=round(cpu_s() - cpu, 2),
        peak_mb=peak_mb(),
    )


def _open_province(store: Store, code: str) -> None:
    with store.writing(actor="benchmark", at=Now().now()) as writer:
        writer.put_province(ProvinceData(province_code=code, name_th=code, name_en=code))
        writer.note("province_opened", f"province:{code}")


def take_workbook(villages: int, folder: Path) -> BookResult:
    """The preview and the import of a workbook with so many rows of villages and of demand."""
    data = _province(villages)
    path = folder / "workbook.xlsx"
    write_template(path, data)
    store = open_store(f"sqlite:///{folder / 'workbook.db'}")
    with store.writing(actor="benchmark", at=Now().now()) as writer:
        writer.put_province(data)
        writer.note("province_opened", f"province:{data.province_code}")
    marks = [(time.perf_counter(), cpu_s())]
    preview = preview_import(store, Now(), (path,), folder)
    marks.append((time.perf_counter(), cpu_s()))
    import_files(store, Now(), (path,), folder, actor="benchmark")
    marks.append((time.perf_counter(), cpu_s()))
    store.close()
    assert not preview.is_refused
    looked, took = (
        (after[0] - before[0], after[1] - before[1]) for before, after in pairwise(marks)
    )
    return BookResult(
        preview_wall_s=round(looked[0], 2),
        preview_cpu_s=round(looked[1], 2),
        import_wall_s=round(took[0], 2),
        import_cpu_s=round(took[1], 2),
    )


def _province(villages: int) -> ProvinceData:
    listed = tuple(
        Village(
            code=row["muban_code"],
            name_th=row["name_th"],
            name_en=row["name_en"],
            location=Location(lon=float(row["lon"]), lat=float(row["lat"])),
            population=100,
        )
        for row in (r for r in synthetic_rows(20 * villages) if r["muban_code"][:2] == "50")
    )
    service = Service(
        code="S", name_th="บริการ", name_en="Service", agency_th="", agency_en="",
        seconds_per_person=600, interval_days=180, sla_working_days=15,
    )  # fmt: skip
    base = Base(code="B", name_th="ฐาน", name_en="Base", location=Location(lon=100.0, lat=17.0))
    unit = MobileUnit(
        code="U", name_th="หน่วย", name_en="Unit", province_code="50", base_code="B",
        vehicle_class=VehicleClass.VAN, services=(Counters(service_code="S", counters=2),),
    )  # fmt: skip
    return ProvinceData(
        province_code="50", name_th="จังหวัดสมมติ", name_en="Synthetic", villages=listed,
        bases=(base,), units=(unit,), services=(service,),
        demands=tuple(Demand(village_code=v.code, service_code="S", people=9) for v in listed),
    )  # fmt: skip


def cpu_s() -> float:
    """CPU seconds of this process and of its children that have ended."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def peak_mb() -> float:
    """The most memory this process has had, MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--villages", type=int, default=2_000)
    chosen = parser.parse_args()
    rows = country_rows(chosen.data) if chosen.data else synthetic_rows(chosen.villages)
    with tempfile.TemporaryDirectory() as folder:
        result = import_country(rows, Path(folder))
        book = take_workbook(1_000, Path(folder))
    told = {name: getattr(result, name) for name in Result.__dataclass_fields__}
    told["workbook_of_1000_rows"] = {name: getattr(book, name) for name in BookResult.__slots__}
    json.dump(told, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
