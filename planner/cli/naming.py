"""Which plan a name on the command line means, told where the name does not say it."""

from planner.cli.desk import Desk
from planner.domain.runs import PlanSummary
from planner.outputs.times import days_text, moment_text
from planner.ports import Store
from planner.usecases.plans import LATEST, find_plan, week_start


def named_plan(desk: Desk, store: Store, name: str) -> PlanSummary:
    """The stored plan of a name; says which one "latest" or a week is. Raises `NotFound`."""
    summary = find_plan(store, name)
    if name == LATEST or week_start(name) is not None:
        desk.remark(
            "cli_latest_is",
            name=name,
            plan=summary.id,
            days=days_text(summary.start, summary.days, desk.language),
            made=moment_text(summary.created_at, desk.language),
        )
    return summary
