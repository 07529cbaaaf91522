"""DRIVE_LIMIT: nobody drives longer in a day than the unit's limit."""

from collections.abc import Iterator

from planner.assess.context import Context, at, broken
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_drive_limit(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.DRIVE_LIMIT`."""
    for unit, route in context.routes():
        if route.drive_s > unit.max_drive_s:
            yield broken(
                Rule.DRIVE_LIMIT,
                "over",
                at(route=route),
                drive_s=route.drive_s,
                limit_s=unit.max_drive_s,
            )
