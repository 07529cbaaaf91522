"""Requests that ask for what an open one asks for already: the same service in the same village."""

from dataclasses import dataclass
from datetime import date

from planner.domain.cases import OPEN_STATES
from planner.ports import Clock, Store
from planner.usecases.cases import Wish
from planner.usecases.promises import MOST_CASES, given_requests
from planner.usecases.village_views import today_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """An open request like the one wished; `is_filed` here, else it came with the data."""

    number: str
    due_on: date
    is_filed: bool


def twins_of(store: Store, clock: Clock, wish: Wish) -> tuple[Twin, ...]:
    """Open requests of the wish's village and service, the one due first on top."""
    wanted = (wish.village_code, wish.service_code)
    with store.reading() as reader:
        data = reader.province(wish.province_code)
        cases = reader.cases(province_codes=(wish.province_code,), limit=MOST_CASES)
    filed = [
        Twin(number=case.receipt, due_on=case.due_on, is_filed=True)
        for case in cases
        if case.state in OPEN_STATES and (case.village_code, case.service_code) == wanted
    ]
    receipts = {case.receipt for case in cases}
    given = [
        Twin(number=one.request.code, due_on=one.request.due_on, is_filed=False)
        for one in given_requests(data, receipts, today_of(clock))
        if one.served_on is None and (one.request.village_code, one.request.service_code) == wanted
    ]
    return tuple(sorted((*filed, *given), key=lambda twin: (twin.due_on, twin.number)))
