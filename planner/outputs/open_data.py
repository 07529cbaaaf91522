"""Open data of a province: announced visits as CSV, GeoJSON and GeoPackage, with a dictionary."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from geodata.geopackage import pack_layers
from planner.outputs.comma_separated import to_csv
from planner.outputs.records import Fact, Record

COLUMNS = (
    *("province_code", "district_code", "district_th", "district_en", "tambon_th", "tambon_en"),
    *("village_code", "village_th", "village_en", "date", "opens_at", "closes_at"),
    *("place_th", "place_en", "unit_code", "unit_th", "unit_en"),
    *("services", "services_th", "services_en", "plan_id", "lon", "lat"),
)
"""Every column, in order; `words.public` says what each means."""

LICENCE = "CC-BY-4.0"
DECIMALS = 6


def visits_csv(records: Iterable[Record]) -> bytes:
    """A line for each village and opening."""
    return to_csv(COLUMNS, [_row(record) for record in records])


def visits_geojson(records: Iterable[Record], about: Mapping[str, Fact]) -> bytes:
    """A FeatureCollection (RFC 7946); licence and attribution stand beside its features."""
    features = []
    for record in records:
        row = _row(record)
        has_point = row["lon"] is not None
        point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]} if has_point else None
        properties = {name: row[name] for name in COLUMNS if name not in ("lon", "lat")}
        features.append({"type": "Feature", "geometry": point, "properties": properties})
    document = {"type": "FeatureCollection", **about, "licence": LICENCE, "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def visits_geopackage(
    records: Iterable[Record], about: Mapping[str, Fact], made_at: datetime
) -> bytes:
    """Layers `visits` and `about`."""
    visits = [Record(facts=_row(record), points=record.points) for record in records]
    told = {**about, "licence": LICENCE}
    layers = {"visits": visits, "about": [Record(facts=told)]}
    return pack_layers(layers, made_at=f"{made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}")


def _row(record: Record) -> dict[str, Fact]:
    point = record.points[0] if record.points else None
    row: dict[str, Fact] = {name: record.facts.get(name) for name in COLUMNS}
    row["lon"] = round(point.lon, DECIMALS) if point else None
    row["lat"] = round(point.lat, DECIMALS) if point else None
    return row
