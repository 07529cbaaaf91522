"""A nationwide run: one wish for a plan of every province, and a run for each of them."""

from dataclasses import dataclass
from datetime import date, datetime

from planner.domain._checks import Faults
from planner.domain.params import SolveParams
from planner.domain.runs import CLOSED_STATES, Run, RunState

MOST_TRIES = 3
"""Runs of one province before it counts as failed."""

PASSING_FAILURES = frozenset(
    {
        "solver_failed",
        "nothing_served",
        "engine_unavailable",
        "store_unavailable",
        "unexpected",
        "abandoned",
    }
)
"""Failures that another try may not meet: a child that died, a server that was away. Data that
cannot be planned with stays what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalRun:
    """One wish for plans of many provinces for the same days; its parts are runs of their own.

    It is closed when every province has a plan or has failed for good: `successful` with at least
    one plan, `failed` with none, `dismissed` when it was stopped before there was one.
    """

    id: str
    start: date
    days: int
    params: SolveParams
    province_codes: tuple[str, ...]
    created_at: datetime
    created_by: str
    updated_at: datetime
    state: RunState = RunState.RUNNING
    stop_asked: bool = False
    most_tries: int = MOST_TRIES

    def __post_init__(self) -> None:
        faults = Faults(f"nationwide run {self.id}")
        faults.need(bool(self.province_codes), "province_codes", "empty")
        faults.unique("province_codes", self.province_codes)
        faults.between("most_tries", self.most_tries, 1, 10)
        faults.raise_any()

    @property
    def is_closed(self) -> bool:
        """Whether every province has come to its end."""
        return self.state in CLOSED_STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalPart:
    """One province of a nationwide run: how often it was tried, and its newest run.

    `run` is None when it was forgotten since.
    """

    province_code: str
    tries: int
    run: Run | None

    @property
    def may_pass(self) -> bool:
        """Whether it failed in a way that another try may not meet."""
        run = self.run
        return (
            run is not None and run.state is RunState.FAILED and run.error_code in PASSING_FAILURES
        )

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan."""
        return self.run is not None and self.run.plan_id is not None

    def is_settled(self, most_tries: int, *, stop_asked: bool = False) -> bool:
        """Whether nothing more will come of it."""
        if self.run is None or (self.run.is_closed and not self.may_pass):
            return True
        return self.run.is_closed and (stop_asked or self.tries >= most_tries)
