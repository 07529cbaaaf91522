"""What people put in by hand and a dataset folder, which replaces all else, does not take away."""

import dataclasses
from collections.abc import Collection

from geodata.places import PointQuality, Village
from planner.domain.demand import StopPlace
from planner.domain.province import ProvinceData


def with_placed(new: ProvinceData, old: ProvinceData) -> ProvinceData:
    """The new data with the points and people that a person put in by hand in the old."""
    placed = {
        village.code: village
        for village in old.villages
        if village.point_quality is PointQuality.PLACED or village.added_people
    }
    before = {village.code: village for village in new.villages}
    after = {code: _moved(village, placed.get(code)) for code, village in before.items()}
    places = tuple(
        dataclasses.replace(place, location=after[place.village_code].location)
        if place.location == before[place.village_code].location
        else place
        for place in new.stop_places
    )
    return dataclasses.replace(
        new, villages=tuple(after.values()), stop_places=_places_kept(places, old, after.keys())
    )


def _places_kept(
    places: tuple[StopPlace, ...], old: ProvinceData, villages: Collection[str]
) -> tuple[StopPlace, ...]:
    """The places, with the points and the hamlets that a person put in by hand in the old data."""
    by_hand = {p.code: p for p in old.stop_places if p.placed_by and p.village_code in villages}
    kept = tuple(
        dataclasses.replace(
            place, location=by_hand[place.code].location, placed_by=by_hand[place.code].placed_by
        )
        if place.code in by_hand and not place.placed_by
        else place
        for place in places
    )
    known = {place.code for place in kept}
    return (*kept, *(place for code, place in by_hand.items() if code not in known))


def _moved(village: Village, old: Village | None) -> Village:
    if old is None:
        return village
    if not village.added_people:
        village = dataclasses.replace(
            village, added_people=old.added_people, added_people_reason=old.added_people_reason
        )
    is_placed = old.point_quality is PointQuality.PLACED
    if not is_placed or village.point_quality is PointQuality.PLACED:
        return village
    return dataclasses.replace(
        village,
        location=old.location,
        point_quality=old.point_quality,
        point_source=old.point_source,
    )
