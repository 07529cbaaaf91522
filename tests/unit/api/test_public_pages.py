"""Public pages: found by anybody, kept by caches, silent about persons; open data reads back."""

import csv
import io
import re
from pathlib import Path

import geopandas
import pytest
from starlette.testclient import TestClient

from planner.domain.people import Role
from planner.outputs.open_data import COLUMNS
from planner.words import catalog
from tests.builders import V1, a_request
from tests.published import publish, withdraw
from tests.web import FOREIGN, HOME, Site, a_foreign_request, a_member, a_site

PAGES = ("", "/58", "/58?q=0102", "/58?district=5801", f"/58/villages/{V1}", "/58/how", "/58/map",
         "/58/data", "/58/data/visits.csv", "/58/data/visits.geojson",
         "/58/data/visits.gpkg")  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = a_site(tmp_path_factory.mktemp("site"), a_request(), a_foreign_request())
    publish(site)
    return site


@pytest.fixture(scope="module")
def anybody(site: Site) -> TestClient:
    return site.client()


@pytest.mark.parametrize("page", PAGES)
def test_everybody_gets_the_same_page_and_may_keep_it(
    site: Site, anybody: TestClient, page: str
) -> None:
    answer = anybody.get(f"/public{page}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "public, no-cache"
    assert "set-cookie" not in answer.headers
    again = anybody.get(f"/public{page}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    signed_in = site.client(a_member(Role.ADMINISTRATOR, login="chief"))
    signed_in.cookies.set("planner_language", "en")
    assert signed_in.get(f"/public{page}").content == answer.content
    assert "<script" not in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_nothing_of_persons_or_foreign_drafts_is_told(anybody: TestClient, page: str) -> None:
    for language in ("th", "en"):
        text = anybody.get(f"/public{page}", params={"language": language}).text
        assert "0-0000-0000" not in text
        assert "other.office" not in text
        assert "Foreign" not in text
        assert "ต่างถิ่น" not in text


@pytest.mark.parametrize("page", ["/50/map", "/50/data", "/50/data/visits.csv", "/99"])
def test_a_province_without_a_published_plan_has_no_data(anybody: TestClient, page: str) -> None:
    assert anybody.get(f"/public{page}").status_code == 404


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("th", ("เชียงใหม่", "ยังไม่มีแผนออกหน่วยที่ประกาศ", "ครั้งล่าสุดเมื่อวัน")),
        ("en", ("Chiang Mai", "No plan is published", "A unit last went out on ")),
    ],
)
@pytest.mark.parametrize("page", ["/50", "/50/villages/50010101"])
def test_a_province_without_a_published_plan_says_so(
    anybody: TestClient, page: str, language: str, told: tuple[str, ...]
) -> None:
    answer = anybody.get(f"/public{page}?language={language}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, no-cache"
    for text in told:
        assert text in answer.text
    assert "ต่างถิ่น" not in answer.text
    assert "Foreign" not in answer.text


def test_what_was_read_before_is_asked_for_again_when_a_plan_is_published(tmp_path: Path) -> None:
    site = a_site(tmp_path, a_request())
    anybody = site.client()
    address = f"/public/58/villages/{V1}?language=en"
    before = anybody.get(address)
    assert "No plan is published" in before.text
    known = {"If-None-Match": before.headers["etag"]}
    assert anybody.get(address, headers=known).status_code == 304
    plan_id = publish(site)
    after = anybody.get(address, headers=known)
    assert after.status_code == 200
    assert "No plan is published" not in after.text
    known = {"If-None-Match": after.headers["etag"]}
    assert anybody.get(address, headers=known).status_code == 304
    withdraw(site, plan_id)
    assert anybody.get(address, headers=known).status_code == 200


def test_coming_visits_are_folded_by_day(anybody: TestClient) -> None:
    page = anybody.get(f"/public/{HOME}?language=en").text
    folds = re.findall(r'<details class="fold"( open)?>', page)
    assert folds[0] == " open"
    assert set(folds[1:]) <= {""}
    counts = [int(n) for n in re.findall(r'group-count">(\d+) visit', page)]
    assert len(counts) == len(folds)
    assert sum(counts) == page.count('class="when"')


def test_a_village_is_found_by_name_or_code(anybody: TestClient) -> None:
    found = anybody.get("/public/58", params={"q": "ทดสอบ 0102"}).text
    assert "/public/58/villages/58010102" in found
    assert "พบ 1 หมู่บ้าน" in found
    by_code = anybody.get("/public/58", params={"q": "580201", "language": "en"}).text
    assert "1 village found" in by_code
    assert "/public/58/villages/58020101?language=en" in by_code
    nothing = anybody.get("/public/58", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in nothing


def test_a_village_says_when_and_with_what(site: Site, anybody: TestClient) -> None:
    plan = site.plans[HOME].plan
    served = {s.village_code for _, _, s in plan.servings()}
    page = anybody.get(f"/public/58/villages/{sorted(served)[0]}").text
    assert "ธันวาคม 2569" in page or "พฤศจิกายน 2569" in page
    assert re.search(r"\d\d:\d\d–\d\d:\d\d น\.", page)
    assert anybody.get("/public/58/villages/58999999").status_code == 404


def test_open_data_reads_back_in_every_form(anybody: TestClient, tmp_path: Path) -> None:
    text = anybody.get("/public/58/data/visits.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    features = anybody.get("/public/58/data/visits.geojson").json()
    assert features["licence"] == "CC-BY-4.0"
    assert len(features["features"]) == len(rows)
    path = tmp_path / "visits.gpkg"
    path.write_bytes(anybody.get("/public/58/data/visits.gpkg").content)
    frame = geopandas.read_file(path, layer="visits")
    assert list(frame["village_code"]) == [row["village_code"] for row in rows]
    assert frame.crs.to_epsg() == 4326
    about = geopandas.read_file(path, layer="about")
    assert about["licence"][0] == "CC-BY-4.0"


def test_every_column_has_its_meaning() -> None:
    assert all(f"public_col_{name}" in catalog() for name in COLUMNS)


def test_figures_of_few_people_are_not_told(anybody: TestClient) -> None:
    """One request was filed: the page says "below ten" and no number."""
    page = anybody.get("/public/58?language=en").text
    table = page.partition("Promises kept")[2]
    assert "below 10" in table
    assert '<td class="number">1</td>' not in table


def test_what_is_withdrawn_is_gone_at_once(tmp_path: Path) -> None:
    site = a_site(tmp_path, a_request())
    plan_id = publish(site)
    client = site.client()
    assert client.get("/public/58").status_code == 200
    withdraw(site, plan_id)
    assert "ยังไม่มีแผนออกหน่วยที่ประกาศ" in client.get("/public/58").text
    assert client.get("/public/58/data/visits.csv").status_code == 404
    assert "/public/58" not in client.get("/public").text
    assert FOREIGN not in client.get("/public").text
