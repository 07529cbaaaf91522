"""Uploads: what files would do to a province with every finding, and doing it."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Query, UploadFile

from api.deps import DataWriter, Planner, Spoken
from api.errors import MalformedQuery
from api.files import MOST_FILES, kept_file, need_own
from api.schemas.imports import ImportOut, PartOut, told_finding, told_plans_off
from planner.usecases.off_since import PlanOff, plans_off
from planner.usecases.preview import ImportPreview, preview_import
from planner.usecases.villages import import_files
from planner.words import Language

router = APIRouter(prefix="/provinces/{province_code}/imports", tags=["provinces"])

MOST_TOLD = 1000

Kind = Annotated[str | None, Query(max_length=40, description="Where the file's name says none.")]


@router.post("")
def upload(
    province_code: str,
    access: DataWriter,
    planner: Planner,
    language: Spoken,
    files: Annotated[list[UploadFile], File(description="Tables, workbooks or layers.")],
    preview: Annotated[bool, Query(description="Only tell; keep nothing.")] = True,
    kind: Kind = None,
) -> ImportOut:
    """Import files over what a province has, all of them or nothing; a preview by default.

    With an error among the findings nothing is kept, whatever was asked for. The policy and the
    weights of need stay as they are: two persons change them.
    """
    access.need(province_code)
    with tempfile.TemporaryDirectory() as folder:
        paths = tuple(kept_file(file, Path(folder)) for file in files[: MOST_FILES + 1])
        if not 0 < len(paths) <= MOST_FILES:
            raise MalformedQuery("too many files, or none", field="body.files")
        data_dir = planner.settings.data_dir
        told = preview_import(
            planner.store,
            planner.clock,
            paths,
            data_dir,
            kind=kind,
            province_code=province_code,
            keeps_priorities=True,
        )
        need_own(told, province_code)
        version = None
        if not preview and not told.is_refused:
            imported = import_files(
                planner.store,
                planner.clock,
                paths,
                data_dir,
                actor=access.member.login,
                kind=kind,
                province_code=province_code,
                keeps_priorities=True,
            )
            version = next((v.version for v in imported.versions), None)
    off = () if version is None else plans_off(planner.store, planner.clock, province_code)
    return _told(told, language, version, off)


def _told(
    told: ImportPreview, language: Language, version: int | None, off: tuple[PlanOff, ...]
) -> ImportOut:
    return ImportOut(
        is_refused=told.is_refused,
        version=version,
        findings=[told_finding(found, language) for found in told.findings[:MOST_TOLD]],
        findings_count=len(told.findings),
        parts=[
            PartOut.model_validate(part, from_attributes=True)
            for province in told.provinces
            for part in province.parts
        ],
        plans_off=told_plans_off(off),
    )
