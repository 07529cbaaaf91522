"""Writers killed in the middle, and a full disk: nothing acknowledged is lost, nothing half kept.

One program loads everything once and forks a writer for each kill. The full disk is a limit on the
size of files (`RLIMIT_FSIZE`) that the writing program sets on itself: the kernel then refuses to
let the database's log grow, as a full disk does, and the limit can be lifted again without root.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.storage.store import open_store
from planner.usecases.audit import verify_audit
from tests.postgres import DATABASES, a_store_url

WRITERS = """
import os, sys
from datetime import UTC, datetime
from planner.storage.store import open_store

def write_for_ever(url, session):
    store, number = open_store(url), 0
    while True:
        number += 1
        with store.writing(actor="writer", at=datetime.now(UTC)) as writer:
            writer.put_blob(f"{session}/{number}".encode() * 500)
            writer.note("written", "thing", session=session, number=number)
        os.write(1, f"{number}\\n".encode())

for session, _ in enumerate(sys.stdin):
    pid = os.fork()
    if not pid:
        write_for_ever(sys.argv[1], session)
    os.write(1, f"pid {pid}\\n".encode())
    os.waitpid(pid, 0)
    os.write(1, b"ended\\n")
"""

FULL = """
import pathlib, resource, sys
from datetime import UTC, datetime
from planner.domain.errors import StoreUnavailable
from planner.storage.store import open_store

store = open_store(sys.argv[1])

def write(number):
    with store.writing(actor="writer", at=datetime.now(UTC)) as writer:
        writer.put_blob(str(number).encode() + bytes(range(256)) * 40)
        writer.note("written", "thing", number=number)

write(0)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
room = max(path.stat().st_size for path in pathlib.Path(sys.argv[2]).iterdir()) + 200_000
resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
number = 0
try:
    while number < 5_000:
        write(number + 1)
        number += 1
except StoreUnavailable as error:
    print("full", number, flush=True)
for _ in range(3):
    try:
        write(-1)
    except StoreUnavailable:
        print("still full", flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
write(number + 1)
print("again", number + 1, flush=True)
"""


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with a_store_url(request.param, tmp_path) as address:
        yield address


@pytest.mark.parametrize("kills", [14, pytest.param(200, marks=pytest.mark.slow)])
def test_kills_in_the_middle_of_writes_lose_nothing_acknowledged(url: str, kills: int) -> None:
    open_store(url).close()
    acknowledged: dict[int, int] = {}
    with subprocess.Popen(
        [sys.executable, "-c", WRITERS, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writers:
        assert writers.stdin is not None
        assert writers.stdout is not None
        for session in range(kills):
            writers.stdin.write("go\n")
            writers.stdin.flush()
            pid, last = 0, 0
            for line in writers.stdout:
                if line.startswith("pid"):
                    pid = int(line.split()[1])
                elif line == "ended\n":
                    break
                else:
                    last = int(line)
                if pid and last == 1 + session % 7:
                    os.kill(pid, signal.SIGKILL)
            acknowledged[session] = last
        writers.stdin.close()
    store = open_store(url)
    with store.reading() as reader:
        entries = reader.audit(limit=1_000_000)
    assert verify_audit(store).is_whole
    store.close()
    kept: dict[int, list[int]] = {session: [] for session in range(kills)}
    for entry in entries:
        kept[int(entry.facts["session"])].append(int(entry.facts["number"]))
    for session, last in acknowledged.items():
        assert last >= 1 + session % 7
        assert kept[session] == list(range(1, len(kept[session]) + 1))
        assert last <= len(kept[session]) <= last + 1


def test_a_full_disk_is_told_keeps_nothing_in_part_and_ends_without_a_restart(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/planner.sqlite"
    done = subprocess.run(
        [sys.executable, "-c", FULL, url, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    first, *more = done.stdout.splitlines()
    number = int(first.removeprefix("full "))
    assert number > 0
    assert more == ["still full"] * 3 + [f"again {number + 1}"]
    store = open_store(url)
    with store.reading() as reader:
        entries = reader.audit(limit=1_000_000)
    assert [entry.facts["number"] for entry in entries] == list(range(number + 2))
    assert verify_audit(store).is_whole
    store.close()
