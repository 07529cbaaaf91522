"""A foreign thing named beside one's own: in the query, the body, a form, or a file's name.

The table of endpoints and roles puts foreign things into the path; here the path is one's own, and
everything else that a caller can name is the other province's.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from starlette.testclient import TestClient

from api.app import create_app
from api.auth.guards import Open
from planner.documents import digest
from planner.domain.people import Role
from tests.builders import a_request
from tests.unit.api.test_access_table import (
    BODIES,
    FILES,
    FORMS,
    Endpoint,
    address_of,
    endpoints_of,
    of_our_own,
)
from tests.web import FOREIGN, HOME, Site, a_foreign_request, a_member, a_site

NAMES = ("ต่างถิ่น", "Foreign")
"""Stand in every village's name and every case's note of the foreign province."""
CHOICES = frozenset({"true", "yes", "no", "phone", "id_card", "read_plan", "office"})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request(), a_foreign_request())


@pytest.fixture(scope="module")
def endpoints(site: Site) -> list[Endpoint]:
    found = of_our_own(endpoints_of(create_app(site.planner)))
    return [one for one in found if not isinstance(one.rules[0], Open)]


@pytest.fixture(scope="module")
def client(site: Site) -> TestClient:
    """Who may do nearly everything at home, and nothing in the foreign province."""
    everybody = replace(a_member(login="mixed"), roles=tuple(Role))
    return site.client(everybody, raise_server_exceptions=False)


def foreign_things(site: Site) -> tuple[str, ...]:
    """One of each kind that has a name of its own."""
    plan = site.plans[FOREIGN].summary
    report, _ = site.reports[FOREIGN]
    return (
        *(FOREIGN, f"{FOREIGN}010101", plan.id, str(plan.run_id), site.receipts[FOREIGN], report),
        *(f"clerk.{FOREIGN}", f"token{FOREIGN}", f"proposal{FOREIGN}", f"out{FOREIGN}"),
    )


def foreign_state(site: Site) -> object:
    """Everything that somebody could have changed of the foreign province."""
    with site.planner.store.reading() as reader:
        return (
            digest(reader.province(FOREIGN)),
            reader.plans(province_code=FOREIGN),
            reader.runs(province_code=FOREIGN),
            reader.board(site.plans[FOREIGN].summary.id),
            reader.case(site.receipts[FOREIGN]),
            reader.tellings(FOREIGN, since=a_request().horizon.start),
            reader.letterhead(FOREIGN),
            [d for d in reader.weekly_drafts() if d.province_code == FOREIGN],
            reader.member(f"clerk.{FOREIGN}"),
            reader.api_token(f"token{FOREIGN}"),
            reader.proposal(f"proposal{FOREIGN}"),
            reader.loan(f"out{FOREIGN}"),
        )


def assert_kept_apart(endpoint: Endpoint, answer: Any) -> None:
    told = (endpoint.method, endpoint.path, answer.status_code)
    assert answer.status_code < 500, told
    assert not any(name in answer.text for name in NAMES), told


def texts_asked(dependant: Dependant) -> set[str]:
    """The names of all parameters of the query, however deep, that take a text."""
    own = {p.alias for p in dependant.query_params if "str" in str(p.field_info.annotation)}
    return own.union(*(texts_asked(inner) for inner in dependant.dependencies))


def with_foreign(value: Any, thing: str) -> Any:
    """A body or form with the foreign thing in the place of every text that may name one."""
    if isinstance(value, dict):
        return {name: with_foreign(inner, thing) for name, inner in value.items()}
    if isinstance(value, list):
        return [with_foreign(inner, thing) for inner in value]
    return thing if isinstance(value, str) and value not in CHOICES else value


def one_by_one(body: dict[str, Any], thing: str) -> Iterator[dict[str, Any]]:
    """The body with the foreign thing in the place of one field at a time, the others one's own."""
    mine = {
        name: value.format(province=HOME) if isinstance(value, str) else value
        for name, value in body.items()
    }
    for name, value in body.items():
        changed = with_foreign(value, thing)
        if changed != value:
            yield {**mine, name: changed}


def test_nothing_foreign_comes_of_a_query(
    site: Site, endpoints: list[Endpoint], client: TestClient
) -> None:
    before, asked = foreign_state(site), 0
    for endpoint in endpoints:
        names = texts_asked(endpoint.dependant) - {"language"}
        if endpoint.method != "GET" or not names or endpoint.path.endswith("/events"):
            continue
        for thing in foreign_things(site):
            answer = client.get(
                address_of(endpoint, site, HOME), params=dict.fromkeys(names, thing)
            )
            assert_kept_apart(endpoint, answer)
            asked += 1
    assert asked > 100
    assert foreign_state(site) == before


def test_nothing_foreign_comes_of_a_body_or_a_form(
    site: Site, endpoints: list[Endpoint], client: TestClient
) -> None:
    before, asked = foreign_state(site), 0
    for endpoint in endpoints:
        if endpoint.method not in ("POST", "PUT", "PATCH"):
            continue
        forms = FORMS.get(endpoint.path) if endpoint.method == "POST" else None
        for thing in foreign_things(site)[:3]:
            for body in one_by_one(forms or BODIES.get(endpoint.path) or {}, thing):
                answer = client.request(
                    endpoint.method,
                    address_of(endpoint, site, HOME),
                    params={"province": HOME},
                    headers={"If-Match": '"0"'},
                    **({"data": body} if forms else {"json": body}),
                )
                assert_kept_apart(endpoint, answer)
                asked += 1
        assert foreign_state(site) == before, endpoint.path
    assert asked > 200


def test_nothing_foreign_comes_of_a_files_name(
    site: Site, endpoints: list[Endpoint], client: TestClient
) -> None:
    before, kept, asked = foreign_state(site), files_of(site), 0
    names = (
        *(f"{thing}.csv" for thing in foreign_things(site)),
        *(f"../{FOREIGN}/villages.csv", f"/{FOREIGN}/villages.csv", f"..\\{FOREIGN}\\units.csv"),
        *(f"{FOREIGN}/villages.csv", "../../planner.sqlite", "villages.csv/../../x.csv"),
    )
    table = b"code,name_th\n50010101,\xe0\xb8\x81\n"
    for endpoint in endpoints:
        for name in names if endpoint.path in FILES and endpoint.method == "POST" else ():
            (field,) = FILES[endpoint.path]
            answer = client.post(
                address_of(endpoint, site, HOME),
                files={field: (name, table)},
                params={"province": HOME, "preview": "false"},
            )
            assert_kept_apart(endpoint, answer)
            asked += 1
    assert asked >= 3 * len(names)
    assert foreign_state(site) == before
    assert {path for path in files_of(site) - kept if "uploads" not in path.parts} == set()


def files_of(site: Site) -> set[Path]:
    folder = site.planner.settings.data_dir
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def test_an_upload_of_another_province_is_not_there(site: Site) -> None:
    away = site.client(a_member(Role.PLANNER, FOREIGN, login="away"))
    files = {"files": ("villages.csv", "code,name_th\n50010101,บ้านต่างถิ่น\n".encode())}
    page = away.post(f"/data/{FOREIGN}/upload", files=files)
    assert page.status_code == 200, page.text
    name = page.text.split(f'action="/data/{FOREIGN}/upload/')[1].split('"')[0]
    mine = site.client(a_member(Role.PLANNER, login="mine"))
    both = site.client(a_member(Role.PLANNER, HOME, FOREIGN, login="both"))
    before = foreign_state(site)
    for client, province, status in (
        (mine, FOREIGN, 404),
        (mine, HOME, 303),
        (both, FOREIGN, 303),
        (both, HOME, 303),
    ):
        answer = client.post(f"/data/{province}/upload/{name}", data={"kind": ""})
        assert answer.status_code == status
        assert answer.headers.get("location", "gone=1").endswith("gone=1")
    assert foreign_state(site) == before
