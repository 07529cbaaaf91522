"""Mends the text layer of Typst's PDFs, so that Thai is searched and copied as it is read.

A tone mark raised above a vowel stands at a height of its own, and Typst's writer tells the whole
syllable twice: once for its letters, once more for the raised mark. Here the mark's own telling is
made empty. What is drawn is not touched, and a file of another form is handed on as it is.
"""

import re
import zlib

_GLYPH = rb"(?:\\[0-7]{3}|\\[^0-7]|[^\\()]){2}"
"""One glyph of two bytes in a literal string, escaped or not."""

_TOLD = re.compile(rb"/ActualText<FEFF((?:0E[0-7][0-9A-F])*0E4[89ABC])>>>BDC")
_BLOCK = re.compile(rb"1 0 0 -1 ([-\d.]+) ([-\d.]+) cm(?:(?! cm|BT).)*BT(.*?)\nET", re.DOTALL)
_SHOWN = rb"(?:\[[-\d.]*\(" + _GLYPH + rb"\)\]TJ|\(" + _GLYPH + rb"\)Tj)"
_ALONE = re.compile(
    rb"(?:/Span<</ActualText<FEFF[0-9A-F]*>>>BDC)?"
    rb"( 0 Tr/f\d+ [\d.]+ Tf 1 0 0 -1 0 0 Tm" + _SHOWN + rb")(?:\nEMC)?",
    re.DOTALL,
)
_MOST_RAISE_PT = 3.0
_OBJECT_STREAM = re.compile(rb"(/Length )(\d+)(.*?>>\nstream\r?\n)", re.DOTALL)


def mended_text(pdf: bytes) -> bytes:
    """The same document with each syllable told once."""
    start = pdf.rfind(b"startxref")
    table = int(pdf[start:].split()[1]) if start > 0 else 0
    if pdf[table : table + 4] != b"xref" or b"/Prev" in pdf[table:]:
        return pdf
    rows = pdf[table:start].split(b"trailer")[0].split(b"\n")[2:]
    entries = [row.strip() for row in rows if row.strip()]
    numbers = [i for i, entry in enumerate(entries) if entry.endswith(b"n")]
    offsets = {i: int(entries[i][:10]) for i in numbers}
    ordered = sorted(offsets, key=lambda i: offsets[i])
    ends = [*(offsets[i] for i in ordered[1:]), table]
    body = bytearray(pdf[: min(offsets.values(), default=table)])
    for i, end in zip(ordered, ends, strict=True):
        entries[i] = b"%010d" % len(body) + entries[i][10:]
        body += _mended_object(pdf[offsets[i] : end])
    head = b"xref\n0 %d\n" % len(entries) + b"".join(entry + b"\r\n" for entry in entries)
    rest = pdf[table:start][pdf[table:start].index(b"trailer") :]
    return bytes(body) + head + rest + b"startxref\n%d\n%%%%EOF" % len(body)


def _mended_object(whole: bytes) -> bytes:
    found = _OBJECT_STREAM.search(whole)
    if found is None or b"/FlateDecode" not in found.group(3) or b"/Type" in found.group(3):
        return whole
    first, length = found.end(), int(found.group(2))
    try:
        content = zlib.decompress(whole[first : first + length])
    except zlib.error:
        return whole
    if b"ActualText" not in content:
        return whole
    packed = zlib.compress(_told_once(content), 9)
    head = whole[: found.start()] + found.group(1) + b"%d" % len(packed) + found.group(3)
    return head + packed + whole[first + length :]


def _told_once(content: bytes) -> bytes:
    """Every lone raised mark after its own syllable tells nothing more."""
    parts, last = [], 0
    syllable_at: float | None = None
    for block in _BLOCK.finditer(content):
        height, inside = float(block.group(2)), block.group(3)
        alone = _ALONE.fullmatch(inside)
        if syllable_at is not None and alone and 0 < abs(height - syllable_at) < _MOST_RAISE_PT:
            quiet = b"/Span<</ActualText<FEFF>>>BDC" + alone.group(1) + b"\nEMC"
            parts += [content[last : block.start(3)], quiet]
            last = block.end(3)
            syllable_at = None
            continue
        told = list(_TOLD.finditer(inside))
        ends_with_it = bool(told) and b"ET" not in inside[told[-1].end() :]
        syllable_at = height if ends_with_it and inside.endswith(b"EMC") else None
    return b"".join([*parts, content[last:]])
