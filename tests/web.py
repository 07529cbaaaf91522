"""A web application over a real store in a folder, with people of every role, for tests."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.auth.session import SESSION_COOKIE
from api.settings import ApiSettings
from geodata.matrix import TravelMatrix
from geodata.places import Location
from planner.bootstrap import App, bootstrap
from planner.documents import digest, from_json, to_json
from planner.domain.cases import Case
from planner.domain.field import FieldReport, ReportKind
from planner.domain.params import SolveParams
from planner.domain.people import Member, Role, Session
from planner.domain.plan import Plan
from planner.domain.province import ProvinceData
from planner.domain.request import PlanRequest
from planner.domain.runs import StoredPlan
from planner.settings import Settings
from planner.usecases.cases import Wish, file_case
from planner.usecases.field import send_reports
from planner.usecases.national import lead_on, open_national, stop_national
from planner.usecases.runs import carry_out_run, open_run
from tests.builders import a_plan, a_request, a_village
from tests.casts import put_down, taken
from tests.fakes import FakeClock
from tests.stored import a_hook, a_loan, a_proposal, a_token

HOME, FOREIGN = "58", "50"
PASSWORD = "a long phrase to remember"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A wired planner on SQLite, its clock, and what `a_site` put into it."""

    planner: App
    clock: FakeClock
    plans: dict[str, StoredPlan]
    receipts: dict[str, str] = field(default_factory=dict)
    nationals: dict[str, str] = field(default_factory=dict)
    reports: dict[str, tuple[str, str]] = field(default_factory=dict)
    webs: dict[ApiSettings, FastAPI] = field(default_factory=dict)

    def client(self, member: Member | None = None, **options: Any) -> TestClient:
        """A browser; signed in when a member is given. All of a site's settings share one web."""
        settings = options.pop("settings", None) or ApiSettings()
        if settings not in self.webs:
            self.webs[settings] = create_app(self.planner, settings)
        client = TestClient(self.webs[settings], follow_redirects=False, **options)
        if member is not None:
            client.cookies.set(SESSION_COOKIE, sign_in(self, member))
        return client


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """What a site was when it was new: its files, and what `a_site` told of it."""

    files: dict[str, bytes]
    told: dict[str, dict[str, Any]]


CASTS: dict[tuple[bytes, ...], Cast] = {}


def a_site(folder: Path, *requests: PlanRequest, plans: bool = True) -> Site:
    """A site with the provinces of these requests; each with its plan when `plans`.

    Many tests want the same one: it is made once a process, and then its files are copied.
    """
    name = (*map(to_json, requests), b"with plans" if plans else b"")
    if name not in CASTS:
        site = a_new_site(folder, *requests, plans=plans)
        CASTS[name] = cast_of(site, folder)
        return site
    cast = CASTS[name]
    put_down(cast.files, folder)
    clock = FakeClock()
    planner = replace(bootstrap(Settings(data_dir=folder)), clock=clock)
    return Site(planner=planner, clock=clock, **{part: dict(of) for part, of in cast.told.items()})


def cast_of(site: Site, folder: Path) -> Cast:
    """What can be put down again of a new site."""
    parts = ("plans", "receipts", "nationals", "reports")
    return Cast(files=taken(folder), told={part: dict(getattr(site, part)) for part in parts})


def a_new_site(folder: Path, *requests: PlanRequest, plans: bool = True) -> Site:
    """The same, made from nothing."""
    clock = FakeClock()
    planner = replace(bootstrap(Settings(data_dir=folder)), clock=clock)
    stored, receipts, nationals = {}, {}, {}
    for request in requests:
        put_province(planner, request)
        if plans:
            stored[request.province_code] = a_stored_plan(planner, request)
            receipts[request.province_code] = a_filed_case(planner, request).receipt
            put_agreements(planner, request.province_code)
            nationals[request.province_code] = an_ended_national(planner, request)
    reports = {code: a_field_report(planner, plan) for code, plan in stored.items()}
    return Site(
        planner=planner, clock=clock, plans=stored, receipts=receipts, reports=reports,
        nationals=nationals,
    )  # fmt: skip


def a_field_report(planner: App, stored: StoredPlan) -> tuple[str, str]:
    """A road that the plan's first unit reported closed; its number and digest."""
    code = stored.summary.province_code
    said = FieldReport(
        id=f"report-of-{code}",
        kind=ReportKind.ROAD_CLOSED,
        plan_id=stored.summary.id,
        unit_code=stored.plan.routes[0].unit_code,
        on_date=planner.clock.now().date(),
        at=planner.clock.now(),
        location=Location(lon=98.0, lat=19.3),
        text="ต่างถิ่น" if code == FOREIGN else "ดินถล่ม",
    )
    send_reports(planner.store, planner.clock, code, (said,), by="other.team")
    return said.id, digest(said)


def put_agreements(planner: App, code: str) -> None:
    """Somebody else's account with a token, a proposal, and a loan out and one in."""
    clerk = Member(login=f"clerk.{code}", roles=(Role.OFFICE,), provinces=(code,))
    away = replace(a_loan(), id=f"out{code}", owner_code=code, borrower_code="57")
    here = replace(a_loan(), id=f"in{code}", owner_code="57", borrower_code=code)
    with planner.store.writing(actor="tester", at=planner.clock.now()) as writer:
        writer.put_member(clerk)
        secret = f"{code}".ljust(64, "0")
        writer.put_api_token(
            replace(a_token(), id=f"token{code}", token_digest=secret, login=clerk.login)
        )
        writer.put_proposal(replace(a_proposal(), id=f"proposal{code}", province_code=code))
        writer.put_loan(away)
        writer.put_loan(here)
        writer.put_loan(replace(here, version=2))
        path = "Foreign" if code == FOREIGN else ""
        hook = replace(a_hook(), id=f"hook{code}", province_code=code)
        writer.put_hook(replace(hook, address=hook.address + path))
        writer.note("tried", f"province:{code}")


def an_ended_national(planner: App, request: PlanRequest) -> str:
    """The id of a nationwide run of one province that somebody else began and called off."""
    store, clock = planner.store, planner.clock
    code = request.province_code
    wish = open_national(store, clock, request.horizon, SolveParams(), [code], actor="other")
    stop_national(store, clock, wish.id, actor="other")
    lead_on(store, clock)
    return wish.id


def a_filed_case(planner: App, request: PlanRequest) -> Case:
    """A request of somebody else's office, with a contact that not everybody may see."""
    wish = Wish(
        province_code=request.province_code,
        village_code=request.villages[0].code,
        service_code=request.services[0].code,
        people=3,
        note="ต่างถิ่น" if request.province_code == FOREIGN else "",
        contact_name="หัวหน้าสำนักงาน",
        contact_phone="0-0000-0000",
    )
    return file_case(planner.store, planner.clock, wish, by="other.office")


def put_province(planner: App, request: PlanRequest) -> None:
    """Keep a request's data as its province's."""
    code = request.province_code
    names = {HOME: ("แม่ฮ่องสอน", "Mae Hong Son"), FOREIGN: ("เชียงใหม่", "Chiang Mai")}[code]
    shared = (
        *("villages", "stop_places", "bases", "lodgings", "units", "services", "packages"),
        *("staff", "demands", "history", "requests"),
    )
    data = ProvinceData(
        province_code=code,
        name_th=names[0],
        name_en=names[1],
        **{name: getattr(request, name) for name in shared},
    )
    with planner.store.writing(actor="tester", at=planner.clock.now()) as writer:
        writer.put_province(data)
        writer.note("province_imported", f"province:{code}")


def a_stored_plan(planner: App, request: PlanRequest) -> StoredPlan:
    """The plan of `small_trips` for a request of the builders' form, solved and stored."""

    def solver(
        asked: PlanRequest, travel: Mapping[str, TravelMatrix], params: SolveParams, **_: object
    ) -> Plan:
        if asked.province_code == HOME:
            return a_plan(asked, travel)
        at_home = to_province(asked, HOME)
        return from_json(Plan, _moved(to_json(a_plan(at_home, travel_at_home(travel))), FOREIGN))

    run = open_run(planner.store, planner.clock, request, SolveParams(), actor="tester")
    return carry_out_run(planner.store, planner.clock, solver, planner.engine_of, run.id)


def travel_at_home(travel: Mapping[str, TravelMatrix]) -> dict[str, TravelMatrix]:
    """Matrices of a request moved to the foreign province, with the places of home."""
    return {
        profile: replace(
            matrix,
            place_ids=tuple(
                HOME + place[2:] if place.isdigit() else place for place in matrix.place_ids
            ),
        )
        for profile, matrix in travel.items()
    }


def to_province(request: PlanRequest, code: str) -> PlanRequest:
    """The same request with every village code moved to another province."""
    return from_json(PlanRequest, _moved(to_json(request), code))


def _moved(document: bytes, code: str) -> bytes:
    before = FOREIGN if code == HOME else HOME
    return document.replace(f'"{before}'.encode(), f'"{code}'.encode())


def a_foreign_request() -> PlanRequest:
    """The tiny request in the foreign province; its villages' names say so."""
    request = to_province(a_request(), FOREIGN)
    villages = tuple(
        replace(a_village(v.code, location=v.location), name_th=f"บ้านต่างถิ่น {v.code[-4:]}",
                name_en=f"Ban Foreign {v.code[-4:]}")
        for v in request.villages
    )  # fmt: skip
    return replace(request, villages=villages)


def a_member(role: Role = Role.PLANNER, *provinces: str, login: str = "") -> Member:
    """Somebody with one role in the home province, or in those given."""
    return Member(
        login=login or role.value, roles=(role,), provinces=provinces or (HOME,), is_active=True
    )


def sign_in(site: Site, member: Member) -> str:
    """A session of this member without the cost of hashing a password; its token."""
    token = f"token of {member.login}"
    now = site.clock.now()
    session = Session(
        token_digest=hashlib.sha256(token.encode()).hexdigest(),
        login=member.login,
        created_at=now,
        expires_at=now + timedelta(days=1),
    )
    with site.planner.store.writing(actor="tester", at=now) as writer:
        writer.put_member(member)
        writer.drop_session(session.token_digest)
        writer.add_session(session)
        writer.note("logged_in", f"member:{member.login}")
    return token
