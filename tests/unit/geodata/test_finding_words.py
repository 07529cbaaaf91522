"""Every finding that geodata can make has words in both languages, with facts that it carries."""

import re
import string
from dataclasses import replace
from pathlib import Path

import pytest

import geodata
from geodata.findings import Finding, Severity
from planner.words import Language, catalog
from planner.words.findings import TEXTS, tell_finding

SOURCES = [
    path
    for path in Path(geodata.__file__).parent.rglob("*.py")
    if path.name not in ("errors.py", "matrix.py", "places.py")
]
CODE = re.compile(
    r"(?:code=|_error\(|_at\(table, row, \"\w+\", |\.add\(\s*|\.fault\(|_refuse\(row, "
    r"|_finding\(|Refused\(|tell\(\s*Severity\.\w+, )\"([a-z_]+)\""
)


def emitted_codes():
    found = {m for path in SOURCES for m in CODE.findall(path.read_text(encoding="utf-8"))}
    area_codes = re.findall(
        r"return None, \"([a-z_]+)\"", Path(geodata.__file__).with_name("boundaries.py").read_text()
    )
    return found | set(area_codes)


def test_every_code_has_words():
    codes = emitted_codes()
    assert {"lat_lon_swapped", "duplicate_speed", "bad_area_code", "missing_file"} <= codes
    assert codes - catalog().keys() == set()


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_words_are_whole(code):
    thai, english = TEXTS[code]
    assert re.search("[ก-๙]", thai)
    assert not re.search("[ก-๙]", english)
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in (thai, english)
    ]
    assert fields[0] == fields[1]
    assert english.endswith((".", ")")) or "{" in english


def test_a_finding_is_told_with_its_place():
    finding = Finding(
        code="out_of_range", severity=Severity.ERROR, file="villages.csv", row=7,
        column="ประชากร", value="-5", facts={"low": 0, "high": 10},
    )  # fmt: skip
    assert tell_finding(finding) == ("“-5” ในคอลัมน์ ประชากร แถว 7 อยู่นอกช่วง 0 ถึง 10 โปรดตรวจและแก้ไข")
    assert tell_finding(finding, Language.EN) == (
        "“-5” in column ประชากร, row 7, is outside 0 to 10. Correct it."
    )


@pytest.mark.parametrize("code", sorted(c for c, t in catalog().items() if "{near}" in t[1]))
def test_what_comes_near_is_told_only_where_something_does(code):
    if code.startswith("cli_") or code == "code_is_alias":
        return
    for language in Language:
        facts = {"near": "58010101", "rows": 2, "known": "code, name"}
        finding = Finding(
            code=code,
            severity=Severity.ERROR,
            file="needs.csv",
            column="x",
            value="5801",
            row=3,
            facts=facts,
        )
        assert "58010101" in tell_finding(finding, language)
        alone = tell_finding(replace(finding, facts=facts | {"near": "–"}), language)
        assert "–" not in alone
        assert not re.search(r"nearest|Nearest|ใกล้เคียง", alone), alone
        assert "  " not in alone
