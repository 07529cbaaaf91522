"""The first page: how the weeks stand, what waits for somebody, promises near their date."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.deps import Planner, PlanReader
from api.language import language_of
from api.pages.closed_strip import since_text
from api.pages.field_home import field_home, is_for_field
from api.pages.next_step import NextStep, next_step_of
from api.pages.nothing_yet import empty_page
from api.pages.off_strip import off_lines
from api.pages.office_home import office_home
from api.pages.render import render
from api.pages.telling_left import telling_left
from planner.bootstrap import App
from planner.domain.people import Action, may
from planner.domain.proposals import Proposal
from planner.domain.runs import PlanState, PlanSummary
from planner.outputs.times import date_text, days_text, long_date_text
from planner.outputs.view import name_of
from planner.usecases.first_look import FirstLook, WeekState, look_first
from planner.usecases.looking import newest_plans, provinces_known
from planner.words import Language, say

router = APIRouter(include_in_schema=False)

MOST_PROMISES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCard:
    """A week: its state, what comes next, and where to go."""

    title: str
    days: str
    state: str
    state_text: str
    told: str
    next: str
    plan_id: str
    links: tuple[tuple[str, str], ...]
    newer: tuple[str, tuple[tuple[str, str], ...]]
    broken: tuple[str, tuple[tuple[str, str], ...]]
    to_tell: tuple[tuple[str, str], ...]
    closed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """A promise near its date, or past it."""

    village: str
    village_code: str
    told: str
    clock: str
    is_late: bool


@router.get("/")
def home(request: Request, planner: Planner, access: PlanReader, province: str = "") -> Response:
    """A planner's Friday, an office's requests, a field team's routes; or how to begin."""
    language = language_of(request)
    known = [p for p in provinces_known(planner.store) if access.may(p.code)]
    if known and not any(access.sees_drafts(p.code) for p in known):
        return office_home(request, planner, access, known)
    if is_for_field(access.member, known):
        return field_home(request, planner, access, known)
    known = [p for p in known if access.sees_drafts(p.code)]
    chosen = [p.code for p in known if p.code == province] or [p.code for p in known]
    if not newest_plans(planner.store, chosen, limit=1):
        return empty_page(request, access.member, known)
    look = look_first(planner.store, planner.clock, chosen[0])
    name = next(name_of(p, language) for p in known if p.code == chosen[0])
    promises = _promises(look, language)
    return render(
        request,
        "home.html",
        section="home",
        heading=say("home_title", language, province=name),
        today=say("home_today", language, date=long_date_text(look.today, language)),
        provinces=known,
        province=chosen[0],
        weeks=[
            _card(
                number,
                week,
                language,
                may_plan=may(access.member, Action.MAKE_PLAN, chosen[0]),
                step=None
                if week.plan is None
                else next_step_of(planner, week.plan, access.member, language),
                to_tell=() if week.plan is None else telling_left(planner, week.plan, language),
                closed="" if week.plan is None else _since(planner, week.plan, language),
            )
            for number, week in enumerate(look.weeks)
        ],
        waits=_waits(look, language),
        promises=promises[:MOST_PROMISES],
        near=say("home_near", language, count=len(promises)) if promises else "",
        may_plan=may(access.member, Action.MAKE_PLAN, chosen[0]),
        more=max(0, len(promises) - MOST_PROMISES),
    )


def _card(
    number: int,
    week: WeekState,
    language: Language,
    *,
    may_plan: bool,
    step: NextStep | None,
    to_tell: tuple[tuple[str, str], ...],
    closed: str,
) -> WeekCard:
    plan = week.plan
    state = "none" if plan is None else plan.state.value
    code = "home_next_none" if number else "home_next_none_this"
    links: list[tuple[str, str]] = []
    if plan is None and may_plan:
        links.append((f"/plans/new?week={week.start.isoformat()}", say("home_make", language)))
    if plan is not None:
        if step is not None and step.title:
            links.append((f"/plans/{plan.id}/board#life", step.title))
        links.append((f"/plans/{plan.id}", say("home_open_plan", language)))
        if may_plan and plan.state is PlanState.DRAFT:
            links.append((f"/plans/{plan.id}/board", say("home_open_board", language)))
        if may_plan and plan.state is PlanState.PUBLISHED:
            links.append((f"/plans/{plan.id}/telling", say("home_open_telling", language)))
        links.append((f"/plans/{plan.id}/workbook", say("home_open_workbook", language)))
    return WeekCard(
        title=say(f"home_week_{number}", language),
        days=days_text(week.start, 7, language),
        state=state,
        state_text=say(f"home_state_{state}", language),
        told="" if plan is None else say(
            "home_week_told", language, people=f"{plan.people_served:,}"
        ),
        next=say(code, language) if step is None else step.told,
        plan_id="" if plan is None else plan.id,
        links=tuple(links),
        newer=(
            say("home_newer_drafts", language, count=len(week.drafts)),
            tuple((f"/plans/{one.id}", one.id) for one in week.drafts[:3]),
        ),
        broken=(
            say("home_broken", language, count=len(week.broken)),
            tuple((f"/plans/{one.id}", one.id) for one in week.broken[:3]),
        ),
        to_tell=to_tell,
        closed=closed,
    )  # fmt: skip


def _since(planner: App, plan: PlanSummary, language: Language) -> str:
    """What was written down since a plan was made and breaks its days: roads, days off."""
    off = say("life_off_since", language) if off_lines(planner, plan, language) else ""
    return " · ".join(filter(None, (since_text(planner, plan, language), off)))


def _waits(look: FirstLook, language: Language) -> list[tuple[str, int, str]]:
    """What waits for somebody: its name, how many, and where it is decided ("" for nowhere)."""
    drafts = sum(
        len(week.drafts) + (week.plan is not None and week.plan.state is PlanState.DRAFT)
        for week in look.weeks
    )
    province = look.data.province_code
    reports = f"/plans/{look.reports_plan}/reports" if look.reports_plan else ""
    counts = {
        "drafts": (drafts, "/plans"),
        "undecided": (look.undecided, f"/requests?province={province}&state=received"),
        "reports": (look.reports_waiting, reports),
        "proposals": (len(look.proposals), _place_of(look.proposals, province)),
        "runs": (len(look.at_work), f"/runs/{look.at_work[0].id}" if look.at_work else ""),
    }
    return [
        (say(f"home_wait_{name}", language), count, address if count else "")
        for name, (count, address) in counts.items()
    ]


def _place_of(proposals: tuple[Proposal, ...], province: str) -> str:
    """Where the first proposal is decided: the policy's page, or its village's."""
    if not proposals:
        return ""
    village = proposals[0].village_code
    return f"/data/{province}/villages/{village}#weight" if village else f"/data/{province}/policy"


def _promises(look: FirstLook, language: Language) -> list[PromiseLine]:
    """Cases by their clocks, then requests that came with the data, by date."""
    villages = {v.code: name_of(v, language) for v in look.data.villages}
    services = {s.code: name_of(s, language) for s in look.data.services}

    def line(
        village: str, service: str, people: int, receipt: str, clock: str, *, late: bool
    ) -> PromiseLine:
        told = say(
            "home_promise_line", language,
            service=services.get(service, service), people=f"{people:,}", receipt=receipt,
        )  # fmt: skip
        return PromiseLine(
            village=villages.get(village, village), village_code=village, told=told,
            clock=clock, is_late=late,
        )  # fmt: skip

    found = []
    for one in look.promises:
        late = one.clock.left < 0
        code = "home_promise_late" if late else "home_promise_left"
        clock = say(code, language, days=abs(one.clock.left))
        case = one.case
        found.append(
            line(case.village_code, case.service_code, case.people, case.receipt, clock, late=late)
        )
    for asked in (*look.requests_late, *look.requests_soon):
        late = asked.due_on < look.today
        code = "home_promise_late_on" if late else "home_promise_due_on"
        clock = say(code, language, date=date_text(asked.due_on, language))
        found.append(
            line(asked.village_code, asked.service_code, asked.people, asked.code, clock, late=late)
        )
    return found
