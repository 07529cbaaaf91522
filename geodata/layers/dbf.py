"""The attribute table of a Shapefile before GDAL sees it: its encoding, and names cut in half.

Field names have 10 bytes, so that a Thai name in UTF-8 ends after three letters and often within
one (dBASE III file format; ESRI Shapefile Technical Description, 1998).
"""

from pathlib import Path

_FIELD_BYTES, _NAME_BYTES, _HEADER_BYTES = 32, 11, 32
_MOST_HEADER_BYTES = 32 * 300
_SAMPLE_BYTES = 2**20


def encoding_of(dbf: Path) -> str:
    """The encoding that the bytes of a table are in: utf-8, else cp874, as Thai offices have it."""
    with dbf.open("rb") as file:
        sample = file.read(_SAMPLE_BYTES)
    words = sample[_HEADER_BYTES:]
    if words.isascii():
        return "utf-8"
    # Fields are cut by bytes: a letter halved at the end of a cell does not make it no UTF-8.
    text = words.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(not ch.isascii() for ch in text) - bad
    return "utf-8" if good > 3 * bad else "cp874"


def mend_names(dbf: Path) -> bool:
    """Take half letters off the ends of UTF-8 field names, in the file; whether there were any."""
    raw = bytearray(dbf.read_bytes())
    mended = False
    for at in range(_HEADER_BYTES, min(len(raw), _MOST_HEADER_BYTES), _FIELD_BYTES):
        if bytes(raw[at : at + 1]) in (b"\r", b""):
            break
        name = bytes(raw[at : at + _NAME_BYTES]).split(b"\0")[0]
        whole = name.decode("utf-8", "ignore").encode()
        if whole != name:
            raw[at : at + _NAME_BYTES] = whole.ljust(_NAME_BYTES, b"\0")
            mended = True
    if mended:
        dbf.write_bytes(raw)
    return mended
