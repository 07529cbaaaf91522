"""The policy: what serving people is worth and what the road costs; one versioned object."""

from dataclasses import dataclass

from planner.domain._checks import Faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Weights of the objective, in points.

    The prize of one person of a row is
    floor(prize_per_person x need x min(urgency_cap, u x u) + 0.5), 0 below u = `due_from`, where
    u = e / I, e is the days since the last visit at day 0 and I the wanted interval (never visited:
    e = `never_visited_factor` x I).
    A row past `required_from` x I, or with a request due inside the horizon, is required.

    Costs: `points_per_drive_hour`, and `points_per_baht` on kilometres, days and nights. The terms
    are written out in `planner.domain.rules.TermCode`; the weights belong to tier 1.
    `points_per_change` is the price of changing what people were told; `notice_days` is how long
    before a visit the request's change budget counts it.

    Tier 2: `equity_floor` is the share of a rolling year's need that every district should see met
    (`TermCode.EQUITY`), 0 to leave equity out.

    Each tier is solved, then kept while the next is: of the promises kept, tiers below may give up
    the share `promise_tolerance` of the points, and tier 3 so much of the districts' lowest share
    as `equity_tolerance` says (0.01: one point in a hundred).

    Fixed service points: of the people of a row who have one with that service within
    `access_near_min` minutes (0: not used), only the share `access_near_share` is expected at a
    unit. A village none of whose services is within `access_far_min` minutes (0: not used) has its
    need multiplied by `access_far_weight`. Both are worked out when a request is made, which keeps
    an `AccessRecord` of each row.

    `budget_year_baht` is what the province may spend on units in a fiscal year (October to
    September), 0 when nobody said; it is told, not kept to: see `PlanRequest.budget_baht` for that.
    """

    version: str = "2026-1"
    prize_per_person: int = 100
    urgency_cap: float = 8.0
    due_from: float = 0.5
    required_from: float = 1.5
    never_visited_factor: float = 2.0
    points_per_drive_hour: int = 400
    points_per_baht: float = 0.2
    weight_late_request: int = 3
    weight_overdue: int = 1
    weight_pin: int = 100
    weight_caravan: int = 100
    points_per_change: int = 500
    notice_days: int = 7
    equity_floor: float = 0.0
    promise_tolerance: float = 0.0
    equity_tolerance: float = 0.0
    access_near_min: int = 0
    access_near_share: float = 1.0
    access_far_min: int = 0
    access_far_weight: float = 1.0
    budget_year_baht: int = 0

    def __post_init__(self) -> None:
        faults = Faults(f"policy {self.version}")
        faults.text("version", self.version)
        faults.between("prize_per_person", self.prize_per_person, 0, 100_000)
        faults.between("urgency_cap", self.urgency_cap, 0.0, 100.0)
        faults.between("due_from", self.due_from, 0.0, 10.0)
        faults.between("required_from", self.required_from, 0.0, 100.0)
        faults.between("never_visited_factor", self.never_visited_factor, 0.0, 100.0)
        faults.between("points_per_drive_hour", self.points_per_drive_hour, 0, 1_000_000)
        faults.between("points_per_baht", self.points_per_baht, 0.0, 1_000.0)
        for name in ("weight_late_request", "weight_overdue", "weight_pin", "weight_caravan"):
            faults.between(name, getattr(self, name), 0, 1_000)
        faults.between("points_per_change", self.points_per_change, 0, 1_000_000)
        faults.between("notice_days", self.notice_days, 0, 366)
        for name in ("equity_floor", "promise_tolerance", "equity_tolerance"):
            faults.between(name, getattr(self, name), 0.0, 1.0)
        for name in ("access_near_min", "access_far_min"):
            faults.between(name, getattr(self, name), 0, 24 * 60)
        faults.between("access_near_share", self.access_near_share, 0.0, 1.0)
        faults.between("access_far_weight", self.access_far_weight, 0.1, 10.0)
        faults.between("budget_year_baht", self.budget_year_baht, 0, 10**12)
        faults.raise_any()

    @property
    def uses_access(self) -> bool:
        """Whether the way to fixed service points changes what is planned."""
        return self.access_near_min > 0 or self.access_far_min > 0
