"""The table of road closures and slow-downs."""

from collections.abc import Mapping
from typing import Any

from geodata.errors import InvalidClosure
from geodata.places import Location
from geodata.roads.closures import DEFAULT_RADIUS_M, Closure, ClosureKind
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.units import VehicleClass
from planner.inputs.cells import CODE, CODES, NUMBER, TEXT, Cell, CellFault, Note, list_of, one_of
from planner.inputs.forms import Column, Form, Values
from planner.inputs.kinds.columns import placed, required
from planner.inputs.moments import DATE

VEHICLE_CLASSES: Cell[tuple[VehicleClass, ...]] = list_of(one_of(VehicleClass))


def _read_corner(text: str, note: Note) -> Location:
    """A corner of an outline: longitude and latitude, a space between."""
    parts = text.replace(",", " ").split()
    if len(parts) != 2:
        raise CellFault("not_a_number")
    lon, lat = (NUMBER.read(part, note) for part in parts)
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise CellFault("out_of_range", low=-180, high=180)
    return Location(lon=lon, lat=lat)


OUTLINE: Cell[tuple[Location, ...]] = list_of(
    Cell(read=_read_corner, write=lambda corner: f"{corner.lon!r} {corner.lat!r}")
)


def _make(vehicle_classes: tuple[VehicleClass, ...], **rest: Any) -> Closure:
    def make(location: Location | None, **values: Any) -> Closure:
        classes = tuple(vehicle.value for vehicle in vehicle_classes)
        return Closure(point=location, vehicle_classes=classes, **values)

    try:
        closure: Closure = placed(make)(**rest)
    except InvalidClosure as error:
        facts: Mapping[str, object] = error.facts
        fault = Fault(
            field=str(facts["field"]), code=str(facts["fault"]), value=str(facts["value"])
        )
        raise InvalidDocument("closure", (fault,)) from error
    return closure


def _values_of(closure: Closure) -> Values:
    names = ("code", "kind", "factor", "from_date", "to_date", "road_numbers", "radius_m")
    return {
        **{name: getattr(closure, name) for name in (*names, "polygon", "reason")},
        "vehicle_classes": tuple(map(VehicleClass, closure.vehicle_classes)),
        "lon": None if closure.point is None else closure.point.lon,
        "lat": None if closure.point is None else closure.point.lat,
    }


CLOSURES = Form(
    kind="closures",
    file="closures.csv",
    columns=(
        required("code", CODE),
        Column(name="kind", cell=one_of(ClosureKind), default=ClosureKind.CLOSED),
        Column(name="factor", cell=NUMBER, default=0.5),
        Column(name="from_date", cell=DATE),
        Column(name="to_date", cell=DATE),
        Column(name="vehicle_classes", cell=VEHICLE_CLASSES, default=()),
        Column(name="road_numbers", cell=CODES, default=()),
        Column(name="lon", cell=NUMBER),
        Column(name="lat", cell=NUMBER),
        Column(name="radius_m", cell=NUMBER, default=DEFAULT_RADIUS_M),
        Column(name="polygon", cell=OUTLINE, default=()),
        Column(name="reason", cell=TEXT, default=""),
    ),
    make=_make,
    key=("code",),
    values_of=_values_of,
)
