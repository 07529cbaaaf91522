"""What an office looks at first: its own requests, their clocks, and the visits that come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.domain.cases import CaseState, ClockState
from planner.domain.province import ProvinceData
from planner.ports import Clock, Store
from planner.usecases.coming import ComingVisit, coming_visits, next_by_row
from planner.usecases.promises import MOST_CASES, ClockedCase, clocked
from planner.usecases.village_views import today_of

PRESSING = (ClockState.BREACHED, ClockState.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRequest:
    """A request of one's own with its clock, and the published visit that comes for it."""

    told: ClockedCase
    visit: ComingVisit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRequests:
    """Somebody's requests: open ones, the most pressing first, and closed ones, newest first.

    `provinces` are those of the requests, by code.
    """

    today: date
    open: tuple[OwnRequest, ...]
    closed: tuple[OwnRequest, ...]
    provinces: Mapping[str, ProvinceData]

    @property
    def unanswered(self) -> int:
        """Requests that nobody decided on yet."""
        return sum(one.told.case.state is CaseState.RECEIVED for one in self.open)

    @property
    def pressing(self) -> int:
        """Open requests late or nearly so."""
        return sum(one.told.clock.state in PRESSING for one in self.open)

    @property
    def coming(self) -> int:
        """Open requests with a day: a published visit's, or one agreed on."""
        return sum(one.visit is not None or one.told.case.agreed is not None for one in self.open)


def own_requests(
    store: Store, clock: Clock, province_codes: Iterable[str], login: str
) -> OwnRequests:
    """The requests that a person filed in these provinces; of plans only published ones count."""
    today = today_of(clock)
    with store.reading() as reader:
        cases = reader.cases(province_codes=tuple(province_codes), limit=MOST_CASES)
        own = [case for case in cases if case.filed_by == login]
        codes = sorted({case.province_code for case in own})
        provinces = {code: reader.province(code) for code in codes}
        coming = {
            code: next_by_row(coming_visits(reader, code, today, with_drafts=False))
            for code in codes
        }
    found = []
    for told in clocked(store, clock, own):
        case = told.case
        row = (case.village_code, case.service_code)
        visit = coming[case.province_code].get(row) if case.is_open else None
        found.append(OwnRequest(told=told, visit=visit))
    return OwnRequests(
        today=today,
        open=tuple(sorted((o for o in found if o.told.case.is_open), key=_pressing_first)),
        closed=tuple(sorted((o for o in found if not o.told.case.is_open), key=_newest_first)),
        provinces=provinces,
    )


def _pressing_first(one: OwnRequest) -> tuple[int, str]:
    return one.told.clock.left, one.told.case.receipt


def _newest_first(one: OwnRequest) -> tuple[float, str]:
    case = one.told.case
    last = case.steps[-1].at if case.steps else case.filed_at
    return -last.timestamp(), case.receipt
