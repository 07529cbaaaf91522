"""Places on the ground: locations, villages and whom to call there. Pure data."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from geodata.errors import InvalidPlace

VILLAGE_CODE = re.compile(r"\d{8}")


class PointQuality(StrEnum):
    """How far a village's point can be trusted."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    """The point of its tambon stands in for its own, until somebody places it."""
    PLACED = "placed"
    """Placed by hand by a person; later imports keep it."""


class PopulationSource(StrEnum):
    """Where a village's population figure comes from."""

    REGISTERED = "registered"
    ESTIMATED = "estimated"
    """Distributed from the registered figure of its tambon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A point on the ground, EPSG:4326, degrees."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lon) and -180.0 <= self.lon <= 180.0):
            raise InvalidPlace("longitude outside -180..180", lon=self.lon)
        if not (math.isfinite(self.lat) and -90.0 <= self.lat <= 90.0):
            raise InvalidPlace("latitude outside -90..90", lat=self.lat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to call: a role, never a person's name, and a number."""

    role_th: str
    role_en: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """An official village (muban) by its 8-digit code: province 2, district 2, tambon 2, village 2.

    `population` is people registered there; `added_people` counts others who live there, with the
    reason. `need_weight` multiplies the worth of serving its people (1.0 is ordinary). `aliases`
    are other codes of the same community. `location` is None while nobody knows where it is.
    """

    code: str
    name_th: str
    name_en: str
    tambon_th: str = ""
    tambon_en: str = ""
    district_th: str = ""
    district_en: str = ""
    location: Location | None = None
    point_quality: PointQuality = PointQuality.EXACT
    point_source: str = ""
    elevation_m: int | None = None
    population: int = 0
    population_source: PopulationSource = PopulationSource.REGISTERED
    added_people: int = 0
    added_people_reason: str = ""
    need_weight: float = 1.0
    contacts: tuple[Contact, ...] = ()
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not VILLAGE_CODE.fullmatch(self.code):
            raise InvalidPlace("a village code has 8 digits", code=self.code)
        for alias in self.aliases:
            if not VILLAGE_CODE.fullmatch(alias):
                raise InvalidPlace("a village code has 8 digits", code=alias)
        if not self.name_th:
            raise InvalidPlace("a village has a Thai name", code=self.code)
        if self.population < 0 or self.added_people < 0:
            raise InvalidPlace("people cannot be negative", code=self.code)
        if self.added_people and not self.added_people_reason:
            raise InvalidPlace("added people need a reason", code=self.code)
        if not (math.isfinite(self.need_weight) and 0.0 < self.need_weight <= 10.0):
            raise InvalidPlace("weight of need outside 0..10", code=self.code)

    @property
    def province_code(self) -> str:
        """The first 2 digits of the code."""
        return self.code[:2]

    @property
    def district_code(self) -> str:
        """The first 4 digits of the code."""
        return self.code[:4]

    @property
    def tambon_code(self) -> str:
        """The first 6 digits of the code."""
        return self.code[:6]

    @property
    def people(self) -> int:
        """Registered people and those added by hand."""
        return self.population + self.added_people

    def is_outnumbered_by(self, people: int) -> bool:
        """So many are more than live here; never where nobody said how many do."""
        return 0 < self.people < people
