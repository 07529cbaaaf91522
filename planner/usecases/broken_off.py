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


def _proven(best: Plan, last: Progress, workers: int) -> tuple[Bound, ...]:
    """What the search told last that holds for its best plan, else what that plan came with.

    A tier's bound was proven for plans that keep what the search had of the tiers before; the last
    plan that was told may have less. Of several workers the bound of tier 3 may be another's.
    """
    known = {bound.tier: bound for bound in best.bounds}
    told = list(last.bounds)
    if last.bound is not None and workers == 1:
        told.append(Bound(tier=3, points=last.bound))
    promises = sum(term.points for term in best.terms if term.tier == 1)
    keeps_promises = last.promises is not None and promises >= last.promises
    keeps_equity = keeps_promises and (last.equity is None or best.equity >= last.equity)
    holds = {1: True, 2: keeps_promises, 3: keeps_equity}
    known |= {bound.tier: bound for bound in told if holds[bound.tier]}
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
        bounds=_proven(best, last, params.workers),
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
