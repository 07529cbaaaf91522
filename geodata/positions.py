"""Positions as people paste them: degrees, map links, UTM, MGRS; nothing is looked up elsewhere.

A pair of plain degrees may stand either way round: in Thailand no latitude can be a longitude.

MGRS squares after NGA.SIG.0012 (2014), sections 2 and 3: letters of columns repeat every three
zones, letters of rows every two, both without I and O.
"""

import math
import re
from urllib.parse import unquote_plus

from geodata.crs import utm_location
from geodata.errors import InvalidPlace
from geodata.places import Location

SHORT_LINK_HOSTS = ("goo.gl", "maps.app.goo.gl", "g.co", "bit.ly", "osm.org/go", "maps.apple/p")
LONG_LINK_HOSTS = ("maps.google.", "www.google.", "google.", "www.openstreetmap.org", "maps.apple.")
LAT_LIMITS, LON_LIMITS = (5.0, 21.0), (97.0, 106.0)
"""Thailand with some room around it, degrees."""

_N = r"([-+]?\d{1,3}(?:\.\d+)?)"
_LINKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"!3d{_N}!4d{_N}",
        rf"[?&#]mlat={_N}&mlon={_N}",
        rf"[?&](?:q|query|ll|sll|coordinate|daddr|destination|center|cp)=(?:loc:)?{_N},\s*{_N}",
        rf"/(?:search|place|dir)/{_N},\s*{_N}",
        rf"@{_N},{_N}",
        rf"#map=\d+(?:\.\d+)?/{_N}/{_N}",
        rf"^geo:{_N},{_N}",
    )
)
"""Google, OpenStreetMap, Apple and geo: links; a marked point before the middle of the view."""

_PAIR = re.compile(rf"\(?\s*{_N}\s*°?\s*[NE]?\s*[,; \t]\s*{_N}\s*°?\s*[NE]?\s*\)?", re.IGNORECASE)
_ANGLE = r"(\d{1,3})\s*[°º]\s*(\d{1,2})\s*['’′]\s*(\d{1,2}(?:\.\d+)?)?\s*[\"”″]?\s*"
_SEXAGESIMAL = re.compile(rf"{_ANGLE}N\s*,?\s*{_ANGLE}E", re.IGNORECASE)
_UTM = re.compile(r"(4[78])\s*([NPQ]?)\s*[, ]\s*(\d{6}(?:\.\d+)?)\s*[, ]\s*(\d{6,7}(?:\.\d+)?)")
_MGRS = re.compile(r"(4[78])([NPQ])([A-HJ-NP-Z])([A-HJ-NP-V])(\d*)")

_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_BAND_SOUTH_LAT = {"N": 0, "P": 8, "Q": 16}
_SQUARE_M, _CYCLE_M = 100_000, 2_000_000
_METRES_A_DEGREE = 110_567.0
"""Least length of a degree of latitude (WGS 84, at the equator)."""


def read_position(text: str) -> Location:
    """The place that a text means; raises `InvalidPlace` saying why when it means none.

    Its message is `short_link` for links that only their owner's server can resolve, else
    `not_a_position` or `outside_thailand`.
    """
    plain = unquote_plus(text.strip())
    if plain.casefold().startswith(("http:", "https:", "geo:")):
        return _from_link(plain)
    if "/" in plain and plain.casefold().startswith((*SHORT_LINK_HOSTS, *LONG_LINK_HOSTS)):
        # Phones share links without their beginning.
        return _from_link(f"https://{plain}")
    for read in (_from_utm, _from_mgrs, _from_angles, _from_pair):
        found = read(plain)
        if found is not None:
            return _checked(found, text)
    raise InvalidPlace("not_a_position", value=text[:80])


def is_lat_first(text: str) -> bool:
    """Whether a text is a pair of plain degrees with the latitude before the longitude."""
    match = _PAIR.fullmatch(unquote_plus(text.strip()))
    return match is not None and float(match[1]) < float(match[2])


def _from_link(link: str) -> Location:
    for pattern in _LINKS:
        if match := pattern.search(link):
            found = _in_order(float(match[1]), float(match[2]))
            return _checked(found, link)
    is_short = any(host in link for host in SHORT_LINK_HOSTS)
    raise InvalidPlace("short_link" if is_short else "not_a_position", value=link[:80])


def _from_utm(text: str) -> Location | None:
    match = _UTM.fullmatch(text.upper())
    if match is None:
        return None
    return utm_location(int(match[1]), float(match[3]), float(match[4]))


def _from_mgrs(text: str) -> Location | None:
    match = _MGRS.fullmatch(re.sub(r"\s", "", text.upper()))
    if match is None or len(match[5]) % 2 or not 2 <= len(match[5]) <= 10:
        return None
    zone, column, row = int(match[1]), match[3], match[4]
    columns = _COLUMNS[zone % 3]
    if column not in columns:
        return None
    half = len(match[5]) // 2
    size_m = 10 ** (5 - half)
    east_m, north_m = (int(part) * size_m for part in (match[5][:half], match[5][half:]))
    east_m += (columns.index(column) + 1) * _SQUARE_M
    first_row = 0 if zone % 2 else 5
    north_m += (_ROWS.index(row) - first_row) % len(_ROWS) * _SQUARE_M
    south_m = _BAND_SOUTH_LAT[match[2]] * _METRES_A_DEGREE * 0.9996 - _SQUARE_M
    cycles = max(0, math.ceil((south_m - north_m) / _CYCLE_M))
    # The middle of the square that the digits leave open.
    return utm_location(
        zone, east_m + size_m / 2 - 0.5, north_m + cycles * _CYCLE_M + size_m / 2 - 0.5
    )


def _from_angles(text: str) -> Location | None:
    match = _SEXAGESIMAL.fullmatch(text)
    if match is None:
        return None
    parts = [float(part or 0) for part in match.groups()]
    lat, lon = (d + m / 60 + s / 3600 for d, m, s in (parts[:3], parts[3:]))
    return _in_order(lat, lon)


def _from_pair(text: str) -> Location | None:
    match = _PAIR.fullmatch(text)
    return None if match is None else _in_order(float(match[1]), float(match[2]))


def _in_order(one: float, other: float) -> Location | None:
    """Latitude and longitude, told apart by their size; None when they cannot be both."""
    for lat, lon in ((one, other), (other, one)):
        if LAT_LIMITS[0] <= lat <= LAT_LIMITS[1] and LON_LIMITS[0] <= lon <= LON_LIMITS[1]:
            return Location(lon=lon, lat=lat)
    raise InvalidPlace("outside_thailand", value=f"{one:g}, {other:g}")


def _checked(found: Location | None, text: str) -> Location:
    if found is None:
        raise InvalidPlace("not_a_position", value=text[:80])
    _in_order(found.lat, found.lon)
    return found
