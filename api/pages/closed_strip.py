"""The strip on a plan's pages that tells of roads closed since it was made, day by day."""

from dataclasses import dataclass

from api.pages.closures_told import affected_text
from planner.bootstrap import App
from planner.domain.people import Action, Member, may
from planner.domain.runs import PlanSummary, StoredPlan
from planner.outputs.closed_now import ClosedNow, closed_days_text, closed_now_text, verdict_text
from planner.outputs.closed_roads import closing_dates, where_text
from planner.usecases.closed_since import ClosedSince, closed_now, closed_since
from planner.usecases.closing import closures_listed
from planner.usecases.remembered import remembered_inputs
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedStrip:
    """What is said, a line for each closure with its days, and where to go (address, words).

    `now` stands beside the checker's verdict: what leads over closed roads now.
    """

    told: str
    now: str
    figures: ClosedNow
    roads: tuple[tuple[str, tuple[str, ...]], ...]
    links: tuple[tuple[str, str], ...]


def closed_strip(
    planner: App, plan: PlanSummary, member: Member | None, language: Language
) -> ClosedStrip | None:
    """The strip of a plan; none where no road was closed since that it uses."""
    found = since_of(planner, plan)
    if not found:
        return None
    known = closures_listed(planner.store, planner.settings.data_dir, plan.province_code)
    listed = {one.closure.code: one for one in known}
    request = remembered_inputs(planner.store, plan).request
    roads = []
    for one in found:
        where = where_text(listed[one.closure.code], language)
        days = tuple(affected_text(request, day, language) for day in one.days)
        facts = {"dates": closing_dates(one.closure, language), "reason": one.closure.reason}
        roads.append((say("closing_since_road", language, where=where, **facts), days))
    address = f"/roads/closures?province={plan.province_code}&plan={plan.id}"
    links = []
    if member is not None and may(member, Action.MAKE_PLAN, plan.province_code):
        links.append((f"{address}#replan", say("closing_replan", language)))
    if member is not None and may(member, Action.READ_DATA, plan.province_code):
        links.append((address, say("closing_title", language)))
    figures = closed_now(request, found)
    return ClosedStrip(
        told=closed_days_text(figures, language),
        now=closed_now_text(figures, language),
        figures=figures,
        roads=tuple(roads),
        links=tuple(links),
    )


def verdict_told(stored: StoredPlan, strip: ClosedStrip | None, language: Language) -> str:
    """What the checker said of a plan; of the day it was said where roads were closed since."""
    figures = None if strip is None else strip.figures
    return verdict_text(stored.verdict, stored.summary.created_at, figures, language)


def since_of(planner: App, plan: PlanSummary) -> tuple[ClosedSince, ...]:
    """Closures recorded since a plan was made that break its days."""
    return closed_since(planner.store, planner.clock, planner.engine_of, planner.basemap_of, plan)


def since_text(planner: App, plan: PlanSummary, language: Language) -> str:
    """How many days of units pass roads closed since, or closed or slowed; "" for none."""
    found = since_of(planner, plan)
    if not found:
        return ""
    request = remembered_inputs(planner.store, plan).request
    return closed_days_text(closed_now(request, found), language)
