"""JSON forms: exact round trips, every fault at once with its path, digests of the content."""

import dataclasses
import hashlib
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.assess.check import check_plan
from planner.documents import digest, from_json, plan_digest, to_canonical, to_data, to_json
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.params import SolveParams
from planner.domain.plan import Bound, Plan
from planner.domain.request import PlanRequest
from planner.domain.verdict import Verdict
from tests.builders import a_plan, a_provenance, a_request, a_travel
from tests.naive import naive_plan
from tests.strategies import SEEDS, plan_requests, random_travel


@given(plan_requests(), SEEDS)
@settings(max_examples=40, deadline=None)
def test_requests_plans_and_verdicts_round_trip_exactly(request_: PlanRequest, seed: int) -> None:
    travel = random_travel(request_, seed, cut=0.3)
    plan = dataclasses.replace(
        naive_plan(request_, travel),
        bounds=(Bound(tier=3, points=10**6),),
        provenance=a_provenance(),
    )
    for document in (request_, plan, check_plan(request_, travel, plan)):
        text = to_json(document)
        again = from_json(type(document), text)
        assert again == document
        assert to_json(again) == text
        assert digest(again) == digest(document)


@given(st.builds(SolveParams, seed=st.integers(0, 99), cpu_s=st.floats(0.1, 86_400)))
def test_floats_round_trip_to_the_last_bit(params: SolveParams) -> None:
    assert from_json(SolveParams, to_json(params)).cpu_s == params.cpu_s


def test_numbers_that_look_odd_survive() -> None:
    policy = dataclasses.replace(a_request().policy, points_per_baht=0.1 + 0.2)
    request = a_request(policy=policy)
    assert from_json(PlanRequest, to_json(request)).policy.points_per_baht == 0.30000000000000004


def test_thai_stays_readable_in_json() -> None:
    assert "บ้านทดสอบ" in to_json(a_request()).decode()


def test_digest_does_not_depend_on_the_order_of_keys_but_on_every_value() -> None:
    request = a_request()
    data = to_data(request)
    turned = json.dumps({key: data[key] for key in reversed(data)})
    assert digest(from_json(PlanRequest, turned)) == digest(request)
    other = a_request(demands=request.demands[1:])
    assert digest(other) != digest(request)
    assert from_json(PlanRequest, to_canonical(request)) == request


def test_the_digest_of_a_small_document_is_known() -> None:
    """Stored digests must mean the same for ever: this one was made with version 1 of the form."""
    params = SolveParams(cpu_s=30.0, seed=7)
    assert to_canonical(params) == b'{"cpu_s":30.0,"seed":7}'
    assert digest(params) == hashlib.sha256(b'{"cpu_s":30.0,"seed":7}').hexdigest()


def test_a_field_added_later_leaves_digests_as_they_were() -> None:
    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Before:
        name: str
        days: int = 5

    @dataclasses.dataclass(frozen=True, kw_only=True)
    class After(Before):
        nights: tuple[str, ...] = ()

    assert digest(Before(name="w")) == digest(After(name="w"))
    assert digest(After(name="w", nights=("mo",))) != digest(After(name="w"))
    assert digest(After(name="w", days=6)) != digest(After(name="w"))


def test_plan_digest_leaves_out_how_long_the_search_took_and_nothing_else() -> None:
    request = a_request()
    plan = a_plan(request, a_travel(request), provenance=a_provenance())
    slow = dataclasses.replace(plan, provenance=a_provenance(cpu_s=99.0, wall_s=100.0))
    assert plan_digest(slow) == plan_digest(plan)
    other = dataclasses.replace(plan, provenance=a_provenance(rounds=8))
    assert plan_digest(other) != plan_digest(plan)
    assert plan_digest(dataclasses.replace(plan, days=6)) != plan_digest(plan)


def faults_of(kind: type, data: object) -> dict[str, Fault]:
    with pytest.raises(InvalidDocument) as caught:
        from_json(kind, json.dumps(data))
    assert caught.value.code == "invalid_document"
    return {fault.field: fault for fault in caught.value.faults}


def test_every_fault_is_told_at_once_with_its_path() -> None:
    data = to_data(a_request())
    data["villages"][0]["code"] = "123"
    data["units"][1]["max_drive_s"] = -5
    data["units"][1]["setup_s"] = 10**9
    data["demands"][2]["people"] = "12"
    data["services"][0]["seconds_per_person"] = 0
    data["horizon"]["days"] = 0
    del data["packages"][0]["open_s"]
    data["bases"][0]["location"]["lat"] = 191.3
    found = faults_of(PlanRequest, data)
    assert set(found) == {
        "villages[0]",
        "units[1].max_drive_s",
        "units[1].setup_s",
        "demands[2].people",
        "services[0].seconds_per_person",
        "horizon.days",
        "packages[0].open_s",
        "bases[0].location",
    }
    assert found["units[1].max_drive_s"].value == "-5"
    assert found["packages[0].open_s"].code == "missing"
    assert found["demands[2].people"].value == "12"


def test_unknown_codes_are_told_all_at_once() -> None:
    data = to_data(a_request())
    data["units"][0]["base_code"] = "B7"
    data["stop_places"][1]["covers"] = ["58010101", "58990101"]
    data["demands"].append({"village_code": "58990199", "service_code": "x", "people": 1})
    data["demands"].append(data["demands"][0])
    found = faults_of(PlanRequest, data)
    assert {"units[0].base_code", "stop_places[1].covers", "demands[9]"} <= set(found)
    assert found["stop_places[1].covers"].value == "58990101"
    assert found["demands[9]"].code == "duplicate"


@pytest.mark.parametrize("path", [(), ("horizon",), ("villages", 0), ("units", 0, "services", 0)])
def test_unknown_keys_are_refused_at_every_depth(path: tuple[str | int, ...]) -> None:
    data = to_data(a_request())
    inner = data
    for step in path:
        inner = inner[step]
    inner["colour"] = "blue"
    found = faults_of(PlanRequest, data)
    assert [fault.value for fault in found.values()] == ["blue"]
    assert next(iter(found)).endswith("colour")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("days", "5"),
        ("days", 5.5),
        ("days", True),
        ("days", None),
        ("start", "30/11/2569"),
        ("start", 20261130),
    ],
)
def test_numbers_and_dates_are_never_made_from_something_else(field: str, value: object) -> None:
    data = to_data(a_request())
    data["horizon"][field] = value
    assert set(faults_of(PlanRequest, data)) == {f"horizon.{field}"}


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", "12", '"plan"', "\x00", "[" * 10_000, '{"schema": NaN}']
)
@pytest.mark.parametrize("kind", [PlanRequest, Plan, Verdict, SolveParams])
def test_what_is_no_document_is_refused_and_nothing_else_happens(kind: type, text: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        from_json(kind, text)
    assert caught.value.faults


def test_another_schema_of_a_request_is_refused() -> None:
    data = {**to_data(a_request()), "schema": "plan-request/2"}
    assert faults_of(PlanRequest, data)["schema"].code == "unknown_schema"


def test_a_document_is_read_from_bytes_and_from_text() -> None:
    params = SolveParams(seed=3)
    assert from_json(SolveParams, to_json(params)) == params
    assert from_json(SolveParams, to_json(params).decode()) == params


def test_dates_are_iso_and_enums_their_values() -> None:
    data = to_data(a_request())
    assert data["horizon"]["start"] == "2026-11-30"
    assert date.fromisoformat(data["history"][0]["date"])
    assert data["units"][1]["vehicle_class"] == "pickup_4wd"
