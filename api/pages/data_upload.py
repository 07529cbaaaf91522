"""Uploading a province's files: looked at first, then taken over as they were looked at."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access
from api.deps import DataReader, DataWriter, Planner
from api.errors import MalformedQuery
from api.files import MOST_FILES, WORKBOOK_TYPE, kept_file, need_own
from api.language import language_of
from api.pages.data_frame import data_page, province_of
from geodata.findings import Finding, Severity
from planner.bootstrap import App
from planner.domain.errors import ImportRefused, NotFound
from planner.domain.people import Action, may
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.inputs import PART_KINDS, PartDifference, told_key, write_template
from planner.usecases.preview import ImportPreview, preview_import
from planner.usecases.uploads import Upload, begin_upload, drop_upload, upload_of
from planner.usecases.villages import FILE_SUFFIXES, import_files
from planner.words import Language, say
from planner.words.findings import tell_finding
from planner.words.headings import heading_text

router = APIRouter(include_in_schema=False, prefix="/data/{province_code}")

SEE_OTHER = 303
MOST_FINDINGS = 300
MOST_KEYS = 40
BAD = 422


@router.get("/template")
def template(province_code: str, planner: Planner, access: DataReader) -> Response:
    """The workbook to fill in, empty."""
    province_of(planner, access, province_code)
    return _workbook(None, f"template-{province_code}")


@router.get("/workbook")
def workbook(province_code: str, planner: Planner, access: DataWriter) -> Response:
    """The workbook with what the province has now; it holds telephone numbers."""
    province_of(planner, access, province_code)
    with planner.store.reading() as reader:
        data = reader.province(province_code)
    return _workbook(data, f"province-{province_code}")


def _workbook(data: ProvinceData | None, name: str) -> Response:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "province.xlsx"
        write_template(path, data)
        content = path.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return Response(content, media_type=WORKBOOK_TYPE, headers=headers)


@router.get("/upload")
def form(request: Request, province_code: str, planner: Planner, access: DataWriter) -> Response:
    """Where files are chosen."""
    province = province_of(planner, access, province_code)
    is_gone = bool(request.query_params.get("gone"))
    told = say("upload_is_gone", language_of(request)) if is_gone else ""
    return _page(request, access, province, told=told)


@router.post("/upload")
def look(
    request: Request,
    province_code: str,
    planner: Planner,
    access: DataWriter,
    files: Annotated[list[UploadFile] | None, File()] = None,
    kind: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """What the files would change, and everything wrong with them; nothing is kept yet."""
    language = language_of(request)
    province = province_of(planner, access, province_code)
    chosen = [file for file in files or () if file.filename]
    if not 0 < len(chosen) <= MOST_FILES:
        return _page(request, access, province, told=say("upload_none", language), status=BAD)
    upload = begin_upload(
        planner.settings.data_dir,
        planner.clock,
        login=access.member.login,
        province_code=province_code,
        data_version=province.version,
    )
    try:
        for file in chosen:
            kept_file(file, upload.folder)
        told = _preview(planner, upload, kind)
        need_own(told, province_code)
    except MalformedQuery:
        drop_upload(upload)
        known = ", ".join(FILE_SUFFIXES)
        text = say("upload_unreadable", language, known=known)
        return _page(request, access, province, told=text, status=BAD)
    except NotFound:
        drop_upload(upload)
        text = say("upload_other_province", language)
        return _page(request, access, province, told=text, status=BAD)
    if told.is_refused:
        drop_upload(upload)
    return _page(request, access, province, upload=upload, preview=told, kind=kind)


@router.post("/upload/{name}")
def take_over(
    request: Request,
    province_code: str,
    name: str,
    planner: Planner,
    access: DataWriter,
    kind: Annotated[str, Form(max_length=40)] = "",
    drop: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Import the files as they were looked at; looked at again when the data changed since."""
    language = language_of(request)
    province = province_of(planner, access, province_code)
    try:
        upload = upload_of(
            planner.settings.data_dir, planner.clock, name,
            login=access.member.login, province_code=province_code,
        )  # fmt: skip
    except NotFound:
        return RedirectResponse(f"/data/{province_code}/upload?gone=1", SEE_OTHER)
    if drop:
        drop_upload(upload)
        return RedirectResponse(f"/data/{province_code}/upload", SEE_OTHER)
    if upload.data_version != province.version:
        told = say("upload_changed_since", language)
        preview = _preview(planner, upload, kind)
        upload = _again(planner, upload, province)
        return _page(
            request, access, province,
            upload=upload, preview=preview, kind=kind, told=told, status=412,
        )  # fmt: skip
    try:
        import_files(
            planner.store, planner.clock, upload.paths, planner.settings.data_dir,
            actor=access.member.login, kind=kind or None, province_code=province_code,
            keeps_priorities=True,
        )  # fmt: skip
    except ImportRefused:
        preview = _preview(planner, upload, kind)
        return _page(request, access, province, upload=upload, preview=preview, status=BAD)
    drop_upload(upload)
    return RedirectResponse(f"/data/{province_code}?imported=1", SEE_OTHER)


def _again(planner: App, upload: Upload, province: ProvinceVersion) -> Upload:
    """The same files under a new name, compared with the province as it is now."""
    fresh = begin_upload(
        planner.settings.data_dir, planner.clock, login=upload.login,
        province_code=province.code, data_version=province.version,
    )  # fmt: skip
    for path in upload.paths:
        path.rename(fresh.folder / path.name)
    drop_upload(upload)
    return fresh


def _preview(planner: App, upload: Upload, kind: str) -> ImportPreview:
    return preview_import(
        planner.store, planner.clock, upload.paths, planner.settings.data_dir,
        kind=kind or None, province_code=upload.province_code, keeps_priorities=True,
    )  # fmt: skip


def _page(
    request: Request,
    access: Access,
    province: ProvinceVersion,
    *,
    upload: Upload | None = None,
    preview: ImportPreview | None = None,
    kind: str = "",
    told: str = "",
    status: int = 200,
) -> Response:
    language = language_of(request)
    findings = preview.findings if preview is not None else ()
    parts = [part for found in (preview.provinces if preview else ()) for part in found.parts]
    return data_page(
        request,
        "data_upload.html",
        access,
        province,
        tab="upload",
        status=status,
        told=told,
        upload=upload,
        preview=preview,
        chosen_kind=kind,
        kinds=[(name, say(f"form_sheet_{name}", language)) for name in PART_KINDS],
        suffixes=",".join(FILE_SUFFIXES),
        most_files=MOST_FILES,
        findings=[_finding(found, language) for found in _worst_first(findings)[:MOST_FINDINGS]],
        more_findings=max(0, len(findings) - MOST_FINDINGS),
        errors=sum(found.severity is Severity.ERROR for found in findings),
        parts=[_part(part, language) for part in parts if not part.is_same],
        same=sum(part.is_same for part in parts),
        may_export=may(access.member, Action.WRITE_DATA, province.code),
    )


def _worst_first(findings: tuple[Finding, ...]) -> list[Finding]:
    order = list(Severity)
    return sorted(findings, key=lambda found: order.index(found.severity))


def _finding(found: Finding, language: Language) -> dict[str, object]:
    return {
        "tone": {"error": "bad", "warning": "warn"}.get(found.severity.value, "good"),
        "severity": say(f"upload_{found.severity.value}", language),
        "where": " · ".join(filter(None, (found.file, found.sheet))),
        "row": found.row,
        "column": heading_text(found, language),
        "advice": tell_finding(found, language),
    }


def _part(part: PartDifference, language: Language) -> dict[str, object]:
    gone = () if part.gone_stay else part.gone
    return {
        "title": say(f"form_sheet_{part.kind}", language),
        "rows": part.rows,
        "changes": [
            (
                say(f"upload_{what}", language),
                len(keys),
                [told_key(part.kind, key, language) for key in keys[:MOST_KEYS]],
                len(keys) - MOST_KEYS,
            )
            for what, keys in (("new", part.new), ("changed", part.changed), ("gone", gone))
            if keys
        ],
    }
