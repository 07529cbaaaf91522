"""Why a row cannot be served by any tour: reasons that need no search.

Every way of serving a row (a unit at a place on a day) is listed, then struck out by one rule after
the other; the rule that strikes the last one out is the reason. A rule strikes out only what no
tour could do, so that a structural reason is never wrong: when in doubt, the row is said to be left
out for want of capacity, and the optimiser has to show that.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from geodata.matrix import TravelMatrix
from planner.assess.fit import Lack, lack_of, packages_at
from planner.assess.reach import Reach, Way
from planner.assess.reasons import (
    Facts,
    closed_facts,
    lacking_facilities,
    nearest_base,
    not_due_facts,
    too_soon_facts,
)
from planner.domain.calendar import ClockWindow
from planner.domain.demand import Pin, Service, StopPlace
from planner.domain.plan import Plan, Reason, Unplanned
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows, is_required
from planner.domain.units import MobileUnit

Why = tuple[Reason, Facts]


def structural_reason(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], row: DemandRow
) -> Why | None:
    """The reason that no tour can serve a row, with facts to check it; None: want of capacity.

    A row that could be served but is not due yet has the reason NOT_DUE.
    """
    return Explainer(request=request, travel=travel).reason(row)


def explain_unplanned(request: PlanRequest, travel: Mapping[str, TravelMatrix], plan: Plan) -> Plan:
    """The plan with the structural reasons of its unplanned rows filled in.

    An entry keeps its reason and facts where nothing structural is found, and where some of its
    row's people are served: then it was possible, the rest is a matter of capacity, and the facts
    say how many are.
    """
    explainer = Explainer(request=request, travel=travel)
    rows = {row.key: row for row in demand_rows(request)}
    served: Counter[tuple[str, str]] = Counter()
    for _, _, serving in plan.servings():
        served[serving.village_code, serving.service_code] += serving.people
    entries = []
    for entry in plan.unplanned:
        key = (entry.village_code, entry.service_code)
        found: Why | None = None
        if served[key]:
            found = entry.reason, {**entry.facts, "people_served": served[key]}
        elif key in rows:
            found = explainer.reason(rows[key])
        entries.append(_with_reason(entry, found))
    return replace(plan, unplanned=tuple(entries))


def _with_reason(entry: Unplanned, found: Why | None) -> Unplanned:
    return entry if found is None else replace(entry, reason=found[0], facts=found[1])


@dataclass(frozen=True, slots=True)
class _Option:
    """One unit at one place on one day."""

    unit: MobileUnit
    place: StopPlace
    day: int


@dataclass(slots=True, kw_only=True)
class Explainer:
    """Explains many rows of one request; keeps what they share."""

    request: PlanRequest
    travel: Mapping[str, TravelMatrix]
    _reach: Reach = field(init=False)
    _places: dict[str, list[StopPlace]] = field(init=False)
    _services: dict[str, Service] = field(init=False)
    _unsuitable: set[tuple[str, int]] = field(init=False)
    _holidays: set[int] = field(init=False)
    _without_staff: set[tuple[str, int]] = field(init=False)
    _shifts: dict[tuple[str, int], ClockWindow] = field(init=False)
    _pins: dict[str, list[Pin]] = field(init=False)
    _lacks: dict[object, Lack | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        request = self.request
        self._reach = Reach(request, self.travel)
        self._services = {s.code: s for s in request.services}
        self._places = {v.code: [] for v in request.villages}
        for place in request.stop_places:
            for village in dict.fromkeys((place.village_code, *place.covers)):
                self._places[village].append(place)
        self._pins = {}
        for pin in request.pins:
            if pin.forbid:
                self._pins.setdefault(pin.village_code, []).append(pin)
        self._read_calendar()

    def _read_calendar(self) -> None:
        request, horizon = self.request, self.request.horizon
        dates = [horizon.date_of(day) for day in range(horizon.days)]
        self._holidays = {day for day in range(horizon.days) if not request.works_on(day)}
        self._unsuitable = {
            (bad.village_code, horizon.day_of(bad.date)) for bad in request.unsuitable_days
        }
        missing = {
            (staff.code, day)
            for staff in request.staff
            for day, when in enumerate(dates)
            if staff.on(when) == 0
        }
        self._without_staff = {
            (service.code, day)
            for service in request.services
            for day in range(horizon.days)
            if (service.staff_code, day) in missing
        }
        self._shifts = {
            (unit.code, day): shift.window
            for unit in request.units
            for day, when in enumerate(dates)
            if (shift := unit.shift_on(when)) is not None
        }

    def reason(self, row: DemandRow) -> Why | None:
        """As `structural_reason`."""
        service = self._services[row.service_code]
        units = [unit for unit in self.request.units if _carries(unit, service)]
        if not units:
            return Reason.NO_UNIT, {"units": len(self.request.units)}
        places = [p for p in self._places[row.village_code] if p.location is not None]
        if not places:
            return Reason.NO_POINT, {"places": len(self._places[row.village_code])}
        fit = [p for p in places if set(service.site_needs) <= set(p.offers)]
        if not fit:
            return Reason.SITE_NEEDS, {"facilities": lacking_facilities(service, places)}
        if any(self._serves(row, service, option) for option in self._options(service, units, fit)):
            return self._if_not_due(row)
        options = list(self._options(service, units, fit))
        if not options:
            days = range(self.request.horizon.days)
            closures = [
                [self._closure(service, u, p, day) or "" for u in units for p in fit]
                for day in days
            ]
            return Reason.CLOSED, closed_facts(closures)
        return self._of_ways(row, service, options)

    def _options(
        self, service: Service, units: list[MobileUnit], places: list[StopPlace]
    ) -> Iterator[_Option]:
        for unit in units:
            for place in places:
                for day in range(self.request.horizon.days):
                    if self._closure(service, unit, place, day) is None:
                        yield _Option(unit, place, day)

    def _closure(
        self, service: Service, unit: MobileUnit, place: StopPlace, day: int
    ) -> str | None:
        """What rules a day out before anybody drives."""
        if day in self._holidays:
            return "holidays"
        if (place.village_code, day) in self._unsuitable:
            return "unsuitable_days"
        if (service.code, day) in self._without_staff:
            return "days_without_staff"
        return None if (unit.code, day) in self._shifts else "days_without_shift"

    def _serves(self, row: DemandRow, service: Service, option: _Option) -> bool:
        """Whether nothing known here keeps this option from serving the row."""
        return (
            self._is_late_enough(row, service, option)
            and not self._is_forbidden(row, option)
            and ((way := self._way(option)) is None or way.is_open)
            and self._lack(service, option, way) is None
        )

    def _of_ways(self, row: DemandRow, service: Service, options: list[_Option]) -> Why | None:
        reached: list[tuple[_Option, Way | None]] = []
        for option in options:
            way = self._way(option)
            if way is None or way.is_open:
                reached.append((option, way))
        if not reached:
            return Reason.UNREACHABLE, self._unreachable_facts(options)
        lacks = [(option, self._lack(service, option, way)) for option, way in reached]
        near = [option for option, lack in lacks if lack is None]
        if not near:
            return Reason.TOO_FAR, self._too_far_facts(lacks)
        return self._of_dates(row, service, near)

    def _way(self, option: _Option) -> Way | None:
        profile = self.request.profile_of(option.unit, option.day)
        return self._reach.way(option.unit, profile, option.place.code)

    def _lack(self, service: Service, option: _Option, way: Way | None) -> Lack | None:
        if way is None:
            return None
        shift = self._shifts[option.unit.code, option.day]
        key = (option.unit.code, service.code, option.place.code, shift.start_s, shift.end_s, way)
        if key not in self._lacks:
            offered = packages_at(option.place, self.request.packages)
            self._lacks[key] = lack_of(option.unit, service, option.place, offered, shift, way)
        return self._lacks[key]

    def _of_dates(self, row: DemandRow, service: Service, options: list[_Option]) -> Why | None:
        late = [option for option in options if self._is_late_enough(row, service, option)]
        if not late:
            facts = too_soon_facts(row, service.min_gap_days, self.request.horizon.start)
            return Reason.TOO_SOON, facts
        if all(self._is_forbidden(row, option) for option in late):
            return Reason.FORBIDDEN, {"pins": sum(1 for _ in self._pins_of(row))}
        return self._if_not_due(row)

    def _if_not_due(self, row: DemandRow) -> Why | None:
        due_from = self.request.policy.due_from
        if row.urgency < due_from and not is_required(row, self.request):
            return Reason.NOT_DUE, not_due_facts(row, due_from, self.request.horizon.start)
        return None

    def _is_late_enough(self, row: DemandRow, service: Service, option: _Option) -> bool:
        gap = service.min_gap_days
        when = self.request.horizon.date_of(option.day)
        return gap == 0 or all(abs((when - seen).days) >= gap for seen in row.visit_dates)

    def _pins_of(self, row: DemandRow) -> Iterator[Pin]:
        for pin in self._pins.get(row.village_code, ()):
            if pin.service_code in (None, row.service_code):
                yield pin

    def _is_forbidden(self, row: DemandRow, option: _Option) -> bool:
        day_of = self.request.horizon.day_of
        return any(
            (pin.on_date is None or day_of(pin.on_date) == option.day)
            and pin.unit_code in (None, option.unit.code)
            for pin in self._pins_of(row)
        )

    def _unreachable_facts(self, options: list[_Option]) -> Facts:
        """The place nearest to nothing else: its base, and who could get there instead."""
        option = options[0]
        bases = {o.unit.base_code for o in options}
        base = nearest_base(option.place, [b for b in self.request.bases if b.code in bases])
        tried = {self.request.profile_of(o.unit, o.day) for o in options}
        other = [p for p in sorted(self.travel) if p not in tried]
        return {
            "place_code": option.place.code,
            "base_code": base,
            "profiles": ", ".join(sorted(tried)),
            "reachable_with": ", ".join(
                p for p in other if self._reach.is_joined(p, base, option.place.code)
            ),
        }

    def _too_far_facts(self, lacks: list[tuple[_Option, Lack | None]]) -> Facts:
        """The option that lacks least, with its numbers."""
        found = [(option, lack) for option, lack in lacks if lack is not None]
        option, lack = min(found, key=lambda pair: (pair[1].short_s, pair[0].unit.code))
        way = self._way(option)
        return {
            "limit": lack.limit,
            "needed_s": lack.needed_s,
            "available_s": lack.available_s,
            "drive_s": way.out_s + way.back_s if way is not None else 0,
            "unit_code": option.unit.code,
            "place_code": option.place.code,
            "base_code": option.unit.base_code,
        }


def _carries(unit: MobileUnit, service: Service) -> bool:
    """Whether a unit has a counter for the service, and load for at least one person."""
    has_load = unit.max_load is None or unit.max_load >= service.load_per_person
    return has_load and unit.counters_of(service.code) > 0
