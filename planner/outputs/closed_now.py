"""What the checker said of a plan, and what roads closed since make of it: one wording for all."""

from dataclasses import dataclass
from datetime import datetime

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.verdict import Verdict
from planner.outputs.times import date_text
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedNow:
    """What leads over roads closed or slowed since a plan was made, from today on.

    `days` counts days of units, `visits` visits (ways home are none); `is_slow`: some of the roads
    are only slowed.
    """

    days: int
    visits: int
    is_slow: bool


def verdict_text(
    verdict: Verdict, made_at: datetime, closed: ClosedNow | None, language: Language
) -> str:
    """What the checker said; with the day it was said on, where roads were closed since."""
    if not verdict.is_clean:
        return say("page_verdict_broken", language, count=len(verdict.violations))
    if closed is None:
        return say("page_verdict_clean", language)
    made_on = made_at.astimezone(LOCAL_ZONE).date()
    return say("closing_verdict_then", language, date=date_text(made_on, language))


def closed_now_text(closed: ClosedNow | None, language: Language) -> str:
    """What leads over such roads in a few words: visits, or else only ways home; "" for nothing."""
    if closed is None:
        return ""
    if not closed.visits:
        return say("closing_verdict_now_home", language)
    code = "closing_verdict_now_slow" if closed.is_slow else "closing_verdict_now"
    count = closed.visits
    return say(f"{code}_one" if count == 1 else code, language, count=count)


def closed_days_text(closed: ClosedNow | None, language: Language) -> str:
    """How many days of units pass such roads; "" for none."""
    if closed is None:
        return ""
    code, count = "closing_since_slow" if closed.is_slow else "closing_since", closed.days
    return say(f"{code}_one" if count == 1 else code, language, count=count)
