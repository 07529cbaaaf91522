"""DEMAND: nobody is served who does not exist."""

from collections.abc import Iterator

from planner.assess.context import Context, at, broken
from planner.assess.value import people_served
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_demand(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.DEMAND`."""
    for key, people in people_served(context).items():
        row = context.rows.get(key)
        limit = row.people if row else 0
        if people > limit:
            yield broken(Rule.DEMAND, "over", at(row=key), people=people, limit=limit)
