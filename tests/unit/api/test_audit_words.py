"""Entries of the audit log in words: no fact is lost, and none looks like a program's."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.pages.audit_words import SILENT, fact_lines, thing_text
from planner.domain.audit import AuditEntry
from planner.words import Language, catalog

HOUSE = Path(__file__).parents[3]
WITHOUT_WORDS = {"digest", "request", "board", "step", "number", "key", "seed"}
"""Digests and running numbers: only in the entry as it is kept."""


def an_entry(thing: str, **facts: str | int | float) -> AuditEntry:
    return AuditEntry(
        number=1,
        at=datetime(2026, 11, 23, tzinfo=UTC),
        actor="planner.one",
        action="x",
        thing=thing,
        facts=facts,
    )


def test_every_fact_that_is_noted_has_a_name() -> None:
    """Read from the source."""
    noted = set()
    for path in (HOUSE / "planner").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("writer.note"):
                noted |= {word.arg for word in call.keywords if word.arg}
    assert len(noted) > 40
    named = {name for name in noted if f"audit_fact_{name}" in catalog()}
    fields = {name for name in noted if name.startswith("field_")}
    assert noted - named - fields - set(SILENT) == WITHOUT_WORDS & noted


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            Language.EN,
            [("Due", "27 Nov 2026"), ("Open", "yes"), ("Roles", "planner, auditor"),
             ("Provinces", "All provinces"), ("People", "1,200")],
        ),
        (
            Language.TH,
            [("ครบกำหนด", "27 พ.ย. 2569"), ("เปิดใช้งาน", "ใช่"),
             ("บทบาท", "ผู้วางแผน, ผู้ตรวจสอบ"), ("จังหวัด", "ทุกจังหวัด"), ("จำนวนคน", "1,200")],
        ),
    ],
)  # fmt: skip
def test_dates_choices_and_numbers_are_told_in_words(
    language: Language, told: list[tuple[str, str]]
) -> None:
    entry = an_entry(
        "member:planner.one",
        due="2026-11-27",
        active=1,
        roles="planner,auditor",
        provinces="*",
        people=1200,
        reason="",
        override=1,
        visits=0,
        digest="0f" * 32,
    )
    assert fact_lines(entry, language) == told


def test_a_changed_field_is_called_as_in_its_form_and_hostile_text_is_only_text() -> None:
    hostile = "<b>x</b> → 2026-13-45"
    entry = an_entry("units:58:U1", field_max_nights="0 → 2", reason=hostile)
    assert fact_lines(entry, Language.EN)[0] == ("Reason", hostile)
    name, value = fact_lines(entry, Language.EN)[1]
    assert not re.search(r"[_.]", name)
    assert value == "0 → 2"
    assert thing_text("units:58:U1", Language.EN).endswith("U1 (province 58)")
    assert thing_text("plan:58-20261130-1", Language.TH) == "แผน 58-20261130-1"
    assert thing_text("store", Language.EN) == "store"
