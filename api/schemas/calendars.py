"""Addresses of calendars that phones and offices follow."""

from typing import Annotated

from pydantic import BaseModel, Field

from api.schemas.moments import Moment
from api.schemas.strict import strict


class CalendarIn(BaseModel):
    """Whose calendar: a province's, or one unit's of it; for how long."""

    model_config = strict(province_code="58", unit_code="U1", days=366)

    province_code: Annotated[str, Field(max_length=20, examples=["58"])]
    unit_code: Annotated[str | None, Field(max_length=64)] = None
    days: Annotated[int, Field(ge=1, le=366)] = 366


class CalendarOut(BaseModel):
    """The secret address, shown this once; revoke it as the token `token_id`."""

    address: str
    token_id: str
    expires_at: Moment
