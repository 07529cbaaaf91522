"""Real little things that stand in for the world: a clock turned by hand, a solver that obeys."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from geodata.matrix import TravelMatrix
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.ports import Progress
from tests.builders import a_plan


class FakeClock:
    """A clock that stands still until it is moved; Friday 2026-11-27, 09:00 in Thailand."""

    def __init__(self, moment: datetime | None = None) -> None:
        self.moment = moment or datetime(2026, 11, 27, 9, 0, tzinfo=LOCAL_ZONE)

    def now(self) -> datetime:
        return self.moment

    def forward(self, **delta: float) -> datetime:
        """Move on by `timedelta(**delta)` and tell the new time."""
        self.moment += timedelta(**delta)
        return self.moment


class HandSolver:
    """A Solver that serves nobody or the trips it was given; for tests of what is around it."""

    def __init__(self, *trips: object) -> None:
        self.trips = trips
        self.calls: list[SolveParams] = []

    def __call__(
        self,
        request: PlanRequest,
        travel: Mapping[str, TravelMatrix],
        params: SolveParams,
        *,
        on_progress: object = None,
        should_stop: object = None,
    ) -> Plan:
        self.calls.append(params)
        plan = a_plan(request, travel, self.trips)  # type: ignore[arg-type]
        if callable(on_progress):
            on_progress(
                Progress(
                    value=plan.value,
                    bound=None,
                    people_served=plan.people_served,
                    rounds=1,
                    cpu_s=0.0,
                    wall_s=0.0,
                    phase="hand",
                )
            )
        return plan
