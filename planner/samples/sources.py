"""Reads the source folder of a province: official villages, GeoNames points, offices, boundaries.

Only coordinates of GeoNames / Who's On First are taken for villages (`gn_lat`, `gn_lon`); the
points of 2012, whose publisher is unknown, are left where they are.
"""

import csv
import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape

from geodata.places import Contact, Location, PointQuality, PopulationSource, Village
from planner.domain.units import Base, Lodging

SIMPLIFY_TO_DEG = 0.002
"""Triangles below the square of this (about 200 m) are dropped from boundaries."""

VILLAGES_WITHOUT_POINT = 79
"""Of 415 official villages; counted on every build, so that a changed source is noticed."""

LODGING_TAMBONS = ("580306", "580307", "580502", "580602", "580605", "580702", "580704")
"""Subdistricts whose administration office stands in for a place to sleep."""

VILLAGE_HEAD = Contact(role_th="ผู้ใหญ่บ้าน", role_en="Village head", phone="0-0000-0000")

EARTH_RADIUS_KM = 6371.0088

Feature = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the source folder says, ready to be written."""

    villages: tuple[Village, ...]
    bases: tuple[Base, ...]
    lodgings: tuple[Lodging, ...]
    tambons: tuple[Feature, ...]
    districts: tuple[Feature, ...]


def read_source(folder: Path) -> Source:
    """Read and check the source folder."""
    tambons = _features(folder / "boundary_tambon.geojson")
    districts = _features(folder / "boundary_amphoe.geojson")
    rows = _rows(folder / "villages.csv")
    villages = _villages(rows, _inner_points(tambons))
    offices = _rows(folder / "government_offices.csv")
    small = _simplified(tambons)
    return Source(
        villages=villages,
        bases=_bases(offices),
        lodgings=_lodgings(offices),
        tambons=tuple(_with_people(_small_feature(f, g, "tambon_code", 3), rows) for f, g in small),
        districts=tuple(_district_feature(f, small) for f in districts),
    )


def km_between(a: Location, b: Location) -> float:
    """Great-circle kilometres."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.lon - a.lon) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(h))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _features(path: Path) -> list[Feature]:
    features: list[Feature] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def _inner_points(tambons: list[Feature]) -> dict[str, Location]:
    """A point inside each tambon, for villages that nobody has located."""
    points = {}
    for feature in tambons:
        outline = shape(feature["geometry"])
        inner = shapely.Point(*(round(c, 5) for c in outline.representative_point().coords[0]))
        if not outline.contains(inner):
            raise ValueError(f"no inner point for {feature['properties']}")
        points[feature["properties"]["tambon_code"]] = Location(lon=inner.x, lat=inner.y)
    return points


def _villages(rows: list[dict[str, str]], inner: dict[str, Location]) -> tuple[Village, ...]:
    without = sum(not row["gn_lat"] for row in rows)
    if without != VILLAGES_WITHOUT_POINT:
        raise ValueError(f"{without} villages without a GeoNames point, not the known 79")
    in_tambon = Counter(row["tambon_code"] for row in rows)
    before: Counter[str] = Counter()
    villages = []
    for row in sorted(rows, key=lambda r: r["muban_code"]):
        tambon = row["tambon_code"]
        people = _share(int(row["tambon_pop_2021"]), in_tambon[tambon], before[tambon])
        before[tambon] += 1
        villages.append(_village(row, people, inner[tambon]))
    return tuple(villages)


def _share(people: int, parts: int, index: int) -> int:
    """Equal shares; the remainder goes one each to the first villages by code."""
    return people // parts + (1 if index < people % parts else 0)


def _village(row: dict[str, str], people: int, inner: Location) -> Village:
    known = bool(row["gn_lat"])
    own = Location(lon=float(row["gn_lon"]), lat=float(row["gn_lat"])) if known else inner
    return Village(
        code=row["muban_code"],
        name_th=row["name_th"],
        name_en=row["name_en"],
        tambon_th=row["tambon_th"],
        tambon_en=row["tambon_en"],
        district_th=row["amphoe_th"],
        district_en=row["amphoe_en"],
        location=own,
        point_quality=PointQuality.EXACT if known else PointQuality.APPROXIMATE,
        point_source=f"GeoNames {row['gn_id']}" if known else f"tambon {row['tambon_code']}",
        elevation_m=int(row["elev_m"]) if known and row["elev_m"] else None,
        population=people,
        population_source=PopulationSource.ESTIMATED,
        contacts=(VILLAGE_HEAD,),
    )


def _bases(offices: list[dict[str, str]]) -> tuple[Base, ...]:
    bases = []
    for office in offices:
        if office["office_type"] == "ProvinceHall":
            name_th = f"ศาลากลางจังหวัด{office['name_th']}"
            name_en = f"{office['name_en']} Provincial Hall"
            district = "5801"
        elif office["office_type"] == "DistrictOffice":
            name_th = f"ที่ว่าการอำเภอ{office['name_th']}"
            name_en = f"{office['name_en']} District Office"
            district = office["entity_code"]
        else:
            continue
        code = f"B{office['entity_code']}"
        where = _office_point(office)
        bases.append(
            Base(
                code=code, name_th=name_th, name_en=name_en, location=where, district_code=district
            )
        )
    return tuple(sorted(bases, key=lambda b: b.code))


def _lodgings(offices: list[dict[str, str]]) -> tuple[Lodging, ...]:
    return tuple(
        Lodging(
            code=f"L{office['entity_code']}",
            name_th=f"ที่พักใกล้ อบต.{office['name_th']}",
            name_en=f"Lodging near {office['name_en']} Subdistrict Office",
            location=_office_point(office),
            cost_per_night_baht=1600,
        )
        for office in sorted(offices, key=lambda o: o["entity_code"])
        if office["office_type"] == "TAOOffice" and office["entity_code"] in LODGING_TAMBONS
    )


def _office_point(office: dict[str, str]) -> Location:
    return Location(lon=float(office["lon"]), lat=float(office["lat"]))


def _simplified(tambons: list[Feature]) -> list[tuple[Feature, Any]]:
    """Simplified together, so that neighbours still share their borders, vertex by vertex."""
    ordered = sorted(tambons, key=lambda f: f["properties"]["tambon_code"])
    outlines = np.array([shape(feature["geometry"]) for feature in ordered])
    small = shapely.coverage_simplify(outlines, SIMPLIFY_TO_DEG)
    small = shapely.transform(small, lambda points: points.round(5))
    if not (shapely.is_valid(small).all() and shapely.coverage_is_valid(small)):
        raise ValueError("simplified boundaries overlap or cross themselves")
    return list(zip(ordered, small, strict=True))


def _small_feature(feature: Feature, outline: Any, code_key: str, level: int) -> Feature:
    known = feature["properties"]
    return {
        "type": "Feature",
        "properties": {
            "code": known[code_key],
            "name_th": known[f"ADM{level}_TH"],
            "name_en": known[f"ADM{level}_EN"],
        },
        "geometry": mapping(shapely.normalize(outline)),
    }


def _with_people(tambon: Feature, rows: list[dict[str, str]]) -> Feature:
    """With the registered people of the tambon, where it has villages."""
    code = tambon["properties"]["code"]
    people = next((int(r["tambon_pop_2021"]) for r in rows if r["tambon_code"] == code), None)
    if people is not None:
        tambon["properties"]["population"] = people
    return tambon


def _district_feature(feature: Feature, small: list[tuple[Feature, Any]]) -> Feature:
    """A district as the union of its simplified tambons: the two layers share every border."""
    code = feature["properties"]["amphoe_code"]
    parts = [g for f, g in small if f["properties"]["tambon_code"].startswith(code)]
    return _small_feature(feature, shapely.coverage_union_all(parts), "amphoe_code", 2)
