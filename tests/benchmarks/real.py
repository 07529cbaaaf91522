"""Weeks of the core model on real ground: real villages, district offices and numbered roads.

Mae Hong Son comes from the packaged sample; every other province from a folder with the
whole-country files (`villages_located.csv.gz`, `government_offices.csv`, `road_waypoints.csv.gz`;
only GeoNames points are used), given by argument or the environment variable `COUNTRY_DATA`.
Demand, visits, windows, crews and policy are drawn as in generated weeks.
"""

import csv
import gzip
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from geodata.matrix import TravelMatrix
from geodata.places import Location
from geodata.roads.network import RoadNetwork, read_network
from geodata.travel.road_graph import RoadGraphEngine
from planner.domain.units import Base
from planner.samples import sample_folder
from tests.benchmarks.weeks import PROFILE, REGIMES, Week, core_request

SAMPLE_PROVINCE = "58"
REAL = "r1"
MOST_VILLAGES = 400
MARGIN_DEG = 0.35
"""Roads are taken from so far around a province's villages."""

Named = list[tuple[str, Location]]


def real_week(province: str, regime: str, seed: int, country: Path | None = None) -> Week:
    """The instance of (province, regime, seed): at most `MOST_VILLAGES` villages drawn by seed."""
    rng = np.random.default_rng([int(province), list(REGIMES).index(regime), seed])
    villages, offices, network = _province(province, country)
    if len(villages) > MOST_VILLAGES:
        chosen = sorted(rng.choice(len(villages), MOST_VILLAGES, replace=False))
        villages = [villages[i] for i in chosen]
    matrix = RoadGraphEngine(network).matrix(dict([*offices, *villages]), PROFILE)
    matrix = matrix.take(_joined(matrix, len(offices)))
    kept = set(matrix.place_ids)
    offices = [(code, place) for code, place in offices if code in kept]
    villages = [(code, place) for code, place in villages if code in kept]
    units, days = REGIMES[regime].unit_days[300]
    dealt = [offices[i] for i in rng.permutation(len(offices))]
    bases = tuple(Base(code=c, name_th=c, name_en=c, location=place) for c, place in dealt)
    request = core_request(
        province, [code for code, _ in villages], [place for _, place in villages], bases,
        REGIMES[regime], max(1, round(units * len(villages) / 300)), days, rng,
    )  # fmt: skip
    return Week(
        name=f"{REAL}-{regime}-p{province}-s{seed}",
        request=request,
        travel={PROFILE: matrix.take(request.place_codes())},
    )


def _joined(matrix: TravelMatrix, offices: int) -> list[str]:
    """Places that reach each other: those joined both ways with the best connected office."""
    reach = (matrix.durations_s >= 0) & (matrix.durations_s.T >= 0)
    heart = int(np.argmax(reach[:offices].sum(axis=1)))
    near = np.flatnonzero(reach[heart])
    return [matrix.place_ids[i] for i in near]


def _province(province: str, country: Path | None) -> tuple[Named, Named, RoadNetwork]:
    if province == SAMPLE_PROVINCE:
        folder = sample_folder()
        return (
            list(_named(_rows(folder / "villages.csv"))),
            list(_named(_rows(folder / "bases.csv"))),
            read_network(folder / "roads"),
        )
    country = country or Path(os.environ["COUNTRY_DATA"])
    villages = [
        (row["muban_code"], Location(lon=float(row["gn_lon"]), lat=float(row["gn_lat"])))
        for row in _rows(country / "villages_located.csv.gz")
        if row["changwat_code"] == province and row["gn_lat"]
    ]
    offices = {
        f"O{row['entity_code']}": Location(lon=float(row["lon"]), lat=float(row["lat"]))
        for row in _rows(country / "government_offices.csv")
        if row["office_type"] == "DistrictOffice" and row["located_in_changwat"] == province
    }
    return villages, list(offices.items()), _network(country, [place for _, place in villages])


def _network(country: Path, around: list[Location]) -> RoadNetwork:
    """Roads round these places, with the speeds and length factors of the sample."""
    west, east = min(p.lon for p in around), max(p.lon for p in around)
    south, north = min(p.lat for p in around), max(p.lat for p in around)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for table in ("speeds.csv", "length_factors.csv"):
            shutil.copy(sample_folder() / "roads" / table, folder)
        rows = _rows(country / "road_waypoints.csv.gz")
        with (folder / "road_waypoints.csv").open("w", encoding="utf-8", newline="") as file:
            writer = None
            for row in _parts_inside(rows, west, east, south, north):
                if writer is None:
                    writer = csv.DictWriter(file, list(row))
                    writer.writeheader()
                writer.writerow(row)
        return read_network(folder)


def _parts_inside(
    rows: Iterator[dict[str, str]], west: float, east: float, south: float, north: float
) -> Iterator[dict[str, str]]:
    """Waypoints inside the box; a road that leaves and returns becomes two parts."""
    cuts, inside, last = 0, False, ("", "")
    for row in rows:
        road = (row["root"], row["part"])
        lon, lat = float(row["lon"]), float(row["lat"])
        now = (
            west - MARGIN_DEG <= lon <= east + MARGIN_DEG
            and south - MARGIN_DEG <= lat <= north + MARGIN_DEG
        )
        if now and (not inside or road != last):
            cuts += 1
        inside, last = now, road
        if now:
            yield {**row, "part": str(cuts)}


def _named(rows: Iterator[dict[str, str]]) -> Iterator[tuple[str, Location]]:
    for row in rows:
        if row["lon"] and row["lat"]:
            yield row["code"], Location(lon=float(row["lon"]), lat=float(row["lat"]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    yield from csv.DictReader(io.StringIO(text, newline=""))
