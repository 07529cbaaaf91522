"""What a plan's pages say of units that have days of the plan off since it was made."""

from itertools import groupby

from planner.bootstrap import App
from planner.domain.runs import PlanSummary
from planner.outputs.times import day_text
from planner.outputs.view import name_of
from planner.usecases.off_since import off_since
from planner.usecases.remembered import remembered_inputs
from planner.words import Language, say


def off_lines(planner: App, plan: PlanSummary, language: Language) -> tuple[str, ...]:
    """A line for each unit with the days that it has off by now; none where none has."""
    found = off_since(planner.store, planner.clock, plan)
    if not found:
        return ()
    units = {unit.code: unit for unit in remembered_inputs(planner.store, plan).request.units}
    return tuple(
        say(
            "life_off_unit", language,
            unit=f"{code} {name_of(units[code], language)}",
            days=", ".join(day_text(one.on_date, language) for one in days),
        )
        for code, days in groupby(found, key=lambda one: one.unit_code)
    )  # fmt: skip
