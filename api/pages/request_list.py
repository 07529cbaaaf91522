"""The requests page as plain data: filters, the table in Thai order, statistics of promises."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import WARN_WORKING_DAYS, CaseState, ClockState
from planner.domain.people import Member
from planner.domain.province import ProvinceData
from planner.outputs.listing import Heading, Line, Listing
from planner.outputs.times import date_text
from planner.outputs.view import name_of
from planner.usecases.promises import ClockedCase, GivenRequest, PromiseStatistics
from planner.words import Language, say

HEADINGS = (
    Heading(key="receipt", title_code="requests_receipt", width=18),
    Heading(key="village", title_code="requests_village", width=26),
    Heading(key="district", title_code="requests_district", width=20, is_minor=True),
    Heading(key="service", title_code="requests_service", width=30),
    Heading(key="people", title_code="requests_people", is_number=True, descends=True, width=8),
    Heading(key="filed", title_code="requests_filed", is_minor=True, width=16),
    Heading(key="due", title_code="requests_due", width=16),
    Heading(key="left", title_code="requests_left", is_number=True, width=10),
    Heading(key="clock", title_code="requests_clock", is_toned=True, width=16),
    Heading(key="state", title_code="requests_state", width=18),
)
WARN_DAYS = 5
"""Working days before its due date from which a request is warned of above the table."""
NEAR = "near"
"""In place of one clock state: all that the warning above the table counts."""
TONES = {
    ClockState.IN_TIME: "good",
    ClockState.WARNING: "warn",
    ClockState.BREACHED: "bad",
    ClockState.KEPT: "good",
    ClockState.BROKEN: "bad",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the filters ask for; empty: all."""

    district: str = ""
    service: str = ""
    clock: str = ""
    state: str = ""
    own: str = ""

    def holds(self, one: ClockedCase, member: Member) -> bool:
        """Whether a request is among them."""
        case = one.case
        return (
            self.district in ("", case.village_code[:4])
            and self.service in ("", case.service_code)
            and (self.clock in ("", one.clock.state.value) or (self.is_near and is_near(one)))
            and self.state in ("", case.state.value)
            and (not self.own or case.filed_by == member.login)
        )

    def holds_given(self, one: GivenRequest) -> bool:
        """Whether a request that came with the data is; such have no decision and no filer."""
        asked = one.request
        return (
            not (self.state or self.own)
            and self.district in ("", asked.village_code[:4])
            and self.service in ("", asked.service_code)
            and (
                self.clock in ("", given_clock(one).value) or (self.is_near and is_near_given(one))
            )
        )

    @property
    def is_near(self) -> bool:
        """Whether the requests that the warning counts are asked for."""
        return self.clock == NEAR


def is_near(one: ClockedCase) -> bool:
    """Overdue, or so within the days of warning; not while the clock stands still."""
    is_running = one.case.is_open and one.clock.state is not ClockState.PAUSED
    return is_running and one.clock.left <= WARN_DAYS


def is_near_given(one: GivenRequest) -> bool:
    """The same of a request that came with the data."""
    return one.served_on is None and one.left <= WARN_DAYS


def given_clock(one: GivenRequest) -> ClockState:
    """How the promise of a request that came with the data stands."""
    if one.served_on is not None:
        return ClockState.KEPT if one.served_on <= one.request.due_on else ClockState.BROKEN
    if one.left < 0:
        return ClockState.BREACHED
    return ClockState.WARNING if one.left <= WARN_WORKING_DAYS else ClockState.IN_TIME


def request_listing(
    found: Iterable[ClockedCase], data: ProvinceData, language: Language
) -> Listing:
    """The requests of a province as a table; the most pressing open ones first."""
    villages = {village.code: village for village in data.villages}
    services = {service.code: name_of(service, language) for service in data.services}
    lines = []
    for one in sorted(found, key=lambda o: (not o.case.is_open, o.clock.left, o.case.receipt)):
        case = one.case
        village = villages.get(case.village_code)
        name = case.village_code if village is None else name_of(village, language)
        english = language is Language.EN
        district = ""
        if village is not None:
            district = (english and village.district_en) or village.district_th
        left = one.clock.left if case.is_open else None
        filed = one.case.filed_at.astimezone(LOCAL_ZONE).date()
        service = services.get(case.service_code, case.service_code)
        clock = say(f"clock_{one.clock.state.value}", language)
        state = say(f"case_state_{case.state.value}", language)
        names = "" if village is None else f"{village.name_th} {village.name_en}"
        lines.append(
            Line(
                key=case.receipt,
                values=(
                    case.receipt, name, district, service, case.people, filed, case.due_on, left,
                    clock, state,
                ),
                shown=(
                    case.receipt, name, district, service, f"{case.people:,}",
                    date_text(filed, language), date_text(case.due_on, language),
                    "" if left is None else f"{left:,}", clock, state,
                ),
                found_by=f"{case.receipt} {case.village_code} {names} {district} {service}",
                href=f"/requests/{case.receipt}",
                tone=TONES.get(one.clock.state, ""),
            )
        )  # fmt: skip
    return Listing(headings=HEADINGS, lines=tuple(lines))


def choices(
    data: ProvinceData, chosen: Chosen, language: Language
) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """The filter's fields: name, label, what is chosen, and what can be."""
    english = language is Language.EN
    districts = {
        v.district_code: (english and v.district_en) or v.district_th or v.district_code
        for v in data.villages
    }
    options = {
        "district": sorted(districts.items()),
        "service": [(s.code, name_of(s, language)) for s in data.services],
        "clock": [
            (NEAR, say("requests_near", language)),
            *((one.value, say(f"clock_{one.value}", language)) for one in ClockState),
        ],
        "state": [(one.value, say(f"case_state_{one.value}", language)) for one in CaseState],
    }
    return [
        (name, say(f"requests_{name}", language), getattr(chosen, name), values)
        for name, values in options.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsRow:
    """Promises of one group, ready to be shown."""

    name: str
    filed: str
    open: str
    kept: str
    broken: str
    share: str
    rating: str


def statistics_rows(
    found: dict[str, PromiseStatistics], names: dict[str, str]
) -> list[StatisticsRow]:
    """One row a group, in the groups' order."""
    return [
        StatisticsRow(
            name=names.get(group, group),
            filed=f"{one.filed:,}",
            open=f"{one.open:,}",
            kept=f"{one.kept:,}",
            broken=f"{one.broken:,}",
            share="–" if one.kept_share is None else f"{one.kept_share:.0%}",
            rating="–" if one.mean_rating is None else f"{one.mean_rating:.1f}",
        )
        for group, one in found.items()
    ]
