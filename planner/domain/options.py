"""When a request could be served: unit-days with what each would take, and weeks without any."""

from dataclasses import dataclass
from datetime import date

from planner.domain.forced import RowShift
from planner.domain.plan import Unplanned
from planner.domain.runs import PlanState


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOption:
    """A unit-day on which a request could be served; `rank` 1 is the best.

    `is_planned`: the plan goes there with the service already, at no cost. `people` of its row are
    served. `promises` and `points` are what tiers 1 and 3 of that plan are worth more or
    (negative) less, `minutes` how much longer the unit is out. `displaced` are people of other rows
    who would not be served. `plan_id` None: that week has no plan yet.
    """

    rank: int = 0
    on_date: date
    unit_code: str
    plan_id: str | None
    plan_state: PlanState | None
    is_planned: bool
    people: int
    promises: int
    points: int
    minutes: int
    displaced: tuple[RowShift, ...]
    is_in_time: bool
    is_wished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLooked:
    """What a week had to offer: `reason` where something structural keeps the request out of it."""

    start: date
    plan_id: str | None
    options: int
    reason: Unplanned | None
    is_over: bool = False
    """No day is left of it on which units work."""
    is_unknown: bool = False
    """No plan with known travel, or one made before the village was known: nobody worked it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """Ranked options, and what each week looked at had; `earliest` of them all."""

    options: tuple[ServeOption, ...]
    weeks: tuple[WeekLooked, ...]

    @property
    def earliest(self) -> date | None:
        """The first day on which it fits without breaking a promise."""
        kept = [one.on_date for one in self.options if one.promises >= 0]
        return min(kept, default=None)
