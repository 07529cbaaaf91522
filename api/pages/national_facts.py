"""Nationwide runs and weekly drafts as plain facts in one language, for the templates."""

from typing import Any

from planner.domain.national import NationalPart
from planner.outputs.national_view import outcome_text
from planner.outputs.times import days_text, moment_text
from planner.usecases.national import NationalSummary
from planner.usecases.weekly import WeeklyStatus
from planner.words import Language, say

DASH = "–"


def list_row(summary: NationalSummary, language: Language) -> dict[str, Any]:
    """One nationwide run in the list."""
    wish = summary.wish
    return {
        "id": wish.id,
        "days": days_text(wish.start, wish.days, language),
        "state": say(f"national_{wish.state.value}", language),
        "provinces": say(
            "national_done_of", language, done=summary.plans, count=len(summary.parts)
        ),
        "people": f"{summary.total('people_served'):,}",
        "begun": moment_text(wish.created_at, language),
    }


def totals(summary: NationalSummary, language: Language) -> list[tuple[str, str]]:
    """The sums over all plans: label and value."""
    due, served = summary.total("people_due"), summary.total("people_due_served")
    return [
        (say("national_provinces_head", language), f"{summary.plans}/{len(summary.parts)}"),
        (say("national_people_head", language), f"{summary.total('people_served'):,}"),
        (say("national_share_head", language), share_text(served, due)),
        (say("national_villages_head", language), f"{summary.total('villages_visited'):,}"),
        (
            say("national_promises_head", language),
            f"{summary.total('promises_kept'):,}/{summary.total('promises'):,}",
        ),
        (say("national_gap_head", language), gap_text(summary.gap)),
    ]


def part_row(part: NationalPart, name: str, language: Language) -> dict[str, Any]:
    """One province of a nationwide run."""
    run = part.run
    figures = None if run is None else run.figures
    row: dict[str, Any] = {
        "code": part.province_code,
        "name": name,
        "tries": part.tries,
        "outcome": outcome_text(part, language),
        "plan_id": None if run is None else run.plan_id,
        "is_failed": run is not None and run.is_closed and run.plan_id is None,
    }
    if figures is None:
        return row | dict.fromkeys(("people", "share", "villages", "promises", "gap"), DASH)
    return row | {
        "people": f"{figures.people_served:,}",
        "share": share_text(figures.people_due_served, figures.people_due),
        "villages": f"{figures.villages_visited:,}/{figures.villages:,}",
        "promises": f"{figures.promises_kept:,}/{figures.promises:,}",
        "gap": gap_text(figures.gap),
    }


def last_text(status: WeeklyStatus, language: Language) -> str:
    """When a weekly draft was last due, and what came of it."""
    if status.last is None:
        return say("weekly_never", language)
    moment = moment_text(status.last.due_at, language)
    if status.last.run_id is None:
        return say("weekly_last_missed", language, moment=moment)
    state = "forgotten" if status.run is None else status.run.state.value
    told = say(f"national_part_{state}", language)
    return say("weekly_last_run", language, moment=moment, state=told)


def share_text(part: int, whole: int) -> str:
    """A share as per cent; a dash of nothing."""
    return f"{part / whole:.1%}" if whole else DASH


def gap_text(gap: float | None) -> str:
    """A gap as per cent; a dash where nothing was proven."""
    return DASH if gap is None else f"{gap:.1%}"
