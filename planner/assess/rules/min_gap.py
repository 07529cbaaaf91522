"""MIN_GAP: two visits of a row lie far enough apart, those done or published before included."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from planner.assess.context import Context, RowKey, at, broken, rows_at
from planner.domain.demand import VisitState
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_min_gap(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.MIN_GAP`.

    Among dates in order, a planned one that is too near any other is too near a neighbour.
    """
    planned: dict[RowKey, list[date]] = defaultdict(list)
    for _, route, stop in context.visits():
        for key in rows_at(stop):
            planned[key].append(context.request.horizon.date_of(route.day))
    recorded: dict[RowKey, list[date]] = defaultdict(list)
    told = {(a.village_code, a.service_code, a.date) for a in context.request.announced}
    for record in context.request.history:
        published = record.state is VisitState.PUBLISHED
        anew = published and context.request.horizon.holds(record.date)
        if anew and (record.village_code, record.service_code, record.date) in told:
            continue
        recorded[record.village_code, record.service_code].append(record.date)
    for key, dates in planned.items():
        service = context.services.get(key[1])
        if service is None or service.min_gap_days == 0:
            continue
        marked = sorted([(d, True) for d in dates] + [(d, False) for d in recorded[key]])
        for (before, one), (after, other) in pairwise(marked):
            apart = (after - before).days
            if (one or other) and apart < service.min_gap_days:
                yield broken(
                    Rule.MIN_GAP,
                    "too_soon",
                    at(row=key, day=context.request.horizon.day_of(after if other else before)),
                    days=apart,
                    limit=service.min_gap_days,
                )
