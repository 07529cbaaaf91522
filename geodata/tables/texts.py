"""Texts of files: which encoding they are in, and how headings are folded for comparison."""

import re
import unicodedata

from geodata.findings import Finding, Severity

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\u00ad"), None)


def heading_of(title: str) -> str:
    """A heading folded for comparison: lower case, spaces and dashes as one underscore."""
    return re.sub(r"[\s\-]+", "_", clean_text(title)).casefold()


def clean_text(text: str) -> str:
    """Unicode NFC without invisible marks, no-break spaces as spaces, stripped."""
    plain = text.translate(_INVISIBLE).replace("\u00a0", " ")
    return unicodedata.normalize("NFC", plain).strip()


def decode_text(raw: bytes, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Text of raw bytes: UTF-8, UTF-16 with its mark, else cp874, which is told as repaired.

    UTF-8 with a few damaged bytes is refused with their line: read as cp874 it would be gibberish.
    """
    damaged = _damaged_line(raw)
    if damaged is not None:
        found = Finding(code="unreadable_text", severity=Severity.ERROR, file=file, row=damaged)
        return None, (found,)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if encoding == "cp874":
            repaired = Finding(
                code="encoding_repaired", severity=Severity.REPAIRED, file=file,
                facts={"encoding": "cp874"},
            )  # fmt: skip
            return text, (repaired,)
        return text, ()
    return None, (Finding(code="unreadable_text", severity=Severity.ERROR, file=file),)


def _damaged_line(raw: bytes) -> int | None:
    """The line of the first bad byte of a file that is otherwise plainly UTF-8, else None."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        good = sum(not ch.isascii() for ch in text) - bad
        return raw.count(b"\n", 0, error.start) + 1 if good > 3 * bad else None
    return None
