"""NIGHT_CAP: a unit is not away from home for too many nights of a plan."""

from collections import Counter
from collections.abc import Iterator

from planner.assess.context import Context, Where, broken
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_night_cap(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.NIGHT_CAP`."""
    nights: Counter[str] = Counter()
    for trip in context.plan.trips:
        nights[trip.unit_code] += len(trip.nights)
    for code, unit in context.units.items():
        if unit.night_cap is not None and nights[code] > unit.night_cap:
            yield broken(
                Rule.NIGHT_CAP,
                "over",
                Where(unit_code=code),
                nights=nights[code],
                limit=unit.night_cap,
            )
