"""PlanView: all that a drawing of a plan needs, and the look-ups that every output shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from geodata.access import AccessMap
from geodata.basemap import Basemap
from geodata.places import Contact, Location, Village
from geodata.roads.closures import Closure
from geodata.roads.last_legs import LastLeg
from planner.domain.calendar import NaiveTime
from planner.domain.demand import Package, Service
from planner.domain.fixed_points import FixedServicePoint
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.units import MobileUnit
from planner.domain.verdict import Verdict
from planner.outputs.closed_now import ClosedNow
from planner.words import Language, catalog, say

LegKey = tuple[str, int, int]
"""(unit code, day, leg index): the name of a leg within a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRoad:
    """A road closed or slowed after a plan was made, with the `legs` of the plan that lead over it.

    `numbers` are signs of the roads it lies on, the longest piece first; `road_m` metres of road it
    lies on, None where no roads are known; `near` is the nearest village, `near_m` metres away.
    """

    closure: Closure
    legs: frozenset[LegKey]
    numbers: tuple[str, ...] = ()
    road_m: int | None = None
    near: Village | None = None
    near_m: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """A plan with what it was made from, the checker's verdict, and lines to draw.

    `lines` holds the road line of each leg by (unit code, day, leg index); a leg that is missing is
    drawn straight and dashed. `made_at` carries an offset. `access` is the way of each village to
    the nearest of the `fixed_points`, by service and profile. `last_legs` tells, by profile and
    place, how the crew goes on where the vehicle stays behind. `plan_id` is the number that people
    call the plan by; empty while it is not stored. `closed_since` are roads closed after the plan
    was made, as known at the moment `roads_at` (None where nobody asked), `closed` is what they
    come to.
    """

    request: PlanRequest
    plan: Plan
    verdict: Verdict
    plan_digest: str
    made_at: datetime
    lines: Mapping[LegKey, tuple[Location, ...]]
    basemap: Basemap
    access: AccessMap = field(default_factory=dict)
    fixed_points: tuple[FixedServicePoint, ...] = ()
    last_legs: Mapping[tuple[str, str], LastLeg] = field(default_factory=dict)
    plan_id: str = ""
    closed: ClosedNow | None = None
    closed_since: tuple[ClosedRoad, ...] = ()
    roads_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise NaiveTime("a clock time needs an offset", value=self.made_at.isoformat())


class PlaceKind(StrEnum):
    """What a place of a route is."""

    BASE = "base"
    LODGING = "lodging"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A base, lodging or stop place under one form; `village` only for stop places."""

    code: str
    kind: PlaceKind
    name_th: str
    name_en: str
    location: Location | None
    village: Village | None = None


class Named(Protocol):
    """Anything with a Thai and an English name."""

    @property
    def name_th(self) -> str:
        """The Thai name, never empty."""
        ...

    @property
    def name_en(self) -> str:
        """The English name, perhaps empty."""
        ...


def name_of(thing: Named, language: Language) -> str:
    """The name in a language; Thai where there is no English one."""
    return thing.name_en or thing.name_th if language is Language.EN else thing.name_th


class Coded(Named, Protocol):
    """A thing with a code beside its names."""

    @property
    def code(self) -> str:
        """The code, unique among its kind."""
        ...


def coded_name(thing: Coded, language: Language) -> str:
    """Code and name as they stand everywhere that a unit is named: "U1 หน่วยทะเบียน"."""
    return f"{thing.code} {name_of(thing, language)}"


def district_name(request: PlanRequest, code: str, language: Language) -> str:
    """The name of a district by the first four digits of its villages' codes."""
    village = next((v for v in request.villages if v.code.startswith(code)), None)
    if village is None:
        return code
    english = language is Language.EN
    return (english and village.district_en) or village.district_th or code


def role_of(contact: Contact, language: Language) -> str:
    """The role to ask for, in a language."""
    if language is Language.EN:
        return contact.role_en or contact.role_th
    return contact.role_th


HIGHEST_MOO = 60
"""Municipalities number their communities down from 99: those are no village numbers."""


def moo_text(village: Village, language: Language) -> str:
    """The number of the village within its tambon, "ม.3"; empty for municipal communities."""
    moo = int(village.code[6:])
    return say("output_moo", language, moo=moo) if 0 < moo <= HIGHEST_MOO else ""


def around_text(village: Village, language: Language) -> str:
    """Tambon and district, as far as they are known: "ต.ห้วยโป่ง อ.เมืองแม่ฮ่องสอน"."""
    english = language is Language.EN
    tambon = (english and village.tambon_en) or village.tambon_th
    district = (english and village.district_en) or village.district_th
    parts = (
        say("output_tambon", language, name=tambon) if tambon else "",
        say("output_district", language, name=district) if district else "",
    )
    return _joined(language, *parts)


def whereabouts(village: Village, language: Language) -> str:
    """Village number, tambon and district: "ม.3 ต.ห้วยโป่ง อ.เมืองแม่ฮ่องสอน"."""
    return _joined(language, moo_text(village, language), around_text(village, language))


def _joined(language: Language, *parts: str) -> str:
    """Parts of an address: Thai sets them apart by a space, English by a comma."""
    return (", " if language is Language.EN else " ").join(part for part in parts if part)


def province_text(province_code: str, language: Language) -> str:
    """The province by name, "จังหวัดแม่ฮ่องสอน"; by its code where the name is not known."""
    thai, english = catalog().get(f"province_{province_code}", (province_code, province_code))
    return say("output_province", language, name=english if language is Language.EN else thai)


class Directory:
    """Things of a request by their code."""

    def __init__(self, request: PlanRequest) -> None:
        self._request = request

    @cached_property
    def villages(self) -> dict[str, Village]:
        """Villages by code."""
        return {village.code: village for village in self._request.villages}

    @cached_property
    def units(self) -> dict[str, MobileUnit]:
        """Mobile units by code."""
        return {unit.code: unit for unit in self._request.units}

    @cached_property
    def services(self) -> dict[str, Service]:
        """Services by code."""
        return {service.code: service for service in self._request.services}

    @cached_property
    def packages(self) -> dict[str, Package]:
        """Packages by code."""
        return {package.code: package for package in self._request.packages}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Bases, lodgings and stop places by code; a stop place is known by its village's name."""
        found: dict[str, Place] = {}
        for kind, group in (
            (PlaceKind.BASE, self._request.bases),
            (PlaceKind.LODGING, self._request.lodgings),
        ):
            for place in group:
                found[place.code] = Place(
                    code=place.code,
                    kind=kind,
                    name_th=place.name_th,
                    name_en=place.name_en,
                    location=place.location,
                )
        for stop_place in self._request.stop_places:
            village = self.villages[stop_place.village_code]
            found[stop_place.code] = Place(
                code=stop_place.code,
                kind=PlaceKind.VILLAGE,
                name_th=stop_place.name_th,
                name_en=stop_place.name_en,
                location=stop_place.location,
                village=village,
            )
        return found

    def names(self, language: Language) -> dict[str, str]:
        """Names by code of everything that facts may speak of: units, services, places, villages.

        A stop place goes by its village's name where both have one code.
        """
        found = {code: name_of(place, language) for code, place in self.places.items()}
        for things in (self.units, self.services, self.packages, self.villages):
            found |= {code: name_of(thing, language) for code, thing in things.items()}
        return found
