"""A plan as an OGC GeoPackage: layers visits, routes, unserved, districts; QGIS opens it."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import geopandas
import pyogrio
from shapely import LineString, MultiPolygon, Point, Polygon

from geodata.basemap import Basemap
from planner.outputs.records import (
    Fact,
    Record,
    route_records,
    serving_records,
    unserved_records,
    visit_records,
)
from planner.outputs.view import PlanView

MEDIA_TYPE = "application/geopackage+sqlite3"
WGS84 = "EPSG:4326"
Layers = Mapping[str, Sequence[Record] | Sequence[dict[str, Any]]]
"""Records, or facts beside a shape under "geometry", by the name of their layer."""

_ONE_AT_A_TIME = Lock()
"""GDAL's options are the whole process's."""


def plan_geopackage(view: PlanView) -> bytes:
    """The file's content; the same plan gives the same layers, in the same order."""
    request, plan = view.request, view.plan
    layers: Layers = {
        "visits": list(visit_records(request, plan)),
        "servings": list(serving_records(request, plan)),
        "routes": list(route_records(request, plan, view.lines)),
        "unserved": list(unserved_records(request, plan)),
        "districts": _districts(view.basemap),
    }
    return pack_layers(layers, made_at=f"{view.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}")


def pack_layers(layers: Layers, *, made_at: str) -> bytes:
    """Layers by name as one GeoPackage; `made_at` (UTC) stands in it, so that it is repeatable.

    A layer without records is left out, since a table needs columns.
    """
    with _ONE_AT_A_TIME, TemporaryDirectory(prefix="planner-gpkg-") as folder:
        path = Path(folder) / "plan.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": made_at})
        try:
            for name, records in layers.items():
                if records:
                    _add_layer(path, name, _frame(records))
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes() if path.exists() else b""


def _add_layer(path: Path, name: str, frame: Any) -> None:
    frame.to_file(
        path,
        layer=name,
        driver="GPKG",
        engine="pyogrio",
        geometry_type=_kind(frame),
        append=path.exists(),
        promote_to_multi=False,
    )


def _frame(records: Sequence[Record] | Sequence[dict[str, Any]]) -> Any:
    rows, shapes = [], []
    for record in records:
        if isinstance(record, Record):
            rows.append(dict(record.facts))
            shapes.append(_shape(record))
        else:
            rows.append({name: value for name, value in record.items() if name != "geometry"})
            shapes.append(record["geometry"])
    return geopandas.GeoDataFrame(rows, geometry=shapes, crs=WGS84)


def _shape(record: Record) -> Point | LineString | None:
    pairs = [(point.lon, point.lat) for point in record.points]
    if not pairs:
        return None
    return Point(pairs[0]) if len(pairs) == 1 else LineString(pairs)


def _kind(frame: Any) -> str:
    """The one type of a layer's shapes; points where no shape says otherwise."""
    kinds = {shape.geom_type for shape in frame.geometry if shape is not None}
    return kinds.pop() if len(kinds) == 1 else "Unknown" if kinds else "Point"


def _districts(basemap: Basemap) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for district in basemap.districts:
        rings = [[(p.lon, p.lat) for p in ring] for ring in district.rings if len(ring) > 3]
        names: dict[str, Fact] = {
            "district_code": district.code,
            "district_th": district.name_th,
            "district_en": district.name_en,
        }
        found.append({**names, "geometry": MultiPolygon([Polygon(ring) for ring in rings])})
    return found
