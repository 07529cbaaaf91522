"""A search whose process died: the best plan that it had told of is judged and kept.

The process may be killed, run out of memory or hang. What it found is in the parent's hands by
then, so an hour of searching is not lost with its last second.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version

from geodata.matrix import TravelMatrix
from planner.documents import digest
from planner.domain.errors import SolverFailed
from planner.domain.params import SolveParams
from planner.domain.plan import Bound, Plan, Provenance, SolveStatus, StopCause
from planner.domain.request import PlanRequest
from planner.domain.runs import Progress
from planner.optimiser.provenance import PARTS
from planner.ports import Solver
from planner.usecases.beat import Beat

LOG = logging.getLogger(__name__)


def searched(
    solver: Solver,
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    params: SolveParams,
    beat: Beat,
) -> tuple[Plan, SolverFailed | None]:
    """The search's plan; or the best one that it told of before it died, and what it died of."""
    try:
        plan = solver(
            request, travel, params, on_progress=beat.progress, should_stop=beat.should_stop
        )
    except SolverFailed as error:
        if beat.heard is None:
            raise
        LOG.warning("search_broke_off", extra={"cause": str(error.facts.get("cause"))})
        return kept_of(request, travel, params, *beat.heard), error
    return plan, None


def _proven(best: Plan, last: Progress) -> tuple[Bound, ...]:
    """The bounds of every tier: what the search told last, else what its best plan came with."""
    known = {bound.tier: bound for bound in (*best.bounds, *last.bounds)}
    if last.bound is not None:
        known[3] = Bound(tier=3, points=last.bound)
    return tuple(known[tier] for tier in sorted(known))


def kept_of(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    params: SolveParams,
    best: Plan,
    last: Progress,
) -> Plan:
    """The best plan that a search told of, with what was proven and what it was made from."""
    return replace(
        best,
        bounds=_proven(best, last),
        provenance=Provenance(
            request_digest=digest(request),
            travel_digests={profile: travel[profile].digest() for profile in request.profiles()},
            policy_version=request.policy.version,
            params=params,
            versions={part: version(part) for part in PARTS},
            status=SolveStatus.FEASIBLE,
            stop_cause=StopCause.BROKEN_OFF,
            rounds=last.rounds,
            cpu_s=round(last.cpu_s, 3),
            wall_s=round(last.wall_s, 3),
        ),
    )
