"""The page of closed roads: where each is in words, and the visits of plans that it breaks."""

import shutil
from pathlib import Path
from urllib.parse import urlencode

import pytest

from planner.samples import sample_folder
from planner.usecases.geography import geography_folder
from tests.builders import a_request
from tests.published import publish
from tests.web import HOME, Site, a_member, a_site

AT_THE_FIRST = {"province": HOME, "position": "19.3, 98.02", "reason": "a slide"}
FAR_AWAY = {**AT_THE_FIRST, "position": "17.9, 97.8"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request())


def closed(site: Site, sent: dict[str, str], language: str = "en", **query: str) -> str:
    """The page after a closure was sent."""
    client = site.client(a_member())
    answer = client.post("/roads/closures", data=sent)
    assert answer.status_code == 303, answer.text
    more = {"language": language, **query}
    return client.get(f"{answer.headers['location']}&{urlencode(more)}").text


@pytest.mark.parametrize(
    ("language", "dates", "vehicles"),
    [
        ("th", "ตั้งแต่บัดนี้ จนกว่าจะเปิดใช้อีกครั้ง", "รถทุกประเภท"),
        ("en", "from now on, until reopened", "all vehicles"),
    ],
)
def test_a_closure_tells_the_village_at_it_and_the_visits_it_breaks(
    site: Site, language: str, dates: str, vehicles: str
) -> None:
    page = closed(site, AT_THE_FIRST, language)
    assert 'role="status"' in page
    assert dates in page
    assert vehicles in page
    stored = site.plans[HOME]
    first = next(v for v in a_request().villages if v.code == "58010101")
    listed = page[page.index('class="cl-one"') :]
    assert (first.name_th if language == "th" else first.name_en) in listed.split("</h3>")[0]
    unit = next(u for u in a_request().units if u.code == stored.plan.routes[0].unit_code)
    named = f"{unit.code} {unit.name_th if language == 'th' else unit.name_en}"
    # Just kept, its days stand above, and once only.
    assert named in page
    assert named not in listed
    assert 'href="#saved"' in listed
    assert f"plan={stored.summary.id}#replan" in page


def test_a_plan_whose_ways_lead_elsewhere_is_not_named(site: Site) -> None:
    page = closed(site, FAR_AWAY)
    assert "No plan&#39;s way leads over it." in page
    assert site.plans[HOME].summary.id not in page


def test_a_plan_of_other_days_is_not_named(site: Site) -> None:
    over = {**AT_THE_FIRST, "from_date": "2027-03-01", "to_date": "2027-03-02"}
    assert site.plans[HOME].summary.id not in closed(site, over)


def test_a_plan_that_is_over_is_not_named_and_the_published_one_comes_first(site: Site) -> None:
    page = closed(site, AT_THE_FIRST)
    assert "Draft" in page.split("#replan")[0]
    publish(site)
    address = f"/roads/closures?province={HOME}&language=en"
    assert "Published" in site.client(a_member()).get(address).text
    site.clock.forward(minutes=60 * 24 * 20)
    assert site.plans[HOME].summary.id not in site.client(a_member()).get(address).text


def test_the_replan_of_the_plan_chosen_is_at_hand(site: Site) -> None:
    plan = site.plans[HOME].summary.id
    page = closed(site, AT_THE_FIRST, plan=plan)
    assert f'action="/plans/{plan}/board/replan"' in page
    assert 'id="replan"' in page


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_spot_far_from_any_road_is_told_at_once_and_not_kept(site: Site, language: str) -> None:
    store = site.planner.store
    with store.writing(actor="tester", at=site.clock.now()) as writer:
        version = writer.put_province(writer.province(HOME), geography="roads")
        writer.note("province_imported", f"province:{HOME}")
    folder = geography_folder(site.planner.settings.data_dir, version)
    assert folder is not None
    shutil.copytree(sample_folder() / "roads", folder / "roads")
    client = site.client(a_member())
    sent = client.post(f"/roads/closures?language={language}", data=FAR_AWAY)
    assert sent.status_code == 422
    told = {"th": "ถนนที่ใกล้ที่สุดอยู่ห่าง", "en": "The nearest is"}[language]
    assert told in sent.text
    assert 'value="17.9, 97.8"' in sent.text
    with store.reading() as reader:
        assert reader.province(HOME).closures == ()
    on_road = {**AT_THE_FIRST, "position": "19.226363, 97.969369"}
    page = closed(site, on_road, language)
    assert {"th": "ทางหลวง", "en": "highway"}[language] in page.split("</h3>")[0].lower()


def test_the_maps_hint_lies_on_the_ground_below_the_tools(site: Site) -> None:
    page = site.client(a_member()).get(f"/roads/closures/map?province={HOME}").text
    body = page[page.index('<main id="stage">') : page.index("</main>")]
    tools, ground = body.split('<div id="ground">')
    assert 'id="modes"' in tools
    assert 'id="hint"' not in tools
    assert 'id="hint"' in ground[: ground.index('id="credit"')]
    assert "#ground { position: relative;" in page
