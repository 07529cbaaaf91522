"""Letters to villages as PDF, set by Typst in the official form; one, many in one file, or a ZIP.

The source is ours alone (`assets/letter/letter.typ`); everything else reaches it as JSON, so that
no name can become markup. The same lines on the same day give the same bytes.
"""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files

import typst

from planner.domain.errors import PlannerError
from planner.domain.telling import Notice, TellLine
from planner.outputs.letter_data import Writing, letters_data
from planner.outputs.sheet import embedded_fonts


class LetterFailed(PlannerError):
    """Letters that could not be set."""

    code = "letter_failed"


def draw_letters(writing: Writing, lines: Sequence[TellLine], written_on: date) -> bytes:
    """All letters as one PDF, each on a page of its own or more; raises `LetterFailed`."""
    data = json.dumps(letters_data(writing, lines, written_on), ensure_ascii=False)
    with as_file(files("planner.outputs") / "assets" / "letter") as folder:
        try:
            return typst.compile(
                folder / "letter.typ",
                root=folder,
                font_paths=embedded_fonts(),
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"data": data},
                timestamp=datetime.combine(written_on, time(), UTC),
            )
        except typst.TypstError as error:
            raise LetterFailed(error.message) from error


def zip_letters(writing: Writing, lines: Sequence[TellLine], written_on: date) -> bytes:
    """Every letter as a PDF of its own in one ZIP, named by day, village and unit."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, line in enumerate(lines, start=1):
            entry = zipfile.ZipInfo(
                letter_name(line.notice, number),
                (written_on.year, written_on.month, written_on.day, 0, 0, 0),
            )
            archive.writestr(entry, draw_letters(writing, [line], written_on))
    return packed.getvalue()


def letter_name(notice: Notice, number: int = 1) -> str:
    """The name of a letter's file: plain letters, whatever the codes are."""
    plain = "".join(
        ch if ch.isalnum() and ch.isascii() else "-"
        for ch in f"{notice.village_code}-{notice.unit_code}"
    )
    return f"letter-{notice.date:%Y%m%d}-{number:03d}-{plain}.pdf"
