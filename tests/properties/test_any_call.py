"""Any call by anybody is answered: what the interface's description allows, and a little more.

Schemathesis makes the calls out of the OpenAPI description, valid ones and such that are not. Half
of them are turned to things that exist, since made-up names go no further than "not there". Every
answer is below 500, and every refusal is a problem with a code that has words.
"""

import random
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from planner.domain.people import ALL_PROVINCES, Role
from planner.words import catalog
from tests.builders import a_request
from tests.web import FOREIGN, HOME, Site, a_foreign_request, a_member, a_site

SENT = ("headers", "params", "json", "files", "data", "content")
MOST_BYTES = 4_000_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request(), a_foreign_request())


@pytest.fixture(scope="module")
def clients(site: Site) -> list[TestClient]:
    """Everybody: each role at home, an administrator of all, and nobody."""
    members = [a_member(role) for role in Role]
    members.append(a_member(Role.ADMINISTRATOR, ALL_PROVINCES, login="central"))
    options = {"raise_server_exceptions": False}
    return [site.client(**options), *(site.client(member, **options) for member in members)]


class Real:
    """Things that exist, in the place of things made up."""

    def __init__(self, site: Site) -> None:
        plan = site.plans[HOME].summary
        self.things: dict[str, list[Any]] = {
            "plan_id": [plan.id, site.plans[FOREIGN].summary.id],
            "other_id": [plan.id],
            "run_id": [plan.run_id],
            "receipt": list(site.receipts.values()),
            "province_code": [HOME, FOREIGN],
            "province": [HOME, FOREIGN],
            "village_code": [village.code for village in a_request().villages],
            "place_code": [place.code for place in a_request().stop_places],
            "service_code": [service.code for service in a_request().services],
            "service_codes": [["id_card"], ["health", "id_card"]],
            "unit_code": [unit.code for unit in a_request().units],
            "to_unit_code": [unit.code for unit in a_request().units],
            "unit_codes": [["U1"], []],
            "on_date": ["2026-11-30", "2026-12-01"],
            "to_date": ["2026-12-02"],
            "served_on": ["2026-11-26"],
            "replaces": [plan.id],
            "if-match": ['"1"', '"2"', '"3"'],
        }

    def put(self, value: Any, dice: random.Random) -> Any:
        """The same value with real things where their names stand."""
        if isinstance(value, dict):
            return {
                key: dice.choice(self.things[key.lower()])
                if key.lower() in self.things and dice.random() < 0.8
                else self.put(inner, dice)
                for key, inner in value.items()
            }
        if isinstance(value, list):
            return [self.put(inner, dice) for inner in value]
        return value

    def turn(self, case: Any, dice: random.Random) -> None:
        """Turn a call to things that exist."""
        case.path_parameters = self.put(dict(case.path_parameters or {}), dice)
        case.headers = self.put(dict(case.headers or {}), dice)
        if isinstance(case.body, dict | list):
            case.body = self.put(case.body, dice)


def operations(site: Site) -> list[Any]:
    description = site.client(a_member()).get("/v1/openapi.json").json()
    schema = schemathesis.openapi.from_dict(description)
    return [found.ok() for found in schema.get_all_operations()]


def answer_of(client: TestClient, case: Any) -> Any:
    sent = case.as_transport_kwargs(base_url="http://testserver")
    more = {name: sent[name] for name in SENT if sent.get(name) is not None}
    if isinstance(more.get("data"), bytes):
        more["content"] = more.pop("data")
    return client.request(sent["method"], sent["url"], **more)


def call_all(site: Site, clients: list[TestClient], examples: int) -> int:
    """So many calls of every operation; how many were made."""
    real, count = Real(site), 0
    anybody = st.integers(0, len(clients) - 1)
    for operation in operations(site):

        @settings(
            max_examples=examples,
            database=None,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), who=anybody, seed=st.integers())
        def call(case: Any, who: int, seed: int) -> None:
            nonlocal count
            count += 1
            dice = random.Random(seed)
            if dice.random() < 0.5:
                real.turn(case, dice)
            answer = answer_of(clients[who], case)
            told = f"{case.operation.label} {answer.status_code} {case.body!r:.300}"
            assert answer.status_code < 500, f"{told}: {answer.text[:500]}"
            assert len(answer.content) < MOST_BYTES
            if answer.status_code >= 400:
                assert answer.headers["content-type"] == "application/problem+json", told
                assert f"problem_{answer.json()['code']}" in catalog(), told

        call()
    return count


def test_any_call_is_answered(site: Site, clients: list[TestClient]) -> None:
    assert call_all(site, clients, examples=20) >= 2_000


@pytest.mark.slow
def test_twenty_thousand_calls_are_answered(site: Site, clients: list[TestClient]) -> None:
    assert call_all(site, clients, examples=200) >= 20_000
