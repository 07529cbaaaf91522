"""Pages of a province's data: at a glance, each kind as a table, each record as a form."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access
from api.auth.masking import sees_numbers
from api.deps import DataReader, DataWriter, Planner
from api.errors import problem_of
from api.language import language_of
from api.pages.data_frame import data_page, province_of
from api.pages.nothing_yet import NothingYet
from api.pages.off_strip import plans_off_told
from api.pages.posted import Posted, PostedForm, first
from api.pages.record_cells import names_in
from api.pages.record_form import general_faults, groups_of, texts_posted, without_numbers
from api.pages.record_listing import record_listing
from api.pages.tables import table_file, table_view, wants_workbook
from api.pages.unit_days import days_off_posted, single_days, week_boxes
from geodata.findings import Finding, has_errors
from planner.bootstrap import App
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.errors import Conflict, InUse, RecordRefused, StaleVersion
from planner.domain.province import ProvinceVersion
from planner.inputs import RecordKind, read_texts, texts_of
from planner.outputs.view import name_of
from planner.usecases.looking import provinces_known
from planner.usecases.master_data import (
    Record,
    add_record,
    change_record,
    kind_of,
    one_record,
    records_of,
    remove_record,
)
from planner.usecases.master_overview import overview_of
from planner.words import Language, say
from planner.words.findings import tell_finding
from planner.words.master_data import tell_gap

router = APIRouter(include_in_schema=False, prefix="/data")

SEE_OTHER = 303
UNPROCESSABLE, STALE, TAKEN = 422, 412, 409
MOST_FINDINGS = 100


@router.get("")
def provinces(planner: Planner, access: DataReader, province: str = "") -> Response:
    """To the province asked for, else to the person's first."""
    known = [p.code for p in provinces_known(planner.store) if access.may(p.code)]
    if province:
        access.need(province)
    if not known:
        raise NothingYet("no province of this person has data")
    return RedirectResponse(f"/data/{province if province in known else known[0]}", SEE_OTHER)


@router.get("/{province_code}")
def overview(
    request: Request, province_code: str, planner: Planner, access: DataReader
) -> Response:
    """What there is of each kind, and what is missing before a plan can be made."""
    language = language_of(request)
    province = province_of(planner, access, province_code)
    found = overview_of(planner.store, planner.clock, province_code)
    others = [p for p in provinces_known(planner.store) if access.may(p.code)]
    return data_page(
        request,
        "data_overview.html",
        access,
        province,
        tab="",
        others=others,
        is_ready=found.is_ready,
        counts=[
            (kind, say(f"form_sheet_{kind}", language), count)
            for kind, count in found.counts.items()
        ],
        gaps=[
            (tell_gap(gap.code, gap.kind, gap.count, language), gap.kind, gap.stops)
            for gap in found.gaps
        ],
        findings=[tell_finding(f, language) for f in found.findings[:MOST_FINDINGS]],
        more_findings=max(0, len(found.findings) - MOST_FINDINGS),
        imported=(imported := bool(request.query_params.get("imported"))),
        plans_off=plans_off_told(planner, access, province_code, language) if imported else (),
    )


@router.get("/{province_code}/{kind}")
def records(
    request: Request, province_code: str, kind: str, planner: Planner, access: DataReader
) -> Response:
    """Records of a kind: search, sort, take away, open one."""
    language = language_of(request)
    province = province_of(planner, access, province_code)
    chosen = kind_of(kind)
    page = records_of(planner.store, province_code, kind)
    with planner.store.reading() as reader:
        names = names_in(reader.province(province_code), language)
    listing = record_listing(
        province_code, chosen, page.records, names, language,
        sees_numbers=sees_numbers(access.member, province_code),
    )  # fmt: skip
    if wants_workbook(request):
        name = f"{kind}-{province_code}"
        return table_file(
            request, listing, language, title_code=f"form_sheet_{kind}", file_name=name
        )
    return data_page(
        request,
        "data_records.html",
        access,
        province,
        tab=kind,
        kind=kind,
        title=say(f"form_sheet_{kind}", language),
        about=say(f"data_about_{kind}", language),
        table=table_view(request, listing, language, name="records"),
        saved=(saved := request.query_params.get("saved", "")[:200]),
        plans_off=plans_off_told(planner, access, province_code, language, kind=kind, key=saved)
        if saved
        else (),
        removed=request.query_params.get("removed", "")[:200],
    )


@router.get("/{province_code}/{kind}/new")
def new_record(
    request: Request, province_code: str, kind: str, planner: Planner, access: DataWriter
) -> Response:
    """An empty form."""
    province = province_of(planner, access, province_code)
    return _form(request, planner, access, province, kind_of(kind), {})


@router.post("/{province_code}/{kind}/new")
def add(
    request: Request,
    province_code: str,
    kind: str,
    posted: PostedForm,
    planner: Planner,
    access: DataWriter,
) -> Response:
    """Add what was typed, or show the form again with every fault beside its field."""
    province = province_of(planner, access, province_code)
    chosen = kind_of(kind)
    texts = texts_posted(chosen, posted)
    thing, findings = _read(planner, province_code, chosen, texts)
    if thing is None:
        return _form(request, planner, access, province, chosen, texts, findings=findings)
    try:
        done = add_record(
            planner.store, planner.clock, province_code, kind, thing, by=access.member.login
        )
    except RecordRefused as error:
        return _form(request, planner, access, province, chosen, texts, findings=error.findings)
    except Conflict:
        told = say("data_code_taken", language_of(request))
        return _form(request, planner, access, province, chosen, texts, told=told, status=TAKEN)
    assert done.after is not None
    return _back(province_code, kind, saved=done.after.key)


@router.get("/{province_code}/{kind}/record")
def record(
    request: Request,
    province_code: str,
    kind: str,
    planner: Planner,
    access: DataReader,
    key: str = "",
) -> Response:
    """A record as a form; villages have a page of their own."""
    province = province_of(planner, access, province_code)
    if kind == "villages":
        return RedirectResponse(f"/data/{province_code}/villages/{quote(key)}", SEE_OTHER)
    chosen = kind_of(kind)
    found = one_record(planner.store, province_code, kind, key)
    texts = texts_of(chosen, found.thing)
    return _form(request, planner, access, province, chosen, texts, record=found)


@router.post("/{province_code}/{kind}/record")
def change(
    request: Request,
    province_code: str,
    kind: str,
    posted: PostedForm,
    planner: Planner,
    access: DataWriter,
) -> Response:
    """Keep what was typed, or show the form again with every fault beside its field."""
    province = province_of(planner, access, province_code)
    chosen = kind_of(kind)
    found = one_record(planner.store, province_code, kind, first(posted, "_key"))
    texts = {**texts_of(chosen, found.thing), **texts_posted(chosen, posted)}
    if kind == "units":
        texts["days_off"], wrong = days_off_posted(found.thing.days_off, posted)
    else:
        wrong = ()
    thing, findings = _read(planner, province_code, chosen, texts)
    if thing is None or wrong:
        findings = (*findings, *wrong)
        return _form(
            request, planner, access, province, chosen, texts,
            record=found, findings=findings, posted=posted,
        )  # fmt: skip
    return save(request, planner, access, province, chosen, found, thing, texts, posted)


def save(
    request: Request,
    planner: App,
    access: Access,
    province: ProvinceVersion,
    kind: RecordKind,
    found: Record,
    thing: Any,
    texts: dict[str, str],
    posted: Posted,
) -> Response:
    """Keep a thing in the place of the one that the person saw."""
    try:
        done = change_record(
            planner.store, planner.clock, province.code, kind.name, found.key, thing,
            seen=first(posted, "_tag"), by=access.member.login,
        )  # fmt: skip
    except RecordRefused as error:
        return _form(
            request, planner, access, province, kind, texts,
            record=found, findings=error.findings, posted=posted,
        )  # fmt: skip
    except StaleVersion:
        told = say("data_changed_since", language_of(request))
        return _form(
            request, planner, access, province, kind, texts,
            record=found, told=told, status=STALE, posted=posted,
        )  # fmt: skip
    assert done.after is not None
    return _back(province.code, kind.name, saved=done.after.key)


@router.post("/{province_code}/{kind}/remove")
def remove(
    request: Request,
    province_code: str,
    kind: str,
    posted: PostedForm,
    planner: Planner,
    access: DataWriter,
) -> Response:
    """Take a record away, unless others name it."""
    language = language_of(request)
    province = province_of(planner, access, province_code)
    chosen = kind_of(kind)
    key = first(posted, "_key")
    try:
        remove_record(
            planner.store, planner.clock, province_code, kind, key,
            seen=first(posted, "_tag"), by=access.member.login,
        )  # fmt: skip
    except (InUse, StaleVersion) as error:
        found = one_record(planner.store, province_code, kind, key)
        told = say("data_changed_since", language)
        if isinstance(error, InUse):
            users = str(error.facts["by"]).split(", ")
            named = ", ".join(say(f"form_sheet_{user}", language) for user in users)
            told = say("data_in_use", language, by=named)
        texts = texts_of(chosen, found.thing)
        status = problem_of(error).status
        return _form(
            request, planner, access, province, chosen, texts,
            record=found, told=told, status=status,
        )  # fmt: skip
    return _back(province_code, kind, removed=key)


def _read(
    planner: App, province_code: str, kind: RecordKind, texts: dict[str, str]
) -> tuple[Any | None, tuple[Finding, ...]]:
    with planner.store.reading() as reader:
        data = reader.province(province_code)
    return read_texts(kind, texts, data)


def _back(province_code: str, kind: str, **told: str) -> Response:
    if kind == "villages" and "saved" in told:
        return RedirectResponse(
            f"/data/{province_code}/villages/{told['saved']}?saved=1", SEE_OTHER
        )
    query = "&".join(f"{name}={quote(value)}" for name, value in told.items())
    return RedirectResponse(f"/data/{province_code}/{kind}?{query}", SEE_OTHER)


def _form(
    request: Request,
    planner: App,
    access: Access,
    province: ProvinceVersion,
    kind: RecordKind,
    texts: dict[str, str],
    *,
    record: Record | None = None,
    findings: tuple[Finding, ...] = (),
    told: str = "",
    status: int = 200,
    posted: Posted | None = None,
) -> Response:
    language = language_of(request)
    with planner.store.reading() as reader:
        data = reader.province(province.code)
    if not sees_numbers(access.member, province.code):
        texts = without_numbers(texts)
    groups = groups_of(kind, texts, data, language, findings=findings, is_new=record is None)
    today = planner.clock.now().astimezone(LOCAL_ZONE).date()
    is_unit = kind.name == "units" and record is not None
    days_off = record.thing.days_off if record is not None and is_unit else ()
    weeks = week_boxes(days_off, today, language) if is_unit else ()
    return data_page(
        request,
        "data_record.html",
        access,
        province,
        tab=kind.name,
        status=UNPROCESSABLE if has_errors(findings) else status,
        kind=kind.name,
        kind_title=say(f"form_sheet_{kind.name}", language),
        title=_title(kind, record, language),
        record=record,
        tag=first(posted, "_tag") if posted else (record.tag if record else ""),
        groups=groups,
        faults=(
            *((told,) if told else ()),
            *general_faults(groups, findings, language),
        ),
        weeks=weeks,
        single_days=single_days(days_off, weeks),
        day_faults={
            found.column: tell_finding(found, language)
            for found in findings
            if found.column and found.column.startswith("_")
        },
        villages=[(v.code, name_of(v, language)) for v in data.villages]
        if any(field.listed for group in groups for field in group.fields)
        else [],
    )


def _title(kind: RecordKind, record: Record | None, language: Language) -> str:
    if record is None:
        return say("data_new_title", language, what=say(f"form_sheet_{kind.name}", language))
    if hasattr(record.thing, "name_th"):
        return name_of(record.thing, language)
    return record.key.replace("~", " · ")
