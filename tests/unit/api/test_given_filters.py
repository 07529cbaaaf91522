"""The filters of the requests page hold for requests that came with the province's data too."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import V1, V4, a_request, a_service_request
from tests.web import HOME, Site, a_member, a_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder: Path = tmp_path_factory.mktemp("given")
    site = a_site(folder, a_request(), plans=False)
    today = site.clock.now().date()
    with site.planner.store.writing(actor="tester", at=site.clock.now()) as writer:
        data = writer.province(HOME)
        asked = [
            a_service_request(
                code=code, village_code=village, service_code=service,
                filed_on=today - timedelta(days=filed), due_on=today + timedelta(days=days),
            )
            for code, village, service, filed, days in (
                ("GIVEN-LATE", V1, "id_card", 30, -9),
                ("GIVEN-SOON", V1, "health", 0, 2),
                ("GIVEN-FAR", V4, "id_card", 0, 90),
            )
        ]  # fmt: skip
        writer.put_province(replace(data, requests=tuple(asked), history=()))
        writer.note("province_imported", f"province:{HOME}")
    return site


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ("", {"LATE", "SOON", "FAR"}),
        ("district=5802", {"FAR"}),
        ("district=5801", {"LATE", "SOON"}),
        ("service=health", {"SOON"}),
        ("clock=breached", {"LATE"}),
        ("clock=warning", {"SOON"}),
        ("clock=in_time", {"FAR"}),
        ("clock=near", {"LATE", "SOON"}),
        ("district=5801&service=id_card", {"LATE"}),
        ("state=received", set()),
        ("own=1", set()),
        ("q=given-s", {"SOON"}),
        ("q=5802", {"FAR"}),
    ],
)
def test_a_filter_holds_for_what_came_with_the_data(
    site: Site, chosen: str, left: set[str]
) -> None:
    client = site.client(a_member())
    page = client.get(f"/requests?province={HOME}&{chosen}").text
    assert {name for name in ("LATE", "SOON", "FAR") if f">GIVEN-{name}<" in page} == left
    file = client.get(f"/requests?province={HOME}&{chosen}&as=xlsx&language=en").content
    sheet = load_workbook(io.BytesIO(file)).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if str(row[0]).startswith("GIVEN-")]
    assert {str(row[0]).removeprefix("GIVEN-") for row in rows} == left
    assert all(row[6] is not None and row[4] for row in rows)


@pytest.mark.parametrize(("has_filed", "anchor"), [(False, "given"), (True, "requests")])
def test_the_warning_leads_to_what_it_counts(tmp_path: Path, has_filed: bool, anchor: str) -> None:
    site = a_site(tmp_path, a_request(), plans=has_filed)
    today = site.clock.now().date()
    if has_filed:
        with site.planner.store.reading() as reader:
            due = reader.case(site.receipts[HOME]).due_on
        site.clock.forward(days=(due - today).days)
    soon = site.clock.now().date() + timedelta(days=1)
    with site.planner.store.writing(actor="tester", at=site.clock.now()) as writer:
        data = writer.province(HOME)
        asked = a_service_request(code="GIVEN-SOON", village_code=V1, filed_on=today, due_on=soon)
        writer.put_province(replace(data, requests=(asked,), history=()))
        writer.note("province_imported", f"province:{HOME}")
    client = site.client(a_member())
    page = client.get(f"/requests?province={HOME}&language=en").text
    count = 1 + has_filed
    link = re.search(r'role="status">(\d+) requests? .*?<a href="([^"]+)">', page)
    assert link is not None
    assert int(link[1]) == count
    address, _, place = unescape(link[2]).partition("#")
    assert place == anchor
    shown = client.get(f"/requests{address}&language=en").text
    assert f'id="{place}"' in shown
    listed = [one for one in ("GIVEN-SOON", site.receipts.get(HOME, "–")) if f">{one}<" in shown]
    assert len(listed) == count
