"""The fairness page: who waits, how long and where, what each number means, what equity costs."""

import tempfile
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.deps import PlanMaker, Planner, PlanReader
from api.files import WORKBOOK_TYPE
from api.language import language_of
from api.pages.errands import errand_view
from api.pages.fairness_facts import FairnessWriter
from api.pages.provinces_seen import chosen_province
from api.pages.render import render
from api.pages.tables import table_file, table_view, wants_workbook
from planner.domain.errors import NotFound
from planner.domain.params import SolveParams
from planner.domain.people import Action, may
from planner.outputs.fairness_tables import write_fairness
from planner.outputs.view import name_of
from planner.usecases.errands import ask_worth
from planner.usecases.fairness import view_fairness
from planner.usecases.worth import Question
from planner.words import say

router = APIRouter(include_in_schema=False, prefix="/fairness")

PRICE_CPU_S = 20.0


@router.get("")
def fairness(
    request: Request, planner: Planner, access: PlanReader, province: str = ""
) -> Response:
    """The figures of a province."""
    language = language_of(request)
    code, known = chosen_province(planner, access, province)
    view = view_fairness(planner.store, planner.clock, code, with_drafts=access.sees_drafts(code))
    writer = FairnessWriter(view, language)
    listing = writer.worst()
    if wants_workbook(request):
        return table_file(
            request, listing, language, title_code="fairness_worst", file_name=f"overdue-{code}"
        )
    chosen = next(p for p in known if p.code == code)
    return render(
        request,
        "fairness.html",
        section="fairness",
        heading=say("fairness_title", language, province=name_of(chosen, language)),
        provinces=known,
        province=code,
        facts=writer.facts(),
        compared=writer.compared(),
        groups=writer.groups(),
        has_after=view.after is not None,
        coverage=writer.coverage(),
        map=writer.map(planner.basemap_of(code)),
        toned=writer.tones(),
        shares=writer.shares(),
        legend=writer.legend(),
        prices=writer.prices(),
        price=view.price,
        errand=errand_view(planner, view.price_run, language),
        may_ask=may(access.member, Action.MAKE_PLAN, code),
        has_plan=view.plan is not None,
        table=table_view(request, listing, language, name="worst", filters={"province": province}),
    )


@router.get("/workbook")
def fairness_workbook(
    request: Request, planner: Planner, access: PlanReader, province: str = ""
) -> Response:
    """Summary, coverage and everything overdue as XLSX."""
    language = language_of(request)
    code, known = chosen_province(planner, access, province)
    view = view_fairness(planner.store, planner.clock, code, with_drafts=access.sees_drafts(code))
    chosen = next(p for p in known if p.code == code)
    title = say("fairness_title", language, province=name_of(chosen, language))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fairness.xlsx"
        write_fairness(FairnessWriter(view, language).moments, view.data, path, title, language)
        content = path.read_bytes()
    name = f"fairness-{code}-{view.today.on:%Y%m%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=WORKBOOK_TYPE, headers=headers)


@router.post("/price")
def ask_price(planner: Planner, access: PlanMaker, province: str = "") -> Response:
    """Have the price of equity worked out for the nearest plan ahead."""
    code, _ = chosen_province(planner, access, province)
    view = view_fairness(planner.store, planner.clock, code)
    if view.plan is None:
        raise NotFound("no plan ahead", kind="plan", id=code)
    params = SolveParams(cpu_s=PRICE_CPU_S, wall_s=6 * PRICE_CPU_S)
    ask_worth(
        planner.store, planner.clock, view.plan.id, Question.EQUITY, params,
        actor=access.member.login,
    )  # fmt: skip
    return RedirectResponse(f"/fairness?province={code}#price", 303)
