"""What if: the effect of edits without saving, plans side by side, and why somebody is left out."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import (
    DraftedPlan,
    DraftReader,
    EditablePlan,
    PageSize,
    PlanMaker,
    Planner,
    ReadablePlan,
    Spoken,
)
from api.schemas.plans import PlanSummaryOut
from api.schemas.whatif import (
    ChangeOut,
    ComparisonOut,
    EditsIn,
    EffectOut,
    UnplannedOut,
    UnplannedPageOut,
    ViolationOut,
)
from planner.documents import to_data
from planner.domain.plan import Reason, Unplanned
from planner.domain.request import PlanRequest
from planner.domain.verdict import Violation
from planner.outputs.unplanned import reason_text
from planner.outputs.view import Directory, name_of
from planner.usecases.plans import inputs_of
from planner.usecases.whatif import Effect, compare_stored, keep_edits, try_edits
from planner.words import Language
from planner.words.violations import tell_violation

router = APIRouter(prefix="/plans/{plan_id}", tags=["plans"])

TIERS = (1, 2, 3)


@router.post("/what-if")
def what_if(stored: EditablePlan, wish: EditsIn, planner: Planner, language: Spoken) -> EffectOut:
    """What the plan would be after these edits; nothing is saved."""
    return effect_out(try_edits(planner.store, stored.summary.id, wish.to_edits()), language)


@router.post("/drafts", status_code=201)
def keep(
    stored: EditablePlan,
    wish: EditsIn,
    planner: Planner,
    access: PlanMaker,
    response: Response,
) -> PlanSummaryOut:
    """Keep the edited plan as a new draft, with its verdict; this plan stays as it is."""
    made = keep_edits(
        planner.store,
        planner.clock,
        stored.summary.id,
        wish.to_edits(),
        actor=access.member.login,
    )
    response.headers["Location"] = f"/v1/plans/{made.summary.id}"
    return PlanSummaryOut.model_validate(made.summary)


@router.get("/comparison/{other_id}")
def compare(
    stored: DraftedPlan, other_id: str, planner: Planner, access: DraftReader
) -> ComparisonOut:
    """What another plan has that this one has not, and the reverse."""
    with planner.store.reading() as reader:
        access.need(reader.plan(other_id).summary.province_code)
    found = compare_stored(planner.store, stored.summary.id, other_id)
    return ComparisonOut(
        plan_id=stored.summary.id,
        other_id=other_id,
        people=found.after.summary.people_served - found.before.summary.people_served,
        points={str(tier): found.points(tier) for tier in TIERS},
        changes=[ChangeOut.model_validate(change) for change in found.changes],
    )


@router.get("/unplanned")
def unplanned(
    stored: ReadablePlan,
    planner: Planner,
    language: Spoken,
    reason: Annotated[Reason | None, Query(description="For this reason only.")] = None,
    limit: PageSize = 100,
    cursor: Annotated[int, Query(ge=0, le=10_000_000, description="From `next_cursor`.")] = 0,
) -> UnplannedPageOut:
    """Whom the plan leaves out and why, by village and service."""
    request = inputs_of(planner.store, stored.summary.id).request
    rows = [row for row in stored.plan.unplanned if reason in (None, row.reason)]
    rows.sort(key=lambda row: (row.village_code, row.service_code))
    end = cursor + limit
    return UnplannedPageOut(
        unplanned=_rows(rows[cursor:end], request, language),
        next_cursor=str(end) if end < len(rows) else None,
    )


def _rows(rows: list[Unplanned], request: PlanRequest, language: Language) -> list[UnplannedOut]:
    directory = Directory(request)
    names = directory.names(language)
    return [
        UnplannedOut(
            village_code=row.village_code,
            village_name=name_of(directory.villages[row.village_code], language),
            service_code=row.service_code,
            people=row.people,
            reason=row.reason,
            text=reason_text(row, language, names),
            required=row.required,
            due_on=row.due_on,
            facts=row.facts,
            forced=None if row.forced is None else to_data(row.forced),
            later=None if row.later is None else to_data(row.later),
        )
        for row in rows
    ]


def effect_out(effect: Effect, language: Language) -> EffectOut:
    """What edits do, in one language."""
    names = Directory(effect.request).names(language)

    def violations(found: tuple[Violation, ...]) -> list[ViolationOut]:
        return [_violation(violation, effect.request, language, names) for violation in found]

    return EffectOut(
        people=effect.people,
        people_served=effect.plan.people_served,
        points={str(tier): effect.points(tier) for tier in TIERS},
        terms=effect.term_changes(),
        is_clean=effect.verdict.is_clean,
        violations=violations(effect.verdict.violations),
        new_violations=violations(effect.new_violations),
        changes=[ChangeOut.model_validate(change) for change in effect.changes],
        drops_out=[ChangeOut.model_validate(change) for change in effect.dropped],
        unreachable=sorted({out.done.village_code for out in effect.left_out}),
    )


def _violation(
    violation: Violation, request: PlanRequest, language: Language, names: dict[str, str]
) -> ViolationOut:
    day = violation.day
    in_horizon = day is not None and 0 <= day < request.horizon.days
    return ViolationOut(
        rule=violation.rule,
        text=tell_violation(violation, language, names),
        unit_code=violation.unit_code,
        on_date=request.horizon.date_of(day) if day is not None and in_horizon else None,
        place_code=violation.place_code,
        village_code=violation.village_code,
        service_code=violation.service_code,
        facts=violation.facts,
    )
