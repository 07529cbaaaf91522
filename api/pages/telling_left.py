"""How many villages are still to be told of a published plan: for pages where planners stand."""

from planner.bootstrap import App
from planner.domain.runs import PlanState, PlanSummary
from planner.usecases.telling import TellingList, TellShow, telling_of
from planner.words import Language, say

SHOWN = ((TellShow.TELL_ANEW, "telling_left_anew"), (TellShow.NOT_TOLD, "telling_left"))


def telling_left(
    planner: App, summary: PlanSummary, language: Language
) -> tuple[tuple[str, str], ...]:
    """Addresses and words: villages to tell anew, then those never told; none of other plans."""
    if summary.state is not PlanState.PUBLISHED:
        return ()
    found = telling_of(planner.store, planner.clock, summary.id)
    counts = [(show, code, len(found.shown(show))) for show, code in SHOWN]
    return tuple(
        (
            f"/plans/{summary.id}/telling?show={show.value}",
            say(f"{code}_one" if count == 1 else code, language, count=count),
        )
        for show, code, count in counts
        if count
    )


def urgent_counts(found: TellingList, language: Language) -> tuple[str, ...]:
    """How many visits are to be told by today, and for how many that day has gone by."""
    today = sum(found.is_last_day(line) for line in found.to_do)
    late = len(found.shown(TellShow.LATE))
    counts = (("telling_head_last_day", today), ("telling_head_late", late))
    return tuple(say(code, language, count=count) for code, count in counts if count)
