"""Findings name a missing heading as the workbook does, and speak of map features as such."""

import json
from pathlib import Path

import pytest

from geodata.findings import Finding, Severity
from geodata.villages import read_villages
from planner.inputs.headings import title_of
from planner.inputs.kinds import FORM_OF, UNIT_SERVICES
from planner.inputs.rows import read_form
from planner.words import Language
from planner.words.findings import tell_finding
from planner.words.headings import heading_text


@pytest.mark.parametrize("language", list(Language))
def test_a_missing_column_is_called_as_in_the_workbook(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "unit_services.csv"
    path.write_text("unit_code,service_code\nU1,id_card\n", encoding="utf-8")
    _, findings = read_form(UNIT_SERVICES, path)
    (missing,) = [found for found in findings if found.code == "missing_column"]
    assert missing.column == "counters"
    title = title_of("unit_services", "counters")[language is Language.EN]
    told = tell_finding(missing, language)
    assert f"“{title}”" in told
    assert heading_text(missing, language) == title
    assert "counters" not in told.replace(title, "")


@pytest.mark.parametrize("language", list(Language))
def test_a_heading_not_known_names_others_as_in_the_workbook(
    tmp_path: Path, language: Language
) -> None:
    path = tmp_path / "demand.csv"
    path.write_text("village_code,service_code,people,peple\n", encoding="utf-8")
    _, findings = read_form(FORM_OF["demand"], path)
    told = tell_finding(next(f for f in findings if f.code == "unknown_column"), language)
    assert title_of("demand", "people")[language is Language.EN] in told
    assert "village_code" not in told


@pytest.mark.parametrize("language", list(Language))
def test_what_a_finding_calls_a_column_can_be_mapped(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "unit_services.csv"
    path.write_text("unit_code,service_code,desks\nU1,id_card,3\n", encoding="utf-8")
    title = title_of("unit_services", "counters")[language is Language.EN]
    entries, findings = read_form(UNIT_SERVICES, path, names={"desks": title})
    assert findings == ()
    assert entries is not None
    assert entries[0].values["counters"] == 3
    villages = tmp_path / "villages.csv"
    villages.write_text("code,hamlet,population\n58010101,บ้าน,5\n", encoding="utf-8")
    title = title_of("villages", "name_th")[language is Language.EN]
    found, _ = read_villages(villages, province_code="58", names={"hamlet": title})
    assert [village.name_th for village in found] == ["บ้าน"]


def map_file(folder: Path, *properties: dict[str, object]) -> Path:
    point = {"type": "Point", "coordinates": [97.9, 19.3]}
    features = [{"type": "Feature", "properties": own, "geometry": point} for own in properties]
    path = folder / "villages.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


@pytest.mark.parametrize(
    ("language", "words", "strange"),
    [
        (Language.TH, ("จุดใดบนแผนที่", title_of("villages", "name_th")[0]), ("แถว", "คอลัมน์")),
        (Language.EN, ("map features", title_of("villages", "name_th")[1]), ("row", "column")),
    ],
)
def test_map_features_without_names_are_told_as_features(
    tmp_path: Path, language: Language, words: tuple[str, ...], strange: tuple[str, ...]
) -> None:
    path = map_file(tmp_path, {"code": "58010101", "other": 1})
    _, findings = read_villages(path, province_code="58")
    told = " ".join(tell_finding(found, language) for found in findings)
    assert [found.row for found in findings] == [None] * len(findings)
    assert [word for word in words if word not in told] == []
    assert [word for word in strange if word in told] == []


@pytest.mark.parametrize(
    ("language", "second"), [(Language.TH, "จุดที่ 2"), (Language.EN, "feature 2")]
)
def test_a_feature_is_named_by_its_number(tmp_path: Path, language: Language, second: str) -> None:
    path = map_file(tmp_path, {"code": "58010101", "name_th": "บ้าน"}, {"code": "58010102"})
    _, findings = read_villages(path, province_code="58")
    empty = next(found for found in findings if found.code == "empty_cell")
    assert second in tell_finding(empty, language)
    table = Finding(code="empty_cell", severity=Severity.ERROR, file="a.csv", row=2, column="x")
    assert second not in tell_finding(table, language)
