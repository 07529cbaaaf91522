"""The one place a projection is named: degrees to metres, and metres between places.

Places are EPSG:4326 everywhere else. Flat metres are UTM zone 47N or 48N on WGS 84, whichever lies
nearer to the places' mean longitude (the zones meet at 102 degrees east, in the middle of
Thailand). Up to two degrees beyond its zone UTM is off by less than 0.2 %.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Geod, Transformer
from pyproj.exceptions import CRSError

from geodata.places import Location

Floats = npt.NDArray[np.float64]

ZONES_MEET_LON = 102.0
DECIMALS = 7
"""Of degrees that come from metres: a centimetre, so that the same point twice is the same."""
WGS84 = "EPSG:4326"
"""Longitude and latitude in degrees: how places are kept and handed out."""

_WGS84 = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Flat metres around some places; `epsg` names the projected system."""

    epsg: int

    def to_metres(self, lonlat: Floats) -> Floats:
        """(n, 2) degrees as lon, lat to (n, 2) metres as east, north."""
        east, north = _transformer(self.epsg).transform(lonlat[:, 0], lonlat[:, 1])
        return np.column_stack([east, north])

    def to_degrees(self, metres: Floats) -> Floats:
        """(n, 2) metres as east, north to (n, 2) degrees as lon, lat."""
        lon, lat = _transformer(self.epsg).transform(
            metres[:, 0], metres[:, 1], direction="INVERSE"
        )
        return np.column_stack([lon, lat])


def projection_for(lonlat: Floats) -> Projection:
    """The projection for places given as (n, 2) degrees; none at all are taken as zone 47N."""
    mean_lon = float(lonlat[:, 0].mean()) if len(lonlat) else 0.0
    return Projection(epsg=32648 if mean_lon > ZONES_MEET_LON else 32647)


def lonlat_of(places: "list[Location] | tuple[Location, ...]") -> Floats:
    """(n, 2) degrees as lon, lat."""
    return np.array([(p.lon, p.lat) for p in places], dtype=np.float64).reshape(-1, 2)


def distance_m(origins: Floats, destinations: Floats) -> Floats:
    """(n,) metres along the ellipsoid between (n, 2) degrees and (n, 2) degrees."""
    _, _, metres = _WGS84.inv(origins[:, 0], origins[:, 1], destinations[:, 0], destinations[:, 1])
    return np.asarray(metres, dtype=np.float64)


def line_length_m(lonlat: Floats) -> float:
    """Metres along a line of (n, 2) degrees."""
    return float(distance_m(lonlat[:-1], lonlat[1:]).sum()) if len(lonlat) > 1 else 0.0


def utm_location(zone: int, east_m: float, north_m: float) -> Location:
    """The place of metres in a UTM zone of the northern hemisphere (47 or 48), WGS 84."""
    return to_location(32600 + zone, east_m, north_m)


def indian_1975_location(zone: int, east_m: float, north_m: float) -> Location:
    """The place of metres in a UTM zone (47 or 48) on Indian 1975, by the pinned shift."""
    transformer, _ = _from_system(f"EPSG:{24000 + zone}")
    assert transformer is not None
    return _rounded(*transformer.transform(east_m, north_m))


def to_location(epsg: int, east_m: float, north_m: float) -> Location:
    """The place of projected metres; raises `InvalidPlace` for metres that lie nowhere."""
    return _rounded(*_transformer(epsg).transform(east_m, north_m, direction="INVERSE"))


def _rounded(lon: float, lat: float) -> Location:
    return Location(lon=round(float(lon), DECIMALS), lat=round(float(lat), DECIMALS))


@cache
def _transformer(epsg: int) -> Transformer:
    return Transformer.from_crs(4326, epsg, always_xy=True)


class UnknownSystem(Exception):
    """Coordinates of which nobody says, or nobody knows, in what system they are."""


def shapes_in_degrees(shapes: "list[dict[str, Any] | None]", system: str | None) -> tuple[str, ...]:
    """Turn GeoJSON-like shapes into degrees on WGS 84, in place; what was mended, as codes.

    `system` is an EPSG code or WKT; None is taken for degrees when the figures are such. Raises
    `UnknownSystem` when it says nothing that is understood.
    """
    first = next((_first(shape["coordinates"]) for shape in shapes if shape), None)
    if first is None:
        return ()
    if system is None:
        if max(abs(first[0]), abs(first[1])) > _MOST_DEGREES:
            raise UnknownSystem("")
        return ()
    transformer, notes = _from_system(system)
    if transformer is None:
        return notes
    if first[0] > _LEAST_NORTH_M > first[1] > _LEAST_EAST_M:
        # In Thailand an easting never reaches, and a northing on land never falls below, 550 km.
        notes = (*notes, "axes_swapped_back")
    is_swapped = "axes_swapped_back" in notes
    for shape in shapes:
        if shape:
            shape["coordinates"] = _turned(shape["coordinates"], transformer, is_swapped)
    return notes


_MOST_DEGREES = 360.0
_LEAST_EAST_M, _LEAST_NORTH_M = 100_000.0, 1_000_000.0
_INDIAN_1975 = re.compile(r"indian[ _]?1975|EPSG:(4240|24047|24048)\b", re.IGNORECASE)
INDIAN_1975_TO_WGS84 = "206,837,295"
"""Metres along x, y, z: NGA TR 8350.2 (2000), appendix B, Indian 1975 (Thailand); pinned, since
several shifts are registered for this datum and they differ by some ten metres."""


@cache
def _from_system(system: str) -> tuple[Transformer | None, tuple[str, ...]]:
    """From a system to degrees (None: it has them), with what is to be told."""
    try:
        crs = CRS.from_user_input(system)
        if _INDIAN_1975.search(system) or _INDIAN_1975.search(crs.name):
            shift = f"+ellps=evrst30 +towgs84={INDIAN_1975_TO_WGS84},0,0,0,0 +no_defs"
            zone = (
                f"+proj=utm +zone={crs.utm_zone[:2]} +units=m" if crs.utm_zone else "+proj=longlat"
            )
            crs = CRS.from_proj4(f"{zone} {shift}")
            wgs84 = CRS.from_proj4("+proj=longlat +ellps=WGS84 +towgs84=0,0,0,0,0,0,0 +no_defs")
            return Transformer.from_crs(crs, wgs84, always_xy=True), ("indian_1975_shifted",)
        if crs.is_geographic and crs.equals(CRS.from_epsg(4326), ignore_axis_order=True):
            return None, ()
        return Transformer.from_crs(crs, 4326, always_xy=True), ("projected_to_degrees",)
    except CRSError:
        raise UnknownSystem(system) from None


def _first(coordinates: Any) -> "tuple[float, float] | None":
    while coordinates and isinstance(coordinates[0], list):
        coordinates = coordinates[0]
    return (coordinates[0], coordinates[1]) if len(coordinates) > 1 else None


def _turned(coordinates: Any, transformer: Transformer, is_swapped: bool) -> Any:
    if coordinates and isinstance(coordinates[0], list):
        return [_turned(part, transformer, is_swapped) for part in coordinates]
    if len(coordinates) < 2:
        return coordinates
    east, north = coordinates[1::-1] if is_swapped else coordinates[:2]
    return [round(degrees, DECIMALS) for degrees in transformer.transform(east, north)]
