"""Runs: what a person starts, how it goes, and the plan that comes of it once."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from geodata.places import Location
from planner.domain.params import SolveParams
from planner.domain.plan import Bound, Plan
from planner.domain.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """Value and bound of tier 3 and people served at a moment of a search.

    `promises` and `equity` are the points of tiers 1 and 2; None in what was kept before they were.
    """

    wall_s: float
    value: int | None
    bound: int | None
    people_served: int
    promises: int | None = None
    equity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How a search stands: value and bound in points of tier 3 (None while unknown).

    `promises` and `equity` are the points of tiers 1 and 2, `bounds` what is proven of any tier.
    `plan` is the best one so far: now and then, and never in what is stored. `trail` is how the
    search came here, earliest first; whoever stores progress keeps it.
    """

    value: int | None
    bound: int | None
    people_served: int
    rounds: int
    cpu_s: float
    wall_s: float
    phase: str = ""
    promises: int | None = None
    equity: int | None = None
    bounds: tuple[Bound, ...] = ()
    trail: tuple[Milestone, ...] = ()
    plan: Plan | None = None

    @property
    def gap(self) -> float | None:
        """Share of the bound that the value is short of."""
        if self.value is None or self.bound is None or self.bound <= 0:
            return None
        return (self.bound - self.value) / self.bound


class RunState(StrEnum):
    """The states of a run, in the words of OGC API Processes."""

    ACCEPTED = "accepted"
    RUNNING = "running"
    SUCCESSFUL = "successful"
    FAILED = "failed"
    DISMISSED = "dismissed"


NO_REQUEST = sha256(b"").hexdigest()
"""Stands for the request of a run that is yet to be made: the digest of nothing."""

CLOSED_STATES = frozenset({RunState.SUCCESSFUL, RunState.FAILED, RunState.DISMISSED})
"""States that a run never leaves."""


class RunKind(StrEnum):
    """What a run is to find out."""

    PLAN = "plan"
    """A plan of its request."""
    QUARTER = "quarter"
    """The drafts of several weeks from its first day on, one after another."""
    EXPLAIN = "explain"
    """Why a stored plan leaves a village out, and what going there would take."""
    WORTH = "worth"
    """What a rule is worth: a stored plan's days planned with it and without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSpot:
    """Where a plan serves people, and how many in all its days."""

    location: Location
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFigures:
    """What the plan of a run means in a few numbers, for sums over many provinces.

    People due and villages count as `planner.assess.metrics.Coverage` does; `promises` are rows
    that had to be served, `promises_kept` those of them served in full.
    """

    villages: int
    villages_visited: int
    people_due: int
    people_due_served: int
    people_served: int
    promises: int
    promises_kept: int
    gap: float | None
    cpu_s: float
    visits: tuple[VisitSpot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One wish for a plan: its inputs by digest, how it stands, and what it ended with.

    `request_digest` names the blob of the request, `NO_REQUEST` one yet to be made from what the
    province knows when the run begins. `is_routine`: such a run, of which one of a province and its
    days is open at a time. `stop_asked`: stop and keep the best so far.
    `error_code` and `error_facts` say why a run failed, or why its search broke off with a plan
    that was kept; `plan_id` is a successful run's plan, and `figures` what it means.
    Runs of other kinds say in `wish` what they are about; `plan_id` is then the plan that they
    began with, and `outcome_digest` names the blob of what they found, where they found anything
    beside plans.
    """

    id: str
    province_code: str
    start: date
    days: int
    request_digest: str
    params: SolveParams
    created_at: datetime
    created_by: str
    updated_at: datetime
    state: RunState = RunState.ACCEPTED
    is_queued: bool = False
    stop_asked: bool = False
    progress: Progress | None = None
    error_code: str | None = None
    error_facts: dict[str, str | int | float] = field(default_factory=dict)
    plan_id: str | None = None
    kind: RunKind = RunKind.PLAN
    wish: dict[str, str | int | float] = field(default_factory=dict)
    outcome_digest: str | None = None
    is_routine: bool = False
    figures: RunFigures | None = None

    @property
    def is_closed(self) -> bool:
        """Whether the run has ended, one way or another."""
        return self.state in CLOSED_STATES


class PlanState(StrEnum):
    """How far a stored plan has come; `planner.domain.life` says what leads on."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSummary:
    """A stored plan in a list: everything but the plan itself.

    `inputs` names the blobs it was made from: "request", and "travel:" with a profile.
    `is_clean`: the checker found no violation. `version` rises with every step of the plan's life;
    who wants the next step names the version that they saw.
    """

    id: str
    province_code: str
    start: date
    days: int
    created_at: datetime
    created_by: str
    state: PlanState
    digest: str
    request_digest: str
    inputs: dict[str, str]
    value: int
    people_served: int
    gap: float | None
    is_clean: bool
    run_id: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """A stored plan with its verdict; never overwritten."""

    summary: PlanSummary
    plan: Plan
    verdict: Verdict
