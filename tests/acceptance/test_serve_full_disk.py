"""A disk that fills up under a served site: told over HTTP, nothing kept in part, no restart.

The full disk is a limit on the size of files, laid on the running server from outside and lifted
again: the kernel then refuses to let the database's log grow, as a full disk does.
"""

import resource
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx2
import pytest

from planner.storage.store import open_store
from tests.acceptance.test_serve import serving
from tests.acceptance.test_serve_worker import signed_in
from tests.acceptance_terminal import TINY, Terminal, put_tiny

ROOM_BYTES = 60_000
MOST_WRITES = 200
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


def file_one(browser: httpx2.Client, number: int) -> Any:
    """File a request of its own."""
    wish = {
        "province_code": "58",
        "village_code": "58010201",
        "service_code": "id_card",
        "people": 1 + number,
        "note": f"{number} " + "ก" * 1000,
    }
    return browser.post("/v1/requests", json=wish)


def import_changed(browser: httpx2.Client) -> Any:
    """Import the villages with a change in each name: a new version of the whole province."""
    table = (TINY / "villages.csv").read_text(encoding="utf-8").replace("บ้าน", "บ้านใหม่")
    files = {"files": ("villages.csv", table.encode())}
    return browser.post("/v1/provinces/58/imports?preview=false", files=files)


def contents(folder: Path) -> set[str]:
    """Every file of the data directory by its path."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def assert_told(answer: Any) -> None:
    """The store cannot be written to, in words, and when to try again."""
    told = answer.json()
    assert (answer.status_code, told["code"]) == (503, "store_unavailable"), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    assert told["title"]
    assert told["detail"]


@pytest.mark.skipif(sys.platform != "linux", reason="limits of another process are Linux's")
def test_a_full_disk_is_told_and_the_server_goes_on_when_there_is_room(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    terminal = Terminal(data_dir)
    put_tiny(terminal)
    with serving(data_dir) as served, closing(signed_in(served.line_with("/setup/"))) as browser:
        pid, filed = served.process.pid, [file_one(browser, 0)]
        assert filed[0].status_code == 201, filed[0].text
        before = contents(data_dir)
        versions = browser.get("/v1/provinces").json()

        log = (data_dir / "planner.sqlite-wal").stat().st_size
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (log + ROOM_BYTES, resource.RLIM_INFINITY))
        for number in range(1, MOST_WRITES):
            answer = file_one(browser, number)
            if answer.status_code != 201:
                break
            filed.append(answer)
        assert_told(answer)
        assert len(filed) > 1, "there was room for some"
        assert_told(file_one(browser, MOST_WRITES))
        assert_told(browser.put("/v1/weekly-drafts/58", json={"is_on": True}))
        assert_told(import_changed(browser))
        assert browser.get("/v1/provinces").json() == versions, "reading needs no room"
        assert browser.get("/health").status_code == 200
        assert contents(data_dir) == before, "nothing lies about"

        resource.prlimit(pid, resource.RLIMIT_FSIZE, UNLIMITED)
        filed.append(file_one(browser, MOST_WRITES))
        assert filed[-1].status_code == 201, filed[-1].text
        assert import_changed(browser).json()["version"] == 2
        kept = browser.get("/v1/requests?limit=1000").json()["requests"]
        acknowledged = {answer.json()["receipt"] for answer in filed}
        assert {case["receipt"] for case in kept} == acknowledged
        assert len(kept) == len(filed)
    assert terminal.json("audit", "verify")["is_whole"]
    store = open_store(f"sqlite:///{data_dir}/planner.sqlite")
    with store.reading() as reader:
        actions = [entry.action for entry in reader.audit(limit=10_000)]
    assert actions.count("request_filed") == len(filed)
    store.close()
