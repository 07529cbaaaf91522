"""Works out how demand rows stand on a day (`planner.domain.standing`)."""

from collections.abc import Mapping
from datetime import date, timedelta

from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows, is_required
from planner.domain.standing import RowStanding


def days_waited(row: DemandRow, days: int) -> int:
    """Days since the last visit, so many days after the first day of the row's request."""
    return row.elapsed_days + days


def standings(
    request: PlanRequest, on: date, served_on: Mapping[tuple[str, str], date] | None = None
) -> tuple[RowStanding, ...]:
    """Every row on a date, by village then service; `served_on` are last visits of a plan."""
    served, later = served_on or {}, (on - request.horizon.start).days
    found = []
    for row in demand_rows(request):
        before = [when for when in row.visit_dates if when < request.horizon.start]
        last = served.get(row.key, max(before, default=None))
        waited = (on - served[row.key]).days if row.key in served else days_waited(row, later)
        found.append(
            RowStanding(
                village_code=row.village_code,
                service_code=row.service_code,
                people=row.people,
                interval_days=row.interval_days,
                on=on,
                last_on=last,
                due_on=on + timedelta(days=row.interval_days - waited),
                days_waited=waited,
                promised_on=row.due_on,
                is_required=row.key not in served and is_required(row, request),
            )
        )
    return tuple(found)
