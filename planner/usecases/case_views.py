"""A request as it is looked at: clock, visit that comes for it, villages by what is typed."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from geodata.places import Village
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import Case, CaseState, PromiseClock
from planner.domain.province import ProvinceData
from planner.domain.runs import PlanState
from planner.domain.telling import Notice, notices_of
from planner.ports import Clock, Reader, Store
from planner.usecases.promises import clocked

MOST_PLANS = 1_000_000
MOST_FOUND = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A request with its clock, its province, and the announced visit that comes for it, if any."""

    case: Case
    clock: PromiseClock
    data: ProvinceData
    visit: Notice | None
    today: date

    @property
    def may_be_told_of(self) -> bool:
        """Whether people may say how a visit went: it is done, or its day has come if known."""
        case, agreed = self.case, self.case.agreed
        if case.state is not CaseState.ACCEPTED:
            return case.state is CaseState.DONE
        day = self.visit.date if self.visit is not None else agreed.on_date if agreed else None
        return day is None or day <= self.today


def view_case(store: Store, clock: Clock, case: Case) -> CaseView:
    """A request with all that its page says of it."""
    (found,) = clocked(store, clock, (case,))
    today = clock.now().astimezone(LOCAL_ZONE).date()
    with store.reading() as reader:
        return CaseView(
            case=case,
            clock=found.clock,
            data=reader.province(case.province_code),
            visit=visit_for(reader, case, today),
            today=today,
        )


def visit_for(reader: Reader, case: Case, today: date) -> Notice | None:
    """The first announced visit of a request's village with its service, from today on."""
    if not case.is_open:
        return None
    found: list[Notice] = []
    for plan in reader.plans(
        province_code=case.province_code, state=PlanState.PUBLISHED, limit=MOST_PLANS
    ):
        if plan.start + timedelta(days=plan.days) <= today:
            continue
        found += [
            notice
            for notice in notices_of(reader.plan(plan.id).plan)
            if notice.village_code == case.village_code
            and case.service_code in notice.services
            and notice.date >= today
        ]
    return min(found, key=lambda notice: (notice.date, notice.opens_s), default=None)


def find_villages(data: ProvinceData, text: str) -> tuple[Village, ...]:
    """Villages by code, or by all the words in their names or those of tambon and district.

    Where a whole name fits, only those; else names that begin so, names that hold it, the rest,
    each in order of code: all of them, of which a page shows `MOST_FOUND`. Thai digits count as
    Arabic ones. Text that begins with a known code means that village.
    """
    plain = _plain(text)
    by_code = {village.code: village for village in data.villages}
    if plain[:8] in by_code:
        return (by_code[plain[:8]],)
    words = plain.split()
    if not words:
        return ()
    found = [v for v in data.villages if all(word in _searched(v) for word in words)]
    exact = [v for v in found if plain in {_plain(v.name_th), _plain(v.name_en)}]
    return tuple(exact or sorted(found, key=lambda v: (_distance(v, words[0]), v.code)))


def _distance(village: Village, word: str) -> int:
    """0 where a name of the village begins with a word, 1 where it holds it, 2 elsewhere."""
    names = (_plain(village.name_th), _plain(village.name_en))
    short = [name.removeprefix("บ้าน").removeprefix("ban ").strip() for name in names]
    if any(name.startswith(word) for name in (*names, *short)):
        return 0
    return 1 if any(word in name for name in names) else 2


def _searched(village: Village) -> str:
    names = (village.code, village.name_th, village.name_en, village.tambon_th, village.tambon_en,
             village.district_th, village.district_en)  # fmt: skip
    return _plain(" ".join(names))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    return "".join(str(unicodedata.digit(ch)) if ch.isdigit() else ch for ch in folded)
