"""How a demand row stands on a day: last visit, when the next is due, how long past it it is.

The one definition of "overdue" for plans, quarters, villages and fairness: a row is overdue when
more days than its wanted interval have passed since its last visit. A row that was never visited
counts as `Policy.never_visited_factor` intervals on the first day of its request.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStanding:
    """A row on a day. `last_on` is None for never; `due_on` is when the interval is over.

    `promised_on` is the earliest due date of an open request. `is_required`: promised for the
    request's days, or long overdue (`Policy.required_from`).
    """

    village_code: str
    service_code: str
    people: int
    interval_days: int
    on: date
    last_on: date | None
    due_on: date
    days_waited: int
    promised_on: date | None
    is_required: bool

    @property
    def key(self) -> tuple[str, str]:
        """(village, service)."""
        return (self.village_code, self.service_code)

    @property
    def days_overdue(self) -> int:
        """Days past the interval; 0 while it is not over."""
        return max(0, self.days_waited - self.interval_days)

    @property
    def is_overdue(self) -> bool:
        """Whether the interval is over."""
        return self.days_waited > self.interval_days
