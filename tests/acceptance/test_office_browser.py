"""An office's whole story in both languages: one request, many by workbook, a token of its own."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from planner.domain.people import Role
from planner.words import Language, say
from tests.browser import follow, running_browser
from tests.builders import MONDAY, V1, a_request
from tests.published import publish
from tests.served import (
    SIZES,
    assert_no_wider_than_the_window,
    assert_quiet,
    assert_readable,
    serving,
    visiting,
)
from tests.web import Site, a_member, a_site, sign_in

pytestmark = pytest.mark.browser
MANY = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    request = a_request()
    services = tuple(replace(one, bring_th="บัตรประชาชน", bring_en="ID") for one in request.services)
    site = a_site(tmp_path_factory.mktemp("office"), replace(request, services=services))
    publish(site)
    return site


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.mark.parametrize(
    ("size", "language"),
    [pytest.param("phone", Language.TH, marks=pytest.mark.slow), ("desktop", Language.EN)],
)
def test_one_request_then_ten_then_a_token(
    browser: Browser, site: Site, address: str, size: str, language: Language
) -> None:
    token = sign_in(site, a_member(Role.OFFICE, login=f"office.{size}"))
    with visiting(browser, size, token, address, dark=language is Language.EN) as watched:
        page = watched.page
        page.goto(f"{address}/requests/new?language={language.value}")
        receipt, code = one_request(page, language, SIZES[size][1])
        followed(page, address, receipt, code, language)
        many(page, address, language)
        a_token(page, address, language)
        assert [text for text in watched.complaints if "422" not in text] == []
        watched.complaints.clear()
        assert_quiet(watched, address)


def look(page: Page) -> None:
    assert_readable(page)
    assert_no_wider_than_the_window(page)


def one_request(page: Page, language: Language, height: int) -> tuple[str, str]:
    """Filed in one screen; the receipt's number and code."""
    look(page)
    button = page.get_by_role("button", name=say("office_send", language))
    box = button.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= height, "all of the form is seen at once"
    page.get_by_label(say("office_village", language), exact=True).fill(V1)
    page.locator("select[name=service]").select_option("id_card")
    page.get_by_label(say("office_people", language)).fill("4")
    page.get_by_label(say("office_contact_phone", language)).fill("0-0000-0099")
    follow(button)
    follow(page.get_by_role("button", name=say("office_send_again", language)))
    page.locator(".receipt").wait_for()
    look(page)
    receipt, code = page.locator(".receipt .big").all_inner_texts()
    return receipt, code


def followed(page: Page, address: str, receipt: str, code: str, language: Language) -> None:
    """How it stands, by number and code alone; the visit as a calendar file."""
    page.goto(f"{address}/status")
    page.get_by_label(say("receipt_number", language)).fill(receipt)
    page.get_by_label(say("receipt_code", language)).fill(code)
    follow(page.get_by_role("button", name=say("status_look", language)))
    page.get_by_text(receipt).first.wait_for()
    look(page)


def many(page: Page, address: str, language: Language) -> None:
    """Ten by the workbook: one faulty row is told with its place and nothing is filed, then all."""
    page.goto(f"{address}/requests/bulk")
    with page.expect_download() as download:
        page.get_by_role("link", name=say("bulk_template", language)).click()
    book = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    sheet = book.worksheets[0]
    day = (MONDAY + timedelta(days=1)).isoformat()
    for number in range(MANY):
        village = "58999999" if number == MANY - 1 else V1
        sheet.append([village, "health", number + 1, day, "", "0-0000-0000", ""])
    send(page, book, language)
    page.get_by_text(say("bulk_faults_one", language)).wait_for()
    assert str(sheet.max_row) in page.locator(".findings").inner_text()
    assert "58999999" in page.locator(".findings").inner_text()
    look(page)
    sheet.cell(row=sheet.max_row, column=1).value = V1
    send(page, book, language)
    page.get_by_text(say("bulk_filed", language, n=MANY)).wait_for()
    assert page.locator("main ul a[href$='/receipt']").count() == MANY
    look(page)


def send(page: Page, book: object, language: Language) -> None:
    content = io.BytesIO()
    book.save(content)  # type: ignore[attr-defined]
    page.get_by_label(say("bulk_file", language)).set_input_files(
        {"name": "requests.xlsx", "mimeType": XLSX, "buffer": content.getvalue()}
    )
    follow(page.get_by_role("button", name=say("bulk_send", language)))


def a_token(page: Page, address: str, language: Language) -> None:
    """Made by oneself, shown once, good for a call."""
    page.goto(f"{address}/account#tokens")
    page.get_by_text(say("token_new", language)).click()
    page.get_by_label(say("token_name", language)).fill("e-office")
    page.locator("input[name=scopes][value=read_request]").check()
    follow(page.get_by_role("button", name=say("token_make", language), exact=True))
    secret = page.locator(".saved input.secret").first.input_value()
    look(page)
    answer = page.request.get(
        f"{address}/v1/requests", headers={"Authorization": f"Bearer {secret}", "Cookie": ""}
    )
    assert answer.status == 200
    page.reload()
    assert secret not in page.content()
