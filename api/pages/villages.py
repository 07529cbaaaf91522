"""Pages of villages: all of them in a table, and each by itself."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access
from api.deps import PlanMaker, Planner, PlanReader
from api.language import language_of
from api.pages.errands import errand_view
from api.pages.provinces_seen import chosen_province
from api.pages.render import render
from api.pages.tables import table_file, table_view, wants_workbook
from api.pages.village_facts import VillageWriter
from planner.bootstrap import App
from planner.domain.errors import NotFound
from planner.domain.params import SolveParams
from planner.domain.people import Action, may
from planner.outputs.listing import Heading, Line, Listing
from planner.outputs.times import date_text, days_text
from planner.outputs.view import name_of, role_of, whereabouts
from planner.usecases.errands import ask_reasons
from planner.usecases.looking import provinces_known
from planner.usecases.telling import masked_phone
from planner.usecases.village_views import (
    ProvinceNow,
    VillageLine,
    VillageView,
    province_now,
    today_of,
    view_village,
    village_lines,
)
from planner.words import Language, say

router = APIRouter(include_in_schema=False, prefix="/villages")

EXPLAIN_CPU_S = 12.0
HEADINGS = (
    Heading(key="name", title_code="villages_name", width=26),
    Heading(key="overdue", title_code="villages_overdue", is_number=True, is_toned=True,
            descends=True, width=12),
    Heading(key="last", title_code="villages_last", width=18),
    Heading(key="next", title_code="villages_next", width=18),
    Heading(key="code", title_code="villages_code", is_minor=True, width=12),
    Heading(key="tambon", title_code="villages_tambon", is_minor=True),
    Heading(key="district", title_code="villages_district", is_minor=True, width=20),
    Heading(key="people", title_code="villages_people", is_number=True, is_minor=True,
            descends=True, width=10),
    Heading(key="requests", title_code="villages_requests", is_number=True, is_minor=True,
            descends=True, width=10),
    Heading(key="service", title_code="villages_overdue_service", is_minor=True, width=34),
)  # fmt: skip
OVERDUE = 1


def village_to_read(village_code: str, planner: Planner, access: PlanReader) -> VillageView:
    """The village of this code, if the person may read plans of its province."""
    return _village(village_code, planner, access)


def village_to_plan(village_code: str, planner: Planner, access: PlanMaker) -> VillageView:
    """The village of this code, if the person may make plans of its province."""
    return _village(village_code, planner, access)


def _village(village_code: str, planner: App, access: Access) -> VillageView:
    province_code = village_code[:2]
    if not any(p.code == province_code for p in provinces_known(planner.store)):
        raise NotFound("no such village", kind="village", id=village_code)
    access.need(province_code)
    return view_village(
        planner.store, planner.clock, planner.engine_of, province_code, village_code,
        with_drafts=access.sees_drafts(province_code),
    )  # fmt: skip


ReadableVillage = Annotated[VillageView, Depends(village_to_read)]
PlannedVillage = Annotated[VillageView, Depends(village_to_plan)]


@router.get("")
def villages(
    request: Request,
    planner: Planner,
    access: PlanReader,
    province: str = "",
    district: str = "",
) -> Response:
    """Every village of a province: search, sort, turn pages, take away."""
    language = language_of(request)
    code, known = chosen_province(planner, access, province)
    with planner.store.reading() as reader:
        today, with_drafts = today_of(planner.clock), access.sees_drafts(code)
        now = province_now(reader, code, today, with_drafts=with_drafts)
    districts = _districts(now, language)
    listing = village_listing(now, district if district in districts else "", language)
    if wants_workbook(request):
        return table_file(
            request, listing, language,
            title_code="villages_menu", file_name=f"villages-{code}",
        )  # fmt: skip
    table = table_view(
        request, listing, language,
        name="villages", filters={"province": province, "district": district},
    )  # fmt: skip
    chosen = next(p for p in known if p.code == code)
    return render(
        request,
        "villages_list.html",
        section="villages",
        heading=say("villages_title", language, province=name_of(chosen, language)),
        table=table,
        provinces=known,
        province=code,
        districts=sorted(districts.items()),
        district=district,
    )


@router.get("/{village_code}")
def village(
    request: Request, planner: Planner, access: PlanReader, view: ReadableVillage
) -> Response:
    """One village: who was there, who comes next, why not sooner."""
    language = language_of(request)
    writer = VillageWriter(view, language)
    serves = may(access.member, Action.TELL_VILLAGES, view.village.province_code)
    why = view.why_not
    return render(
        request,
        "villages_one.html",
        section="villages",
        village=view.village,
        name=name_of(view.village, language),
        where=whereabouts(view.village, language),
        facts=writer.facts(),
        services=writer.services_table(),
        has_ways=bool(view.ways),
        timeline=writer.timeline(),
        history=writer.history(),
        reasons=writer.reasons(),
        why=why,
        why_days="" if why is None else days_text(why.plan.start, why.plan.days, language),
        errand=None if why is None else errand_view(planner, why.run, language),
        may_ask=may(access.member, Action.MAKE_PLAN, view.village.province_code),
        cases=writer.cases(),
        point=writer.where(),
        map=writer.map(planner.basemap_of(view.village.province_code)),
        serves=serves,
        contacts=[
            (role_of(c, language), c.phone if serves else masked_phone(c.phone))
            for c in view.village.contacts
        ],
    )


@router.post("/{village_code}/reasons")
def ask_why(planner: Planner, access: PlanMaker, view: PlannedVillage) -> Response:
    """Have it shown what it would take to go there; the page tells how that stands."""
    if view.why_not is not None:
        params = SolveParams(cpu_s=EXPLAIN_CPU_S, wall_s=6 * EXPLAIN_CPU_S)
        ask_reasons(
            planner.store, planner.clock, view.why_not.plan.id, view.village.code, params,
            actor=access.member.login,
        )  # fmt: skip
    return RedirectResponse(f"/villages/{view.village.code}#why", 303)


def village_listing(now: ProvinceNow, district: str, language: Language) -> Listing:
    """The villages of a province, or of one district, as a table."""
    services = {s.code: name_of(s, language) for s in now.data.services}
    lines = sorted(
        (
            _line(line, services, language)
            for line in village_lines(now)
            if line.village.code.startswith(district)
        ),
        key=lambda line: -int(str(line.values[OVERDUE] or 0)),
    )
    return Listing(headings=HEADINGS, lines=tuple(lines))


def _line(one: VillageLine, services: dict[str, str], language: Language) -> Line:
    village, worst = one.village, one.worst
    english = language is Language.EN
    overdue = worst.days_overdue if worst is not None else 0
    service = services[worst.service_code] if worst is not None and overdue else ""
    coming = one.next
    shown_next = "" if coming is None else date_text(coming.on, language)
    if coming is not None and not coming.is_published:
        shown_next = say("villages_draft_mark", language, date=shown_next)
    tambon = (english and village.tambon_en) or village.tambon_th
    district = (english and village.district_en) or village.district_th
    name = name_of(village, language)
    last = date_text(one.last_on, language) if one.last_on else say("villages_never", language)
    return Line(
        key=village.code,
        href=f"/villages/{village.code}",
        found_by=" ".join((village.name_th, village.name_en, village.code, *village.aliases)),
        tone="bad" if worst is not None and worst.is_required else ("warn" if overdue else ""),
        values=(
            name, overdue, one.last_on, None if coming is None else coming.on, village.code,
            tambon, district, one.people, one.open_requests, service,
        ),
        shown=(
            name, f"{overdue:,}", last, shown_next or "–", village.code,
            tambon, district, f"{one.people:,}", f"{one.open_requests:,}", service or "–",
        ),
    )  # fmt: skip


def _districts(now: ProvinceNow, language: Language) -> dict[str, str]:
    english = language is Language.EN
    return {
        v.district_code: (english and v.district_en) or v.district_th or v.district_code
        for v in now.data.villages
    }
