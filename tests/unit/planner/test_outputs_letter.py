"""Letters to villages, read back out of their PDF, and the short texts."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from geodata.places import Contact
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.letterheads import Letterhead
from planner.domain.telling import (
    Notice,
    Telling,
    TellKind,
    TellLine,
    TellMeans,
    standing,
    tell_lines,
)
from planner.outputs.letter import draw_letters, letter_name, zip_letters
from planner.outputs.letter_data import MOST_CHAT_CHARS, Writing, chat_text
from tests.builders import MONDAY, V1
from tests.printed import pages_of
from tests.stored import a_province
from tests.views import HOSTILE

TODAY = date(2026, 11, 20)
HEAD = Letterhead(
    province_code="58",
    number_prefix="มส 0017/ว",
    office="ศาลากลางจังหวัดแม่ฮ่องสอน",
    address="ถนนขุนลุมประพาส\nมส 58000",
    signer="ผู้ว่าราชการจังหวัดแม่ฮ่องสอน",
    section="สำนักงานจังหวัด",
    phone="0-0000-0000",
)


def a_writing(head: Letterhead = HEAD, **village: object) -> Writing:
    data = a_province()
    contact = Contact(role_th="กำนัน", role_en="Kamnan", phone="0-0000-0012")
    first = replace(
        data.villages[0],
        name_th="บ้านห้วยโป่ง",
        tambon_th="ห้วยโป่ง",
        district_th="เมืองแม่ฮ่องสอน",
        contacts=(contact,),
    )
    services = tuple(
        replace(s, name_th="บัตรประจำตัวประชาชน", bring_th="บัตรใบเดิม") if s.code == "id_card" else s
        for s in data.services
    )
    villages = (replace(first, **village), *data.villages[1:])  # type: ignore[arg-type]
    return Writing(data=replace(data, villages=villages, services=services), letterhead=head)


NOTICE = Notice(
    village_code=V1,
    date=MONDAY,
    unit_code="U1",
    place_code=V1,
    opens_s=9 * 3600,
    closes_s=12 * 3600,
    servings=(("id_card", 12),),
)


def a_line(now: Notice | None, told: Notice | None = None) -> TellLine:
    records = []
    if told is not None:
        records.append(
            Telling(
                number=1,
                province_code="58",
                plan_id="p",
                kind=TellKind.VISIT,
                notice=told,
                means=TellMeans.LETTER,
                by="planner",
                at=datetime(2026, 11, 19, 9, 0, tzinfo=LOCAL_ZONE),
            )
        )
    here = [] if now is None else [now]
    (line,) = tell_lines(here, standing(records), notice_days=7)
    return line


def squeezed(text: str) -> str:
    return text.replace(" ", "")


def has(page: str, *texts: str) -> None:
    for text in texts:
        assert squeezed(text) in squeezed(page), text


def test_a_letter_says_when_where_and_what_in_the_official_form() -> None:
    (page,) = pages_of(draw_letters(a_writing(), [a_line(NOTICE)], TODAY))
    has(
        page, "มส ๐๐๑๗/ว", "ศาลากลางจังหวัดแม่ฮ่องสอน", "มส ๕๘๐๐๐", "๒๐ พฤศจิกายน ๒๕๖๙",
        "ขอแจ้งกำหนดการออกหน่วยบริการเคลื่อนที่", "กำนัน บ้านห้วยโป่ง หมู่ที่ ๑ ตำบลห้วยโป่ง",
        "วันจันทร์ที่ ๓๐ พฤศจิกายน ๒๕๖๙", "๐๙.๐๐ – ๑๒.๐๐", "บัตรประจำตัวประชาชน", "๑๒", "บัตรใบเดิม",
        "ขอแสดงความนับถือ", "ผู้ว่าราชการจังหวัดแม่ฮ่องสอน", "โทร. ๐-๐๐๐๐-๐๐๐๐",
    )  # fmt: skip
    assert not any(ch in page for ch in "0123456789")


def test_a_change_says_what_was_told_and_what_stands_now() -> None:
    tuesday = replace(NOTICE, date=MONDAY + timedelta(days=1))
    (page,) = pages_of(draw_letters(a_writing(), [a_line(tuesday, NOTICE)], TODAY))
    has(
        page, "ขอแจ้งเปลี่ยนแปลงกำหนดการ", "วันจันทร์ที่ ๓๐ พฤศจิกายน ๒๕๖๙", "วันอังคารที่ ๑ ธันวาคม ๒๕๖๙",
        "๑๙ พฤศจิกายน ๒๕๖๙", "อ้างถึง",
    )  # fmt: skip


def test_a_cancellation_has_no_services() -> None:
    (page,) = pages_of(draw_letters(a_writing(), [a_line(None, NOTICE)], TODAY))
    has(page, "ขอแจ้งงดการออกหน่วย", "วันจันทร์ที่ ๓๐ พฤศจิกายน ๒๕๖๙", "ขออภัยในความไม่สะดวก")
    assert "บัตรใบเดิม" not in squeezed(page)


def test_names_cannot_become_markup() -> None:
    for name in HOSTILE:
        (page,) = pages_of(draw_letters(a_writing(name_th=name), [a_line(NOTICE)], TODAY))
        has(page, "ขอแสดงความนับถือ")


def test_many_letters_are_pages_or_files_and_the_same_bytes_again() -> None:
    lines = [a_line(NOTICE), a_line(replace(NOTICE, village_code="58999999", unit_code="gone"))]
    whole = draw_letters(a_writing(), lines, TODAY)
    assert len(pages_of(whole)) == 2
    assert whole == draw_letters(a_writing(), lines, TODAY)
    packed = zip_letters(a_writing(), lines, TODAY)
    assert packed == zip_letters(a_writing(), lines, TODAY)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == [
            letter_name(NOTICE, 1), "letter-20261130-002-58999999-gone.pdf",
        ]  # fmt: skip
        assert all(len(pages_of(archive.read(name))) == 1 for name in archive.namelist())


def test_the_short_text_says_all_that_is_needed() -> None:
    text = chat_text(a_writing(), a_line(NOTICE))
    for part in (
        "บ้านห้วยโป่ง ม.1", "วันจันทร์ที่ 30 พฤศจิกายน 2569", "09.00 – 12.00 น.", "บัตรประจำตัวประชาชน",
        "นำมาด้วย: บัตรใบเดิม", "สำนักงานจังหวัด โทร. 0-0000-0000",
    ):  # fmt: skip
        assert part in text
    assert "กำนัน" not in text


@pytest.mark.parametrize("many", [1, 8, 40])
@pytest.mark.parametrize("long", [10, 120, 500])
def test_the_short_text_is_short_whatever_the_names_are(many: int, long: int) -> None:
    writing = a_writing(name_th="บ" * long)
    first = writing.data.services[0]
    services = tuple(
        replace(first, code=f"s{i}", name_th="ก" * long, bring_th="ข" * long) for i in range(many)
    )
    writing = replace(writing, data=replace(writing.data, services=services))
    notice = replace(NOTICE, servings=tuple((f"s{i}", 3) for i in range(many)))
    for line in (a_line(notice), a_line(None, notice)):
        assert len(chat_text(writing, line)) < MOST_CHAT_CHARS


def test_without_a_letterhead_the_crew_is_asked() -> None:
    text = chat_text(a_writing(Letterhead(province_code="58")), a_line(NOTICE))
    unit = a_province().units[0]
    assert (unit.contact is None) or unit.contact.phone in text
    (page,) = pages_of(
        draw_letters(a_writing(Letterhead(province_code="58")), [a_line(NOTICE)], TODAY)
    )
    has(page, "จังหวัดแม่ฮ่องสอน")
