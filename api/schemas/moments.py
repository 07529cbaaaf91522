"""Moments in JSON: always Thai time with its offset, whatever the store gave."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator

from planner.domain.calendar import LOCAL_ZONE


def _local(when: datetime) -> datetime:
    return when.astimezone(LOCAL_ZONE)


Moment = Annotated[datetime, AfterValidator(_local)]
