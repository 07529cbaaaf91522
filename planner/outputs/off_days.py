"""Days that units have off though a plan sends them out, in words."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from planner.domain.units import MobileUnit
from planner.outputs.times import day_text
from planner.outputs.view import name_of
from planner.words import Language, say


def off_day_lines(
    days: Iterable[tuple[str, date]], units: Iterable[MobileUnit], language: Language
) -> tuple[str, ...]:
    """A line for each unit with its days; `days` are (code of the unit, day), sorted."""
    known = {unit.code: unit for unit in units}
    return tuple(
        say(
            "life_off_unit", language,
            unit=f"{code} {name_of(known[code], language)}",
            days=", ".join(day_text(when, language) for _, when in of_unit),
        )
        for code, of_unit in groupby(days, key=lambda pair: pair[0])
    )  # fmt: skip
