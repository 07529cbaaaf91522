"""The database goes away and comes back: callers are told, nothing is stored in part, all go on.

A server of this test's own is stopped the hard way and started again on the same data.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from api.auth.session import SESSION_COOKIE
from planner.bootstrap import bootstrap
from planner.domain.errors import StoreUnavailable
from planner.domain.params import SolveParams
from planner.domain.people import Role
from planner.domain.runs import RunState
from planner.ports import Store
from planner.settings import Settings
from planner.usecases.audit import verify_audit
from planner.usecases.runs import open_run, stop_run
from tests.builders import a_request
from tests.fakes import FakeClock
from tests.postgres import NoServer, as_user, binaries, skip_or_fail
from tests.web import Site, a_member, put_province, sign_in

AWAY_S = 3.0
PATIENCE_S = 900
WISH = {"province_code": "58", "start": "2026-12-07", "params": {"cpu_s": 1.0}}
WORKER = """
import sys
from planner.cli import app
app(["worker", "--name", "w", "--at-once", "1"])
"""


@dataclass
class Server:
    """A PostgreSQL server on a socket in a folder, with a hand on its plug."""

    folder: Path
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def url(self) -> str:
        return f"postgresql://planner@/postgres?host={self.folder}"

    def start(self) -> None:
        command = [
            *(str(binaries() / "postgres"), "-D", f"{self.folder}/data", "-k", str(self.folder)),
            *("-c", "listen_addresses=", "-c", "fsync=off", "-c", "shared_buffers=16MB"),
            *("-c", "log_min_messages=fatal"),
        ]
        self.process = subprocess.Popen(
            command, cwd="/", stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **as_user()
        )

    def kill(self) -> None:
        """As when the machine loses power: no goodbye to anybody."""
        assert self.process is not None
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(30)


@contextmanager
def a_server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="planner-away-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o777)
        initdb = [
            *(str(binaries() / "initdb"), "-D", f"{name}/data", "-U", "planner", "-A", "trust"),
            *("-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"),
        ]
        subprocess.run(initdb, check=True, cwd="/", stdout=subprocess.DEVNULL, **as_user())
        server = Server(folder)
        server.start()
        try:
            yield server
        finally:
            server.kill()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    try:
        with a_server() as running:
            yield running
    except NoServer as error:
        skip_or_fail(str(error))


def opened(settings: Settings) -> Site:
    """A site on the server, waiting until it answers."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            planner = bootstrap(settings)
        except StoreUnavailable:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return Site(planner=planner, clock=FakeClock(), plans={})


def state_of(store: Store, run_id: str) -> RunState:
    with store.reading() as reader:
        return reader.run(run_id).state


def ended(store: Store, run_id: str) -> RunState:
    """The state of a run that has ended; the database may be away meanwhile."""
    until, state = time.monotonic() + PATIENCE_S, None
    while time.monotonic() < until:
        try:
            state = state_of(store, run_id)
        except StoreUnavailable:
            time.sleep(0.2)
            continue
        if state not in (RunState.ACCEPTED, RunState.RUNNING):
            return state
        time.sleep(0.2)
    raise AssertionError(f"{run_id} stayed {state}")


def test_the_web_tells_and_comes_back_by_itself(server: Server, tmp_path: Path) -> None:
    site = opened(Settings(data_dir=tmp_path, database_url=server.url))
    put_province(site.planner, a_request())
    client = site.client()
    client.cookies.set(SESSION_COOKIE, sign_in(site, a_member(Role.PLANNER, login="web")))
    assert client.get("/v1/plans").status_code == 200
    assert client.get("/ready").json()["checks"]["database"] == "ok"
    server.kill()
    for address in ("/v1/health", "/v1/plans"):
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert int(answer.headers["Retry-After"]) > 0
        assert answer.json()["code"] == "store_unavailable"
    assert client.post("/v1/runs", json=WISH).status_code == 503
    assert client.get("/ready").json()["checks"]["database"] == "failing"
    assert client.get("/health").status_code == 200, "no reason to start the process anew"
    server.start()
    until = time.monotonic() + PATIENCE_S
    while client.get("/v1/health").status_code != 200 and time.monotonic() < until:
        time.sleep(0.1)
    with site.planner.store.reading() as reader:
        assert reader.runs() == ()
    assert client.post("/v1/runs", json=WISH).status_code == 202
    assert verify_audit(site.planner.store).is_whole
    with site.planner.store.reading() as reader:
        (run,) = reader.runs()
    stop_run(site.planner.store, site.clock, run.id, actor="tester")
    site.planner.store.close()


@pytest.mark.slow
def test_a_worker_outlives_a_database_that_goes_away(server: Server, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url=server.url)
    site = opened(settings)
    store = site.planner.store
    put_province(site.planner, a_request())
    client = site.client()
    client.cookies.set(SESSION_COOKIE, sign_in(site, a_member(Role.PLANNER)))
    assert client.get("/v1/health").status_code == 200
    params = SolveParams(cpu_s=4.0, explain=0)
    first = open_run(store, site.clock, a_request(), params, actor="planner", is_queued=True)
    environment = os.environ | {
        "PLANNER_DATA_DIR": str(tmp_path),
        "PLANNER_DATABASE_URL": server.url,
    }
    with subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as worker:
        try:
            until = time.monotonic() + PATIENCE_S
            while state_of(store, first.id) is RunState.ACCEPTED and time.monotonic() < until:
                time.sleep(0.1)
            server.kill()
            away = time.monotonic()
            time.sleep(max(0.0, AWAY_S - (time.monotonic() - away)))
            server.start()
            assert ended(store, first.id) is RunState.SUCCESSFUL
            assert client.get("/v1/health").status_code == 200
            with store.reading() as reader:
                assert first.id in [run.id for run in reader.runs()]
            second = client.post("/v1/runs", json=WISH)
            assert second.status_code == 202
            assert ended(store, second.json()["id"]) is RunState.SUCCESSFUL
            assert worker.poll() is None
        finally:
            worker.terminate()
            worker.wait(30)
    assert verify_audit(store).is_whole
    store.close()
