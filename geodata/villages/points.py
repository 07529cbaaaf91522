"""Points of village lists: half given, swapped, in metres, or in another country."""

import math

from geodata.boundaries import Boundaries
from geodata.findings import Severity
from geodata.places import Location
from geodata.quality import TAMBON_SLACK_M
from geodata.villages.cells import RowReader
from geodata.villages.utm import point_of_metres

LAT_LIMITS = (5.0, 21.0)
LON_LIMITS = (97.0, 106.0)
"""Thailand with some room around it, degrees."""
MOST_DEGREES = 1000
"""Larger numbers are metres."""


def read_point(row: RowReader, code: str | None, boundaries: Boundaries | None) -> Location | None:
    """The row's point, None when it has none or, with a fault noted, none that can be used."""
    before = row.has_fault
    row.has_fault = False
    lat, lon = row.real("lat"), row.real("lon")
    is_faulty, row.has_fault = row.has_fault, before or row.has_fault
    if is_faulty:
        _tell_other(row, lat, lon)
        return None
    if lat is None and lon is None:
        return _of_metres(row, code, boundaries)
    if lat is None or lon is None:
        row.fault("half_a_point", "lat" if lat is None else "lon")
        return None
    if _is_in_thailand(lat, lon):
        return Location(lon=lon, lat=lat)
    shown = f"{lat:.9g}, {lon:.9g}"
    if _is_in_thailand(lon, lat):
        swapped = Location(lon=lat, lat=lon)
        if _is_in_own_tambon(swapped, code, boundaries):
            row.log.add(
                "lat_lon_swapped_back", Severity.REPAIRED,
                row=row.number, column="lat", value=shown,
            )  # fmt: skip
            return swapped
        _refuse(row, "lat_lon_swapped", shown)
    elif max(abs(lat), abs(lon)) > MOST_DEGREES and math.isfinite(lat + lon):
        return point_of_metres(row, lon, lat, code, boundaries)
    else:
        _refuse(row, "point_outside_thailand", shown)
    return None


def _tell_other(row: RowReader, lat: float | None, lon: float | None) -> None:
    """Where one of the two cannot be read, whether the other would do: both are mended at once."""
    for column, degrees, (low, high) in (("lat", lat, LAT_LIMITS), ("lon", lon, LON_LIMITS)):
        if degrees is not None and not low <= degrees <= high and abs(degrees) <= MOST_DEGREES:
            row.fault("out_of_range", column, low=low, high=high)


def _of_metres(row: RowReader, code: str | None, boundaries: Boundaries | None) -> Location | None:
    """The point of the columns for metres, None when they are empty."""
    before, row.has_fault = row.has_fault, False
    east_m, north_m = row.real("east_m"), row.real("north_m")
    is_faulty, row.has_fault = row.has_fault, before or row.has_fault
    if is_faulty or (east_m is None and north_m is None):
        return None
    if east_m is None or north_m is None:
        row.fault("half_a_point", "east_m" if east_m is None else "north_m")
        return None
    return point_of_metres(row, east_m, north_m, code, boundaries)


def _refuse(row: RowReader, code: str, shown: str) -> None:
    row.has_fault = True
    row.log.add(code, row=row.number, column="lat", value=shown)


def _is_in_thailand(lat: float, lon: float) -> bool:
    return LAT_LIMITS[0] <= lat <= LAT_LIMITS[1] and LON_LIMITS[0] <= lon <= LON_LIMITS[1]


def _is_in_own_tambon(point: Location, code: str | None, boundaries: Boundaries | None) -> bool:
    away_m = boundaries.outside_m(code[:6], point) if boundaries and code else None
    return away_m is not None and away_m <= TAMBON_SLACK_M
