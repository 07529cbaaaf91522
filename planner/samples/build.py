"""Makes the sample from its source folder: python -m planner.samples.build SOURCE_FOLDER.

Run by hand when the source or the invented part changes; the files it writes are committed. It
writes the tables, boundaries and `roads/road_waypoints.csv`, and leaves every other file there as
it is. The same source gives the same bytes.
"""

import json
import shutil
import sys
from collections import Counter
from pathlib import Path

import holidays

from planner.documents import digest
from planner.domain.calendar import Holiday, HolidayStatus, Horizon
from planner.domain.province import ProvinceData, request_for
from planner.domain.rows import demand_rows
from planner.inputs.write import write_dataset
from planner.samples import past, sample_folder
from planner.samples.invented import PACKAGES, POLICY, SERVICES, STAFF, UNITS
from planner.samples.places import fixed_points, stop_places
from planner.samples.sources import Feature, Source, read_source

SEED = 58
HOLIDAY_YEARS = (2026, 2027)

OFFICES_OPEN = ("วันแรงงานแห่งชาติ", "วันเด็กแห่งชาติ")
"""Holidays of private firms and observances: government offices, so units, work."""


def build(source: Source) -> ProvinceData:
    """The whole sample province of what the source says and what is invented on top."""
    villages, bases = source.villages, source.bases
    places = stop_places(villages, bases, SEED)
    rows = past.urgencies(villages, places, bases, SERVICES, SEED)
    visits = past.history(villages, UNITS, bases, SERVICES, rows)
    return ProvinceData(
        province_code="58",
        name_th="แม่ฮ่องสอน",
        name_en="Mae Hong Son",
        villages=villages,
        stop_places=places,
        bases=bases,
        lodgings=source.lodgings,
        units=UNITS,
        services=SERVICES,
        packages=PACKAGES,
        staff=STAFF,
        demands=past.demands(villages, SERVICES, rows),
        history=visits + past.announced(villages),
        requests=past.requests(villages, places, SERVICES, rows),
        holidays=thai_holidays(),
        unsuitable_days=past.unsuitable_days(villages),
        fixed_points=fixed_points(bases),
        policy=POLICY,
    )


def thai_holidays() -> tuple[Holiday, ...]:
    """Government holidays of `HOLIDAY_YEARS` with their status, from the `holidays` package."""
    thai, english = (
        holidays.country_holidays(
            "TH", years=HOLIDAY_YEARS, categories=("public", "government"), language=language
        )
        for language in ("th", "en_US")
    )
    return tuple(
        Holiday(
            date=when,
            name_th=thai[when],
            name_en=english[when],
            status=_status(thai[when]),
            units_work=any(name in thai[when] for name in OFFICES_OPEN),
        )
        for when in sorted(thai)
    )


def _status(name_th: str) -> HolidayStatus:
    if name_th.startswith("ชดเชย"):
        return HolidayStatus.SUBSTITUTE
    if name_th.startswith("วันหยุดพิเศษ"):
        return HolidayStatus.SPECIAL
    return HolidayStatus.FIXED


def write_sample(source_folder: Path, folder: Path) -> ProvinceData:
    """Write the sample's files into a folder."""
    source = read_source(source_folder)
    data = build(source)
    write_dataset(data, folder)
    head = folder / "province.json"
    told = {**json.loads(head.read_text("utf-8")), "sample_week": past.SAMPLE_WEEK.isoformat()}
    head.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (folder / "boundaries").mkdir(exist_ok=True)
    _write_features(folder / "boundaries" / "amphoe.geojson", source.districts)
    _write_features(folder / "boundaries" / "tambon.geojson", source.tambons)
    (folder / "roads").mkdir(exist_ok=True)
    shutil.copyfile(source_folder / "road_waypoints.csv", folder / "roads" / "road_waypoints.csv")
    return data


def _write_features(path: Path, features: tuple[Feature, ...]) -> None:
    lines = (json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def summary(data: ProvinceData) -> str:
    """What the sample holds, as lines of text."""
    request = request_for(data, Horizon(start=past.SAMPLE_WEEK))
    rows = demand_rows(request)
    ratio: Counter[str] = Counter()
    for row in rows:
        ratio["never"] += row.never_visited
        ratio["due (1.0)"] += row.urgency >= 1.0
        ratio["required (1.5)"] += row.urgency >= 1.5
    people = Counter({s.code: 0 for s in data.services})
    count = Counter({s.code: 0 for s in data.services})
    for row in rows:
        people[row.service_code] += row.people
        count[row.service_code] += 1
    lines = [
        f"villages {len(data.villages)}  people {sum(v.people for v in data.villages)}  "
        f"approximate {sum(v.point_quality == 'approximate' for v in data.villages)}",
        f"rows {len(rows)}  people waiting {people.total()}  visits recorded {len(data.history)}",
        *(f"  {name}: {n} ({100 * n / len(rows):.1f} %)" for name, n in ratio.items()),
        *(f"  {code}: {count[code]} rows, {n} people" for code, n in people.items()),
        f"places covering others {sum(bool(p.covers) for p in data.stop_places)}",
        f"lacking {dict(Counter(len(p.offers) for p in data.stop_places))} (offers: places)",
        f"requests {[(r.village_code, r.service_code, str(r.due_on)) for r in data.requests]}",
        f"request digest {digest(request)[:16]}",
    ]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Build into the packaged folder from the one source folder named."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m planner.samples.build SOURCE_FOLDER\n")
        return 2
    data = write_sample(Path(arguments[0]), sample_folder())
    sizes = sum(f.stat().st_size for f in sample_folder().rglob("*") if f.is_file())
    sys.stdout.write(f"{summary(data)}\n{sizes / 1e6:.2f} MB in {sample_folder()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
