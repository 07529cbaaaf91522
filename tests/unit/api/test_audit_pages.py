"""The audit log's page and a plan's dossier: who sees what, what is found, what it holds."""

import ast
import csv
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from planner.documents import from_json
from planner.domain.boards import BoardStepKind
from planner.domain.life import LifeStep
from planner.domain.loans import LoanState
from planner.domain.people import ALL_PROVINCES, Role
from planner.domain.plan import Plan
from planner.words import catalog
from tests.builders import a_request
from tests.published import publish, publish_override
from tests.web import FOREIGN, HOME, Site, a_foreign_request, a_member, a_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = a_site(tmp_path_factory.mktemp("site"), a_request(), a_foreign_request())
    publish(site)
    return site


@pytest.fixture(scope="module")
def auditor(site: Site) -> TestClient:
    return site.client(a_member(Role.AUDITOR))


@pytest.fixture(scope="module")
def central(site: Site) -> TestClient:
    return site.client(a_member(Role.AUDITOR, ALL_PROVINCES, login="central.auditor"))


def rows(client: TestClient, **query: str) -> list[dict[str, str]]:
    answer = client.get("/audit.csv", params=query)
    assert answer.status_code == 200, answer.text
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_log_is_searched_by_who_what_which_and_when(site: Site, central: TestClient) -> None:
    plan_id = site.plans[HOME].summary.id
    assert [r["action"] for r in rows(central, thing=f"plan:{plan_id}")] == [
        "plan_publish", "plan_approve", "plan_stored",
    ]  # fmt: skip
    assert {r["actor"] for r in rows(central, actor="approver.one")} == {"approver.one"}
    assert {r["action"] for r in rows(central, action="request_")} == {"request_filed"}
    assert rows(central, since="2027-01-01") == []
    assert rows(central, until="2026-11-26") == []
    today = rows(central, since="2026-11-27", until="2026-11-27")
    assert [int(r["number"]) for r in today] == sorted(int(r["number"]) for r in today)[::-1]


def test_an_auditor_of_one_province_sees_nothing_of_another(auditor: TestClient) -> None:
    things = {r["thing"] for r in rows(auditor)}
    assert any(thing.startswith(f"plan:{HOME}") for thing in things)
    assert not [t for t in things if FOREIGN in t.partition(":")[2][:2] or "member" in t]
    page = auditor.get("/audit").text
    assert f"plan:{FOREIGN}" not in page


def test_pages_follow_each_other(site: Site, central: TestClient) -> None:
    first = central.get("/audit?verify=1&language=en")
    assert "none changed, taken out or put in" in first.text
    newest = int(rows(central)[0]["number"])
    older = central.get(f"/audit?before={newest}")
    assert f">{newest - 1}</th>" in older.text
    assert f">{newest}</th>" not in older.text


def test_a_date_that_is_none_is_refused(central: TestClient) -> None:
    assert central.get("/audit?since=yesterday").status_code == 422


def test_the_dossier_tells_all_and_stands_alone(site: Site, auditor: TestClient) -> None:
    plan_id = site.plans[HOME].summary.id
    page = auditor.get(f"/plans/{plan_id}/dossier?language=en").text
    for told in ("approver.one", "publisher.two", "SHA-256", "planner rebuild", "2026-1"):
        assert told in page
    first = auditor.get(f"/plans/{plan_id}/dossier.zip").content
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = archive.namelist()
        data = json.loads(archive.read("dossier.json"))
        plan = from_json(Plan, archive.read("plan.json"))
        request = next(name for name in names if name.startswith("inputs/request"))
        assert (
            hashlib.sha256(archive.read(request)).hexdigest() == data["plan"]["inputs"]["request"]
        )
        html = archive.read("dossier.html").decode()
    assert plan == site.plans[HOME].plan
    assert any(name.endswith(".npz") for name in names)
    assert data["differences"] == []
    assert [step["by"] for step in data["steps"]] == ["approver.one", "publisher.two"]
    assert data["audit_log"]["is_whole"]
    assert data["audit_log"]["head_digest"]
    assert "<script" not in html
    assert first == auditor.get(f"/plans/{plan_id}/dossier.zip").content


@pytest.mark.parametrize("path", ["dossier", "dossier.zip"])
def test_a_foreign_dossier_is_not_there(site: Site, auditor: TestClient, path: str) -> None:
    foreign = site.plans[FOREIGN].summary.id
    assert auditor.get(f"/plans/{foreign}/{path}").status_code == 404
    planner = site.client(a_member())
    home = site.plans[HOME].summary.id
    assert planner.get(f"/plans/{home}/{path}").status_code == 403


HOUSE = Path(__file__).parents[3]


def test_every_action_that_is_noted_has_words() -> None:
    """Read from the source: what is written to the log as a plain text."""
    noted = set()
    for path in [*(HOUSE / "planner").rglob("*.py"), *(HOUSE / "api").rglob("*.py")]:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and ast.unparse(call.func).endswith(".note")
                and call.args
            ):
                texts = (n for n in ast.walk(call.args[0]) if isinstance(n, ast.Constant))
                noted |= {str(n.value) for n in texts if str(n.value).islower()}
    whole = {action for action in noted if not action.endswith("_")} - {"taken_back"}
    assert len(whole) > 30
    assert {action for action in whole if f"audit_did_{action}" not in catalog()} == set()
    kinds = [(LifeStep, "plan"), (BoardStepKind, "board"), (LoanState, "loan")]
    for kind, start in kinds:
        assert all(f"audit_did_{start}_{one.value}" in catalog() for one in kind)


OF_A_PROVINCE = ("run:", "field_report:", "visit:", "closure:", "stop_place:", "hook:")
"""Things whose names do not begin with their province's code."""


def test_an_entry_of_one_province_says_of_which() -> None:
    """Read from the source: else a province's auditor would never see it."""
    seen, silent = set(), set()
    for path in (HOUSE / "planner").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and ast.unparse(call.func).endswith(".note")):
                continue
            thing = ast.unparse(call).partition(", ")[2]
            start = next((one for one in OF_A_PROVINCE if f"f'{one}" in thing), None)
            if start is not None:
                seen.add(start)
                silent |= {f"{path.name}: {thing}"} if "province" not in thing else set()
    assert seen == set(OF_A_PROVINCE)
    assert silent == set()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("Approved a plan", "as an override", "Published a plan", "27 Nov 2026")),
        ("th", ("เห็นชอบแผน", "ทั้งที่ผิดกติกา", "เผยแพร่แผน", "27 พ.ย. 2569")),
    ],
)
def test_an_override_is_found_and_told_in_words(
    tmp_path: Path, language: str, told: tuple[str, ...]
) -> None:
    site = a_site(tmp_path, a_request())
    plan_id = publish_override(site)
    client = site.client(a_member(Role.AUDITOR))
    log = client.get("/audit", params={"action": "plan_", "language": language}).text
    page = client.get(f"/plans/{plan_id}/dossier?language={language}").text
    for text in told[:3]:
        assert text in log, text
    for text in (*told[:1], told[3], "ถนนเปิดแล้ว", "approver.one"):
        assert text in page, text
    assert not re.search(r"\d{4}-\d\d-\d\dT\d\d", page)
