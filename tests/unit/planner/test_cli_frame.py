"""The frame round commands speaks Thai with the rest; "latest" and a week say what they mean."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli import frame
from planner.cli.root import app
from planner.words import Language
from tests.builders import a_request
from tests.published import publish
from tests.web import HOME, a_site


def told(*typed: str) -> str:
    """Everything that a command says."""
    result = CliRunner().invoke(app, [*typed])
    return result.output


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            ["show", "--help"],
            ["วิธีใช้: planner show [ตัวเลือก] [plan]", "ตัวเลือก:", "[ค่าเริ่มต้น: latest]"],
        ),
        (
            ["shw"],
            ["วิธีใช้: planner [ตัวเลือก] คำสั่ง [ตัวเลือกของ", "ไม่มีคำสั่ง 'shw' คำที่ใกล้เคียง: 'show'"],
        ),
        (["show", "--foo"], ["ดูวิธีใช้ด้วย planner show -h", "ผิดพลาด: ไม่มีตัวเลือก --foo"]),
        (["compare"], ["ยังไม่ได้ระบุ 'plan'"]),
        (["show", "a", "b"], ["ระบุเกินมา: b"]),
        (["plan", "--seconds"], ["ตัวเลือก --seconds ต้องตามด้วยค่า"]),
        (["plan", "--seconds", "x"], ["ค่าของ '--seconds' ใช้ไม่ได้: ต้องเป็นตัวเลข"]),
        (["plans", "--limit", "0"], ["ค่าของ '--limit' ใช้ไม่ได้: ต้องไม่น้อยกว่า 1"]),
        (["--language", "fr", "plans"], ["ค่าของ '--language' ใช้ไม่ได้: เลือกได้จาก 'th', 'en'"]),
    ],
)
def test_help_and_mistakes_are_told_in_thai(typed: list[str], words: list[str]) -> None:
    said = told(*typed)
    for one in words:
        assert one in said
    for english in ("Usage", "Options", "Error", "Try ", "Invalid", "Missing", "default"):
        assert english not in said


def test_the_english_frame_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "LANGUAGE", Language.EN)
    said = told("show", "--foo")
    assert "Usage: planner show [OPTIONS]" in said
    assert "Error: No such option: --foo" in said


@pytest.mark.parametrize(
    "typed",
    [["show"], ["check"], ["tell", "list"], ["dossier"], ["rebuild", "--no-search"], ["debts"]],
    ids=lambda typed: typed[0],
)
def test_the_first_line_says_which_plan_the_latest_is(
    tmp_path: Path, typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    site = a_site(tmp_path, a_request())
    plan = site.plans[HOME].summary.id
    before = ["--language", "en", "--data-dir", str(tmp_path)]
    first = told(*before, *typed).splitlines()[0]
    assert first.startswith(f"latest is plan {plan}")


def test_a_week_names_the_plan_that_counts_for_it(tmp_path: Path) -> None:
    site = a_site(tmp_path, a_request())
    before = ["--language", "en", "--data-dir", str(tmp_path)]
    plan = publish(site)
    assert f"2026-W49 is plan {plan}" in told(*before, "show", "2026-W49")
    assert "There is no plan 2026-W50" in told(*before, "show", "2026-W50")
