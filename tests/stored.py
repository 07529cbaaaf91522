"""What lies in a store, for tests of stores and of what is done with them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from planner.documents import digest, to_canonical
from planner.domain.boards import Board, BoardState, BoardStep, BoardStepKind, DayLock
from planner.domain.cases import Case, receipt_number
from planner.domain.field import Decision, FieldDecision, FieldReport, KeptReport, ReportKind
from planner.domain.fixed_dates import FixedDate
from planner.domain.hooks import Hook, HookEvent
from planner.domain.letterheads import Letterhead
from planner.domain.life import LifeStep, PlanStep
from planner.domain.loans import Loan
from planner.domain.national import NationalRun
from planner.domain.params import SolveParams
from planner.domain.people import (
    AccountLink,
    Action,
    ApiToken,
    LinkKind,
    Member,
    Role,
    Session,
    SetupLink,
)
from planner.domain.proposals import Proposal
from planner.domain.province import ProvinceData
from planner.domain.recording import Occurrence, RecordedVisit, ServedCount
from planner.domain.runs import PlanState, PlanSummary, Run, StoredPlan
from planner.domain.seasons import RoadSeason, RoadState
from planner.domain.telling import Notice, Telling, TellKind, TellMeans
from planner.domain.verdict import Verdict
from planner.domain.weekly import Tick, WeeklyDraft
from planner.ports import Store, Writer
from tests.builders import MONDAY, V1, a_fixed_point, a_plan, a_request, a_travel
from tests.fakes import FakeClock


def a_province(**overrides: Any) -> ProvinceData:
    request = a_request()
    same = {
        name: getattr(request, name)
        for name in (
            *("province_code", "villages", "stop_places", "bases", "lodgings", "units"),
            *("services", "packages", "staff", "demands", "history", "requests"),
            *("holidays", "unsuitable_days", "policy"),
        )
    }
    own = {
        "name_th": "แม่ฮ่องสอน",
        "name_en": "Mae Hong Son",
        "fixed_points": (a_fixed_point(weekdays=(1, 3), source="the province"),),
        "fixed_dates": (
            FixedDate(village_code=V1, date=MONDAY, name="วันจังหวัดเคลื่อนที่"),
            FixedDate(village_code=V1, date=MONDAY, service_code="id_card"),
        ),
        "road_seasons": (
            RoadSeason(from_date=MONDAY, to_date=MONDAY, state=RoadState.WET, reason="rain"),
        ),
    }
    return ProvinceData(**{**same, **own, **overrides})


def put_request(writer: Writer) -> str:
    return writer.put_blob(to_canonical(a_request()))


def a_run(run_id: str = "run-1", **overrides: Any) -> Run:
    moment = FakeClock().now()
    fields: dict[str, Any] = {
        "id": run_id,
        "province_code": "58",
        "start": MONDAY,
        "days": 5,
        "request_digest": digest(a_request()),
        "params": SolveParams(),
        "created_at": moment,
        "created_by": "tester",
        "updated_at": moment,
    }
    return Run(**{**fields, **overrides})


def a_stored_plan(plan_id: str = "58-20261130-1", **overrides: Any) -> StoredPlan:
    request = a_request()
    plan = a_plan(request, a_travel(request))
    fields: dict[str, Any] = {
        "id": plan_id,
        "province_code": "58",
        "start": plan.start,
        "days": plan.days,
        "created_at": FakeClock().now(),
        "created_by": "tester",
        "state": PlanState.DRAFT,
        "digest": digest(plan),
        "request_digest": digest(request),
        "inputs": {"request": digest(request)},
        "value": plan.value,
        "people_served": plan.people_served,
        "gap": plan.gap,
        "is_clean": True,
    }
    verdict = Verdict(plan_digest=digest(plan), checker_version="1", value=plan.value)
    return StoredPlan(summary=PlanSummary(**{**fields, **overrides}), plan=plan, verdict=verdict)


def a_board_step(plan_id: str = "58-20261130-1") -> BoardStep:
    """A day locked, the first step of a plan's board."""
    lock = DayLock(unit_code="U1", date=MONDAY)
    state = BoardState(plan_id=plan_id, locks=(lock,))
    return Board(id=plan_id).next_step(BoardStepKind.LOCK, state, by="tester", at=FakeClock().now())


def a_telling(number: int = 1, **overrides: Any) -> Telling:
    notice = Notice(
        village_code=V1,
        date=MONDAY,
        unit_code="U1",
        place_code=V1,
        opens_s=9 * 3600,
        closes_s=12 * 3600,
        servings=(("id_card", 12),),
    )
    fields: dict[str, Any] = {
        "number": number,
        "province_code": "58",
        "plan_id": "58-20261130-1",
        "kind": TellKind.VISIT,
        "notice": notice,
        "means": TellMeans.PHONE,
        "by": "planner",
        "at": FakeClock().now(),
    }
    return Telling(**{**fields, **overrides})


def a_link() -> AccountLink:
    """An invitation of `head`."""
    now = FakeClock().now()
    return AccountLink(
        token_digest="a" * 64, login="head", kind=LinkKind.INVITATION, created_at=now,
        created_by="tester", expires_at=now + timedelta(days=3),
    )  # fmt: skip


def a_hook() -> Hook:
    now = FakeClock().now()
    return Hook(
        id="hook1",
        province_code="58",
        address="https://register.example.go.th/",
        events=(HookEvent.PLAN_PUBLISHED, HookEvent.REQUEST_FILED),
        secret="s" * 43,
        created_at=now,
        created_by="tester",
        seen=7,
        next_at=now,
    )


def a_token() -> ApiToken:
    """A token of `head` that may read plans."""
    now = FakeClock().now()
    return ApiToken(
        id="t1", token_digest="c" * 64, login="head", name="desk", scopes=(Action.READ_PLAN,),
        created_at=now, created_by="head", expires_at=now + timedelta(days=30),
    )  # fmt: skip


def a_proposal() -> Proposal:
    """A higher floor of equity, not decided yet."""
    return Proposal(
        id="p1", province_code="58", subject="policy", before={"equity_floor": 0.0},
        after={"equity_floor": 0.2, "version": "2026-2"}, reason="the governor's order",
        proposed_by="planner", proposed_at=FakeClock().now(),
    )  # fmt: skip


def a_loan() -> Loan:
    """A unit offered to the next province for a week."""
    return Loan(
        id="l1", unit_code="U1", owner_code="58", borrower_code="50", reason="flood",
        first_day=date(2026, 11, 30), last_day=date(2026, 12, 6), offered_by="planner",
        offered_at=FakeClock().now(),
    )  # fmt: skip


def a_kept_report(**overrides: Any) -> KeptReport:
    """A remark of U1 on Monday."""
    said = FieldReport(
        id="report-0001",
        kind=ReportKind.REMARK,
        plan_id="58-20261130-1",
        unit_code="U1",
        on_date=MONDAY,
        at=FakeClock().now(),
        text="ฝนตก",
    )
    fields: dict[str, Any] = {
        "said": said,
        "digest": digest(said),
        "province_code": "58",
        "by": "team",
        "received_at": FakeClock().now(),
    }
    return KeptReport(**{**fields, **overrides})


def a_field_decision(report: KeptReport, number: int = 1) -> FieldDecision:
    return FieldDecision(
        report_id=report.said.id,
        digest=report.digest,
        province_code=report.province_code,
        number=number,
        decision=Decision.COUNT,
        by="planner",
        at=FakeClock().now(),
        reason="asked",
    )


def fill(store: Store) -> None:
    """Something in every table that a backup copies."""
    now = FakeClock().now()
    head = Member(login="head", roles=(Role.APPROVER,), provinces=("58",))
    step = PlanStep(plan_id="58-20261130-1", version=2, step=LifeStep.APPROVE, by="head", at=now)
    with store.writing(actor="tester", at=now) as writer:
        data = a_province()
        writer.put_province(data, geography="abc")
        writer.put_province(a_province(history=()))
        put_request(writer)
        writer.add_run(a_run())
        writer.add_plan(a_stored_plan(run_id="run-1"))
        writer.add_plan_step(step)
        writer.add_plan_step(replace(step, version=3, step=LifeStep.PUBLISH), data.history[:1])
        writer.add_board_step(a_board_step())
        writer.put_member(head)
        writer.put_password_hash("head", "hash")
        session = Session(
            token_digest="d" * 64, login="head", created_at=now, expires_at=now + timedelta(days=1)
        )
        writer.add_session(session)
        writer.put_setup_link(SetupLink(token_digest="e" * 64, created_at=now, expires_at=now))
        writer.add_case(
            Case(
                receipt=receipt_number("58", now, 1),
                province_code="58",
                village_code=data.villages[0].code,
                service_code=data.services[0].code,
                people=3,
                filed_at=now,
                filed_by="office",
                counts_from=now.date(),
                promised_working_days=10,
                due_on=now.date() + timedelta(days=14),
            )
        )
        said = Occurrence(
            key="visit-1",
            province_code="58",
            village_code=data.villages[0].code,
            date=now.date(),
            served=(ServedCount(service_code=data.services[0].code, people=2),),
        )
        writer.add_recorded_visit(RecordedVisit(said=said, version=1, by="team", at=now))
        writer.add_telling(a_telling())
        writer.put_letterhead(Letterhead(province_code="58", number_prefix="มส 0017/ว"))
        writer.put_account_link(a_link())
        writer.put_api_token(a_token())
        writer.put_proposal(a_proposal())
        writer.put_hook(a_hook())
        writer.put_loan(a_loan())
        report = a_kept_report()
        writer.add_field_report(report)
        writer.add_field_decision(a_field_decision(report))
        writer.mark_missed("58", [(V1, "id_card", MONDAY, "U1")], missed=True)
        writer.add_national(
            NationalRun(
                id="n1", start=MONDAY, days=7, params=SolveParams(), province_codes=("58",),
                created_at=now, created_by="head", updated_at=now,
            )
        )  # fmt: skip
        writer.add_national_part("n1", "58", 1, "run-1")
        writer.put_weekly_draft(
            WeeklyDraft(province_code="58", is_on=True, since=now, changed_by="head")
        )
        writer.add_tick(Tick(name="weekly:58", due_at=now, done_at=now, run_id="run-1"))
        writer.note("filled", "store", share=0.1, name="ชื่อ")
