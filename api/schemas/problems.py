"""How a refusal looks to programs (RFC 9457)."""

from typing import Any

from pydantic import BaseModel, Field

from api.errors import PROBLEM_MEDIA_TYPE


class FaultOut(BaseModel):
    """One thing wrong with one field."""

    field: str = Field(examples=["body.days"])
    code: str
    value: str = ""


class ProblemOut(BaseModel):
    """A refusal: `code` is stable, `title` and `detail` are for people."""

    type: str = Field(examples=["/v1/problems#not_found"])
    title: str
    status: int
    detail: str
    code: str = Field(examples=["not_found"])
    facts: dict[str, str | int | float] = {}
    faults: list[FaultOut] = []


class ProblemKindOut(BaseModel):
    """A kind of problem that this service can answer with."""

    code: str
    status: int
    title: str


PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem: not signed in, not allowed, not there, or malformed.",
        "content": {PROBLEM_MEDIA_TYPE: {"schema": ProblemOut.model_json_schema()}},
    }
}
"""The answer of every endpoint when it refuses."""
