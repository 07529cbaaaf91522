"""Tables of places: stop places, bases, lodgings, and how villages are written."""

from geodata.places import PointQuality, PopulationSource
from planner.domain.demand import StopPlace
from planner.domain.units import Base, Lodging
from planner.inputs.cells import (
    CODE,
    CODES,
    INTEGER,
    NUMBER,
    TEXT,
    VILLAGE_CODE,
    VILLAGE_CODES,
    one_of,
    whole,
)
from planner.inputs.forms import Column, Form
from planner.inputs.kinds.columns import FACILITIES, NAMES, placed, required, with_place
from planner.inputs.moments import WINDOWS

_STANDARD_PLACE = StopPlace(code="", village_code="", name_th="", name_en="", location=None)
_POINT = (required("lon", NUMBER), required("lat", NUMBER))
STOP_PLACES = Form(
    kind="stop_places",
    file="stop_places.csv",
    columns=(
        *NAMES,
        required("village_code", VILLAGE_CODE, "villages"),
        Column(name="lon", cell=NUMBER),
        Column(name="lat", cell=NUMBER),
        Column(name="covers", cell=VILLAGE_CODES, default=(), refers="villages"),
        Column(name="offers", cell=FACILITIES, default=_STANDARD_PLACE.offers, empty=()),
        Column(name="windows", cell=WINDOWS, default=_STANDARD_PLACE.windows),
        Column(name="package_codes", cell=CODES, default=(), refers="packages"),
        Column(name="placed_by", cell=TEXT, default=""),
    ),
    make=placed(StopPlace),
    key=("code",),
    values_of=with_place(
        *("code", "village_code", "name_th", "name_en", "covers", "offers", "windows"),
        *("package_codes", "placed_by"),
    ),
)
BASES = Form(
    kind="bases",
    file="bases.csv",
    columns=(*NAMES, *_POINT, Column(name="district_code", cell=CODE, default="")),
    make=placed(Base),
    key=("code",),
    values_of=with_place("code", "name_th", "name_en", "district_code"),
    may_lack=False,
)
LODGINGS = Form(
    kind="lodgings",
    file="lodgings.csv",
    columns=(
        *NAMES,
        *_POINT,
        Column(name="cost_per_night_baht", cell=whole(0, 1_000_000), default=0),
    ),
    make=placed(Lodging),
    key=("code",),
    values_of=with_place("code", "name_th", "name_en", "cost_per_night_baht"),
)
VILLAGE_COLUMNS: tuple[Column, ...] = (
    required("code", VILLAGE_CODE),
    required("name_th", TEXT),
    Column(name="name_en", cell=TEXT),
    Column(name="tambon_th", cell=TEXT),
    Column(name="tambon_en", cell=TEXT),
    Column(name="district_th", cell=TEXT),
    Column(name="district_en", cell=TEXT),
    Column(name="lon", cell=NUMBER),
    Column(name="lat", cell=NUMBER),
    Column(name="point_quality", cell=one_of(PointQuality)),
    Column(name="point_source", cell=TEXT),
    Column(name="elevation_m", cell=INTEGER),
    Column(name="population", cell=INTEGER),
    Column(name="population_source", cell=one_of(PopulationSource)),
    Column(name="added_people", cell=INTEGER),
    Column(name="added_people_reason", cell=TEXT),
    Column(name="need_weight", cell=NUMBER),
    Column(name="aliases", cell=VILLAGE_CODES),
)
"""How villages are written, but for their contacts; `geodata.villages` reads them, contacts too."""

village_values = with_place(*(c.name for c in VILLAGE_COLUMNS if c.name not in ("lon", "lat")))
