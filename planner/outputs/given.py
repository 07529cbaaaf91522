"""How a request that came with a province's data stands, in words."""

from datetime import date

from planner.outputs.times import date_text
from planner.words import Language, say


def given_text(left: int, served_on: date | None, language: Language) -> str:
    """When it was served, or the working days that are left; `left` is negative when late."""
    if served_on is not None:
        return say("requests_given_served", language, date=date_text(served_on, language))
    code = "case_left" if left >= 0 else "case_late"
    return say(code, language, days=abs(left))
