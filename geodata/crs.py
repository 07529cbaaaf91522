"""The one place a projection is named: degrees to metres, and metres between places.

Places are EPSG:4326 everywhere else. Flat metres are UTM zone 47N or 48N on WGS 84, whichever lies
nearer to the places' mean longitude (the zones meet at 102 degrees east, in the middle of
Thailand). Up to two degrees beyond its zone UTM is off by less than 0.2 %.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from pyproj import Geod, Transformer

from geodata.places import Location

Floats = npt.NDArray[np.float64]

ZONES_MEET_LON = 102.0
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


def to_location(epsg: int, east_m: float, north_m: float) -> Location:
    """The place of projected metres; raises `InvalidPlace` for metres that lie nowhere."""
    lon, lat = _transformer(epsg).transform(east_m, north_m, direction="INVERSE")
    return Location(lon=float(lon), lat=float(lat))


@cache
def _transformer(epsg: int) -> Transformer:
    return Transformer.from_crs(4326, epsg, always_xy=True)
