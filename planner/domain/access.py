"""What the way to a fixed service point changed in a request: kept with it, for audit."""

from dataclasses import dataclass

from planner.domain._checks import Faults


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRecord:
    """One demand row whose service some fixed point has.

    `minutes` to the nearest such point by `profile`, None where none can be reached. The row
    was listed with `people_listed` and is planned with `people`; the village was listed with the
    need `weight_listed` and is planned with `weight`. See `Policy.access_near_min` and the three
    settings beside it.
    """

    village_code: str
    service_code: str
    profile: str
    minutes: int | None
    point_code: str | None
    people_listed: int
    people: int
    weight_listed: float
    weight: float

    def __post_init__(self) -> None:
        faults = Faults(f"access of {self.village_code}/{self.service_code}")
        faults.need(
            (self.minutes is None) == (self.point_code is None), "point_code", "without_minutes"
        )
        faults.between("people", self.people, 0, self.people_listed)
        faults.raise_any()
