"""Reports of field teams: sent in batches, listed, decided on."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from api.auth.guards import Access, Needs
from api.deps import Planner, PlanReader
from api.language import language_of
from api.schemas.field import (
    ClosureIn,
    ClosureOut,
    DecidedOut,
    DecisionIn,
    FieldOut,
    PlaceIn,
    ReportIn,
    ReportOut,
    ReportsIn,
    ResultsOut,
    ServedIn,
    TakenOut,
    VisitStateOut,
)
from geodata.places import Location
from planner.domain.errors import InvalidDocument
from planner.domain.field import FieldReport, KeptReport, ServedPeople
from planner.domain.field_state import VisitOutcome
from planner.domain.people import Action
from planner.usecases.field import (
    FieldView,
    Taken,
    TakenReport,
    decide_report,
    field_view,
    send_reports,
)
from planner.usecases.field_closures import confirm_closure
from planner.words import Language, catalog, say

router = APIRouter(prefix="/provinces/{province_code}/field", tags=["field"])

Reporter = Annotated[Access, Depends(Needs(Action.REPORT_VISIT))]
Decider = Annotated[Access, Depends(Needs(Action.WRITE_DATA))]

MALFORMED = "malformed"
MOST_ID_CHARS = 64


@router.post("/reports")
def send(
    request: Request, province_code: str, sent: ReportsIn, planner: Planner, access: Reporter
) -> ResultsOut:
    """Send up to 200 reports; each is kept once, however often it is sent, or refused by itself."""
    access.need(province_code)
    read = [_read(item) for item in sent.reports]
    reports = [item for item in read if isinstance(item, FieldReport)]
    by = access.member.login
    taken = iter(send_reports(planner.store, planner.clock, province_code, reports, by=by))
    told = [next(taken) if isinstance(item, FieldReport) else item for item in read]
    return ResultsOut(results=[_taken_out(one, language_of(request)) for one in told])


@router.get("/reports")
def reports(
    province_code: str,
    planner: Planner,
    access: PlanReader,
    since: Annotated[date | None, Query(description="On visits from this day on.")] = None,
    until: Annotated[date | None, Query(description="On visits up to this day.")] = None,
    unit: Annotated[str | None, Query(description="Of this mobile unit only.")] = None,
) -> FieldOut:
    """Reports with how they stand, and what each visit came to."""
    access.need(province_code)
    with planner.store.reading() as reader:
        view = field_view(reader, province_code, since=since, until=until)
    return FieldOut(
        reports=[
            _report_out(view, kept) for kept in view.reports if unit in (None, kept.said.unit_code)
        ],
        visits=[
            _visit_out(outcome)
            for visit, outcome in view.state.visits.items()
            if unit in (None, visit.unit_code)
        ],
    )


@router.post("/reports/{report_id}/{digest}/decision")
def decide(
    province_code: str,
    report_id: str,
    digest: str,
    wish: DecisionIn,
    planner: Planner,
    access: Decider,
) -> FieldOut:
    """Have a report count, or set it aside; where one counts, those that differ are set aside."""
    access.need(province_code)
    decide_report(
        planner.store, planner.clock, province_code, (report_id, digest), wish.decision,
        by=access.member.login, reason=wish.reason,
    )  # fmt: skip
    return reports(province_code, planner, access)


@router.post("/reports/{report_id}/{digest}/closure", status_code=201)
def confirm(
    province_code: str,
    report_id: str,
    digest: str,
    wish: ClosureIn,
    planner: Planner,
    access: Decider,
) -> ClosureOut:
    """Make a road that was reported closed a closure that plans know."""
    access.need(province_code)
    closure = confirm_closure(
        planner.store, planner.clock, province_code, (report_id, digest),
        by=access.member.login, **wish.model_dump(),
    )  # fmt: skip
    return ClosureOut.model_validate(closure)


def _taken_out(one: TakenReport, language: Language) -> TakenOut:
    """What became of a report; where it was refused, why and what to do, as phones say it."""
    out = TakenOut.model_validate(one)
    if one.taken is not Taken.REFUSED:
        return out
    code = f"fieldpage_fault_{one.fault}"
    known = code if code in catalog() else f"fieldpage_fault_{MALFORMED}"
    return out.model_copy(update={"message": say(known, language)})


def _read(item: ReportIn | dict[str, Any]) -> FieldReport | TakenReport:
    if isinstance(item, dict):
        return TakenReport(
            id=str(item.get("id", ""))[:MOST_ID_CHARS], taken=Taken.REFUSED, fault=MALFORMED
        )
    fields = item.model_dump(exclude={"served", "location"})
    try:
        return FieldReport(
            **fields,
            served=tuple(ServedPeople(**one.model_dump()) for one in item.served),
            location=None if item.location is None else Location(**item.location.model_dump()),
        )
    except InvalidDocument as error:
        return TakenReport(id=item.id, taken=Taken.REFUSED, fault=error.faults[0].code)


def _report_out(view: FieldView, kept: KeptReport) -> ReportOut:
    said = kept.said
    return ReportOut(
        id=said.id,
        digest=kept.digest,
        kind=said.kind,
        plan_id=said.plan_id,
        unit_code=said.unit_code,
        on_date=said.on_date,
        at=said.at,
        received_at=kept.received_at,
        by=kept.by,
        place_code=said.place_code,
        served=[ServedIn.model_validate(one, from_attributes=True) for one in said.served],
        why=said.why,
        location=PlaceIn.model_validate(said.location, from_attributes=True)
        if said.location
        else None,
        text=said.text,
        corrects=said.corrects,
        standing=view.state.standings[kept.key],
        disputes=list(view.state.disputes.get(kept.key, ())),
        decisions=[DecidedOut.model_validate(d) for d in view.decisions if d.key == kept.key],
    )


def _visit_out(outcome: VisitOutcome) -> VisitStateOut:
    visit = outcome.visit
    return VisitStateOut(
        unit_code=visit.unit_code,
        on_date=visit.on_date,
        place_code=visit.place_code,
        arrived_at=outcome.arrived_at,
        left_at=outcome.left_at,
        served=[
            ServedIn(village_code=village, service_code=service, people=people)
            for (village, service), people in outcome.served.items()
        ],
        missed=outcome.missed,
        disputes=list(outcome.disputes),
    )
