"""Master data: the records of a province, read and edited one by one."""

import json
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Body, Depends, Header, Query, Response

from api.auth.guards import Access
from api.auth.masking import masked, sees_numbers
from api.deps import DataReader, DataWriter, PageSize, Planner, Spoken
from api.errors import PreconditionRequired
from api.schemas.imports import told_finding, told_plans_off
from api.schemas.master_data import (
    EXAMPLES,
    EditedOut,
    GapOut,
    OverviewOut,
    RecordOut,
    RecordsOut,
)
from api.schemas.provinces import ProvinceOut
from planner.bootstrap import App
from planner.documents import from_json, to_data
from planner.usecases.master_data import (
    Edited,
    Record,
    add_record,
    change_record,
    kind_of,
    one_record,
    records_of,
    remove_record,
)
from planner.usecases.master_overview import overview_of
from planner.usecases.off_since import PlanOff, plans_off
from planner.words import Language
from planner.words.master_data import tell_gap

router = APIRouter(prefix="/provinces/{province_code}/data", tags=["master data"])

RecordIn = Annotated[
    dict[str, Any],
    Body(
        description="The record in the form that GET shows it in.",
        openapi_examples={kind: {"value": value} for kind, value in EXAMPLES.items()},
    ),
]
MOST_FINDINGS = 200


def seen_tag(
    if_match: Annotated[
        str | None, Header(description="The `ETag` of the record that you saw.", max_length=100)
    ] = None,
) -> str:
    """The tag that the caller saw; 428 when none is named."""
    if if_match is None:
        raise PreconditionRequired("If-Match is missing")
    return if_match.strip().removeprefix("W/").strip('"')


SeenTag = Annotated[str, Depends(seen_tag)]


@router.get("")
def overview(
    province_code: str, access: DataReader, planner: Planner, language: Spoken
) -> OverviewOut:
    """How much there is of each kind, what is odd, and what is missing before you can plan."""
    access.need(province_code)
    found = overview_of(planner.store, planner.clock, province_code)
    return OverviewOut(
        province=ProvinceOut.model_validate(found.version),
        is_ready=found.is_ready,
        counts=found.counts,
        gaps=[
            GapOut(
                code=gap.code,
                kind=gap.kind,
                count=gap.count,
                stops=gap.stops,
                text=tell_gap(gap.code, gap.kind, gap.count, language),
            )
            for gap in found.gaps
        ],
        findings=[told_finding(f, language) for f in found.findings[:MOST_FINDINGS]],
    )


@router.get("/{kind}")
def records(
    province_code: str,
    kind: str,
    access: DataReader,
    planner: Planner,
    response: Response,
    limit: PageSize = 100,
    cursor: Annotated[str, Query(description="From `next_cursor`.", max_length=300)] = "",
) -> RecordsOut:
    """Records of a kind in the order of their keys."""
    access.need(province_code)
    page = records_of(planner.store, province_code, kind, after=cursor, limit=limit)
    if page.after is not None:
        query = urlencode({"limit": limit, "cursor": page.after})
        address = f"/v1/provinces/{province_code}/data/{kind}?{query}"
        response.headers["Link"] = f'<{address}>; rel="next"'
    return RecordsOut(
        kind=kind,
        count=page.count,
        records=[_record(record, access, province_code) for record in page.records],
        next_cursor=page.after,
    )


@router.post("/{kind}", status_code=201)
def add(
    province_code: str,
    kind: str,
    record: RecordIn,
    access: DataWriter,
    planner: Planner,
    language: Spoken,
    response: Response,
) -> EditedOut:
    """Add a record; 409 when its key is taken, 422 with every fault."""
    access.need(province_code)
    thing = _thing(kind, record)
    by = access.member.login
    done = add_record(planner.store, planner.clock, province_code, kind, thing, by=by)
    return _edited(done, access, planner, province_code, language, response)


@router.get("/{kind}/{key:path}")
def one(
    province_code: str,
    kind: str,
    key: str,
    access: DataReader,
    planner: Planner,
    response: Response,
) -> RecordOut:
    """One record; the `ETag` is what a change's `If-Match` names."""
    access.need(province_code)
    found = one_record(planner.store, province_code, kind, key)
    response.headers["ETag"] = f'"{found.tag}"'
    return _record(found, access, province_code)


@router.put("/{kind}/{key:path}")
def replace_record(
    province_code: str,
    kind: str,
    key: str,
    record: RecordIn,
    seen: SeenTag,
    access: DataWriter,
    planner: Planner,
    language: Spoken,
    response: Response,
) -> EditedOut:
    """Put a record in the place of the one with this key; the key stays."""
    access.need(province_code)
    done = change_record(
        planner.store,
        planner.clock,
        province_code,
        kind,
        key,
        _thing(kind, record),
        seen=seen,
        by=access.member.login,
    )
    return _edited(done, access, planner, province_code, language, response)


@router.patch("/{kind}/{key:path}")
def change(
    province_code: str,
    kind: str,
    key: str,
    record: RecordIn,
    seen: SeenTag,
    access: DataWriter,
    planner: Planner,
    language: Spoken,
    response: Response,
) -> EditedOut:
    """Change the fields that are given (JSON merge: each one whole), leave the others."""
    access.need(province_code)
    before = one_record(planner.store, province_code, kind, key)
    done = change_record(
        planner.store,
        planner.clock,
        province_code,
        kind,
        key,
        _thing(kind, {**to_data(before.thing), **record}),
        seen=seen,
        by=access.member.login,
    )
    return _edited(done, access, planner, province_code, language, response)


@router.delete("/{kind}/{key:path}")
def remove(
    province_code: str,
    kind: str,
    key: str,
    seen: SeenTag,
    access: DataWriter,
    planner: Planner,
    language: Spoken,
    response: Response,
) -> EditedOut:
    """Take a record away; 409 when others name it."""
    access.need(province_code)
    by = access.member.login
    done = remove_record(planner.store, planner.clock, province_code, kind, key, seen=seen, by=by)
    return _edited(done, access, planner, province_code, language, response)


def _thing(kind: str, record: dict[str, Any]) -> Any:
    return from_json(kind_of(kind).thing, json.dumps(record))


def _record(record: Record, access: Access, province_code: str) -> RecordOut:
    data = to_data(record.thing)
    if not sees_numbers(access.member, province_code):
        data = masked(data)
    return RecordOut(kind=record.kind, key=record.key, tag=record.tag, record=data)


def _edited(
    done: Edited,
    access: Access,
    planner: App,
    province_code: str,
    language: Language,
    response: Response,
) -> EditedOut:
    off: tuple[PlanOff, ...] = ()
    if done.after is not None:
        response.headers["ETag"] = f'"{done.after.tag}"'
        kind, key = done.after.kind, done.after.key
        off = plans_off(planner.store, planner.clock, province_code, kind=kind, key=key)
    return EditedOut(
        record=None if done.after is None else _record(done.after, access, province_code),
        data_version=done.version.version,
        findings=[told_finding(f, language) for f in done.findings[:MOST_FINDINGS]],
        plans_off=told_plans_off(off),
    )
