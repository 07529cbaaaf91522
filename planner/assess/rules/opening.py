"""OPENING: a visit keeps the hours that were published for it."""

from collections.abc import Iterator

from planner.assess.context import Context, at, broken, midnight_s
from planner.domain.demand import StopPlace
from planner.domain.plan import Route, Stop
from planner.domain.rules import Rule
from planner.domain.units import MobileUnit
from planner.domain.verdict import Violation


def check_opening(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.OPENING`."""
    for unit, route, stop in context.visits():
        yield from _crew(unit, route, stop)
        place = context.places.get(stop.place_code)
        if place is not None:
            yield from _place(context, route, stop, place)
        package = context.packages.get(stop.package_code or "")
        if package is not None and stop.end_s - stop.start_s != package.open_s:
            yield broken(
                Rule.OPENING,
                "other_length",
                at(route=route, stop=stop),
                told_s=stop.end_s - stop.start_s,
                true_s=package.open_s,
            )


def _crew(unit: MobileUnit, route: Route, stop: Stop) -> Iterator[Violation]:
    """Time to set up before opening and to pack after closing."""
    setup_s = stop.start_s - stop.arrive_s
    if setup_s < unit.setup_s:
        facts = {"told_s": setup_s, "true_s": unit.setup_s}
        yield broken(Rule.OPENING, "no_setup", at(route=route, stop=stop), **facts)
    packing_s = stop.leave_s - stop.end_s
    if packing_s < unit.packing_s:
        facts = {"told_s": packing_s, "true_s": unit.packing_s}
        yield broken(Rule.OPENING, "no_packing", at(route=route, stop=stop), **facts)


def _place(context: Context, route: Route, stop: Stop, place: StopPlace) -> Iterator[Violation]:
    offered = place.package_codes
    if offered and stop.package_code is not None and stop.package_code not in offered:
        yield broken(
            Rule.OPENING, "not_offered", at(route=route, stop=stop), value=stop.package_code
        )
    midnight = midnight_s(route)
    if not any(
        midnight + window.start_s <= stop.start_s and stop.end_s <= midnight + window.end_s
        for window in place.windows
    ):
        yield broken(Rule.OPENING, "outside_windows", at(route=route, stop=stop))
    when = context.request.horizon.date_of(route.day)
    for bad in context.request.unsuitable_days:
        if bad.village_code == place.village_code and bad.date == when:
            yield broken(
                Rule.OPENING, "unsuitable_day", at(route=route, stop=stop), value=bad.reason
            )
