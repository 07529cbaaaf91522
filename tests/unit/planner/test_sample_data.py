"""The sample: what is promised of Mae Hong Son holds in the packaged files."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from geodata.places import PointQuality, PopulationSource
from planner.domain.calendar import HolidayStatus, Horizon
from planner.domain.province import ProvinceData, request_for
from planner.domain.rows import demand_rows, is_required
from planner.inputs import read_dataset, write_dataset
from planner.samples import sample_folder, sample_week

SOURCE_COLUMNS_NEVER_SHIPPED = ("v12_id", "v12_lat", "v12_lon", "v12_match")


@pytest.fixture(scope="module")
def sample() -> ProvinceData:
    data, findings = read_dataset(sample_folder())
    assert data is not None, findings
    return data


def test_it_is_read_without_errors(sample):
    assert (sample.province_code, sample.name_en) == ("58", "Mae Hong Son")


def test_it_comes_back_equal_from_files(sample, tmp_path):
    write_dataset(sample, tmp_path)
    again, _ = read_dataset(tmp_path)
    assert again == sample


def test_its_files_are_the_written_form(sample, tmp_path):
    write_dataset(sample, tmp_path)
    for path in sorted(tmp_path.glob("*.csv")):
        assert path.read_bytes() == (sample_folder() / path.name).read_bytes(), path.name


def test_villages_are_the_official_ones(sample):
    assert len(sample.villages) == 415
    assert len({v.tambon_code for v in sample.villages}) == 44
    assert Counter(v.district_code for v in sample.villages) == {
        "5801": 68, "5802": 43, "5803": 62, "5804": 77, "5805": 69, "5806": 58, "5807": 38,
    }  # fmt: skip


def test_79_villages_stand_at_a_point_of_their_tambon(sample):
    approximate = [v for v in sample.villages if v.point_quality is PointQuality.APPROXIMATE]
    assert len(approximate) == 79
    assert all(v.point_source == f"tambon {v.tambon_code}" for v in approximate)
    by_tambon = {v.tambon_code: {w.location for w in approximate if w.tambon_code == v.tambon_code}
                 for v in approximate}  # fmt: skip
    assert all(len(points) == 1 for points in by_tambon.values())
    others = [v for v in sample.villages if v.point_quality is PointQuality.EXACT]
    assert all(v.point_source.startswith("GeoNames ") for v in others)


def test_population_is_the_tambons_shared_out_and_says_so(sample):
    assert sum(v.population for v in sample.villages) == 278_717
    assert {v.population_source for v in sample.villages} == {PopulationSource.ESTIMATED}
    pang_mu = [v.population for v in sample.villages if v.tambon_code == "580104"]
    assert sum(pang_mu) == 20_372
    assert max(pang_mu) - min(pang_mu) <= 1


def test_no_point_of_the_anonymous_file_is_shipped():
    for path in sample_folder().rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            headings = next(csv.reader(file))
        assert not set(headings) & set(SOURCE_COLUMNS_NEVER_SHIPPED), path


def test_bases_are_the_offices_and_units_start_there(sample):
    assert [b.code for b in sample.bases] == ["B58", *(f"B580{n}" for n in range(1, 8))]
    assert {u.base_code for u in sample.units} <= {b.code for b in sample.bases}
    assert len({b.location for b in sample.bases}) == 8


def test_units_and_services_are_of_many_kinds(sample):
    assert 7 <= len(sample.units) <= 8
    assert 6 <= len(sample.services) <= 8
    assert {c.service_code for u in sample.units for c in u.services} == {
        s.code for s in sample.services
    }
    assert len({u.vehicle_class for u in sample.units}) == 3
    assert {u.max_nights for u in sample.units} >= {0, 2}
    assert any(len(u.services) >= 5 for u in sample.units)


def test_people_are_roles_without_numbers(sample):
    contacts = [c for v in sample.villages for c in v.contacts]
    contacts += [u.contact for u in sample.units if u.contact]
    assert {c.phone for c in contacts} == {"0-0000-0000"}
    assert {c.role_en for c in contacts} == {"Village head", "Unit leader"}


def test_the_sample_week_is_an_ordinary_working_week(sample):
    week = sample_week()
    assert week.weekday() == 0
    request = request_for(sample, Horizon(start=week))
    assert all(request.works_on(day) for day in range(5))


def test_urgency_leaves_a_week_something_to_choose(sample):
    request = request_for(sample, Horizon(start=sample_week()))
    rows = demand_rows(request)
    late = sum(row.urgency > 1.0 for row in rows) / len(rows)
    required = sum(is_required(row, request) for row in rows) / len(rows)
    never = sum(row.never_visited for row in rows)
    assert len(rows) > 2500
    assert 0.10 <= late <= 0.25
    assert 0.02 <= required <= 0.04
    assert 1 <= never <= 60


def test_more_people_wait_than_a_week_can_serve(sample):
    """Counters open for the longest package, twice a day, every day: far more than is possible."""
    longest = max(p.serving_s for p in sample.packages)
    seconds = {s.code: s.seconds_per_person for s in sample.services}
    most = sum(
        5 * 2 * (longest * c.counters // seconds[c.service_code])
        for u in sample.units
        for c in u.services
    )
    assert sum(d.people for d in sample.demands) > 2 * most


def test_history_lies_on_working_days_and_requests_are_dated_for_the_week(sample):
    done = [h for h in sample.history if h.state == "done"]
    assert max(h.date for h in done) < sample_week()
    assert all(h.date.weekday() < 5 for h in done)
    assert sum(h.date >= date(2025, 11, 20) for h in done) > 0.94 * len(done)
    per_day = Counter((h.unit_code, h.date, h.village_code) for h in done)
    villages_a_day = Counter((unit, when) for unit, when, _ in per_day)
    assert max(villages_a_day.values()) <= 4
    horizon = Horizon(start=sample_week())
    assert 5 <= len(sample.requests) <= 8
    assert sum(horizon.holds(r.due_on) for r in sample.requests) >= 2


def test_places_cover_only_neighbours_within_walking_reach(sample):
    from planner.samples.sources import km_between

    villages = {v.code: v for v in sample.villages}
    covering = [p for p in sample.stop_places if p.covers]
    assert len(covering) > 50
    for place in covering:
        near = [km_between(place.location, villages[c].location) for c in place.covers]
        assert max(near) <= 1.5
        assert near == sorted(near)


def test_holidays_have_their_status(sample):
    by_date = {h.date: h for h in sample.holidays}
    assert {h.date.year for h in sample.holidays} == {2026, 2027}
    assert by_date[date(2026, 12, 7)].status is HolidayStatus.SUBSTITUTE
    assert by_date[date(2026, 1, 2)].status is HolidayStatus.SPECIAL
    assert by_date[date(2026, 12, 10)].status is HolidayStatus.FIXED
    assert by_date[date(2026, 5, 1)].units_work


@pytest.mark.parametrize(("name", "count"), [("amphoe", 7), ("tambon", 45)])
def test_boundaries_are_small_and_named(name, count):
    path = sample_folder() / "boundaries" / f"{name}.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert len(features) == count
    known = {"code", "name_th", "name_en"}
    assert all(set(f["properties"]) - {"population"} == known for f in features)
    with_people = sum("population" in f["properties"] for f in features)
    assert with_people == (44 if name == "tambon" else 0)  # one has no village
    assert path.stat().st_size < 200_000


def test_notices_stand_beside_the_data():
    folder = sample_folder()
    notice = (folder / "LICENSE-DATA.md").read_text(encoding="utf-8")
    roads = (folder / "roads" / "LICENSE.md").read_text(encoding="utf-8")
    for words in ("GeoNames (CC BY 4.0)", "Who's On First", "CC BY-IGO", "DOPA", "(ODbL)"):
        assert words in notice
    assert "Open Database License" in roads
    assert "invented" in (folder / "README.md").read_text(encoding="utf-8").lower()


def test_the_whole_sample_is_small():
    files: list[Path] = [p for p in sample_folder().rglob("*") if p.is_file()]
    assert sum(p.stat().st_size for p in files) < 1_500_000
