"""Pages of data as forms, without a browser: what is refused, masked, kept, and by whom."""

from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from geodata.places import Contact
from planner.domain.people import Role
from planner.domain.policy import Policy
from planner.usecases.loans import loans_of
from planner.usecases.master_data import change_record, one_record
from planner.usecases.uploads import FOLDER
from tests.builders import a_request
from tests.web import FOREIGN, HOME, Site, a_foreign_request, a_member, a_site

DATA = f"/data/{HOME}"
HEADINGS = "code,name_th,seconds_per_person,interval_days,sla_working_days\n"
SERVICES = {"files": ("services.csv", (HEADINGS + "passport,หนังสือเดินทาง,900,365,30\n").encode())}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request(), a_foreign_request(), plans=False)


def test_what_others_name_says_so_on_its_page(site: Site) -> None:
    client = site.client(a_member())
    base = one_record(site.planner.store, HOME, "units", "U1").thing.base_code
    tag = one_record(site.planner.store, HOME, "bases", base).tag
    page = client.post(f"{DATA}/bases/remove", data={"_key": base, "_tag": tag})
    assert page.status_code == 409
    assert "หน่วยเคลื่อนที่" in page.text


def test_a_number_that_is_none_is_told_beside_its_field(site: Site) -> None:
    client = site.client(a_member())
    record = one_record(site.planner.store, HOME, "units", "U1")
    data = {"_key": "U1", "_tag": record.tag, "contact": "คนขับ, Driver, ๐-๐๐๐๐"}
    page = client.post(f"{DATA}/units/record?language=en", data=data)
    assert page.status_code == 422
    assert "“๐-๐๐๐๐” is no telephone number" in unescape(page.text)
    data["contact"] += "-๐๐๔๒"
    assert client.post(f"{DATA}/units/record", data=data).status_code == 303
    assert one_record(site.planner.store, HOME, "units", "U1").thing.contact.phone == "0-0000-0042"


@pytest.mark.parametrize(
    ("kind", "told", "codes"),
    [
        ("units", "ศาลากลางจังหวัด", (">B1<",)),
        ("packages", "นาที", ("วินาที",)),
        ("stop_places", "ไฟฟ้า", ("mains_power",)),
    ],
)
def test_tables_say_names_not_codes(
    site: Site, kind: str, told: str, codes: tuple[str, ...]
) -> None:
    """People read names, dates of their calendar and minutes; codes and seconds are the files'."""
    page = site.client(a_member()).get(f"{DATA}/{kind}?language=th").text
    rows = page[page.index('id="records"') :]
    assert told in rows
    assert [code for code in codes if code in rows] == []


def test_tables_say_dates_as_people_write_them(site: Site) -> None:
    client = site.client(a_member())
    posted = {"date": "2026-12-07", "name_th": "วันหยุดพิเศษ", "status": "special"}
    assert client.post(f"{DATA}/holidays/new", data=posted).status_code == 303
    page = client.get(f"{DATA}/holidays?language=th").text
    assert "7 ธ.ค. 2569" in page
    assert ">2026-12-07<" not in page


def test_a_record_changed_meanwhile_is_not_overwritten(site: Site) -> None:
    client = site.client(a_member())
    page = client.post(
        f"{DATA}/units/record", data={"_key": "U1", "_tag": "old", "max_nights": "3"}
    )
    assert page.status_code == 412
    assert one_record(site.planner.store, HOME, "units", "U1").thing.max_nights != 3


def test_numbers_are_masked_for_who_only_looks(site: Site) -> None:
    record = one_record(site.planner.store, HOME, "units", "U1")
    driver = Contact(role_th="คนขับ", role_en="Driver", phone="0-0000-0042")
    change_record(
        site.planner.store, site.clock, HOME, "units", "U1",
        replace(record.thing, contact=driver), seen=record.tag, by="planner",
    )  # fmt: skip
    for path in (f"{DATA}/units", f"{DATA}/units/record?key=U1"):
        assert "0-0000-0042" in site.client(a_member(Role.PLANNER)).get(path).text
        seen = site.client(a_member(Role.AUDITOR)).get(path).text
        assert "0-0000-0042" not in seen
        assert "42" in seen
    assert site.client(a_member(Role.AUDITOR)).get(f"{DATA}/workbook").status_code == 403


def waiting(site: Site) -> str:
    folder = site.planner.settings.data_dir / FOLDER
    return next(path.name for path in folder.iterdir())


def test_files_wait_for_the_person_who_uploaded_them(site: Site) -> None:
    client = site.client(a_member())
    assert client.post(f"{DATA}/upload", files=SERVICES).status_code == 200
    address = f"{DATA}/upload/{waiting(site)}"
    other = site.client(a_member(login="other.planner"))
    assert other.post(address).headers["location"].endswith("gone=1")
    assert (
        site.client(a_member(Role.PLANNER, FOREIGN, login="far")).post(address).status_code == 404
    )
    assert client.post(address).headers["location"].endswith("imported=1")
    assert client.post(address).headers["location"].endswith("gone=1")
    assert one_record(site.planner.store, HOME, "services", "passport")


def test_what_changed_since_the_preview_is_looked_at_again(site: Site) -> None:
    client = site.client(a_member())
    client.post(f"{DATA}/upload", files=SERVICES)
    record = one_record(site.planner.store, HOME, "units", "U1")
    change_record(
        site.planner.store, site.clock, HOME, "units", "U1",
        replace(record.thing, max_nights=1), seen=record.tag, by="planner",
    )  # fmt: skip
    again = client.post(f"{DATA}/upload/{waiting(site)}")
    assert again.status_code == 412
    assert client.post(f"{DATA}/upload/{waiting(site)}").status_code == 303
    site.clock.forward(hours=2)
    client.post(f"{DATA}/upload", files=SERVICES)
    assert len(list((site.planner.settings.data_dir / FOLDER).iterdir())) == 1


def test_no_file_changes_the_policy(site: Site) -> None:
    client = site.client(a_member())
    policy = b'{"version": "mine", "equity_floor": 0.9}'
    page = client.post(f"{DATA}/upload", files={"files": ("policy.json", policy)})
    assert page.status_code == 200
    client.post(f"{DATA}/upload/{waiting(site)}")
    api = client.post(
        f"/v1/provinces/{HOME}/imports?preview=false", files={"files": ("policy.json", policy)}
    )
    assert "policy_stays" in {found["code"] for found in api.json()["findings"]}
    with site.planner.store.reading() as reader:
        assert reader.province(HOME).policy == Policy()


def test_a_unit_is_lent_by_page(site: Site) -> None:
    owner = site.client(a_member(login="owner"))
    borrower = site.client(a_member(Role.PLANNER, FOREIGN, login="borrower"))
    wish = {
        "unit_code": "U1", "borrower_code": FOREIGN, "first_day": "2026-12-07",
        "last_day": "2026-12-01", "reason": "น้ำท่วม",
    }  # fmt: skip
    assert owner.post(f"{DATA}/loans", data=wish).status_code == 422
    wish["last_day"] = "2026-12-13"
    assert owner.post(f"{DATA}/loans", data=wish).status_code == 303
    (loan,) = loans_of(site.planner.store, HOME)
    page = borrower.get(f"/data/{FOREIGN}/loans").text
    assert f"{loan.id}/accept" in page
    assert f"{loan.id}/accept" not in owner.get(f"{DATA}/loans").text
    done = borrower.post(
        f"/data/{FOREIGN}/loans/{loan.id}/accept", data={"version": "1", "base_code": "B1"}
    )
    assert done.status_code == 303
    assert owner.post(f"{DATA}/loans", data=wish).status_code == 409


FILLED: dict[str, dict[str, str]] = {
    "services": {
        "code": "passport", "name_th": "หนังสือเดินทาง", "name_en": "Passports",
        "seconds_per_person": "900", "interval_days": "365", "sla_working_days": "15",
        "min_gap_days": "0", "max_visits": "1", "site_needs.boxes": "1", "load_per_person": "0",
    },
    "holidays": {
        "date": "31/12/2569", "name_th": "วันสิ้นปี", "name_en": "Last day of the year",
        "status": "fixed",
    },
    "lodgings": {
        "code": "L9", "name_th": "บ้านพัก", "name_en": "Lodging", "lon": "97.96", "lat": "19.3",
        "cost_per_night_baht": "1,200",
    },
    "staff": {
        "code": "dentist9", "name_th": "ทันตแพทย์", "name_en": "Dentist", "mon": "1", "tue": "1",
        "wed": "๑", "thu": "1", "fri": "1", "sat": "0", "sun": "0",
    },
}  # fmt: skip
"""What a planner types to add one of each."""


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("kind", FILLED)
def test_a_planner_adds_what_a_week_needs_by_form(site: Site, kind: str, language: str) -> None:
    typed = FILLED[kind]
    client = site.client(a_member())
    page = client.post(f"{DATA}/{kind}/new?language={language}", data=typed, follow_redirects=False)
    assert page.status_code == 303, page.text
    key = parse_qs(urlsplit(page.headers["location"]).query)["saved"][0]
    thing = one_record(site.planner.store, HOME, kind, key).thing
    name = typed["name_th" if language == "th" else "name_en"]
    assert name in client.get(f"{DATA}/{kind}?language={language}").text
    assert typed["name_th"] == thing.name_th


def test_forms_speak_of_minutes_and_keep_seconds(site: Site) -> None:
    """A unit's setting up: 20 typed are 1200 s kept; what is no number is told, not kept."""
    client = site.client(a_member())
    record = one_record(site.planner.store, HOME, "units", "U1")
    page = client.get(f"{DATA}/units/record?key=U1&language=th").text
    assert f'name="setup_s.minutes" value="{record.thing.setup_s / 60:g}"' in page
    assert "วินาที" not in page
    posted = {"_key": "U1", "_tag": record.tag, "setup_s.minutes": "20"}
    assert client.post(f"{DATA}/units/record", data=posted).status_code == 303
    record = one_record(site.planner.store, HOME, "units", "U1")
    assert record.thing.setup_s == 1200
    posted = {"_key": "U1", "_tag": record.tag, "setup_s.minutes": "9999"}
    too_long = client.post(f"{DATA}/units/record", data=posted)
    assert too_long.status_code == 422
    assert "86400" not in too_long.text
    posted = {"_key": "U1", "_tag": record.tag, "setup_s.minutes": "ยี่สิบ"}
    refused = client.post(f"{DATA}/units/record", data=posted)
    assert refused.status_code == 422
    assert 'value="ยี่สิบ"' in refused.text
