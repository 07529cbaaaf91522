"""The map's document, without a browser: whole, closed to the outside, and the same each time."""

import base64
import dataclasses
import hashlib
import json
import re
from html import unescape

import folium
import pytest

from planner.domain.plan import Reason
from planner.domain.rules import Rule
from planner.outputs.map import SCRIPTS, draw_map
from planner.outputs.map_data import map_data
from planner.outputs.offline import (
    OutsideReference,
    asset_text,
    embeddable_json,
    refuse_outside,
)
from planner.words import Language, catalog
from tests.views import ALL_HOSTILE, HOSTILE, a_hostile_view, a_view

TH = Language.TH
PARSING = ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(")


def data_in(page: str) -> dict[str, object]:
    """The JSON that a document carries."""
    found = re.search(r'<script type="application/json" id="plan-data">(.*?)</script>', page, re.S)
    assert found is not None
    told: dict[str, object] = json.loads(found.group(1))
    return told


def test_the_vendored_leaflet_is_the_one_that_folium_names() -> None:
    named = dict(folium.folium._default_js)["leaflet"]
    version = re.search(r"leaflet@([\d.]+)/", named)
    assert version is not None
    assert f"Leaflet {version.group(1)}," in asset_text("leaflet/leaflet.js")
    assert f"leaflet {version.group(1)}" in asset_text("README.md")


def test_the_same_view_gives_the_same_document() -> None:
    assert draw_map(a_view()) == draw_map(a_view())


def test_both_languages_are_in_one_document_and_the_asked_one_comes_first() -> None:
    thai, english = draw_map(a_view()), draw_map(a_view(), Language.EN)
    assert '<html lang="th">' in thai
    assert '<html lang="en">' in english
    assert "<title>จังหวัดแม่ฮ่องสอน</title>" in thai
    for page in (thai, english):
        data = data_in(page)
        assert data["title"] == ["จังหวัดแม่ฮ่องสอน", "Mae Hong Son Province"]


def test_a_tiny_map_is_small() -> None:
    assert len(draw_map(a_view()).encode()) < 400_000


def test_the_policy_allows_exactly_the_scripts_and_styles_of_the_page() -> None:
    page = draw_map(a_hostile_view())
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found is not None
    policy = dict(
        part.split(" ", 1) for part in unescape(found.group(1)).split("; ") if " " in part
    )
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in found.group(1)
    for kind in ("script", "style"):
        blocks = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.S)
        digests = {
            f"'sha256-{base64.b64encode(hashlib.sha256(b.encode()).digest()).decode()}'"
            for b in blocks
        }
        assert digests == set(policy[f"{kind}-src"].split())


@pytest.mark.parametrize(
    "harm",
    [
        '<script src="x.js"></script>',
        "<link rel=stylesheet href=x.css>",
        '<a href="https://cdn.example.org/x.js">',
        "<style>a{background:url(images/layers.png)}</style>",
        "<style>@import 'x.css';</style>",
        "<iframe>",
        "//# sourceMappingURL=x.map",
        'fetch("//cdn.example.org/x")',
    ],
)
def test_a_page_that_would_fetch_anything_is_refused(harm: str) -> None:
    refuse_outside("<html><style>a{src:url(data:font/woff2;base64,AA)}</style></html>")
    with pytest.raises(OutsideReference):
        refuse_outside(f"<html>{harm}</html>")


@pytest.mark.parametrize("text", [*HOSTILE, ALL_HOSTILE])
def test_json_in_a_page_cannot_end_its_element_and_comes_back_whole(text: str) -> None:
    told = embeddable_json({"text": text})
    assert not set(told) & set("<>&'`\u2028\u2029")
    assert json.loads(told) == {"text": text}


def test_hostile_names_come_back_whole_and_stay_inside_their_element() -> None:
    page = draw_map(a_hostile_view())
    data = data_in(page)
    names = [village["name"][0] for village in data["villages"]]  # type: ignore[attr-defined]
    assert set(HOSTILE) <= set(names)
    assert ALL_HOSTILE in names
    outside = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.S)
    assert "<img" not in outside
    assert "window.pwned=1</script>" not in outside
    assert len(re.findall(r"<script", outside)) == 3
    assert page.count('id="plan-data"') == 1


def test_routes_are_told_with_stops_lunch_and_a_night() -> None:
    data = map_data(a_view(), TH)
    first, second, third = data["routes"]
    assert [stop["order"] for stop in first["stops"]] == [1, 0, 2]
    assert [first["night"], second["night"], third["night"]] == [False, True, False]
    assert first["depart"] == 8 * 3600
    assert second["depart"] < 86_400
    assert {home["kind"] for home in data["homes"]} == {"base", "lodging"}


def test_legs_are_dashed_where_they_are_a_guess_and_where_no_line_is_known() -> None:
    data = map_data(a_view(), TH)
    first, _, third = data["routes"]
    flags = [[part["estimated"] for part in leg["parts"]] for leg in first["legs"]]
    assert flags == [[False], [False], [True]]
    assert all(part["estimated"] for part in third["legs"][0]["parts"])


def test_villages_left_out_carry_pressure_reason_and_due_date() -> None:
    view = a_view()
    data = map_data(view, TH)
    codes = [group["village"] for group in data["leftOut"]]
    assert len(codes) == len({row.village_code for row in view.plan.unplanned})
    told = {data["reasons"][row[3]][1] for group in data["leftOut"] for row in group["rows"]}
    assert len(told) > 3
    dates = [data["dates"][r[4]] for g in data["leftOut"] for r in g["rows"] if r[4] is not None]
    assert ["2 ธ.ค. 2569", "2 Dec 2026"] in dates
    unplaced = [v for v in data["villages"] if v["x"] is None]
    assert len(unplaced) == 1
    assert {v["name"][0] for v in data["villages"] if v["approximate"]} >= {"บ้านน้ำฮู้หายใจ"}


def test_the_gap_is_told_only_when_it_is_proven() -> None:
    view = a_view()
    assert map_data(view, TH)["gap"] == pytest.approx(view.plan.gap)
    unproven = dataclasses.replace(view, plan=dataclasses.replace(view.plan, bounds=()))
    assert map_data(unproven, TH)["gap"] is None


def test_scripts_and_catalog_know_the_same_words() -> None:
    scripts = "\n".join(asset_text(f"map/{name}") for name in SCRIPTS)
    said = set(re.findall(r'say\(\s*"(\w+[a-z])"', scripts))
    chosen = re.findall(r'say\([^()]*\?\s*"(\w+)"\s*:\s*"(\w+)"', scripts)
    said |= {code for pair in chosen for code in pair}
    said |= {f"{stem}_{pressure}" for stem in ("left_out", "layer") for pressure in
             ("required", "waiting", "calm")}  # fmt: skip
    said |= {"base", "lodging"}
    known = {code.removeprefix("map_") for code in catalog() if code.startswith("map_")}
    assert said == known


def test_scripts_never_parse_text_into_a_page() -> None:
    for name in SCRIPTS:
        script = asset_text(f"map/{name}")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "eval(",
            "Function(",
        ):
            assert word not in script, (name, word)


@pytest.mark.parametrize("kind", [f"rule_{rule.value}" for rule in Rule])
def test_every_rule_has_a_name_for_the_badge(kind: str) -> None:
    assert all(catalog()[kind])


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_can_be_told(reason: Reason) -> None:
    assert all(catalog()[f"reason_{reason.value}"])
