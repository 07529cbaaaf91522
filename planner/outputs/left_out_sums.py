"""How much of what is due a plan leaves out: the one count that every page, map and file shows."""

from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.outputs.unplanned import due_of, presses
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutSums:
    """Rows due and left out, wholly or in part, their people, and the villages they are of.

    `required` counts the people of rows that had to be served; of the villages the plan visits
    `visited` with something else. `calm_rows` are left out too, but not due yet.
    """

    rows: int
    people: int
    required: int
    villages: int
    visited: int
    calm_rows: int

    @property
    def unvisited(self) -> int:
        """Villages that the plan does not visit at all."""
        return self.villages - self.visited


def left_out_sums(request: PlanRequest, plan: Plan) -> LeftOutSums:
    """The sums of a plan."""
    due = due_of(request)
    rows = [row for row in plan.unplanned if presses(row, due)]
    lacking = {row.village_code for row in rows}
    visited = lacking & {serving.village_code for _, _, serving in plan.servings()}
    return LeftOutSums(
        rows=len(rows),
        people=sum(row.people for row in rows),
        required=sum(row.people for row in rows if row.required),
        villages=len(lacking),
        visited=len(visited),
        calm_rows=len(plan.unplanned) - len(rows),
    )


def facts_of_sums(sums: LeftOutSums) -> dict[str, str]:
    """The sums as facts for a text."""
    return {
        "people": f"{sums.people:,}",
        "required": f"{sums.required:,}",
        "villages": f"{sums.villages:,}",
        "visited": f"{sums.visited:,}",
        "unvisited": f"{sums.unvisited:,}",
    }


def left_out_text(sums: LeftOutSums, language: Language) -> str:
    """The sums in one sentence."""
    if not sums.rows:
        return say("output_nobody_left_out", language)
    return say("output_left_out", language, **facts_of_sums(sums))
