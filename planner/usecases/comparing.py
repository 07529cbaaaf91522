"""Two stored plans side by side: a hand-made one beside the optimiser's of the same days."""

from dataclasses import dataclass

from planner.assess.compare import Change, compare_plans
from planner.domain.errors import NotFound
from planner.domain.runs import PlanSummary, StoredPlan
from planner.ports import Reader, Store
from planner.usecases.plans import find_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The other plan of a comparison, and every change from the one to it."""

    summary: PlanSummary
    changes: tuple[Change, ...]


def compare_stored(
    store: Store, name: str, other: str | None = None
) -> tuple[StoredPlan, Comparison]:
    """A stored plan, and the changes from it to another.

    Without `other`: to the optimiser's newest plan of the same days; of such a plan itself, to the
    newest other one. Raises `NotFound` when there is none.
    """
    mine = find_plan(store, name)
    beside = find_plan(store, other) if other is not None else None
    with store.reading() as reader:
        beside = beside or _beside(reader, mine)
        if beside is None:
            raise NotFound("no other plan of these days", kind="other_plan", id=mine.id)
        stored, best = reader.plan(mine.id), reader.plan(beside.id)
    return stored, Comparison(summary=beside, changes=compare_plans(stored.plan, best.plan))


def beside_the_optimisers(store: Store, stored: StoredPlan) -> Comparison | None:
    """A plan beside the newest of the same days that a search made; None when there is none."""
    with store.reading() as reader:
        found = [s for s in _same_days(reader, stored.summary) if s.run_id is not None]
        if not found:
            return None
        best = reader.plan(found[0].id).plan
    return Comparison(summary=found[0], changes=compare_plans(stored.plan, best))


def _beside(reader: Reader, mine: PlanSummary) -> PlanSummary | None:
    found = _same_days(reader, mine)
    searched = [summary for summary in found if summary.run_id is not None]
    return next(iter(searched if mine.run_id is None else found), None)


def _same_days(reader: Reader, mine: PlanSummary) -> list[PlanSummary]:
    """Other plans of a plan's days, newest first."""
    plans = reader.plans(province_code=mine.province_code, start=mine.start, limit=1_000_000)
    return [s for s in plans if s.days == mine.days and s.id != mine.id]
