"""What a plan was made from and by: digests, versions, what ended the search."""

from collections.abc import Mapping
from importlib.metadata import version

from geodata.matrix import TravelMatrix
from planner.documents import digest
from planner.domain.params import SolveParams
from planner.domain.plan import Provenance, SolveStatus, StopCause
from planner.domain.request import PlanRequest
from planner.optimiser.stop import Budget

PARTS = ("mobile-service-unit-planner", "numba", "numpy", "ortools")


def provenance_of(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    params: SolveParams,
    status: SolveStatus,
    cause: StopCause,
    budget: Budget,
) -> Provenance:
    """The provenance of a plan made now."""
    return Provenance(
        request_digest=digest(request),
        travel_digests={profile: travel[profile].digest() for profile in request.profiles()},
        policy_version=request.policy.version,
        params=params,
        versions={part: version(part) for part in PARTS},
        status=status,
        stop_cause=cause,
        rounds=budget.rounds,
        cpu_s=round(budget.cpu_s, 3),
        wall_s=round(budget.wall_s, 3),
    )
