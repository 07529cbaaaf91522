"""Visits of earlier imports and of published plans are part of a province's history."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

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


def _key(record: VisitRecord) -> tuple[str, str, str]:
    return (record.village_code, record.service_code, record.date.isoformat())
