"""A stored plan verified and made again: same inputs, same verdict, same plan where it can be.

A search stopped by counts gives the same plan again on the same kind of machine with the same
versions. One stopped by time does not; of it can be shown that its inputs are those it names, that
the checker says the same of it, and how its value stands beside a new search's and the proof.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from planner.documents import to_data
from planner.domain.plan import Plan
from planner.ports import Progress, Solver, Store
from planner.usecases.dossier import what_is_done
from planner.usecases.plans import Recheck, inputs_of, recheck_plan


class RebuildResult(StrEnum):
    """What could be shown."""

    SAME = "same"
    """Made again, the plan does the same, visit by visit."""
    DIFFERENT = "different"
    """It was made to be repeatable, and did not come out the same."""
    WITHIN = "within"
    """The search was stopped by time: another plan of like value came out."""
    BY_HAND = "by_hand"
    """A person made it: there is no search to repeat."""
    CHANGED_BY_HAND = "changed_by_hand"
    """It was searched for, and then changed on its board: there is no search to repeat."""
    NOT_SEARCHED = "not_searched"
    """Verified only, as was asked."""
    SPOILT = "spoilt"
    """The plan, its inputs or its verdict no longer agree with what was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuild:
    """The second look, and the plan made again where one was.

    `value` and `value_again` are points of tier 3; `bound` none can pass, None while unproven.
    `other_versions` names libraries that are not those the plan was made with.
    """

    recheck: Recheck
    result: RebuildResult
    value: int
    value_again: int | None = None
    bound: int | None = None
    other_versions: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing contradicts what was stored."""
        bad = (RebuildResult.SPOILT, RebuildResult.DIFFERENT)
        return self.recheck.is_clean and self.result not in bad


def rebuild_plan(
    store: Store,
    solver: Solver,
    plan_id: str,
    *,
    with_search: bool = True,
    on_progress: Callable[[Progress], None] | None = None,
) -> Rebuild:
    """Verify a stored plan and make it again from its stored inputs; nothing is stored."""
    recheck = recheck_plan(store, plan_id)
    plan = recheck.stored.plan
    bound = plan.bound_of(3)
    if recheck.differences:
        return Rebuild(recheck=recheck, result=RebuildResult.SPOILT, value=plan.value, bound=bound)
    provenance = plan.provenance
    if provenance is None or not with_search:
        result = RebuildResult.NOT_SEARCHED if provenance else _by_hand(store, plan_id)
        return Rebuild(recheck=recheck, result=result, value=plan.value, bound=bound)
    inputs = inputs_of(store, plan_id)
    again = solver(inputs.request, inputs.travel, provenance.params, on_progress=on_progress)
    return Rebuild(
        recheck=recheck,
        result=_result(plan, again),
        value=plan.value,
        value_again=again.value,
        bound=bound,
        other_versions=_other_versions(plan, again),
    )


def _by_hand(store: Store, plan_id: str) -> RebuildResult:
    """Whether a search made any version that stood on the plan's board before it."""
    with store.reading() as reader:
        versions = reader.board(plan_id).plan_ids
        before = versions[: versions.index(plan_id)] if plan_id in versions else ()
        was_searched = any(reader.plan(one).plan.provenance for one in before)
    return RebuildResult.CHANGED_BY_HAND if was_searched else RebuildResult.BY_HAND


def _result(plan: Plan, again: Plan) -> RebuildResult:
    if what_is_done(plan) == what_is_done(again):
        return RebuildResult.SAME
    provenance = plan.provenance
    # Forcing a left-out row may have found a better plan than the search alone.
    was_bettered = provenance is not None and provenance.gained_by_forcing > 0
    if provenance is not None and provenance.is_repeatable and not was_bettered:
        return RebuildResult.DIFFERENT
    return RebuildResult.WITHIN


def _other_versions(plan: Plan, again: Plan) -> tuple[str, ...]:
    before = plan.provenance.versions if plan.provenance else {}
    now = again.provenance.versions if again.provenance else {}
    return tuple(sorted(name for name in before if before[name] != now.get(name)))


def rebuild_data(rebuild: Rebuild) -> dict[str, object]:
    """The result as a JSON document."""
    return {
        "plan_id": rebuild.recheck.stored.summary.id,
        "result": rebuild.result.value,
        "is_good": rebuild.is_good,
        "digest": rebuild.recheck.stored.summary.digest,
        "differences": list(rebuild.recheck.differences),
        "verdict": to_data(rebuild.recheck.verdict),
        "value": rebuild.value,
        "value_again": rebuild.value_again,
        "bound": rebuild.bound,
        "other_versions": list(rebuild.other_versions),
    }
