"""Columns that several tables have, and rows that carry a point."""

from collections.abc import Callable
from typing import Any

from geodata.places import Location
from planner.domain.demand import Facility
from planner.domain.errors import Fault, InvalidDocument
from planner.inputs.cells import CODE, TEXT, Cell, list_of, one_of, whole
from planner.inputs.forms import Column, Values

FACILITIES: Cell[tuple[Facility, ...]] = list_of(one_of(Facility))


def required(name: str, cell: Cell[Any], refers: str | None = None) -> Column:
    """A column whose heading must be there and whose cells must be filled."""
    return Column(name=name, cell=cell, required=True, refers=refers)


NAMES = (
    required("code", CODE),
    required("name_th", TEXT),
    Column(name="name_en", cell=TEXT, default=""),
)
PEOPLE = whole(0, 1_000_000)


WEST_LON, EAST_LON, SOUTH_LAT, NORTH_LAT = 97.0, 106.0, 5.0, 21.0
"""A box around Thailand."""


def _point_faults(lon: float, lat: float) -> tuple[Fault, ...]:
    """What is wrong with a point that should lie in Thailand, turned round or elsewhere."""
    if WEST_LON <= lon <= EAST_LON and SOUTH_LAT <= lat <= NORTH_LAT:
        return ()
    turned = WEST_LON <= lat <= EAST_LON and SOUTH_LAT <= lon <= NORTH_LAT
    return (Fault(field="lon", code="lat_lon_swapped" if turned else "point_outside_thailand"),)


def placed(kind: Callable[..., Any]) -> Callable[..., Any]:
    """Make `kind` of values whose lon and lat become its location (None when both are empty)."""

    def make(lon: float | None, lat: float | None, **rest: Any) -> Any:
        if lon is None and lat is None:
            return kind(location=None, **rest)
        if lon is None or lat is None:
            half = Fault(field="lon" if lon is None else "lat", code="half_a_point")
            raise InvalidDocument("location", (half,))
        if faults := _point_faults(lon, lat):
            raise InvalidDocument("location", faults)
        return kind(location=Location(lon=lon, lat=lat), **rest)

    return make


def with_place(*names: str) -> Callable[[Any], Values]:
    """Values of a thing: these attributes, and its location as lon and lat."""

    def values_of(thing: Any) -> Values:
        place = thing.location
        return {
            **{name: getattr(thing, name) for name in names},
            "lon": None if place is None else place.lon,
            "lat": None if place is None else place.lat,
        }

    return values_of
