"""The service's own state as JSON."""

from pydantic import BaseModel, Field


class HealthOut(BaseModel):
    """All is well."""

    status: str = Field(examples=["ok"])
