"""A province's data by page, in a real browser: uploads, edits, placing, accounts, policy."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.pages.policy_groups import GROUPS
from planner.domain.people import ALL_PROVINCES, Member, Role
from planner.usecases.master_data import one_record
from planner.words import Language, say
from tests.browser import follow, running_browser
from tests.builders import a_request
from tests.served import (
    assert_no_wider_than_the_window,
    assert_quiet,
    assert_readable,
    serving,
    visiting,
)
from tests.web import HOME, PASSWORD, Site, a_foreign_request, a_member, a_site, sign_in

pytestmark = pytest.mark.browser

DATA = f"/data/{HOME}"
HEADINGS = "code,name_th,name_en,seconds_per_person,interval_days,sla_working_days\n"
BROKEN = HEADINGS + "passport,หนังสือเดินทาง,Passport,สิบห้านาที,365,30\n,ไม่มีรหัส,,900,365,30\n"
MENDED = HEADINGS + "passport,หนังสือเดินทาง,Passport,900,365,30\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request(), a_foreign_request(), plans=False)


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield address


def looked_at(page: Page) -> None:
    """What every page of these stories is held to."""
    assert_no_wider_than_the_window(page)
    assert_readable(page)


@pytest.mark.parametrize(
    ("size", "language"), [("desktop", "th"), pytest.param("phone", "en", marks=pytest.mark.slow)]
)
def test_a_broken_file_is_read_mended_looked_at_and_confirmed(
    browser: Browser, site: Site, address: str, tmp_path: Path, size: str, language: str
) -> None:
    token = sign_in(site, a_member(Role.PLANNER))
    with visiting(browser, size, token, address) as watched:
        page = watched.page
        page.goto(f"{address}{DATA}?language={language}")
        looked_at(page)
        page.goto(f"{address}{DATA}/upload")
        file = tmp_path / "services.csv"
        file.write_text(BROKEN, encoding="utf-8")
        page.set_input_files("#files", file)
        follow(page.locator(".upload-form button"))
        expect(page.locator(".fault[role=alert]")).to_have_count(1)
        told = page.locator("table.findings").inner_text()
        assert "services.csv" in told
        assert {"2", "3"} <= set(page.locator("table.findings td.number").all_inner_texts())
        assert page.locator("form.confirm").count() == 0
        looked_at(page)
        file.write_text(MENDED, encoding="utf-8")
        page.set_input_files("#files", file)
        follow(page.locator(".upload-form button"))
        assert "passport" in page.locator(".parts").inner_text().replace("\n", " ") or (
            page.locator(".parts summary").count() == 1
        )
        with site.planner.store.reading() as reader:
            assert reader.province_versions(HOME)[-1].version == 1
        follow(page.locator("form.confirm button:not([name=drop])"))
        page.wait_for_url("**/data/58?imported=1")
        expect(page.locator(".saved[role=status]")).to_have_count(1)
        assert one_record(site.planner.store, HOME, "services", "passport").thing
        assert_quiet(watched, address)


@pytest.mark.parametrize(
    ("size", "language"), [pytest.param("desktop", "en", marks=pytest.mark.slow), ("phone", "th")]
)
def test_a_unit_is_edited_and_a_fault_stands_beside_its_field(
    browser: Browser, site: Site, address: str, size: str, language: str
) -> None:
    token = sign_in(site, a_member(Role.PLANNER))
    with visiting(browser, size, token, address) as watched:
        page = watched.page
        page.goto(f"{address}{DATA}/units?language={language}")
        looked_at(page)
        follow(page.locator("tbody th a").first)
        looked_at(page)
        nights = page.locator("input[name=max_nights]")
        nights.fill("สามคืน")
        page.locator("input[name='counters.id_card']").fill("-1")
        follow(page.locator("form.record > .actions button"))
        for name in ("max_nights", "counters.id_card"):
            field = page.locator(f"input[name='{name}']")
            assert field.get_attribute("aria-invalid") == "true"
            fault = (field.get_attribute("aria-describedby") or "").split()[0]
            assert page.locator(f"#{fault}").inner_text()
        assert nights.input_value() == "สามคืน"
        looked_at(page)
        nights.fill("๒")
        page.locator("input[name='counters.id_card']").fill("2")
        page.locator("input[name=_weeks] >> nth=1").uncheck()
        follow(page.locator("form.record > .actions button"))
        page.wait_for_url("**/units?saved=U1")
        unit = one_record(site.planner.store, HOME, "units", "U1").thing
        assert (unit.max_nights, unit.counters_of("id_card"), len(unit.days_off)) == (2, 2, 7)


@pytest.mark.parametrize(
    ("size", "language"), [("desktop", "th"), pytest.param("phone", "en", marks=pytest.mark.slow)]
)
def test_a_village_is_placed_by_a_click(
    browser: Browser, site: Site, address: str, size: str, language: str
) -> None:
    token = sign_in(site, a_member(Role.PLANNER))
    with visiting(browser, size, token, address) as watched:
        page = watched.page
        page.goto(f"{address}{DATA}/villages/58010101?language={language}")
        looked_at(page)
        before = one_record(site.planner.store, HOME, "villages", "58010101").thing.location
        frame = page.frame_locator("iframe.place-map")
        expect(frame.locator("#hint")).not_to_be_empty()  # the map is drawn and listens
        unit = r"\d ก?ม\.$" if language == "th" else r"\d k?m$"
        expect(frame.locator(".leaflet-control-scale-line")).to_have_text(re.compile(unit))
        frame.locator("#map_plan").click(position={"x": 200, "y": 180})
        page.wait_for_function("document.querySelector('#position').value !== ''")
        lon, lat = map(float, page.input_value("#position").split())
        page.fill("#place-reason", "สำรวจด้วย GPS")
        follow(page.locator("form[data-place] button"))
        page.wait_for_selector(".saved, .warned")
        after = one_record(site.planner.store, HOME, "villages", "58010101").thing
        assert (after.location.lon, after.location.lat) == (lon, lat)
        assert after.location != before
        assert "สำรวจด้วย GPS" in after.point_source
        assert_quiet(watched, address)


@pytest.mark.parametrize(
    ("size", "language"), [("phone", "th"), pytest.param("desktop", "en", marks=pytest.mark.slow)]
)
def test_a_hamlet_is_put_by_a_click_and_a_contact_is_written(
    browser: Browser, site: Site, address: str, size: str, language: str
) -> None:
    token = sign_in(site, a_member(Role.PLANNER))
    with visiting(browser, size, token, address) as watched:
        page = watched.page
        page.goto(f"{address}{DATA}/villages/58010101?language={language}")
        page.locator("#hamlet summary").click()
        page.locator("#hamlet-position").focus()  # what is clicked goes where one is writing
        frame = page.frame_locator("iframe.place-map")
        expect(frame.locator("#hint")).not_to_be_empty()
        frame.locator("#map_plan").click(position={"x": 150, "y": 200})
        expect(page.locator("#hamlet-position")).not_to_have_value("")
        expect(page.locator("#position")).to_have_value("")
        lon, lat = map(float, page.input_value("#hamlet-position").split())
        page.fill("#hamlet-name", "บ้านแยกบนดอย")
        page.fill("#hamlet-reason", "ห่างหมู่บ้าน 4 กม.")
        follow(page.locator("#hamlet form button"))
        expect(page.locator("#hamlet li").filter(has_text="บ้านแยกบนดอย")).to_have_count(1)
        looked_at(page)
        hamlet = one_record(site.planner.store, HOME, "stop_places", "58010101-1").thing
        assert (hamlet.location.lon, hamlet.location.lat) == (lon, lat)
        assert hamlet.village_code == "58010101"

        contacts, save = page.locator("textarea[name=contacts]"), page.locator(".record .actions")
        contacts.fill("ผู้ใหญ่บ้าน")
        follow(save.get_by_role("button"))
        expect(contacts).to_have_attribute("aria-invalid", "true")
        expect(contacts).to_have_value("ผู้ใหญ่บ้าน")
        looked_at(page)
        contacts.fill("ผู้ใหญ่บ้าน, Village head, 0-0000-0001\nครูใหญ่, Head teacher, 0-0000-0002")
        follow(save.get_by_role("button"))
        village = one_record(site.planner.store, HOME, "villages", "58010101").thing
        told = [(one.role_en, one.phone) for one in village.contacts]
        assert told == [("Village head", "0-0000-0001"), ("Head teacher", "0-0000-0002")]
        page.goto(f"{address}/villages/58010101?language={language}")
        role = "ครูใหญ่" if language == "th" else "Head teacher"
        line = page.locator("[aria-labelledby=contacts-title] li").filter(has_text=role)
        expect(line.get_by_role("link")).to_have_attribute("href", "tel:0-0000-0002")
        assert [text for text in watched.complaints if "422" not in text] == []


def test_a_village_is_placed_without_scripts(browser: Browser, site: Site, address: str) -> None:
    token = sign_in(site, a_member(Role.PLANNER))
    with visiting(browser, "phone", token, address, scripts=False) as watched:
        page = watched.page
        page.goto(f"{address}{DATA}/villages/58010101?language=en")
        page.fill("#position", "nowhere")
        page.fill("#place-reason", "surveyed")
        follow(page.locator("form[data-place] button"))
        assert page.locator("#place-fault").inner_text()
        page.fill("#position", "47QLA 0 0")
        page.fill("#position", "97.9601 19.3002")
        follow(page.locator("form[data-place] button"))
        village = one_record(site.planner.store, HOME, "villages", "58010101").thing
        assert (village.location.lon, village.location.lat) == (97.9601, 19.3002)


@pytest.mark.parametrize(
    ("size", "language"), [pytest.param("desktop", "th", marks=pytest.mark.slow), ("phone", "en")]
)
def test_somebody_is_invited_and_sets_a_password(
    browser: Browser, site: Site, address: str, size: str, language: str
) -> None:
    head = a_member(Role.ADMINISTRATOR, ALL_PROVINCES, login="head")
    with visiting(browser, size, sign_in(site, head), address) as watched:
        page = watched.page
        page.goto(f"{address}/accounts?language={language}")
        looked_at(page)
        page.fill("#login", "new.planner")
        follow(page.locator("form.form-card button"))
        assert page.locator("#fault").inner_text()
        page.check("input[name=roles][value=planner]")
        page.check(f"input[name=provinces][value='{HOME}']")
        follow(page.locator("form.form-card button"))
        link = page.input_value("#link")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        copy = page.locator("button[data-copied]")
        expect(copy).to_have_text(say("data_copy", Language(language)))
        copy.click()
        expect(copy).to_have_text(say("data_copied", Language(language)))
        assert page.evaluate("navigator.clipboard.readText()") == link
        looked_at(page)
    with visiting(browser, size) as watched:
        page = watched.page
        page.goto(f"{link}?language={language}")
        looked_at(page)
        page.fill("#password", PASSWORD)
        page.fill("#again", PASSWORD)
        follow(page.locator("form.form-card button, article form button"))
        page.goto(f"{address}/account")
        assert "new.planner" in page.locator("h1").inner_text()
        looked_at(page)
        page.click("#tokens details summary")
        page.fill("#token-name", "register")
        page.check("input[name=scopes][value=read_data]")
        follow(page.locator("#tokens .inner-form > button"))
        assert page.input_value("#secret").startswith("msup_")
        page.goto(link)
        assert page.locator(".status-number").inner_text() == "404"


@pytest.mark.parametrize(
    ("size", "language"), [("desktop", "en"), pytest.param("phone", "th", marks=pytest.mark.slow)]
)
def test_a_policy_needs_two_persons(
    browser: Browser, site: Site, address: str, size: str, language: str
) -> None:
    people: dict[str, Member] = {
        "planner": a_member(Role.PLANNER), "approver": a_member(Role.APPROVER)
    }  # fmt: skip
    tokens = {name: sign_in(site, member) for name, member in people.items()}
    with visiting(browser, size, tokens["planner"], address) as watched:
        page = watched.page
        page.goto(f"{address}{DATA}/policy?language={language}")
        looked_at(page)
        assert page.locator("fieldset.group").count() == len(GROUPS)
        assert page.locator("[data-changes-told]").is_hidden()
        page.fill("#s-equity_floor", "7")
        assert page.locator("[data-changes-told] li").all_inner_texts()[0].endswith("0 → 7")
        page.fill("#policy-reason", "every district")
        follow(page.locator("form.record button"))
        assert page.locator("#s-equity_floor-fault").inner_text()
        page.fill("#s-equity_floor", "0.2")
        follow(page.locator("form.record button"))
        expect(page.locator(".proposal ins")).not_to_have_count(0)
        assert page.locator("form[action$=approve]").count() == 0
        looked_at(page)
    with site.planner.store.reading() as reader:
        assert reader.province(HOME).policy.equity_floor == 0.0
    with visiting(browser, size, tokens["approver"], address) as watched:
        page = watched.page
        page.goto(f"{address}{DATA}/policy?language={language}")
        follow(page.locator("form[action$=approve] button"))
        page.wait_for_selector(".saved")
        looked_at(page)
    with site.planner.store.reading() as reader:
        assert reader.province(HOME).policy.equity_floor == 0.2
