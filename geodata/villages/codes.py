"""Village codes as they come: numbers of a spreadsheet, with dashes, split, short of a zero."""

import re

from geodata.boundaries import Boundaries
from geodata.findings import Severity
from geodata.places import VILLAGE_CODE
from geodata.villages.cells import RowReader

_AS_NUMBER = re.compile(r"\d+\.0*|\d\.\d{6,7}[eE]\+?0?7")
"""A code that became a number; written with an exponent, only when no digit was rounded away."""

_PUNCTUATION = re.compile(r"[\s\-./_,'’`]")
_ZERO_AT = (2, 4, 6)
"""Where a code of 7 digits may have lost a zero: before district, tambon or moo."""


def read_code(row: RowReader, province_code: str, boundaries: Boundaries | None) -> str | None:
    """The row's 8-digit code, mended where there is no doubt; None with a fault noted."""
    if row.text("code"):
        code = _eight_digits(row, boundaries)
    else:
        code = _join_parts(row, province_code)
    if code is None:
        return None
    if code[:2] != province_code:
        column = "code" if row.text("code") else None
        row.fault("code_of_other_province", column, other=code[:2], province=province_code)
        return None
    moo = _digits_only(row.text("moo"))
    if row.text("code") and moo and int(moo) != int(code[6:]):
        row.tell(Severity.WARNING, "moo_mismatch", "moo", code=code)
    return code


def read_aliases(row: RowReader) -> tuple[str, ...]:
    """Other codes of the same community, parted by ; or |."""
    parts = [part.strip() for part in re.split(r"[;|]", row.digits("aliases"))]
    aliases = [_PUNCTUATION.sub("", part) for part in parts if part]
    for alias in aliases:
        if not _is_village_code(alias):
            row.fault("not_a_village_code", "aliases")
            return ()
    return tuple(dict.fromkeys(aliases))


def _is_village_code(text: str) -> bool:
    """Eight digits of which no pair is 00: those stand for whole districts and tambon."""
    parts = {text[at : at + 2] for at in range(0, 8, 2)}
    is_number = text.isascii() and VILLAGE_CODE.fullmatch(text) is not None
    return is_number and "00" not in parts and text[0] != "0"


def _eight_digits(row: RowReader, boundaries: Boundaries | None) -> str | None:
    text = row.digits("code")
    if _AS_NUMBER.fullmatch(text):
        number = float(text)
        if number == int(number):
            row.tell(Severity.REPAIRED, "code_was_number", "code")
            text = str(int(number))
    bare = _PUNCTUATION.sub("", text)
    if not re.fullmatch(r"[1-9][0-9]{6,7}", bare) or (
        len(bare) == 8 and not _is_village_code(bare)
    ):
        row.fault("not_a_village_code", "code")
        return None
    if bare != text:
        row.tell(Severity.REPAIRED, "code_punctuation_removed", "code")
    return bare if len(bare) == 8 else _restore_zero(row, bare, boundaries)


def _restore_zero(row: RowReader, bare: str, boundaries: Boundaries | None) -> str | None:
    """Seven digits as the one code they can mean, by the row's own parts and known tambon."""
    candidates = list(dict.fromkeys(f"{bare[:at]}0{bare[at:]}" for at in _ZERO_AT))
    candidates = [code for code in candidates if _is_village_code(code)]
    tambon, moo = _digits_only(row.text("tambon_code")), _digits_only(row.text("moo"))
    if len(tambon) == 6:
        candidates = [code for code in candidates if code[:6] == tambon]
    if moo:
        candidates = [code for code in candidates if int(code[6:]) == int(moo)]
    if boundaries is not None and boundaries.tambons:
        candidates = [code for code in candidates if boundaries.area(code[:6])]
    if len(candidates) == 1:
        row.tell(Severity.REPAIRED, "code_zero_restored", "code", code=candidates[0])
        return candidates[0]
    if candidates:
        row.fault("village_code_ambiguous", "code", candidates=", ".join(candidates))
    else:
        row.fault("not_a_village_code", "code")
    return None


def _join_parts(row: RowReader, province_code: str) -> str | None:
    """The code put together from province, district, tambon and moo."""
    moo = _digits_only(row.digits("moo"))
    tambon = _digits_only(row.digits("tambon_code"))
    if not moo or not tambon:
        missing = "code" if "code" in row.cells else "tambon_code" if not tambon else "moo"
        row.fault("empty_cell", missing)
        return None
    if len(tambon) <= 2:
        district = _digits_only(row.digits("district_code"))
        if district and len(district) <= 2:
            province = _digits_only(row.digits("province_code")) or province_code
            district = f"{province:0>2}{district:0>2}"
        tambon = f"{district}{tambon:0>2}"
    code = f"{tambon}{moo:0>2}"
    if not _is_village_code(code):
        row.fault("not_a_village_code", "tambon_code")
        return None
    row.tell(Severity.REPAIRED, "code_joined", "tambon_code", code=code)
    return code


def _digits_only(text: str) -> str:
    """A part of a code: the digits of a whole number, without a spreadsheet's `.0`."""
    match = re.fullmatch(r"(?:หมู่(?:ที่)?|ม\.)?\s*([0-9๐-๙]+)(?:\.0+)?", text)
    return str.translate(match[1], _THAI_DIGITS) if match else ""


_THAI_DIGITS = {ord("๐") + digit: str(digit) for digit in range(10)}
