"""What endpoints ask for in their signature: the planner, the page size, a plan they may show."""

from typing import Annotated

from fastapi import Depends, Query, Request

from api.auth.guards import Access, Needs
from api.language import language_of
from api.state import planner_of
from planner.bootstrap import App
from planner.domain.errors import Forbidden, NotFound
from planner.domain.people import ALL_PROVINCES, Action, Member, may
from planner.domain.runs import Run, StoredPlan
from planner.usecases.looking import provinces_known
from planner.usecases.members import need_member
from planner.usecases.national import NationalSummary, national_summary
from planner.words import Language

MOST_ROWS = 1000

Planner = Annotated[App, Depends(planner_of)]
PlanReader = Annotated[Access, Depends(Needs(Action.READ_PLAN))]
DraftReader = Annotated[Access, Depends(Needs(Action.READ_DRAFT))]
PlanMaker = Annotated[Access, Depends(Needs(Action.MAKE_PLAN))]
DataReader = Annotated[Access, Depends(Needs(Action.READ_DATA))]
DataWriter = Annotated[Access, Depends(Needs(Action.WRITE_DATA))]
Manager = Annotated[Access, Depends(Needs(Action.MANAGE_MEMBERS))]
PageSize = Annotated[int, Query(ge=1, le=MOST_ROWS, description="How many at most.")]


def _spoken_language(
    request: Request,
    language: Annotated[
        str | None, Query(description="th or en; otherwise Accept-Language decides.")
    ] = None,
) -> Language:
    return language_of(request)


Spoken = Annotated[Language, Depends(_spoken_language)]


def readable_plan(plan_id: str, planner: Planner, access: PlanReader) -> StoredPlan:
    """The plan of this id, if the person may read it."""
    with planner.store.reading() as reader:
        stored = reader.plan(plan_id)
    access.need_plan(stored.summary)
    return stored


def drafted_plan(plan_id: str, planner: Planner, access: DraftReader) -> StoredPlan:
    """The plan of this id, with all that became of it, if the person may read drafts too."""
    return readable_plan(plan_id, planner, access)


def readable_run(run_id: str, planner: Planner, access: DraftReader) -> Run:
    """The run of this id, if the person may read drafts of its province."""
    with planner.store.reading() as reader:
        run = reader.run(run_id)
    access.need(run.province_code)
    return run


def editable_plan(plan_id: str, planner: Planner, access: PlanMaker) -> StoredPlan:
    """The plan of this id, if the person may make plans of its province."""
    with planner.store.reading() as reader:
        stored = reader.plan(plan_id)
    access.need(stored.summary.province_code)
    return stored


EditablePlan = Annotated[StoredPlan, Depends(editable_plan)]
ReadablePlan = Annotated[StoredPlan, Depends(readable_plan)]
DraftedPlan = Annotated[StoredPlan, Depends(drafted_plan)]
ReadableRun = Annotated[Run, Depends(readable_run)]


def seen_part(planner: App, access: Access, national_id: str) -> NationalSummary:
    """The provinces of a nationwide run that the person may see; `NotFound` without any."""
    summary = national_summary(planner.store, national_id)
    codes = frozenset(access.among(summary.wish.province_codes))
    if not codes:
        for code in summary.wish.province_codes:
            if may(access.member, Action.READ_PLAN, code):
                access.need(code)
        raise NotFound("no such run", kind="run", id=national_id)
    return national_summary(planner.store, national_id, among=codes)


def readable_national(national_id: str, planner: Planner, access: DraftReader) -> NationalSummary:
    """What the person may see of this nationwide run."""
    return seen_part(planner, access, national_id)


def changeable_national(national_id: str, planner: Planner, access: PlanMaker) -> NationalSummary:
    """A nationwide run whose every province the person may plan."""
    summary = national_summary(planner.store, national_id)
    for code in summary.wish.province_codes:
        access.need(code)
    return summary


ReadableNational = Annotated[NationalSummary, Depends(readable_national)]
ChangeableNational = Annotated[NationalSummary, Depends(changeable_national)]


def wanted_provinces(planner: App, access: Access, asked: list[str]) -> list[str]:
    """The provinces asked for, each of which the person may plan; all they may when none is."""
    known = [version.code for version in provinces_known(planner.store)]
    for code in asked:
        access.need(code)
        if code not in known:
            raise NotFound("no such province", kind="province", id=code)
    codes = asked or list(access.among(known))
    if not codes:
        raise NotFound("no province to plan", kind="province", id="")
    return codes


def need_all(access: Access, provinces: tuple[str, ...]) -> None:
    """Let pass who may do it in every one of the provinces; `*` is for who has all."""
    for code in provinces:
        if code != ALL_PROVINCES:
            access.need(code)
        elif ALL_PROVINCES not in access.member.provinces or not access.may(code):
            raise Forbidden("only who has all provinces", action=access.action.value)


def managed(planner: App, access: Access, login: str) -> Member:
    """The account of a login, if the person may administer it."""
    with planner.store.reading() as reader:
        member = need_member(reader, login)
    need_all(access, member.provinces)
    return member


def need_inside(province_code: str, village_code: str) -> None:
    """Raise `NotFound` for a village of another province."""
    if village_code[:2] != province_code:
        raise NotFound("no such village", kind="village", id=village_code[:20])
