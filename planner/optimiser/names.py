"""Codes to indices: the one place where the optimiser knows what its numbers are called."""

from dataclasses import dataclass

from planner.domain.demand import StopPlace
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Names:
    """A request with the index of each code; places are those of `PlanRequest.place_codes`."""

    request: PlanRequest
    rows: tuple[DemandRow, ...]
    place_codes: tuple[str, ...]
    place: dict[str, int]
    village: dict[str, int]
    service: dict[str, int]
    unit: dict[str, int]
    package: dict[str, int]
    staff: dict[str, int]
    stop_places: dict[int, StopPlace]
    """Stop places with a known location, by place index."""

    @property
    def days(self) -> int:
        """Days of the horizon."""
        return self.request.horizon.days


def name_all(request: PlanRequest) -> Names:
    """The indices of a request, in the order its parts stand in it; rows as `demand_rows` sorts."""
    places = request.place_codes()
    place = {code: i for i, code in enumerate(places)}
    return Names(
        request=request,
        rows=demand_rows(request),
        place_codes=places,
        place=place,
        village={v.code: i for i, v in enumerate(request.villages)},
        service={s.code: i for i, s in enumerate(request.services)},
        unit={u.code: i for i, u in enumerate(request.units)},
        package={p.code: i for i, p in enumerate(request.packages)},
        staff={s.code: i for i, s in enumerate(request.staff)},
        stop_places={place[p.code]: p for p in request.stop_places if p.location is not None},
    )
