"""JSON forms of the request, the plan and the verdict: versioned, strict, round-tripping exactly.

The dataclasses of `planner.domain` are the only definition; Pydantic reads their annotations.
Unknown keys are refused, numbers are never made from text, and every fault is told with its path.
"""

import dataclasses
import hashlib
import json
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from planner.domain.errors import Fault, InvalidDocument
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.province import ProvinceData
from planner.domain.request import PlanRequest
from planner.domain.verdict import Verdict

T = TypeVar("T")

DOCUMENTS: dict[str, type[Any]] = {
    "province-data": ProvinceData,
    "plan-request": PlanRequest,
    "plan": Plan,
    "verdict": Verdict,
    "solve-params": SolveParams,
}
"""Published documents by the name of their schema."""


def to_json(document: object) -> bytes:
    """The JSON form of a domain object: UTF-8, one line, fields in the order of their class."""
    return _adapter(type(document)).dump_json(document)


def to_data(document: object) -> Any:
    """The same as plain dicts, lists, strings and numbers."""
    return _adapter(type(document)).dump_python(document, mode="json")


def from_json(kind: type[T], text: bytes | str) -> T:
    """The domain object of a JSON document; raises `InvalidDocument` with every fault."""
    try:
        result: T = _adapter(kind).validate_json(text, strict=True)
    except ValidationError as error:
        raise InvalidDocument(kind.__name__, _faults(error)) from error
    return result


def to_canonical(document: object) -> bytes:
    """The canonical JSON form: UTF-8, keys sorted, no spaces; equal content, equal bytes.

    Fields that hold their default are left out, so that a field added later (with a default, as
    every one is) leaves the digests of what was stored before as they were. A default, once
    published, is therefore never changed.
    """
    data = _adapter(type(document)).dump_python(document, mode="json", exclude_defaults=True)
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(document: object) -> str:
    """SHA-256 of the canonical JSON form: equal content, equal digest."""
    return hashlib.sha256(to_canonical(document)).hexdigest()


def plan_digest(plan: Plan) -> str:
    """The digest of what a plan says, without how long its search took."""
    if plan.provenance is not None:
        provenance = dataclasses.replace(plan.provenance, cpu_s=0.0, wall_s=0.0)
        plan = dataclasses.replace(plan, provenance=provenance)
    return digest(plan)


def json_schema(name: str) -> dict[str, Any]:
    """The published JSON Schema of a document in `DOCUMENTS`."""
    schema = _adapter(DOCUMENTS[name]).json_schema(schema_generator=_PlainSchema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


class _PlainSchema(GenerateJsonSchema):
    """Without a title that only repeats each field's name."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _refuse_unknown_keys(kind)
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _refuse_unknown_keys(kind: Any) -> None:
    """Tell Pydantic to refuse unknown keys in this dataclass and all it holds."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        if "__pydantic_config__" in vars(kind):
            return
        kind.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]
        for hint in get_type_hints(kind).values():
            _refuse_unknown_keys(hint)
    for inner in get_args(kind):
        _refuse_unknown_keys(inner)


def _faults(error: ValidationError) -> tuple[Fault, ...]:
    faults: list[Fault] = []
    for entry in error.errors(include_url=False):
        path = _path(entry["loc"])
        cause = entry.get("ctx", {}).get("error")
        if isinstance(cause, InvalidDocument):
            faults.extend(
                dataclasses.replace(fault, field=f"{path}.{fault.field}".strip("."))
                for fault in cause.faults
            )
        else:
            value = "" if entry["type"] == "missing" else str(entry["input"])[:80]
            code = str(cause) if cause is not None else entry["type"]
            faults.append(Fault(field=path or "document", code=code, value=value))
    return tuple(faults)


def _path(loc: tuple[int | str, ...]) -> str:
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}"
    return path.strip(".")
