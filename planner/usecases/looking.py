"""Looking things up for somebody who may see some provinces only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from geodata.places import Village
from planner.documents import from_json
from planner.domain.province import ProvinceVersion
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanState, PlanSummary, StoredPlan
from planner.ports import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWithRequest:
    """A stored plan and the request that it answers."""

    stored: StoredPlan
    request: PlanRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the ground, EPSG:4326, degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, village: Village) -> bool:
        """Whether the village's point lies inside or on the edge; never without a point."""
        point = village.location
        return (
            point is not None
            and self.west <= point.lon <= self.east
            and self.south <= point.lat <= self.north
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VillagePage:
    """Some villages in order of their codes; `after` is where the next page begins."""

    villages: tuple[Village, ...]
    after: str | None


def provinces_known(store: Store) -> tuple[ProvinceVersion, ...]:
    """The newest version of every province."""
    with store.reading() as reader:
        return reader.provinces()


def newest_plans(
    store: Store,
    province_codes: Iterable[str],
    *,
    limit: int,
    before: tuple[datetime, str] | None = None,
    has_drafts: Callable[[str], bool] = lambda _: True,
) -> tuple[PlanSummary, ...]:
    """Plans of these provinces together, newest first, those after a place (moment, id).

    Of provinces that `has_drafts` says no to, published ones only.
    """
    with store.reading() as reader:
        found = [
            summary
            for code in province_codes
            for summary in reader.plans(
                province_code=code,
                state=None if has_drafts(code) else PlanState.PUBLISHED,
                limit=limit,
                before=before,
            )
        ]
    found.sort(key=lambda summary: (summary.created_at, summary.id), reverse=True)
    return tuple(found[:limit])


def request_of_plan(store: Store, stored: StoredPlan) -> PlanWithRequest:
    """A stored plan with the request it was made from."""
    with store.reading() as reader:
        blob = reader.blob(stored.summary.inputs["request"])
    return PlanWithRequest(stored=stored, request=from_json(PlanRequest, blob))


def villages_of(
    store: Store,
    province_code: str,
    *,
    box: Box | None = None,
    after: str = "",
    limit: int = 100,
) -> VillagePage:
    """Villages of a province inside a box (all without one), those after a code, so many."""
    with store.reading() as reader:
        villages = reader.province(province_code).villages
    wanted = sorted(
        (v for v in villages if v.code > after and (box is None or box.holds(v))),
        key=lambda village: village.code,
    )
    page = tuple(wanted[:limit])
    return VillagePage(villages=page, after=page[-1].code if len(wanted) > limit else None)
