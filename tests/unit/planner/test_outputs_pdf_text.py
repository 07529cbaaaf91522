"""The text layer of day sheets as pdftotext reads it: each Thai syllable once, digits right."""

import dataclasses
import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from planner.outputs.pdf_text import mended_text
from planner.outputs.sheet import draw_bundle, draw_sheet
from planner.outputs.view import PlanView
from planner.words import Language
from tests.views import a_drawn_request, a_view

NAMES = ("บ้านตั้งใหม่ครั้งนั้น", "บ้านปิ้งน้ำตกสิ้นสุด", "บ้านชั้นที่ 12", "บ้านวิ่งกุ้ง")


def a_view_of_names() -> PlanView:
    """Villages whose names have tone marks above other marks."""
    request = a_drawn_request()
    villages = tuple(
        dataclasses.replace(village, name_th=name)
        for village, name in zip(request.villages, (*NAMES, *NAMES), strict=False)
    )
    return a_view(dataclasses.replace(request, villages=villages))


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All sheets as pdftotext reads them, spaces left out."""
    if shutil.which("pdftotext") is None:
        told = "no pdftotext: install poppler-utils"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    path: Path = tmp_path_factory.mktemp("pdf") / "sheets.pdf"
    path.write_bytes(draw_bundle(a_view_of_names()))
    done = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True
    )
    assert done.stderr == ""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", done.stdout))


@pytest.mark.parametrize(
    "text",
    [
        *NAMES,
        "ขับรถทั้งวัน",
        "วันจันทร์ที่30พฤศจิกายน2569",
        "พักกลางวัน11:09–12:09",
        "19.30000,98.02000",
        "ลงชื่อผู้แทนหมู่บ้าน",
        "หน้า1/3",
    ],
)
def test_pdftotext_reads_what_is_printed(read: str, text: str) -> None:
    assert text.replace(" ", "") in read


def test_no_syllable_is_told_twice(read: str) -> None:
    # "ที่ที่" stands in the units' own names.
    syllables = re.findall(r"((?!ที่)[ก-ฮ][ัิ-ู][่-์])\1", read)
    assert syllables == []


def test_what_is_drawn_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    mended = draw_sheet(a_view_of_names(), "U1", Language.TH)
    monkeypatch.setattr("planner.outputs.sheet.mended_text", lambda pdf: pdf)
    raw = draw_sheet(a_view_of_names(), "U1", Language.TH)
    assert mended != raw
    assert picture(mended) == picture(raw)
    assert mended_text(mended) == mended


def picture(pdf: bytes) -> bytes:
    """The first page in dots."""
    document = pdfium.PdfDocument(pdf)
    try:
        dots: bytes = document[0].render(scale=1).to_numpy().tobytes()
        return dots
    finally:
        document.close()


@pytest.mark.parametrize("other", [b"", b"not a PDF", b"%PDF-1.7\nstartxref\n3\n%%EOF"])
def test_another_form_is_handed_on(other: bytes) -> None:
    assert mended_text(other) == other
