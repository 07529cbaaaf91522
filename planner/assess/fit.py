"""Whether one visit fits into one day of a unit at all, and what is lacking if it does not.

Only ever too kind: a visit that fits into any tour fits here. Lunch is asked for units that come
home every night, and may then be eaten anywhere on the way.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.assess.reach import Way
from planner.domain.calendar import ClockWindow
from planner.domain.demand import Package, Service, StopPlace
from planner.domain.units import Lunch, MobileUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What a visit would need and what there is, in seconds.

    `limit` is one of: `package` (no opening is long enough to serve one person), `drive` (the
    unit's driving limit), `shift` (the way, setting up, opening and packing are longer than the
    shift), `window` (the place is not open long enough between arriving and having to leave) and
    `lunch` (it would fit, but the crew could not eat).
    """

    limit: str
    needed_s: int
    available_s: int

    @property
    def short_s(self) -> int:
        """Seconds missing."""
        return self.needed_s - self.available_s


def packages_at(place: StopPlace, packages: tuple[Package, ...]) -> tuple[Package, ...]:
    """The packages that a place offers."""
    return tuple(p for p in packages if not place.package_codes or p.code in place.package_codes)


def lack_of(
    unit: MobileUnit,
    service: Service,
    place: StopPlace,
    offered: tuple[Package, ...],
    shift: ClockWindow,
    way: Way,
) -> Lack | None:
    """The least that is lacking for any visit of this unit there; None where one fits."""
    counters = unit.counters_of(service.code)
    usable = [p for p in offered if p.capacity(counters, service.seconds_per_person) > 0]
    if not usable:
        needed_s = -(-service.seconds_per_person // counters)
        longest_s = max((p.serving_s for p in offered), default=0)
        return Lack(limit="package", needed_s=needed_s, available_s=longest_s)
    drive_s = way.out_s + way.back_s
    if drive_s > unit.max_drive_s:
        return Lack(limit="drive", needed_s=drive_s, available_s=unit.max_drive_s)
    least: Lack | None = None
    for package in usable:
        for lack in _lacks(unit, place, package, shift, way):
            if lack is None:
                return None
            if least is None or lack.short_s < least.short_s:
                least = lack
    return least or Lack(limit="window", needed_s=usable[0].open_s, available_s=0)


def _lacks(
    unit: MobileUnit, place: StopPlace, package: Package, shift: ClockWindow, way: Way
) -> Iterator[Lack | None]:
    """What each window of the place lacks; None where the visit fits."""
    work_s = way.out_s + unit.setup_s + package.open_s + unit.packing_s + way.back_s
    shift_s = shift.end_s - shift.start_s
    if work_s > shift_s:
        yield Lack(limit="shift", needed_s=work_s, available_s=shift_s)
        return
    for window in place.windows:
        first = max(shift.start_s + way.out_s + unit.setup_s, window.start_s)
        last = min(shift.end_s - way.back_s - unit.packing_s, window.end_s) - package.open_s
        if first > last:
            available_s = max(0, last - first + package.open_s)
            yield Lack(limit="window", needed_s=package.open_s, available_s=available_s)
        elif unit.lunch is None or _can_eat(unit, unit.lunch, package, shift, way, first, last):
            yield None
        else:
            needed_s = work_s + unit.lunch.duration_s
            # The clock, not the sum, may be what forbids lunch; then no second is missing in all.
            yield Lack(limit="lunch", needed_s=needed_s, available_s=min(shift_s, needed_s))


def _can_eat(
    unit: MobileUnit,
    lunch: Lunch,
    package: Package,
    shift: ClockWindow,
    way: Way,
    first: int,
    last: int,
) -> bool:
    """Whether a visit that opens at some time in first..last leaves the crew its lunch."""
    if lunch.duration_s == 0 or unit.max_nights > 0:
        return True
    ready_s = way.out_s + unit.setup_s
    closed = first + package.open_s + unit.packing_s
    leaves_after = last - ready_s > lunch.earliest_s
    home_before = closed + way.back_s < lunch.latest_s + lunch.duration_s
    during = (
        package.includes_lunch
        and package.open_s >= lunch.duration_s
        and max(first, lunch.earliest_s + lunch.duration_s - package.open_s)
        <= min(last, lunch.latest_s)
    )
    eaten = max(shift.start_s + way.out_s, lunch.earliest_s) + lunch.duration_s
    before = shift.start_s <= lunch.latest_s and max(first, eaten + unit.setup_s) <= last
    after = (
        closed <= lunch.latest_s
        and max(closed + way.back_s, lunch.earliest_s) + lunch.duration_s <= shift.end_s
    )
    return leaves_after or home_before or during or before or after
