"""COMPLETE: every row is either served or named among the unplanned, with its people."""

from collections import Counter
from collections.abc import Iterator

from planner.assess.context import Context, RowKey, at, broken
from planner.assess.value import people_served
from planner.domain.plan import Unplanned
from planner.domain.rows import is_required
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_complete(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.COMPLETE`."""
    named: Counter[RowKey] = Counter()
    left: Counter[RowKey] = Counter()
    for entry in context.plan.unplanned:
        key = (entry.village_code, entry.service_code)
        named[key] += 1
        left[key] += entry.people
        yield from _entry(context, key, entry)
    for key, count in named.items():
        if count > 1:
            yield broken(Rule.COMPLETE, "named_twice", at(row=key), count=count)
    served = people_served(context)
    for key, row in context.rows.items():
        if served[key] + left[key] != row.people:
            yield broken(
                Rule.COMPLETE,
                "unaccounted",
                at(row=key),
                served=served[key],
                unplanned=left[key],
                people=row.people,
            )


def _entry(context: Context, key: RowKey, entry: Unplanned) -> Iterator[Violation]:
    row = context.rows.get(key)
    if row is None:
        yield broken(Rule.COMPLETE, "no_such_row", at(row=key))
        return
    if entry.people < 1:
        yield broken(Rule.COMPLETE, "nobody_unplanned", at(row=key), people=entry.people)
    if entry.required != is_required(row, context.request):
        yield broken(Rule.COMPLETE, "other_required", at(row=key))
    if entry.due_on != row.due_on:
        yield broken(Rule.COMPLETE, "other_due", at(row=key))
