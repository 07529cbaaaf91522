"""The plan at a glance: a few figures in words, for the top of a page."""

from dataclasses import dataclass

from planner.domain.plan import Plan, StopCause
from planner.domain.request import PlanRequest
from planner.domain.runs import StoredPlan
from planner.outputs.closed_now import ClosedNow, closed_now_text, verdict_text
from planner.outputs.figures import lowest_of, percent_text, promises
from planner.outputs.left_out_sums import facts_of_sums, left_out_sums
from planner.outputs.view import district_name
from planner.words import Language, say

TELLING_GAP = 0.25
"""A proven gap beyond this says that the search was too short to prove more, not that the plan is
so far from the best."""
SHORT_SEARCH_S = 10.0
"""CPU seconds of searching that prove little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure: what it is, how much, and a line that puts it into proportion."""

    name: str
    value: str
    note: str = ""


def facts_of(request: PlanRequest, plan: Plan, language: Language) -> tuple[Fact, ...]:
    """People served, villages visited, who is left out, and how good the plan is proven to be."""
    left = left_out_sums(request, plan)
    return (
        _served(plan.people_served, left.people, language),
        _visited(request, plan, language),
        Fact(
            name=say("page_left_out", language),
            value=_people(left.people, language),
            note=say("page_left_out_villages", language, **facts_of_sums(left))
            if left.rows
            else say("page_left_out_none", language),
        ),
        _promises(request, plan, language),
        *_equity_facts(request, plan, language),
        gap_fact(plan.gap, language),
    )


def signed_of(
    request: PlanRequest,
    stored: StoredPlan,
    language: Language,
    *,
    closed: ClosedNow | None = None,
) -> tuple[Fact, ...]:
    """What somebody signs who approves or publishes: the figures that decide, and the verdict.

    `closed` is what leads over roads closed since the plan was made.
    """
    served, _, left, kept, *_ = facts_of(request, stored.plan, language)
    return (
        served,
        kept,
        left,
        Fact(
            name=say("board_signed_verdict", language),
            value=verdict_text(stored.verdict, stored.summary.created_at, closed, language),
            note=closed_now_text(closed, language),
        ),
    )


def _promises(request: PlanRequest, plan: Plan, language: Language) -> Fact:
    """Required rows kept; and whether it is proven that no plan keeps more of what they weigh."""
    kept = promises(request, plan)
    name = say("page_promises", language)
    if not kept.rows:
        return Fact(name=name, value="–", note=say("page_promises_none", language))
    broken = sum(term.points for term in plan.terms if term.tier == 1)
    is_proven = plan.bound_of(1) == broken
    return Fact(
        name=name,
        value=say("page_promises_value", language, kept=f"{kept.kept:,}", rows=f"{kept.rows:,}"),
        note=say("page_promises_proven" if is_proven else "page_promises_note", language),
    )


def _equity_facts(request: PlanRequest, plan: Plan, language: Language) -> tuple[Fact, ...]:
    """The district where least of a year's need is met, where the policy has a floor."""
    lowest = lowest_of(request, plan)
    if lowest is None:
        return ()
    return (
        Fact(
            name=say("page_equity", language),
            value=say("page_equity_share", language, share=percent_text(lowest.share)),
            note=say(
                "page_equity_note",
                language,
                district=district_name(request, lowest.code, language),
                floor=percent_text(lowest.floor),
            ),
        ),
    )


def gap_fact(gap: float | None, language: Language) -> Fact:
    """The proven gap in words; a gap is rounded up, so that it never sounds better than it is."""
    if gap is None:
        value, note = "page_gap_unknown", "page_gap_unknown_note"
    elif gap > TELLING_GAP:
        value, note = "page_gap_wide", "page_gap_wide_note"
    elif gap <= 0:
        value, note = "page_gap_proven", "page_gap_proven_note"
    else:
        value, note = "page_gap", "page_gap_note"
    return Fact(
        name=say("page_quality", language),
        value=say(value, language, gap=gap_percent(gap)),
        note=say(note, language, gap=gap_percent(gap)),
    )


def short_search(plan: Plan, language: Language) -> str:
    """A caution for a plan that was searched for too briefly; empty when it was not."""
    made = plan.provenance
    if made is None or made.stop_cause is StopCause.PROVEN or made.params.reproducible:
        return ""
    was_cut = made.stop_cause in (StopCause.ASKED, StopCause.BROKEN_OFF)
    searched_s = made.cpu_s if was_cut else made.params.cpu_s
    if searched_s >= SHORT_SEARCH_S:
        return ""
    return say("page_short_search", language, seconds=f"{max(1.0, searched_s):,.0f}")


def gap_text(gap: float | None, language: Language) -> str:
    """The proven gap in a list: a number, or a few words where there is none."""
    if gap is None or gap <= 0 or gap > TELLING_GAP:
        return gap_fact(gap, language).value
    return f"{gap_percent(gap)} %"


def gap_percent(gap: float | None) -> str:
    """A gap in per cent with one decimal, rounded up."""
    if gap is None:
        return "–"
    tenths = -int(-gap * 1000 // 1)
    return f"{tenths / 10:.1f}"


def _served(served: int, left: int, language: Language) -> Fact:
    due = served + left
    share = f"{100 * served / due:.0f}" if due else "–"
    return Fact(
        name=say("page_people_served", language),
        value=_people(served, language),
        note=say("page_served_share", language, share=share) if due else "",
    )


def _visited(request: PlanRequest, plan: Plan, language: Language) -> Fact:
    visited = {serving.village_code for _, _, serving in plan.servings()}
    return Fact(
        name=say("page_villages_visited", language),
        value=f"{len(visited):,}",
        note=say("page_villages_of", language, total=f"{len(request.villages):,}"),
    )


def _people(people: int, language: Language) -> str:
    return say("page_people_count", language, people=f"{people:,}")
