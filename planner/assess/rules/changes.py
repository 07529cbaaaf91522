"""CHANGES: not more of what people were told is changed at short notice than is allowed."""

from collections.abc import Iterator

from planner.assess.changes import changed_visits
from planner.assess.context import Context, broken
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_changes(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.CHANGES`."""
    limit = context.request.change_budget
    if limit is None:
        return
    changed = changed_visits(context.request, context.plan)
    count = sum(change.short_notice for change in changed)
    if count > limit:
        yield broken(Rule.CHANGES, "over", count=count, limit=limit)
