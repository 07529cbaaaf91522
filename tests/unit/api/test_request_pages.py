"""Requests by page: filed on a phone's form, followed by code, decided, spoken of, exported."""

import io
import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from httpx2 import Response
from openpyxl import load_workbook

from planner.domain.life import LifeStep
from planner.domain.people import Role
from planner.usecases.cases import Wish
from planner.usecases.life import take_step
from planner.usecases.twins import twins_of
from tests.builders import MONDAY, a_request
from tests.web import HOME, Site, a_member, a_site

WISH = {
    "village": "58010101",
    "service": "id_card",
    "people": "๔",
    "day": ["2026-12-02", "", ""],
    "contact_name": "หัวหน้าสำนักงาน",
    "contact_phone": "0-0000-0012",
    "note": "=1+1",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request())


def open_like_it(site: Site) -> str:
    """What the form names when it has told of the open requests like WISH."""
    wish = Wish(province_code=HOME, village_code=WISH["village"], service_code="id_card", people=1)
    return ",".join(t.number for t in twins_of(site.planner.store, site.clock, wish))


def file(site: Site, **changes: object) -> tuple[str, str]:
    """A request filed by an office: its receipt number and code."""
    office = site.client(a_member(Role.OFFICE))
    filed = office.post("/requests/new", data={**WISH, **changes, "again": open_like_it(site)})
    assert filed.status_code == 303, filed.text
    receipt = filed.headers["location"].split("/")[2]
    with site.planner.store.reading() as reader:
        return receipt, reader.case(receipt).code


def decide(site: Site, receipt: str, **fields: str) -> int:
    with site.planner.store.reading() as reader:
        version = reader.case(receipt).version
    planner = site.client(a_member(Role.PLANNER))
    data = {"version": str(version), **fields}
    return planner.post(f"/requests/{receipt}/decision", data=data).status_code


def test_the_form_marks_what_is_wrong_and_keeps_what_was_typed(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE))
    assert "58010102" in office.get("/requests/new").text
    wrong = office.post(
        "/requests/new", data={**WISH, "village": "nowhere", "people": "0", "day": ["2020-01-01"]}
    )
    assert wrong.status_code == 422
    for text in ("ไม่พบหมู่บ้าน", "จำนวนคนต้องเป็น 1 ขึ้นไป", "หัวหน้าสำนักงาน", "aria-invalid"):
        assert text in wrong.text
    late = office.post("/requests/new", data={**WISH, "day": ["2020-01-01"]})
    assert "วันที่สะดวกต้องเป็นวันนี้" in late.text
    several = office.post("/requests/new", data={**WISH, "village": "บ้านทดสอบ"})
    assert several.status_code == 422
    assert 'name="village_code"' in several.text
    chosen = office.post("/requests/new", data={**WISH, "village": "x", "village_code": "58010102"})
    assert chosen.status_code == 303


def test_a_request_like_an_open_one_is_sent_on_the_second_press(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE))
    first, _ = file(site)
    told = office.post("/requests/new?language=en", data=WISH)
    assert told.status_code == 200
    assert f'href="/requests/{first}"' in told.text
    assert "Send it all the same" in told.text
    again = re.findall(r'name="again" value="([^"]+)"', told.text)[0]
    assert first in again
    elsewhere = {**WISH, "village": "58010102", "again": again}
    assert office.post("/requests/new", data=elsewhere).status_code == 303
    assert office.post("/requests/new", data={**WISH, "again": again}).status_code == 303
    assert office.post("/requests/new", data={**WISH, "again": again}).status_code == 200


def test_more_people_than_live_there_are_sent_knowingly(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE))
    many = {**WISH, "village": "58010102", "people": "5000"}
    told = office.post("/requests/new?language=en", data=many)
    assert told.status_code == 200
    assert "You ask for 5,000 people, but this village has 300 people" in told.text
    assert "Send it with this number" in told.text
    again = re.findall(r'name="again" value="([^"]+)"', told.text)[0]
    other = office.post("/requests/new", data={**many, "people": "4000", "again": unescape(again)})
    assert other.status_code == 200
    assert office.post("/requests/new", data={**many, "again": unescape(again)}).status_code == 303
    fits = {**WISH, "village": "58020101", "people": "300"}
    assert office.post("/requests/new", data=fits).status_code == 303


def test_rows_for_more_than_live_there_are_filed_knowingly(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE))
    table = b"village_code,service_code,people\n58010102,id_card,5000\n58020101,id_card,4\n"

    def post(step: str, **more: str) -> Response:
        files = {"file": ("requests.csv", table)}
        return office.post("/requests/bulk?language=en", data={"step": step, **more}, files=files)

    checked = post("check")
    assert checked.status_code == 200
    assert "Row 2 asks for 5,000 people, but village 58010102 has 300 people" in checked.text
    assert "1 of 2 rows ask for more people than live in the village" in checked.text
    refused = post("send")
    assert refused.status_code == 409
    assert 'name="despite"' in refused.text
    assert "2 requests filed" in post("send", despite="true").text


def test_a_phone_number_is_a_number(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE))
    elsewhere = {**WISH, "village": "58010102"}
    wrong = office.post("/requests/new?language=en", data={**elsewhere, "contact_phone": "abc"})
    assert wrong.status_code == 422
    assert 'id="wrong-contact_phone"' in wrong.text
    for bad in ("0-0000-000", "โทร ๐-๐๐๐๐-๐๐๑๒"):
        refused = office.post("/requests/new", data={**elsewhere, "contact_phone": bad})
        assert refused.status_code == 422, bad
    sent = office.post("/requests/new", data={**elsewhere, "contact_phone": "๐-๐๐๐๐-๐๐๑๒ ต่อ ๓"})
    with site.planner.store.reading() as reader:
        case = reader.case(sent.headers["location"].split("/")[2])
    assert case.contact_phone == "0-0000-0012 ต่อ 3"


def test_the_receipt_has_number_code_and_qr_for_who_filed_it(site: Site) -> None:
    receipt, code = file(site)
    page = site.client(a_member(Role.OFFICE)).get(f"/requests/{receipt}/receipt").text
    assert receipt in page
    assert code in page
    assert "data:image/svg+xml" in page
    assert "mailto:" in page
    other = site.client(a_member(Role.OFFICE, login="other")).get(f"/requests/{receipt}/receipt")
    assert other.status_code == 200
    assert code not in other.text


def test_the_status_page_needs_no_account_and_tells_nothing_personal(site: Site) -> None:
    receipt, code = file(site)
    anybody = site.client()
    assert anybody.get("/status").status_code == 200
    page = anybody.get("/status", params={"receipt": receipt, "code": code.lower()})
    assert page.status_code == 200
    assert "รับเรื่องแล้ว" in page.text
    for secret in ("หัวหน้าสำนักงาน", "0-0000-0012", "=1+1", "office"):
        assert secret not in re.sub(r"<(script|link|a)[^>]*>", "", page.text)
    assert (
        anybody.get("/status/visit.ics", params={"receipt": receipt, "code": code}).status_code
        == 409
    )


def test_guessing_codes_is_slowed_down(site: Site) -> None:
    receipt, code = file(site)
    anybody = site.client()
    answers = [
        anybody.get("/status", params={"receipt": number, "code": guess}).status_code
        for number, guess in [(receipt, "22222222"), ("58-69-99999-9", code)] * 5
    ]
    assert answers == [404] * 10
    assert anybody.get("/status", params={"receipt": receipt, "code": code}).status_code == 429


def test_a_planner_looks_for_days_and_accepts_one(site: Site) -> None:
    receipt, code = file(site)
    planner = site.client(a_member(Role.PLANNER))
    page = planner.get(f"/requests/{receipt}").text
    assert "ค้นหาวันที่เป็นไปได้" in page
    assert "0-0000-0012" in page
    found = planner.get(f"/requests/{receipt}?weeks=2").text
    choice = unescape(re.findall(r'name="choice" value="([^"]+)"', found)[0])
    assert choice.startswith("2026-11-30")
    assert "แผนไปอยู่แล้ว" in found
    assert decide(site, receipt, step="accept", choice=choice) == 303
    assert "นัดหมาย" in planner.get(f"/requests/{receipt}").text
    anybody = site.client()
    told = anybody.get("/status", params={"receipt": receipt, "code": code}).text
    assert "นัดหมาย" in told
    calendar = anybody.get("/status/visit.ics", params={"receipt": receipt, "code": code})
    assert b"DTSTART;VALUE=DATE:20261130" in calendar.content
    plan_id = site.plans[HOME].summary.id
    for step, by in ((LifeStep.APPROVE, "head"), (LifeStep.PUBLISH, "maker")):
        take_step(site.planner.store, site.clock, plan_id, step, by=by)
    hours = planner.get(f"/requests/{receipt}/visit.ics").content
    assert b"DTSTART:20261130T" in hours
    assert "หน่วยออกให้บริการ" in planner.get(f"/requests/{receipt}").text


def test_a_decision_out_of_turn_says_why(site: Site) -> None:
    receipt, _ = file(site)
    planner = site.client(a_member(Role.PLANNER))
    refused = planner.post(
        f"/requests/{receipt}/decision", data={"step": "decline", "version": "1"}
    )
    assert refused.status_code == 409
    assert "ทำไม่ได้" in refused.text
    stale = planner.post(f"/requests/{receipt}/decision", data={"version": "9"})
    assert stale.status_code == 412
    for step, more in (
        ("postpone", {"until": "2027-01-15", "reason": "น้ำท่วม"}),
        ("pause", {"reason": "รอเอกสาร"}),
        ("resume", {}),
        ("week", {"week": "2026-12-09"}),
        ("erase", {}),
    ):
        assert decide(site, receipt, step=step, **more) == 303, step
    page = planner.get(f"/requests/{receipt}").text
    assert "นัดหมายภายในสัปดาห์ของ 7 ธ.ค. 2569" in page
    assert "0-0000-0012" not in page
    office = site.client(a_member(Role.OFFICE))
    assert office.post(f"/requests/{receipt}/decision", data={"step": "accept"}).status_code == 403
    with site.planner.store.reading() as reader:
        version = reader.case(receipt).version
    taken = office.post(f"/requests/{receipt}/withdrawal", data={"version": str(version)})
    assert taken.status_code == 303


def test_feedback_by_code_counts_when_a_planner_lets_it_through(site: Site) -> None:
    receipt, code = file(site)
    decide(site, receipt, step="accept")
    anybody = site.client()
    said = {
        "receipt": receipt, "code": code, "served_on": "2026-11-27", "rating": "5", "people": "3",
        "comment": "ขอบคุณ",
    }  # fmt: skip
    assert anybody.post("/status", data={**said, "rating": "9"}).status_code == 422
    assert anybody.post("/status", data={**said, "code": "22222222"}).status_code == 404
    sent = anybody.post("/status", data=said)
    assert sent.status_code == 303
    assert "ขอบคุณ ความเห็นถูกส่ง" in anybody.get(sent.headers["location"]).text
    with site.planner.store.reading() as reader:
        assert reader.recorded_visits(HOME) == ()
    planner = site.client(a_member(Role.PLANNER))
    assert "รอตรวจ" in planner.get(f"/requests/{receipt}").text
    assert "ขอบคุณ" not in site.client(a_member(Role.AUDITOR)).get(f"/requests/{receipt}").text
    assert decide(site, receipt, step="show") == 303
    with site.planner.store.reading() as reader:
        assert [v.said.source.value for v in reader.recorded_visits(HOME)] == ["village"]
    assert "100%" in planner.get("/requests").text
    assert "5.0" in planner.get("/requests").text


def test_how_a_visit_went_is_asked_only_when_its_day_has_come(site: Site) -> None:
    receipt, code = file(site)
    day = MONDAY + timedelta(days=1)
    assert decide(site, receipt, step="accept", choice=f"{day} U1") == 303
    followed = f"/status?receipt={receipt}&code={code}"
    assert 'name="rating"' not in site.client().get(followed).text
    site.clock.forward(days=(day - site.clock.now().date()).days)
    assert 'name="rating"' in site.client().get(followed).text


def test_a_week_or_a_day_that_is_not_said_is_asked_for(site: Site) -> None:
    receipt, _ = file(site)
    planner = site.client(a_member(Role.PLANNER))
    for step in ("week", "postpone"):
        form = {"step": step, "reason": "x", "version": "1"}
        told = planner.post(f"/requests/{receipt}/decision", data=form)
        assert told.status_code == 422
        assert "โปรดระบุวันที่" in told.text


def test_an_office_s_feedback_counts_at_once(site: Site) -> None:
    receipt, _ = file(site)
    decide(site, receipt, step="accept")
    office = site.client(a_member(Role.OFFICE))
    address = f"/requests/{receipt}/feedback"
    bad = office.post(address, data={"served_on": "x"})
    assert bad.headers["location"].endswith("wrong=feedback_wrong")
    data = {"served_on": "2026-11-27", "people": "4", "rating": "3", "still_need": "2"}
    assert office.post(address, data=data).status_code == 303
    with site.planner.store.reading() as reader:
        (visit,) = reader.recorded_visits(HOME)
    assert (visit.said.served[0].people, visit.said.served[0].still_need) == (4, 2)


def test_the_list_filters_warns_and_exports_text_as_text(site: Site) -> None:
    receipt, _ = file(site)
    other, _ = file(site, village="58020101", note="")
    planner = site.client(a_member(Role.PLANNER))
    everything = planner.get("/requests").text
    assert receipt in everything
    assert other in everything
    for query, shown in (
        ("district=5802", other), ("state=received&q=5801", receipt), ("service=health", ""),
        ("clock=breached", ""), ("own=1", ""),
    ):  # fmt: skip
        page = planner.get(f"/requests?{query}").text
        table = page[page.index('id="requests"') : page.index("statistics")]
        for one in (receipt, other):
            assert (one in table) == (one == shown), (query, one)
    book = load_workbook(io.BytesIO(planner.get("/requests?as=xlsx").content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert receipt in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)
    with site.planner.store.reading() as reader:
        due = reader.case(receipt).due_on
    site.clock.moment = site.clock.moment.replace(year=due.year, month=due.month, day=due.day)
    site.clock.forward(days=-1)
    late = site.client(a_member(Role.PLANNER, login="later"))
    assert "เกินกำหนดหรือจะครบกำหนดภายใน 5 วันทำการ" in late.get("/requests").text


def test_many_are_filed_by_workbook_all_or_none(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE))
    template = office.get("/requests/template.xlsx")
    book = load_workbook(io.BytesIO(template.content))
    sheet = book.worksheets[0]
    codes = [cell.value for cell in book.worksheets[1]["A"]]
    assert "58010101" in codes
    day = (MONDAY + timedelta(days=1)).isoformat()
    sheet.append(["58010101", "id_card", 3, day, "หัวหน้า", "0-0000-0000", ""])
    sheet.append(["58999999", "id_card", 0, "2020-01-01", "", "", ""])

    def send(step: str, **more: str) -> tuple[int, str]:
        content = io.BytesIO()
        book.save(content)
        files = {"file": ("r.xlsx", content.getvalue())}
        answer = office.post("/requests/bulk", data={"step": step, **more}, files=files)
        return answer.status_code, answer.text

    status, page = send("send")
    assert status == 422
    for text in ("58999999", "ยังไม่ได้ยื่นคำขอใด"):
        assert text in page
    before = len(site.receipts)
    with site.planner.store.reading() as reader:
        assert len(reader.cases(province_codes=(HOME,))) == before
    sheet.delete_rows(3)
    sheet["B2"] = "health"
    assert "พร้อมยื่น" in send("check")[1]
    assert "ยื่นแล้ว 1 คำขอ" in send("send")[1]
    again, told = send("send")
    assert again == 409
    assert "1 จาก 1 แถวขอสิ่งที่มีคำขออยู่แล้ว" in told
    assert re.search(r'href="/requests/58-69-\d{5}-\d"', told)
    assert "พร้อมยื่น" not in send("check")[1]
    with site.planner.store.reading() as reader:
        assert len(reader.cases(province_codes=(HOME,))) == before + 1
    assert "ยื่นแล้ว 1 คำขอ" in send("send", despite="true")[1]
    assert office.post("/requests/bulk", files={"file": ("r.exe", b"x")}).status_code == 422
