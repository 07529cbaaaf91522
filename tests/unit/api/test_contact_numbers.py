"""Telephone numbers in what a plan hands out: whole for those who serve, dots for others."""

import io
import re
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from openpyxl import load_workbook

from api.auth.masking import sees_numbers
from planner.domain.people import Action, Role
from tests.views import a_drawn_request
from tests.web import FOREIGN, HOME, Site, a_member, a_site

NUMBER, MASKED = "0-0000-0000", "•-••••-••00"
FILES = (
    *("/plans/{plan}/map", "/plans/{plan}/sheets", "/v1/plans/{plan}/sheets/U1"),
    *("/plans/{plan}/field/U1", "/v1/plans/{plan}/workbook", "/v1/plans/{plan}/calendars/U1"),
)
SILENT = ("", "/summary", "/verdict", "/geojson", "/csv", "/kml", "/gpx/U1")
"""Documents of a plan that hold no number for anybody."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_drawn_request())


def text_of(content: bytes, kind: str) -> str:
    if kind.startswith("application/pdf"):
        document = pdfium.PdfDocument(content)
        try:
            return " ".join(page.get_textpage().get_text_bounded() for page in document)
        finally:
            document.close()
    if "spreadsheet" in kind:
        book = load_workbook(io.BytesIO(content))
        cells = (
            cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        )
        return " ".join(str(cell) for cell in cells)
    return re.sub(r"\r\n ", "", content.decode())


@pytest.mark.parametrize("role", [Role.FIELD_TEAM, Role.AUDITOR])
def test_who_serves_may_call_and_others_see_dots(site: Site, role: Role) -> None:
    client = site.client(a_member(role))
    for address in FILES:
        answer = client.get(address.format(plan=site.plans[HOME].summary.id))
        assert answer.status_code == 200, (address, answer.text)
        text = text_of(answer.content, answer.headers["content-type"])
        is_serving = role is Role.FIELD_TEAM
        assert (NUMBER in text) is is_serving, address
        assert (MASKED in text) is not is_serving, address
        assert is_serving or "tel:" not in text, address


def test_every_role_and_every_province_is_decided() -> None:
    serving = {role for role in Role if sees_numbers(a_member(role), HOME)}
    assert serving == {Role.ADMINISTRATOR, Role.PLANNER, Role.OFFICE, Role.FIELD_TEAM}
    assert not any(sees_numbers(a_member(role), FOREIGN) for role in Role)
    robot = replace(a_member(Role.PLANNER), scopes=(Action.READ_PLAN,))
    assert not sees_numbers(robot, HOME)


def test_documents_for_programs_hold_no_number(site: Site) -> None:
    client = site.client(a_member(Role.PLANNER))
    for ending in SILENT:
        answer = client.get(f"/v1/plans/{site.plans[HOME].summary.id}{ending}")
        assert answer.status_code == 200, ending
        assert NUMBER not in answer.text, ending
