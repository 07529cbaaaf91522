"""Places of the sample: invented halls and schools at real points, and real district offices."""

from random import Random

from geodata.places import Location, PointQuality, Village
from planner.domain.calendar import ClockWindow
from planner.domain.demand import Facility, StopPlace
from planner.domain.fixed_points import FixedServicePoint
from planner.domain.units import Base
from planner.samples.sources import km_between

WALKING_REACH_KM = 1.5

_KINDS = (
    ("ศาลาประชาคม", "Village hall"),
    ("โรงเรียน", "School"),
    ("ลานวัด", "Temple yard"),
)
_OPEN = ClockWindow(start_s=8 * 3600 + 1800, end_s=16 * 3600 + 1800)


REGISTRATION_AT_DISTRICT_OFFICES = "id_card"
"""Every district office is the district's registry: civil registration and ID cards (Civil
Registration Act B.E. 2534; Identity Card Act B.E. 2526). Of the sample's other services
nobody has said for these offices, so none is claimed."""


def fixed_points(bases: tuple[Base, ...]) -> tuple[FixedServicePoint, ...]:
    """The real district offices with the one service that the law puts there."""
    return tuple(
        FixedServicePoint(
            code=f"F{base.district_code}",
            name_th=f"สำนักทะเบียน{base.name_th.removeprefix('ที่ว่าการ')}",
            name_en=f"{base.name_en.removesuffix('Office')}Registration Office",
            location=base.location,
            service_codes=(REGISTRATION_AT_DISTRICT_OFFICES,),
            source="Ahoerstemeier/tambon",
        )
        for base in bases
        if base.code == f"B{base.district_code}"
    )


def remoteness_km(village: Village, bases: tuple[Base, ...]) -> float:
    """Straight kilometres to the nearest district office or the province hall."""
    return min(km_between(_point(village), base.location) for base in bases)


def stop_places(
    villages: tuple[Village, ...], bases: tuple[Base, ...], seed: int
) -> tuple[StopPlace, ...]:
    """One place a village, with its code; far ones may lack mains power or the register line."""
    return tuple(_place(v, villages, remoteness_km(v, bases), seed) for v in villages)


def _place(village: Village, villages: tuple[Village, ...], km_away: float, seed: int) -> StopPlace:
    dice = Random(f"{seed} place {village.code}")  # noqa: S311  (a sample, no secret)
    kind_th, kind_en = _KINDS[int(dice.random() * len(_KINDS))]
    return StopPlace(
        code=village.code,
        village_code=village.code,
        name_th=f"{kind_th}{village.name_th}",
        name_en=f"{kind_en}, {village.name_en}",
        location=village.location,
        covers=_walking_reach(village, villages),
        offers=_offers(km_away, dice),
        windows=(_OPEN,),
    )


def _offers(km_away: float, dice: Random) -> tuple[Facility, ...]:
    rolls = {facility: dice.random() for facility in Facility}
    power = km_away < 20 or rolls[Facility.MAINS_POWER] > 0.04
    has = {
        Facility.MAINS_POWER: power,
        Facility.REGISTER_LINE: power and (km_away < 15 or rolls[Facility.REGISTER_LINE] > 0.05),
        Facility.HALL: rolls[Facility.HALL] > 0.03,
        Facility.LIVESTOCK_PEN: km_away > 2,
    }
    return tuple(facility for facility in Facility if has[facility])


def _walking_reach(village: Village, villages: tuple[Village, ...]) -> tuple[str, ...]:
    """Other villages within walking reach, nearest first; only points that are their own."""
    if village.point_quality is not PointQuality.EXACT:
        return ()
    near = sorted(
        (km_between(_point(village), _point(other)), other.code)
        for other in villages
        if other.code != village.code and other.point_quality is PointQuality.EXACT
    )
    return tuple(code for km, code in near if km <= WALKING_REACH_KM)


def _point(village: Village) -> Location:
    if village.location is None:
        raise ValueError(f"village {village.code} has no point at all")
    return village.location
