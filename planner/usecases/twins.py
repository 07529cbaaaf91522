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
    return open_requests(store, clock, wish.province_code).get(wanted, ())


def open_requests(
    store: Store, clock: Clock, province_code: str
) -> dict[tuple[str, str], tuple[Twin, ...]]:
    """A province's open requests by village and service, of each the one due first on top."""
    with store.reading() as reader:
        data = reader.province(province_code)
        cases = reader.cases(province_codes=(province_code,), limit=MOST_CASES)
    found: dict[tuple[str, str], list[Twin]] = {}
    for case in cases:
        if case.state in OPEN_STATES:
            twin = Twin(number=case.receipt, due_on=case.due_on, is_filed=True)
            found.setdefault((case.village_code, case.service_code), []).append(twin)
    receipts = {case.receipt for case in cases}
    for one in given_requests(data, receipts, today_of(clock)):
        if one.served_on is None:
            asked = one.request
            twin = Twin(number=asked.code, due_on=asked.due_on, is_filed=False)
            found.setdefault((asked.village_code, asked.service_code), []).append(twin)
    return {
        row: tuple(sorted(twins, key=lambda twin: (twin.due_on, twin.number)))
        for row, twins in found.items()
    }
