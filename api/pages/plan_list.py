"""The list of plans: searched, sorted and taken away like every other table."""

from collections.abc import Iterable, Sequence

from api.pages.headline import gap_text
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.province import ProvinceVersion
from planner.domain.runs import PlanState, PlanSummary
from planner.outputs.listing import Heading, Line, Listing
from planner.outputs.times import days_text, moment_text
from planner.outputs.view import name_of
from planner.words import Language, say

TONES = {PlanState.PUBLISHED: "good", PlanState.WITHDRAWN: "bad"}


def plan_listing(
    plans: Iterable[PlanSummary], provinces: Sequence[ProvinceVersion], language: Language
) -> Listing:
    """Plans as they come; the province has a column where there is more than one."""
    names = {p.code: name_of(p, language) for p in provinces}
    both = {p.code: f"{p.name_th} {p.name_en}" for p in provinces}
    columns = [
        Heading(key="days", title_code="page_days", descends=True, width=28),
        Heading(key="plan", title_code="page_plan_code", is_minor=True, width=20),
        Heading(key="province", title_code="page_province", is_minor=True),
        Heading(key="state", title_code="page_state", is_toned=True),
        Heading(
            key="people", title_code="page_people_served", is_number=True, descends=True, width=18
        ),
        Heading(key="gap", title_code="page_gap_short", is_number=True, is_minor=True, width=20,
                number_format="0.0"),
        Heading(key="check", title_code="page_check"),
        Heading(key="by", title_code="page_made_by_head", is_minor=True, width=20),
        Heading(key="made", title_code="page_made_at", descends=True, is_minor=True, width=20,
                number_format="yyyy-mm-dd"),
    ]  # fmt: skip
    kept = [i for i, one in enumerate(columns) if one.key != "province" or len(names) > 1]
    lines = []
    for plan in plans:
        state = say(f"plan_state_{plan.state.value}", language)
        check = say("page_clean_short" if plan.is_clean else "page_broken_short", language)
        province = names[plan.province_code]
        days = days_text(plan.start, plan.days, language)
        made = plan.created_at.astimezone(LOCAL_ZONE)
        gap = None if plan.gap is None else 100 * plan.gap
        values = (
            plan.start, plan.id, province, state, plan.people_served, gap, check, plan.created_by,
            made.date(),
        )  # fmt: skip
        shown = (
            days, plan.id, province, state, f"{plan.people_served:,}",
            gap_text(plan.gap, language), check, plan.created_by,
            moment_text(plan.created_at, language),
        )  # fmt: skip
        other = Language.EN if language is Language.TH else Language.TH
        found_by = (
            plan.id, both[plan.province_code], days, days_text(plan.start, plan.days, other), state,
            say(f"plan_state_{plan.state.value}", other), plan.created_by,
        )  # fmt: skip
        lines.append(
            Line(
                key=plan.id,
                values=tuple(values[i] for i in kept),
                shown=tuple(shown[i] for i in kept),
                found_by=" ".join(found_by),
                href=f"/plans/{plan.id}",
                tone=TONES.get(plan.state, ""),
            )
        )
    return Listing(headings=tuple(columns[i] for i in kept), lines=tuple(lines))
