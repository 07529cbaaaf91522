"""The published JSON Schemas: up to date, and true of every document."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from planner.assess.check import check_plan
from planner.documents import DOCUMENTS, json_schema, to_data
from planner.documents.publish import SCHEMAS, publish, schema_text
from planner.domain.params import SolveParams
from planner.domain.plan import Bound
from planner.domain.request import PlanRequest
from tests.builders import a_provenance
from tests.datasets import province_of
from tests.naive import naive_plan
from tests.strategies import plan_requests, random_travel


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8")))


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_published_schema_is_up_to_date(name: str) -> None:
    published = (SCHEMAS / f"{name}.schema.json").read_text("utf-8")
    assert published == schema_text(name), "run `python -m planner.documents.publish`"


def test_nothing_else_is_published() -> None:
    assert {p.name for p in SCHEMAS.iterdir()} == {f"{name}.schema.json" for name in DOCUMENTS}


def test_publishing_writes_every_schema(tmp_path: Any) -> None:
    publish(tmp_path / "schemas")
    written = {p.name: p.read_text("utf-8") for p in (tmp_path / "schemas").iterdir()}
    assert written == {f"{name}.schema.json": schema_text(name) for name in DOCUMENTS}


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_schemas_are_valid_and_closed(name: str) -> None:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    objects = [schema, *schema.get("$defs", {}).values()]
    closed = [o for o in objects if o.get("type") == "object" and "properties" in o]
    assert closed
    assert all(o["additionalProperties"] is False for o in closed)


@given(plan_requests())
@settings(max_examples=25, deadline=None)
def test_every_document_keeps_to_its_published_schema(request: PlanRequest) -> None:
    travel = random_travel(request, 1)
    plan = dataclasses.replace(
        naive_plan(request, travel),
        bounds=(Bound(tier=3, points=5),),
        provenance=a_provenance(),
    )
    documents = {
        "province-data": province_of(request),
        "plan-request": request,
        "plan": plan,
        "verdict": check_plan(request, travel, plan),
        "solve-params": SolveParams(),
    }
    assert documents.keys() == DOCUMENTS.keys()
    for name, document in documents.items():
        validator(name).validate(to_data(document))


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_schema_refuses_what_is_no_document(name: str) -> None:
    assert not validator(name).is_valid([])
    assert not validator(name).is_valid({"colour": "blue"})
