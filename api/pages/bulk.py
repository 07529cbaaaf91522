"""Many requests by one workbook: the form, what is wrong cell by cell, all filed or none."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from starlette.responses import Response

from api.auth.guards import Access, Needs
from api.deps import Planner
from api.errors import MalformedQuery
from api.files import WORKBOOK_TYPE
from api.language import language_of
from api.pages.office_checks import twin_lines
from api.pages.provinces_seen import chosen_province
from api.pages.render import render
from geodata.findings import Finding, Severity
from planner.bootstrap import App
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import Case
from planner.domain.people import Action
from planner.domain.province import ProvinceData
from planner.inputs.request_book import MORE_THAN_LIVE, RequestRow, read_requests
from planner.inputs.workbook.requests import write_request_template
from planner.outputs.view import name_of
from planner.usecases.cases import Wish, file_cases
from planner.usecases.twins import Twin, open_requests
from planner.words import Language, say
from planner.words.findings import tell_finding

router = APIRouter(include_in_schema=False)

SUFFIXES = (".xlsx", ".csv")
MOST_TOLD = 200
Filer = Annotated[Access, Depends(Needs(Action.FILE_REQUEST))]


@router.get("/requests/bulk")
def bulk_form(request: Request, planner: Planner, access: Filer, province: str = "") -> Response:
    """The form, and the workbook to fill in."""
    code, _ = chosen_province(planner, access, province)
    return _page(request, planner, access, code)


@router.get("/requests/template.xlsx")
def template(request: Request, planner: Planner, access: Filer, province: str = "") -> Response:
    """The workbook to fill in, with the codes of the province's villages and services."""
    code, _ = chosen_province(planner, access, province)
    with planner.store.reading() as reader:
        data = reader.province(code)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "requests.xlsx"
        write_request_template(data, path, language_of(request))
        content = path.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="requests-{code}.xlsx"'}
    return Response(content, media_type=WORKBOOK_TYPE, headers=headers)


@router.post("/requests/bulk")
def file_bulk(
    request: Request,
    planner: Planner,
    access: Filer,
    file: Annotated[UploadFile | None, File()] = None,
    province: Annotated[str, Form(max_length=20)] = "",
    asked: Annotated[str, Query(alias="province", max_length=20)] = "",
    step: Annotated[str, Form(max_length=10)] = "check",
    despite: Annotated[bool, Form()] = False,
) -> Response:
    """Tell everything wrong with a file; file all of its requests only when nothing is.

    Where open requests ask for the same, or rows for more people than live there, nothing is filed
    unless the person said to know of it.
    """
    code, _ = chosen_province(planner, access, province or asked)
    if file is None or not file.filename:
        return _page(request, planner, access, code, status=422)
    rows, findings = read_upload(planner, code, file)
    cases: tuple[Case, ...] = ()
    twins = twins_in(planner, code, rows)
    is_doubtful = bool(twins) or any(f.code == MORE_THAN_LIVE for f in findings)
    if rows and step == "send" and (despite or not is_doubtful):
        wishes = wishes_of(code, rows)
        cases = file_cases(planner.store, planner.clock, wishes, by=access.member.login)
    return _page(
        request, planner, access, code,
        rows=rows, findings=findings, cases=cases, twins=() if cases else twins,
        status=_status(rows, step, cases),
    )  # fmt: skip


def _status(rows: tuple[RequestRow, ...], step: str, cases: tuple[Case, ...]) -> int:
    if not rows:
        return 422
    return 409 if step == "send" and not cases else 200


def twins_in(
    planner: App, province_code: str, rows: tuple[RequestRow, ...]
) -> tuple[tuple[RequestRow, tuple[Twin, ...]], ...]:
    """Rows that ask for what open requests ask for already, each with those."""
    if not rows:
        return ()
    known = open_requests(planner.store, planner.clock, province_code)
    found = ((row, known.get((row.village_code, row.service_code), ())) for row in rows)
    return tuple((row, twins) for row, twins in found if twins)


def read_upload(
    planner: App, province_code: str, file: UploadFile
) -> tuple[tuple[RequestRow, ...], tuple[Finding, ...]]:
    """The requests of an uploaded file and every finding; raises `MalformedQuery` for others."""
    suffix = Path(file.filename or "").suffix.lower()
    if suffix not in SUFFIXES:
        raise MalformedQuery("a kind of file that cannot be read", field="body.file")
    with planner.store.reading() as reader:
        data = reader.province(province_code)
    today = planner.clock.now().astimezone(LOCAL_ZONE).date()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"requests{suffix}"
        with path.open("wb") as out:
            while piece := file.file.read(1 << 20):
                out.write(piece)
        return read_requests(path, data, today)


def wishes_of(province_code: str, rows: tuple[RequestRow, ...]) -> list[Wish]:
    """What the rows of a file ask for."""
    return [
        Wish(
            province_code=province_code,
            village_code=row.village_code,
            service_code=row.service_code,
            people=row.people,
            note=row.note,
            contact_name=row.contact_name,
            contact_phone=row.contact_phone,
            wished_dates=() if row.wished_date is None else (row.wished_date,),
        )
        for row in rows
    ]


def _page(
    request: Request,
    planner: App,
    access: Access,
    province_code: str,
    *,
    rows: tuple[RequestRow, ...] = (),
    findings: tuple[Finding, ...] = (),
    cases: tuple[Case, ...] = (),
    twins: tuple[tuple[RequestRow, tuple[Twin, ...]], ...] = (),
    status: int = 200,
) -> Response:
    language = language_of(request)
    _, known = chosen_province(planner, access, province_code)
    with planner.store.reading() as reader:
        data = reader.province(province_code)
    ordered = sorted(findings, key=lambda f: (f.severity is not Severity.ERROR, f.row or 0))
    told = [
        (f.severity.value, say(f"upload_{f.severity.value}", language), tell_finding(f, language))
        for f in ordered
    ]
    return render(
        request,
        "office_bulk.html",
        status=status,
        section="requests",
        province=province_code,
        provinces=known,
        rows=len(rows),
        asked=[] if cases else _asked(rows, data, language),
        twins=[
            (_asked((row,), data, language)[0], twin_lines(like, row.village_code, language))
            for row, like in twins[:MOST_TOLD]
        ],
        twin_rows=len(twins),
        many_rows=0 if cases else sum(found.code == MORE_THAN_LIVE for found in findings),
        findings=told[:MOST_TOLD],
        errors=sum(finding.severity is Severity.ERROR for finding in findings),
        cases=cases,
    )


def _asked(rows: tuple[RequestRow, ...], data: ProvinceData, language: Language) -> list[str]:
    """What rows ask for, a line each."""
    villages = {village.code: name_of(village, language) for village in data.villages}
    services = {service.code: name_of(service, language) for service in data.services}
    return [
        say(
            "status_asked", language,
            service=services.get(row.service_code, row.service_code),
            people=f"{row.people:,}",
            village=villages.get(row.village_code, row.village_code),
        )
        for row in rows[:MOST_TOLD]
    ]  # fmt: skip
