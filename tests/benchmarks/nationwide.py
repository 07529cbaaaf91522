"""A country planned at once: SQLite with one worker, PostgreSQL with two; provinces a minute, CPU.

    python -m tests.benchmarks.nationwide --data FOLDER  (a folder with villages_located.csv.gz)
    python -m tests.benchmarks.nationwide --synthetic 4  (so many made-up provinces)

The village list is imported province by province, sample units are made, one nationwide run is
opened, and workers (programs of their own, one run each at a time) carry it out. Times are wall
seconds, and CPU seconds of the workers and of the searches that they start. `--provinces` takes the
first so many; `--keep` leaves the store (of SQLite) behind, to be looked at.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from planner.domain.calendar import Horizon
from planner.settings import Settings
from planner.storage.store import open_store
from planner.usecases.furnishing import furnish
from planner.usecases.national import NationalSummary, national_summary, open_national
from planner.usecases.villages import EVERY_PROVINCE, import_files
from planner.usecases.weekly import seconds_params
from tests.benchmarks.country import HEADINGS, Now, Row, country_rows, synthetic_rows
from tests.postgres import a_store_url

WEEK = Horizon(start=Now().now().date().replace(day=30), days=7)
CASES = (("sqlite", 1), ("postgresql", 2))
PATIENCE_S = 4 * 3600
WORK = "from api.command import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one database with so many workers came to; `cpu_s` of all workers and searches."""

    database: str
    workers: int
    provinces: int
    villages: int
    plans: int
    failed: int
    tried_again: int
    people_served: int
    villages_visited: int
    wall_s: float
    cpu_s: float
    provinces_per_minute: float
    cpu_s_per_province: float


def plan_country(
    rows: list[Row], database: str, workers: int, cpu_s: float, folder: Path
) -> Result:
    """Plan the provinces of these rows with so many workers on a fresh store."""
    with a_store_url(database, folder) as url:
        settings = Settings(data_dir=folder, database_url=url)
        store = open_store(settings.store_url)
        path = folder / "villages.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADINGS)
            writer.writeheader()
            writer.writerows(rows)
        import_files(
            store, Now(), (path,), folder,
            actor="benchmark", kind="villages", province_code=EVERY_PROVINCE,
        )  # fmt: skip
        with store.reading() as reader:
            codes = [version.code for version in reader.provinces()]
        furnish(store, Now(), codes, WEEK.start, by="benchmark")
        wish = open_national(store, Now(), WEEK, seconds_params(cpu_s), codes, actor="benchmark")
        began, before = time.perf_counter(), _children_cpu_s()
        with _working(settings, workers) as running:
            for worker in running:
                worker.wait(PATIENCE_S)
        wall_s, used_s = time.perf_counter() - began, _children_cpu_s() - before
        summary = national_summary(store, wish.id)
        store.close()
    return _result(summary, database, workers, len(rows), wall_s, used_s)


@contextmanager
def _working(settings: Settings, count: int) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Workers that stop by themselves when nothing is left to do."""
    environment = os.environ | {
        "PLANNER_DATA_DIR": str(settings.data_dir),
        "PLANNER_DATABASE_URL": settings.database_url,
    }
    options = ["worker", "--until-idle", "--at-once", "1", "--name"]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WORK, *options, f"worker-{number}"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number in range(count)
    ]
    try:
        yield running
    finally:
        for worker in running:
            if worker.poll() is None:
                worker.terminate()
                worker.wait(60)


def _result(
    summary: NationalSummary,
    database: str,
    workers: int,
    villages: int,
    wall_s: float,
    cpu_s: float,
) -> Result:
    count = len(summary.parts)
    return Result(
        database=database,
        workers=workers,
        provinces=count,
        villages=villages,
        plans=summary.plans,
        failed=len(summary.failed),
        tried_again=sum(part.tries > 1 for part in summary.parts),
        people_served=summary.total("people_served"),
        villages_visited=summary.total("villages_visited"),
        wall_s=round(wall_s, 1),
        cpu_s=round(cpu_s, 1),
        provinces_per_minute=round(60 * count / wall_s, 2),
        cpu_s_per_province=round(cpu_s / count, 1),
    )


def _children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def first_provinces(rows: list[Row], count: int | None) -> list[Row]:
    """The rows of the first so many provinces by code; all without a number."""
    codes = sorted({row["muban_code"][:2] for row in rows})[:count]
    return [row for row in rows if row["muban_code"][:2] in codes]


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--synthetic", type=int, default=4)
    parser.add_argument("--provinces", type=int)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--case", choices=[database for database, _ in CASES])
    parser.add_argument("--keep", type=Path, help="an empty folder that the store stays in")
    chosen = parser.parse_args()
    rows = list(country_rows(chosen.data) if chosen.data else synthetic_rows(2_000))
    count = chosen.provinces if chosen.data else chosen.synthetic
    for database, workers in CASES:
        if chosen.case in (None, database):
            part = first_provinces(rows, count)
            with _folder(chosen.keep) as folder:
                told = plan_country(part, database, workers, chosen.seconds, folder)
            sys.stdout.write(json.dumps(asdict(told)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
