"""Points of village lists given in metres: UTM zones 47 and 48, on WGS 84 or on Indian 1975."""

import re

from geodata.boundaries import Boundaries
from geodata.crs import indian_1975_location, utm_location
from geodata.errors import InvalidPlace
from geodata.findings import Severity
from geodata.places import Location
from geodata.quality import PROVINCE_SLACK_M
from geodata.villages.cells import RowReader

ZONES = (47, 48)
LEAST_NORTH_M = 1_000_000.0
"""No easting in Thailand is above, and only the far south lies below."""


def point_of_metres(
    row: RowReader, east_m: float, north_m: float, code: str | None, boundaries: Boundaries | None
) -> Location | None:
    """The place of a row's metres; None, with a fault noted, when nobody can know which it is.

    The zone is that of the row's column, else the one that puts the point into its province.
    """
    shown = f"{east_m:.9g}, {north_m:.9g}"
    is_indian = _is_indian(row)
    if is_indian is None:
        return None
    if east_m > LEAST_NORTH_M > north_m:
        east_m, north_m = north_m, east_m
        row.log.add(
            "metres_swapped_back", Severity.REPAIRED, row=row.number, column="lat", value=shown
        )
    said = re.search(r"4[78]", row.digits("utm_zone"))
    zones = (int(said[0]),) if said else ZONES
    places = {zone: _placed(zone, east_m, north_m, is_indian) for zone in zones}
    if said is None:
        places = {z: p for z, p in places.items() if _is_in_province(p, code, boundaries)}
    found = [(zone, place) for zone, place in places.items() if place is not None]
    if len(found) != 1:
        row.has_fault = True
        row.log.add("point_in_metres", row=row.number, column="lat", value=shown)
        return None
    zone, place = found[0]
    told = "row_in_indian_1975" if is_indian else "row_in_utm"
    row.log.add(told, Severity.REPAIRED, row=row.number, column="lat", value=shown, zone=zone)
    return place


def _is_indian(row: RowReader) -> bool | None:
    """Whether the row's datum is Indian 1975; None, with a fault noted, for an unknown one."""
    text = row.digits("datum").casefold()
    if "indian" in text or "อินเดีย" in text:
        return True
    if not text or "wgs" in text or "84" in text:
        return False
    row.fault("unknown_choice", "datum", known="WGS 84, Indian 1975")
    return None


def _placed(zone: int, east_m: float, north_m: float, is_indian: bool) -> Location | None:
    try:
        place = indian_1975_location if is_indian else utm_location
        return place(zone, east_m, north_m)
    except InvalidPlace:
        return None


def _is_in_province(
    place: Location | None, code: str | None, boundaries: Boundaries | None
) -> bool:
    if place is None or code is None or boundaries is None:
        return False
    away_m = boundaries.outside_m(code[:2], place)
    return away_m is not None and away_m <= PROVINCE_SLACK_M
