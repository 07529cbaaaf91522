"""A real PostgreSQL server for tests: one a test session, a database of its own for each test.

`PLANNER_TEST_POSTGRES_URL` names a server to use (its user must be allowed to create databases).
Without it a server is started from the package on this machine, by an unprivileged user where the
tests run as root (`initdb` refuses root), on a Unix socket in a folder of its own: no port is
taken. All workers of a test session share it; a guard process stops it when the session's main
process is gone, however that ended. Durability is off, since nothing here outlives the machine.

In CI a missing server is a failure; elsewhere tests that need one are skipped, and say so.
"""

import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
import sqlalchemy as sa

GIVEN_URL = os.environ.get("PLANNER_TEST_POSTGRES_URL", "")
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")
STARTS_S = 300
SHORT_FOLDER = "/tmp"
"""A socket's path may have 107 characters; pytest's own folders come near that."""

GUARD = """
import os, pathlib, shutil, subprocess, sys, time
if os.fork():
    os._exit(0)
binaries, folder, owner = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
user, group = sys.argv[4], int(sys.argv[5])
as_user = {"user": user, "group": group, "extra_groups": []} if user else {}
data = f"{folder}/data"
server = None
try:
    subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "planner", "-A", "trust", "-E", "UTF8",
         "--locale=C", "--no-sync", "--no-instructions"],
        check=True, cwd="/", stdout=subprocess.DEVNULL, **as_user)
    server = subprocess.Popen(
        [binaries / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=",
         "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200",
         "-c", "shared_buffers=32MB", "-c", "log_min_messages=fatal"],
        cwd="/", **as_user)
    while server.poll() is None:
        try:
            os.kill(owner, 0)
        except ProcessLookupError:
            break
        time.sleep(0.3)
finally:
    if server is not None and server.poll() is None:
        server.send_signal(3)
        server.wait(20)
    shutil.rmtree(folder, ignore_errors=True)
    pathlib.Path(f"{folder}.lock").unlink(missing_ok=True)
"""


class NoServer(Exception):
    """No PostgreSQL can be had here, and why."""


def binaries() -> Path:
    """The folder of `initdb` and `postgres`; raises `NoServer`."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    on_path = shutil.which("postgres")
    folders = [*([Path(on_path).resolve().parent] if on_path else []), *reversed(packaged)]
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoServer("no PostgreSQL on this machine: set PLANNER_TEST_POSTGRES_URL, or install it")


def server_url() -> str:
    """The address of this session's server, its `postgres` database; raises `NoServer`."""
    if GIVEN_URL:
        return GIVEN_URL
    owner = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    folder = Path(SHORT_FOLDER) / f"planner-pg-{os.getuid()}-{owner}"
    with _taking_turns(folder):
        if not (folder / "data").exists():
            _start(folder, owner)
        _wait(folder)
    return f"postgresql+psycopg://planner@/postgres?host={folder}"


@contextmanager
def _taking_turns(folder: Path) -> Iterator[None]:
    with Path(f"{folder}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(folder: Path, owner: int) -> None:
    user = _unprivileged() if os.getuid() == 0 else None
    place = binaries()
    folder.mkdir(mode=0o700)
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    name, group = (user.pw_name, str(user.pw_gid)) if user else ("", "0")
    arguments = [str(place), str(folder), str(owner), name, group]
    with (folder / "log").open("wb") as log:
        subprocess.run(
            [sys.executable, "-c", GUARD, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            check=True,
        )


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServer("initdb refuses root, and there is no unprivileged user")


def _wait(folder: Path) -> None:
    until = time.monotonic() + STARTS_S
    while not _answers(f"postgresql+psycopg://planner@/postgres?host={folder}"):
        if not folder.exists() or time.monotonic() > until:
            log = folder / "log"
            raise NoServer(f"PostgreSQL did not start: {log.read_text() if log.exists() else '?'}")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            return connection.execute(sa.select(1)).scalar() == 1
    except sa.exc.OperationalError:
        return False
    finally:
        engine.dispose()


def as_user() -> dict[str, Any]:
    """Options of `subprocess` that run a server as somebody whom `initdb` accepts."""
    if os.getuid() != 0:
        return {}
    user = _unprivileged()
    return {"user": user.pw_name, "group": user.pw_gid, "extra_groups": []}


def skip_or_fail(why: str) -> NoReturn:
    """A missing server is a failure in CI and a skipped test elsewhere."""
    if IN_CI:
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


@contextmanager
def a_database() -> Iterator[str]:
    """The address of a fresh, empty database; dropped afterwards. Skips or fails without one."""
    try:
        server = sa.make_url(server_url())
    except NoServer as error:
        skip_or_fail(str(error))
    name = f"planner_{secrets.token_hex(6)}"
    engine = sa.create_engine(
        server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    try:
        with engine.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        yield server.set(drivername="postgresql", database=name).render_as_string(
            hide_password=False
        )
        with engine.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        engine.dispose()


DATABASES = ("sqlite", "postgresql")


@contextmanager
def a_store_url(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty store on this kind of database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/planner.sqlite"
    else:
        with a_database() as url:
            yield url
