"""One contract for every store: memory, SQLite and PostgreSQL."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from planner.documents import digest
from planner.domain.answers import Answer
from planner.domain.cases import Case, CaseState, Pause, receipt_number
from planner.domain.demand import VisitState
from planner.domain.errors import Conflict, NotFound, StaleVersion
from planner.domain.life import LifeStep, PlanStep
from planner.domain.people import Member, Role, Session, SetupLink
from planner.domain.runs import PlanState, Progress, RunState
from planner.domain.workers import Worker
from planner.ports import Store, Writer
from planner.storage.audit import UnrecordedChange
from tests.builders import V1, V2, a_record
from tests.fakes import FakeClock
from tests.stored import a_province, a_run, a_stored_plan, put_request


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def write(store: Store, clock: FakeClock) -> Callable[[], AbstractContextManager[Writer]]:
    return lambda: store.writing(actor="tester", at=clock.now())


Write = Callable[[], AbstractContextManager[Writer]]


def test_a_province_comes_back_as_it_went_in(store: Store, write: Write) -> None:
    data = a_province()
    with write() as writer:
        version = writer.put_province(data, geography="abc")
        writer.note("province_imported", "province:58")
    with store.reading() as reader:
        assert reader.province("58") == data
        assert reader.provinces() == (version,)
    assert (version.version, version.geography, version.data_digest) == (1, "abc", digest(data))


def test_a_second_import_replaces_but_keeps_older_visits(store: Store, write: Write) -> None:
    older = a_record(V1, "id_card", date(2024, 3, 1), people=7)
    corrected = a_record(V2, "id_card", date(2025, 3, 1), people=8)
    data = a_province(history=(older, replace(corrected, people=9)))
    smaller = a_province(
        villages=data.villages[:2],
        stop_places=data.stop_places[:2],
        demands=data.demands[:2],
        history=(corrected,),
    )
    for given in (data, smaller):
        with write() as writer:
            writer.put_province(given)
            writer.note("province_imported", "province:58")
    with store.reading() as reader:
        now = reader.province("58")
        assert [v.version for v in reader.province_versions("58")] == [1, 2]
        assert [v.version for v in reader.provinces()] == [2]
    assert now.villages == smaller.villages
    assert now.history == (corrected, older)


def test_visits_of_villages_no_longer_known_are_left_out(store: Store, write: Write) -> None:
    data = a_province()
    smaller = a_province(
        villages=data.villages[1:],
        stop_places=data.stop_places[1:],
        demands=data.demands[2:],
        history=(),
    )
    for given in (data, smaller):
        with write() as writer:
            writer.put_province(given)
            writer.note("province_imported", "province:58")
    with store.reading() as reader:
        history = reader.province("58").history
    assert history
    assert all(record.village_code != V1 for record in history)


def test_what_is_not_there_is_said(store: Store) -> None:
    with store.reading() as reader:
        assert reader.provinces() == ()
        assert reader.member("nobody") is None
        assert reader.session("none") is None
        assert reader.setup_link() is None
        for ask in (reader.province, reader.plan, reader.run, reader.blob):
            with pytest.raises(NotFound):
                ask("none")


def test_an_exception_keeps_nothing(store: Store, write: Write) -> None:
    def import_and_fail() -> None:
        with write() as writer:
            writer.put_province(a_province())
            writer.note("province_imported", "province:58")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        import_and_fail()
    with store.reading() as reader:
        assert reader.provinces() == ()
        assert reader.audit() == ()


def test_a_change_without_an_entry_is_refused(store: Store, write: Write) -> None:
    with pytest.raises(UnrecordedChange), write() as writer:
        writer.put_member(Member(login="head", roles=(Role.PLANNER,), provinces=("58",)))
    with store.reading() as reader:
        assert reader.members() == ()


def test_blobs_are_named_by_their_content(store: Store, write: Write) -> None:
    with write() as writer:
        name = writer.put_blob(b"same")
        assert writer.put_blob(b"same") == name
        writer.note("blob_kept", name)
    with store.reading() as reader:
        assert reader.blob(name) == b"same"


def test_a_plan_comes_back_and_is_never_overwritten(store: Store, write: Write) -> None:
    stored = a_stored_plan()
    with write() as writer:
        put_request(writer)
        writer.add_plan(stored)
        writer.note("plan_stored", "plan:58-20261130-1")
    with store.reading() as reader:
        assert reader.plan("58-20261130-1") == stored
        assert reader.plans() == (stored.summary,)
        assert reader.plans(province_code="50") == ()
    with pytest.raises(Conflict), write() as writer:
        writer.add_plan(stored)


def test_plans_are_listed_newest_first(store: Store, write: Write, clock: FakeClock) -> None:
    for i in (1, 2, 3):
        with write() as writer:
            put_request(writer)
            writer.add_plan(a_stored_plan(f"58-20261130-{i}", created_at=clock.forward(hours=1)))
            writer.note("plan_stored", f"plan:{i}")
    with store.reading() as reader:
        assert [p.id[-1] for p in reader.plans(limit=2)] == ["3", "2"]


def test_a_run_has_one_plan_at_most(store: Store, write: Write) -> None:
    with write() as writer:
        put_request(writer)
        writer.add_run(a_run())
        writer.add_plan(a_stored_plan("58-20261130-1", run_id="run-1"))
        writer.note("plan_stored", "plan:1")
    with pytest.raises(Conflict), write() as writer:
        writer.add_plan(a_stored_plan("58-20261130-2", run_id="run-1"))
    with pytest.raises(Conflict), write() as writer:
        writer.add_run(a_run())


def test_a_run_goes_its_way_and_stays_closed(store: Store, write: Write) -> None:
    progress = Progress(
        value=100, bound=120, people_served=5, rounds=3, cpu_s=1.5, wall_s=2.5, phase="columns"
    )
    with write() as writer:
        put_request(writer)
        writer.add_run(a_run())
        writer.note("run_opened", "run:run-1")
    with write() as writer:
        writer.note_progress("run-1", progress)
    with store.reading() as reader:
        assert reader.run("run-1") == a_run(progress=progress)
    failed = a_run(state=RunState.FAILED, error_code="solver_failed", error_facts={"signal": 9})
    with write() as writer:
        writer.change_run(failed)
        writer.note("run_failed", "run:run-1")
    with write() as writer:
        writer.note_progress("run-1", progress)
    with pytest.raises(Conflict), write() as writer:
        writer.change_run(a_run(state=RunState.RUNNING))
    with store.reading() as reader:
        assert reader.run("run-1") == failed
        assert reader.runs(states=[RunState.FAILED]) == (failed,)
        assert reader.runs(states=[RunState.ACCEPTED, RunState.RUNNING]) == ()
        assert reader.runs(province_code="50") == ()


def test_members_passwords_and_sessions(store: Store, write: Write, clock: FakeClock) -> None:
    head = Member(login="head", roles=(Role.ADMINISTRATOR,), provinces=("*",))
    now = clock.now()
    session = Session(
        token_digest="d" * 64, login="head", created_at=now, expires_at=now + timedelta(days=1)
    )
    with write() as writer:
        writer.put_member(head)
        writer.put_password_hash("head", "hash 1")
        writer.put_password_hash("head", "hash 2")
        writer.put_member(replace(head, is_active=False))
        writer.add_session(session)
        writer.note("member_added", "member:head")
    with store.reading() as reader:
        assert reader.members() == (replace(head, is_active=False),)
        assert reader.password_hash("head") == "hash 2"
        assert reader.session("d" * 64) == session
    later = replace(session, token_digest="e" * 64, created_at=now + timedelta(days=2))
    with write() as writer:
        writer.add_session(later)
        writer.note("logged_in", "member:head")
    with store.reading() as reader:
        assert reader.session("d" * 64) is None
    with write() as writer:
        writer.drop_session("e" * 64)
        writer.drop_session("never was")
        writer.note("logged_out", "member:head")
    with store.reading() as reader:
        assert reader.session("e" * 64) is None
    with write() as writer:
        writer.add_session(later)
        writer.drop_sessions_of("somebody else")
        assert writer.session("e" * 64) is not None
        writer.drop_sessions_of("head")
        assert writer.session("e" * 64) is None
        writer.note("password_reset", "member:head")
    with pytest.raises(NotFound), write() as writer:
        writer.put_password_hash("nobody", "hash")


def test_only_the_newest_setup_link_is_kept(store: Store, write: Write, clock: FakeClock) -> None:
    now = clock.now()
    for name in ("a", "b"):
        with write() as writer:
            link = SetupLink(token_digest=name * 64, created_at=now, expires_at=now)
            writer.put_setup_link(link)
            writer.note("setup_link_made", "setup_link")
    with store.reading() as reader:
        assert reader.setup_link() == link


def test_audit_entries_are_chained_and_read_in_order(
    store: Store, write: Write, clock: FakeClock
) -> None:
    for i in range(3):
        clock.forward(minutes=1)
        with write() as writer:
            writer.note("tried", f"thing:{i}", count=i, share=0.5, name="ชื่อ")
    with store.reading() as reader:
        first, second, third = reader.audit()
        assert reader.audit(after=1, limit=1) == (second,)
    assert [e.number for e in (first, second, third)] == [1, 2, 3]
    assert (second.previous, third.previous) == (first.digest, second.digest)
    assert first.facts == {"count": 0, "share": 0.5, "name": "ชื่อ"}
    assert all(e.digest == digest(replace(e, digest="")) for e in (first, second, third))
    assert third.at == clock.now()


def test_writers_take_turns(store: Store, clock: FakeClock) -> None:
    """Eight threads that read, think and write lose nothing: the chain has every entry once."""

    def work() -> None:
        for _ in range(5):
            with store.writing(actor="tester", at=clock.now()) as writer:
                count = len(writer.audit())
                writer.note("counted", "thing", count=count)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as reader:
        assert [e.facts["count"] for e in reader.audit()] == list(range(40))


def test_a_reader_sees_one_moment(store: Store, write: Write) -> None:
    with write() as writer:
        writer.note("first", "thing")
    with store.reading() as reader:
        assert len(reader.audit()) == 1
        with write() as writer:
            writer.note("second", "thing")
        assert len(reader.audit()) == 1


def a_step(version: int, **overrides: Any) -> PlanStep:
    fields = {"step": LifeStep.APPROVE, "by": "head", "at": FakeClock().now(), "reason": "ดี"}
    return PlanStep(**{"plan_id": "58-20261130-1", "version": version, **fields, **overrides})


def test_a_plan_is_led_on_step_by_step(store: Store, write: Write) -> None:
    visit = a_record(V1, "id_card", date(2026, 12, 1), people=3, state=VisitState.PUBLISHED)
    with write() as writer:
        writer.put_province(a_province())
        put_request(writer)
        writer.add_plan(a_stored_plan())
        writer.add_plan_step(a_step(2))
        writer.add_plan_step(a_step(3, step=LifeStep.PUBLISH), [visit, replace(visit, people=4)])
        writer.note("plan_published", "plan:58-20261130-1")
    with store.reading() as reader:
        summary = reader.plan("58-20261130-1").summary
        assert (summary.state, summary.version) == (PlanState.PUBLISHED, 3)
        assert reader.plans(state=PlanState.PUBLISHED) == (summary,)
        assert reader.plans(state=PlanState.DRAFT) == ()
        assert reader.plan_steps("58-20261130-1") == (a_step(2), a_step(3, step=LifeStep.PUBLISH))
        assert reader.published_visits("58") == {"58-20261130-1": (visit, replace(visit, people=4))}
        assert reader.published_visits("50") == {}
        assert visit.date in {v.date for v in reader.province("58").history}
    with pytest.raises(StaleVersion), write() as writer:
        writer.add_plan_step(a_step(3, step=LifeStep.WITHDRAW))
    with write() as writer:
        writer.add_plan_step(a_step(4, step=LifeStep.WITHDRAW))
        writer.note("plan_withdrawn", "plan:58-20261130-1")
    with store.reading() as reader:
        assert reader.published_visits("58") == {}
        assert visit.date not in {v.date for v in reader.province("58").history}


def test_workers_speak_without_entries(store: Store, write: Write, clock: FakeClock) -> None:
    worker = Worker(
        name="host-1", host="host", pid=7, at_once=2, started_at=clock.now(), seen_at=clock.now()
    )
    with write() as writer:
        writer.put_worker(worker)
    with write() as writer:
        writer.put_worker(replace(worker, seen_at=clock.forward(seconds=5)))
    with store.reading() as reader:
        assert reader.workers() == (replace(worker, seen_at=clock.now()),)
        assert reader.audit() == ()
        assert reader.audit_head() is None
    with write() as writer:
        writer.drop_worker("host-1")
        writer.drop_worker("never was")
    with store.reading() as reader:
        assert reader.workers() == ()


def test_only_old_runs_without_a_plan_are_dropped(
    store: Store, write: Write, clock: FakeClock
) -> None:
    with write() as writer:
        kept, lone = put_request(writer), writer.put_blob(b"the request of an old run")
        writer.add_run(a_run("old", state=RunState.FAILED, request_digest=lone))
        writer.add_run(a_run("twin", state=RunState.FAILED))
        writer.add_run(a_run("open", state=RunState.RUNNING))
        writer.add_run(a_run("done", state=RunState.SUCCESSFUL, plan_id="58-20261130-1"))
        writer.add_plan(a_stored_plan(run_id="done"))
        writer.note("runs_opened", "runs")
    moment = clock.now()
    with write() as writer:
        assert writer.drop_fruitless_runs(before=moment) == 0
    with write() as writer:
        assert writer.drop_fruitless_runs(before=moment + timedelta(seconds=1)) == 2
        writer.note("tidied", "store")
    with store.reading() as reader:
        assert {run.id for run in reader.runs()} == {"open", "done"}
        assert reader.blob(kept)
        with pytest.raises(NotFound):
            reader.blob(lone)


def a_case(number: int = 1, **overrides: Any) -> Case:
    now = FakeClock().now()
    fields: dict[str, Any] = {
        "receipt": receipt_number("58", now, number),
        "province_code": "58",
        "village_code": V1,
        "service_code": "id_card",
        "people": 3,
        "filed_at": now,
        "filed_by": "office",
        "counts_from": now.date(),
        "promised_working_days": 10,
        "due_on": date(2026, 12, 14),
        "contact_name": "หัวหน้า",
        "pauses": (Pause(since=now.date(), until=now.date(), reason="งานบุญ"),),
    }
    return Case(**{**fields, **overrides})


def test_requests_come_back_and_go_on_version_by_version(store: Store, write: Write) -> None:
    cases = [a_case(number) for number in (1, 2, 10)]
    with write() as writer:
        writer.put_province(a_province())
        for case in cases:
            writer.add_case(case)
        writer.note("request_filed", "request:1")
        assert writer.count_cases("58-69-") == 3
        assert writer.count_cases("58-70-") == writer.count_cases("58_69") == 0
    with store.reading() as reader:
        assert reader.case(cases[0].receipt) == cases[0]
        assert reader.cases(province_codes=("58",)) == tuple(cases)
        assert reader.cases(province_codes=("58",), after=cases[0].receipt, limit=1) == (cases[1],)
        assert reader.cases(province_codes=("50",)) == reader.cases(province_codes=()) == ()
        before = reader.province("58").requests
        with pytest.raises(NotFound):
            reader.case("none")
    with pytest.raises(Conflict), write() as writer:
        writer.add_case(cases[0])
    accepted = replace(cases[0], state=CaseState.ACCEPTED, version=2)
    with write() as writer:
        writer.change_case(accepted)
        writer.note("request_accepted", "request:1")
    with pytest.raises(StaleVersion), write() as writer:
        writer.change_case(accepted)
    with store.reading() as reader:
        assert reader.cases(province_codes=("58",), states=[CaseState.ACCEPTED]) == (accepted,)
        assert reader.province("58").requests == (*before, accepted.to_request())


def test_a_reported_visit_is_history_and_takes_off_demand(store: Store, write: Write) -> None:
    record = a_record(V1, "id_card", date(2026, 11, 26), people=3, unit_code="U1")
    with write() as writer:
        writer.put_province(a_province())
        writer.note("province_imported", "province:58")
    with store.reading() as reader:
        before = reader.province("58")
    for people in (3, 5):
        with write() as writer:
            writer.record_visit("58", replace(record, people=people))
            writer.note("visit_reported", "province:58")
    with store.reading() as reader:
        after = reader.province("58")
    assert set(after.history) - set(before.history) == {replace(record, people=5)}
    assert len(after.history) == len(before.history) + 1
    needed = {(d.village_code, d.service_code): d.people for d in before.demands}
    left = {(d.village_code, d.service_code): d.people for d in after.demands}
    assert left == {**needed, (V1, "id_card"): needed[V1, "id_card"] - 5}


def test_answers_are_kept_by_key_for_a_while(store: Store, write: Write, clock: FakeClock) -> None:
    begun = Answer(key="k" * 64, request_digest="r" * 64)
    kept = replace(begun, status=201, headers='[["etag", "1"]]', body="ก\x00".encode())
    with write() as writer:
        writer.put_answer(begun)
    with write() as writer:
        writer.put_answer(kept)
    clock.forward(hours=25)
    with write() as writer:
        assert writer.answer(kept.key) == kept
        writer.put_answer(replace(begun, key="n" * 64))
        writer.drop_answers(before=clock.now())
        assert writer.answer(kept.key) is None
        assert writer.answer("n" * 64) is not None
        writer.drop_answer("n" * 64)
        writer.drop_answer("never was")
    with store.reading() as reader:
        assert reader.answer("n" * 64) is None
        assert reader.audit() == ()
