"""Uploads: what files would do to a province with every finding, and doing it."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, File, Query, UploadFile

from api.auth.guards import Access, Needs
from api.deps import Planner, Spoken
from api.errors import MalformedQuery
from api.schemas.imports import ImportOut, PartOut, told_finding
from planner.domain.errors import NotFound
from planner.domain.people import Action
from planner.usecases.preview import ImportPreview, preview_import
from planner.usecases.villages import FILE_SUFFIXES, import_files
from planner.words import Language

router = APIRouter(prefix="/provinces/{province_code}/imports", tags=["provinces"])

MOST_FILES = 20
MOST_TOLD = 1000

DataWriter = Annotated[Access, Depends(Needs(Action.WRITE_DATA))]
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

    With an error among the findings nothing is kept, whatever was asked for.
    """
    access.need(province_code)
    with tempfile.TemporaryDirectory() as folder:
        paths = tuple(_kept(file, Path(folder)) for file in files[: MOST_FILES + 1])
        if not 0 < len(paths) <= MOST_FILES:
            raise MalformedQuery("too many files, or none", field="body.files")
        data_dir = planner.settings.data_dir
        told = preview_import(
            planner.store, planner.clock, paths, data_dir, kind=kind, province_code=province_code
        )
        _need_own(told, province_code)
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
            )
            version = next((v.version for v in imported.versions), None)
    return _told(told, language, version)


def _kept(file: UploadFile, folder: Path) -> Path:
    """The upload under its own name, of which nothing but a plain file name is left."""
    name = "".join(ch for ch in Path(file.filename or "").name if ch.isalnum() or ch in "._- ")
    if not name.lower().endswith(FILE_SUFFIXES) or name.startswith("."):
        raise MalformedQuery("a kind of file that cannot be read", field="body.files")
    path = folder / name[-100:]
    if path.exists():
        raise MalformedQuery("two files of one name", field="body.files")
    with path.open("wb") as out:
        while piece := file.file.read(1 << 20):
            out.write(piece)
    return path


def _need_own(told: ImportPreview, province_code: str) -> None:
    """A workbook may name its province; one of another is none of this address's."""
    if any(province.province_code != province_code for province in told.provinces):
        raise NotFound("the file is about another province", kind="province", id=province_code)


def _told(told: ImportPreview, language: Language, version: int | None) -> ImportOut:
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
    )
