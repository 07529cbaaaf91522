"""Visits of earlier imports and of published plans are part of a province's history."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planner.domain.cases import Case
from planner.domain.demand import VisitRecord
from planner.domain.province import ProvinceData


def merged_history(data: ProvinceData, recorded: Iterable[VisitRecord]) -> tuple[VisitRecord, ...]:
    """The newest import's visits in their order, then older ones of known villages and services.

    A visit is the same when village, service and date are; the newest import's word counts.
    """
    villages = {village.code for village in data.villages}
    services = {service.code for service in data.services}
    named = {_key(record) for record in data.history}
    older = {
        _key(record): record
        for record in recorded
        if _key(record) not in named
        and record.village_code in villages
        and record.service_code in services
    }
    return (*data.history, *(record for _, record in sorted(older.items())))


def without_announced(
    data: ProvinceData, announced: Iterable[Sequence[VisitRecord]]
) -> ProvinceData:
    """The data without what published plans announced: a plan that is withdrawn takes it back.

    Who reads a province, changes it and puts it back brings those visits along.
    """
    theirs = {record for visits in announced for record in visits}
    if theirs.isdisjoint(data.history):
        return data
    return replace(data, history=tuple(v for v in data.history if v not in theirs))


def with_requests(data: ProvinceData, cases: Iterable[Case]) -> ProvinceData:
    """The data with what offices were promised, as far as village and service are known.

    A day that was agreed for a request is a fixed date, which goes by its receipt number.
    """
    villages = {village.code for village in data.villages}
    services = {service.code for service in data.services}
    listed = {request.code for request in data.requests}
    known = [
        case
        for case in cases
        if not case.is_paused
        and case.receipt not in listed
        and case.village_code in villages
        and case.service_code in services
    ]
    if not known:
        return data
    dates = (case.to_fixed_date() for case in known)
    return replace(
        data,
        requests=(*data.requests, *(case.to_request() for case in known)),
        fixed_dates=(*data.fixed_dates, *(day for day in dates if day is not None)),
    )


def without_cases(data: ProvinceData, receipts: frozenset[str]) -> ProvinceData:
    """The data as files told it: requests with a receipt of ours are kept as cases only."""
    requests = tuple(request for request in data.requests if request.code not in receipts)
    dates = tuple(fixed for fixed in data.fixed_dates if fixed.name not in receipts)
    if (len(requests), len(dates)) == (len(data.requests), len(data.fixed_dates)):
        return data
    return replace(data, requests=requests, fixed_dates=dates)


def demand_left(people: int, before: VisitRecord | None, now: VisitRecord) -> int:
    """What a village still needs after a visit; a corrected one gives back what it took."""
    return max(0, people + (before.people if before is not None else 0) - now.people)


def _key(record: VisitRecord) -> tuple[str, str, str]:
    return (record.village_code, record.service_code, record.date.isoformat())
