"""Writes things with a place as an OGC GeoPackage: one file of layers, WGS 84, longitude first."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Protocol

import geopandas
import pyogrio
from shapely import LineString, MultiPolygon, Point, Polygon

from geodata.crs import WGS84
from geodata.places import Location

MEDIA_TYPE = "application/geopackage+sqlite3"
LEAST_RING = 4
"""Points of a closed ring, the first again at its end."""

_ONE_AT_A_TIME = Lock()
"""GDAL's options are the whole process's."""


class Shaped(Protocol):
    """A thing with facts and a shape: rings make an area, one point a point, more points a line."""

    @property
    def facts(self) -> Mapping[str, str | int | float | bool | None]:
        """Values by the name of their column."""
        ...

    @property
    def points(self) -> tuple[Location, ...]:
        """The point, or the line from its first to its last."""
        ...

    @property
    def rings(self) -> tuple[tuple[Location, ...], ...]:
        """Outer rings of an area."""
        ...


def pack_layers(layers: Mapping[str, Sequence[Shaped]], *, made_at: str) -> bytes:
    """The content of a GeoPackage; `made_at` (ISO 8601, UTC) stands in it, so it is repeatable.

    A layer without things is left out, since a table needs columns.
    """
    with _ONE_AT_A_TIME, TemporaryDirectory(prefix="planner-gpkg-") as folder:
        path = Path(folder) / "layers.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": made_at})
        try:
            for name, things in layers.items():
                if things:
                    _add_layer(path, name, things)
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes() if path.exists() else b""


def _add_layer(path: Path, name: str, things: Sequence[Shaped]) -> None:
    shapes = [_shape(thing) for thing in things]
    frame = geopandas.GeoDataFrame([dict(t.facts) for t in things], geometry=shapes, crs=WGS84)
    frame.to_file(
        path,
        layer=name,
        driver="GPKG",
        engine="pyogrio",
        geometry_type=_kind(shapes),
        append=path.exists(),
        promote_to_multi=False,
    )


def _shape(thing: Shaped) -> Any:
    if thing.rings:
        rings = [[(p.lon, p.lat) for p in ring] for ring in thing.rings if len(ring) >= LEAST_RING]
        return MultiPolygon([Polygon(ring) for ring in rings])
    pairs = [(point.lon, point.lat) for point in thing.points]
    if not pairs:
        return None
    return Point(pairs[0]) if len(pairs) == 1 else LineString(pairs)


def _kind(shapes: Sequence[Any]) -> str:
    """The one type of a layer's shapes; points where no shape says otherwise."""
    kinds = {str(shape.geom_type) for shape in shapes if shape is not None}
    if not kinds:
        return "Point"
    return kinds.pop() if len(kinds) == 1 else "Unknown"
