"""Village lists: each spelling, each fault told with its place, nothing half-imported."""

import json

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.boundaries import load_boundaries
from geodata.findings import Severity, has_errors
from geodata.places import Contact, Location, PointQuality, PopulationSource
from geodata.villages import read_villages
from planner.samples import sample_folder

ERROR, WARNING, REPAIRED = Severity.ERROR, Severity.WARNING, Severity.REPAIRED
HEADINGS = "code,name_th,name_en,lat,lon,population"
GOOD = "58010201,บ้านห้วยโป่ง,Ban Huai Pong,19.0295,97.98325,509"


@pytest.fixture(scope="module")
def boundaries():
    return load_boundaries(sample_folder() / "boundaries")


@pytest.fixture
def read(tmp_path, boundaries):
    """Read rows of a CSV; gives villages and findings as (code, severity, row, column, value)."""

    def read_rows(*rows, headings=HEADINGS, borders=boundaries, province="58"):
        path = tmp_path / "villages.csv"
        path.write_text("\n".join((headings, *rows)), encoding="utf-8")
        return read_file(path, borders, province)

    return read_rows


def read_file(path, borders, province="58"):
    villages, findings = read_villages(path, province_code=province, boundaries=borders)
    told = [(f.code, f.severity, f.row, f.column, f.value) for f in findings]
    assert {f.file for f in findings} <= {path.name}
    return villages, told


def codes(told):
    return [code for code, *_ in told]


def test_the_sample_has_no_error(boundaries):
    villages, findings = read_villages(
        sample_folder() / "villages.csv", province_code="58", boundaries=boundaries
    )
    assert len(villages) == 415
    assert not has_errors(findings)
    assert {f.code for f in findings} <= {"point_outside_tambon", "point_shared"}
    assert sum(v.point_quality is PointQuality.APPROXIMATE for v in villages) == 79
    assert {v.population_source for v in villages} == {PopulationSource.ESTIMATED}


def test_every_field(read):
    headings = (
        "code,name_th,name_en,tambon_th,tambon_en,district_th,district_en,lon,lat,point_quality,"
        "point_source,elevation_m,population,population_source,added_people,added_people_reason,"
        "need_weight,contacts,aliases"
    )
    (village,), told = read(
        "58010201,บ้านห้วยโป่ง,Ban Huai Pong,ต.ห้วยโป่ง,Huai Pong,อำเภอเมืองแม่ฮ่องสอน,Mueang,"
        '97.98325,19.0295,placed,survey,439.0,"1,509",estimated,12,เด็กนักเรียนประจำ,1.5,'
        '"ผู้ใหญ่บ้าน, Village head, 0-0000-0000; อสม., Health volunteer, 0-0000-0000",58990101',
        headings=headings,
    )
    assert told == [
        ("thousands_separator_removed", REPAIRED, 2, "population", "1,509"),
    ]
    assert (village.code, village.name_th, village.name_en) == (
        "58010201", "บ้านห้วยโป่ง", "Ban Huai Pong",
    )  # fmt: skip
    assert (village.tambon_th, village.district_th) == ("ห้วยโป่ง", "เมืองแม่ฮ่องสอน")
    assert village.location == Location(lon=97.98325, lat=19.0295)
    assert village.point_quality is PointQuality.PLACED
    assert (village.elevation_m, village.population, village.added_people) == (439, 1509, 12)
    assert village.need_weight == 1.5
    assert village.contacts == (
        Contact(role_th="ผู้ใหญ่บ้าน", role_en="Village head", phone="0-0000-0000"),
        Contact(role_th="อสม.", role_en="Health volunteer", phone="0-0000-0000"),
    )
    assert village.aliases == ("58990101",)


def test_thai_headings_and_words(read):
    (village,), told = read(
        "๕๘๐๑๐๒๐๑,บ้านห้วยโป่ง,๑๙.๐๒๙๕,๙๗.๙๘๓๒๕,๕๐๙,โดยประมาณ,ทะเบียนราษฎร",
        headings="รหัสหมู่บ้าน,ชื่อหมู่บ้าน,ละติจูด,ลองจิจูด,จำนวนประชากร,คุณภาพพิกัด,ที่มาของประชากร",
    )
    assert set(codes(told)) == {"digits_repaired"}
    assert [(row, column) for _, _, row, column, _ in told] == [
        (2, "รหัสหมู่บ้าน"), (2, "ละติจูด"), (2, "ลองจิจูด"), (2, "จำนวนประชากร"),
    ]  # fmt: skip
    assert village.code == "58010201"
    assert village.population == 509
    assert village.point_quality is PointQuality.APPROXIMATE
    assert village.population_source is PopulationSource.REGISTERED
    assert village.name_en == village.name_th


def test_a_village_without_a_point(read):
    (village,), told = read("58010201,บ้านห้วยโป่ง,Ban Huai Pong,,,509")
    assert village.location is None
    assert told == []


def test_everything_wrong_is_told_at_once(read):
    villages, told = read(
        GOOD,
        "58010201,บ้านซ้ำ,Ban Twice,,,5",
        "50010201,บ้านเชียงใหม่,Ban Chiang Mai,18.8,98.9,5",
        "5801020A,บ้านรหัสผิด,Ban Wrong,19.03,97.98,5",
        "58010204,,Ban Nameless,19.03,97.98,5",
        "58010205,บ้านติดลบ,Ban Minus,19.03,97.99,-5",
        "58010206,บ้านคำ,Ban Words,19.031,97.98,many",
        "58010207,บ้านสลับ,Ban Swapped,98.9,15.0,5",
        "58010208,บ้านไกล,Ban Far,18.79,98.98,5",
        "58010209,บ้านครึ่ง,Ban Half,19.02,,5",
        "58010210,บ้านทะเล,Ban Sea,0,0,5",
        "58010211,บ้านเมตร,Ban Metres,2104500,392500,5",
        "58010212,บ้านเศษ,Ban Fraction,19.02,97.97,1.5",
        "58010213,บ้านต่างตำบล,Ban Other Tambon,19.36,98.44,5",
        "58010214,บ้านว่าง,Ban Empty,19.021,97.97,",
        "58010215,บ้านเหนือ,Ban North,north,97.97,5",
    )
    assert told == [
        ("code_of_other_province", ERROR, 4, "code", "50010201"),
        ("not_a_village_code", ERROR, 5, "code", "5801020A"),
        ("empty_cell", ERROR, 6, "name_th", ""),
        ("out_of_range", ERROR, 7, "population", "-5"),
        ("not_a_number", ERROR, 8, "population", "many"),
        ("lat_lon_swapped", ERROR, 9, "lat", "98.9, 15"),
        ("half_a_point", ERROR, 11, "lon", ""),
        ("point_outside_thailand", ERROR, 12, "lat", "0, 0"),
        ("row_in_utm", REPAIRED, 13, "lat", "392500, 2104500"),
        ("not_a_whole_number", ERROR, 14, "population", "1.5"),
        ("population_missing", WARNING, 16, None, None),
        ("not_a_number", ERROR, 17, "lat", "north"),
        ("duplicate_village_code", ERROR, 3, "code", "58010201"),
        ("point_in_other_province", ERROR, 10, "lat", "18.79, 98.98"),
        ("point_outside_tambon", WARNING, 15, "lat", "19.36, 98.44"),
    ]
    # What could be read comes along, doubtful points left out, for checking other files.
    assert len(villages) == len({v.code for v in villages})
    by_code = {v.code: v for v in villages}
    assert by_code["58010201"].name_th == "บ้านห้วยโป่ง"
    for code in ("58010207", "58010208", "58010209"):
        assert by_code[code].location is None
    assert all(by_code[code].location is not None for code in ("58010211", "58010213"))


def test_a_swapped_point_is_swapped_back_only_into_its_own_tambon(read):
    row = "58010201,บ้านห้วยโป่ง,Ban Huai Pong,97.98325,19.0295,509"
    (village,), told = read(row)
    assert told == [("lat_lon_swapped_back", REPAIRED, 2, "lat", "97.98325, 19.0295")]
    assert village.location == Location(lon=97.98325, lat=19.0295)
    (village,), told = read(row, borders=None)
    assert told == [("lat_lon_swapped", ERROR, 2, "lat", "97.98325, 19.0295")]
    assert village.location is None
    (village,), told = read(row.replace("58010201", "58030101"))
    assert codes(told) == ["lat_lon_swapped"]


@pytest.mark.parametrize(
    ("cell", "code", "repairs"),
    [
        ("58010201", "58010201", []),
        ("58010201.0", "58010201", ["code_was_number"]),
        ("58010201.", "58010201", ["code_was_number"]),
        ("5.8010201E+07", "58010201", ["code_was_number"]),
        ("5.801021E7", "58010210", ["code_was_number"]),
        ("58-01-02-01", "58010201", ["code_punctuation_removed"]),
        ("58 01 02 01", "58010201", ["code_punctuation_removed"]),
        ("'58010201", "58010201", ["code_punctuation_removed"]),
        ("๕๘-๐๑-๐๒-๐๑", "58010201", ["digits_repaired", "code_punctuation_removed"]),
        ("５８０１０２０１", "58010201", ["digits_repaired"]),
        ("5801021", "58010201", ["code_zero_restored"]),
        ("5801029", "58010209", ["code_zero_restored"]),
        ("5801029.0", "58010209", ["code_was_number", "code_zero_restored"]),
        ("5810201", "58010201", ["code_zero_restored"]),
        ("5.80E+07", None, ["not_a_village_code"]),
        ("58000000", None, ["not_a_village_code"]),
        ("58010200", None, ["not_a_village_code"]),
        ("08010201", None, ["not_a_village_code"]),
        ("580102011", None, ["not_a_village_code"]),
        ("580102", None, ["not_a_village_code"]),
        ("58010201.5", None, ["not_a_village_code"]),
        ("5801020²", None, ["not_a_village_code"]),
        ("หมู่ 1", None, ["not_a_village_code"]),
    ],
)
def test_codes(read, cell, code, repairs):
    villages, told = read(f"{cell},บ้าน,Ban,,,5")
    assert codes(told) == repairs
    assert [v.code for v in villages] == ([code] if code else [])
    for finding, severity, row, column, value in told:
        is_error = finding == "not_a_village_code"
        assert severity is (ERROR if is_error else REPAIRED)
        assert (row, column, value) == (2, "code", cell)


def test_seven_digits_are_mended_by_the_rows_own_parts(read):
    headings = "code,tambon_code,moo,name_th,population"
    (village,), told = read("5810201,580102,1,บ้าน,5", headings=headings, borders=None)
    assert village.code == "58010201"
    assert codes(told) == ["code_zero_restored"]
    villages, told = read("5810201,,,บ้าน,5", headings=headings, borders=None)
    assert (villages, codes(told)) == ((), ["village_code_ambiguous"])
    villages, told = read("5810201,580102,7,บ้าน,5", headings=headings, borders=None)
    assert (villages, codes(told)) == ((), ["not_a_village_code"])


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        ("tambon_code,moo", "580102,1"),
        ("tambon_code,moo", "580102.0,1.0"),
        ("tambon_code,moo", "580102,01"),
        ("tambon_code,moo", "580102,หมู่ที่ 1"),
        ("district_code,tambon_code,moo", "5801,2,1"),
        ("province_code,district_code,tambon_code,moo", "58,1,2,1"),
        ("district_code,tambon_code,moo", "01,02,01"),
        ("รหัสจังหวัด,รหัสอำเภอ,รหัสตำบล,หมู่ที่", "58,01,02,1"),
        ("code,tambon_code,moo", ",580102,1"),
    ],
)
def test_a_split_code_is_joined(read, headings, cells):
    (village,), told = read(f"{cells},บ้าน,5", headings=f"{headings},name_th,population")
    assert village.code == "58010201"
    assert codes(told) == ["code_joined"]


def test_a_split_code_that_lacks_a_part(read):
    headings = "tambon_code,moo,name_th,population"
    villages, told = read("580102,,บ้าน,5", ",3,บ้าน,5", "58010,3,บ้าน,5", headings=headings)
    assert villages == ()
    assert [(t[0], t[2], t[3]) for t in told] == [
        ("empty_cell", 2, "moo"),
        ("empty_cell", 3, "tambon_code"),
        ("not_a_village_code", 4, "tambon_code"),
    ]


def test_moo_and_tambon_that_contradict_the_code(read):
    headings = "code,moo,tambon_th,name_th,population"
    villages, told = read(
        "58010201,2,ห้วยโป่ง,บ้าน,5",
        "58010202,2,จองคำ,บ้าน,5",
        "58010203,3,จองคำ,บ้าน,5",
        "58010204,๔,ห้วยโป้ง,บ้าน,5",
        headings=headings,
    )
    assert len(villages) == 4
    assert told == [
        ("moo_mismatch", WARNING, 2, "moo", "2"),
        ("tambon_name_mismatch", WARNING, 3, "tambon_th", "จองคำ"),
    ]


def test_other_cells(read):
    headings = (
        "code,name_th,population,added_people,need_weight,point_quality,contacts,aliases,"
        "elevation_m"
    )
    villages, told = read(
        "58010201,บ้าน,5,7,1,exact,,,",
        "58010202,บ้าน,5,,0,exact,,,",
        "58010203,บ้าน,5,,1,good,,,",
        "58010204,บ้าน,5,,1,,กำนัน 0-0000-0000,,",
        "58010205,บ้าน,5,,1,,,5801,",
        "58010206,บ้าน,5,,1,,,58010201,9000",
        headings=headings,
    )
    assert len(villages) == 6
    assert [(t[0], t[2], t[3]) for t in told] == [
        ("added_people_without_reason", 2, "added_people"),
        ("out_of_range", 3, "need_weight"),
        ("unknown_choice", 4, "point_quality"),
        ("not_a_contact", 5, "contacts"),
        ("not_a_village_code", 6, "aliases"),
        ("out_of_range", 7, "elevation_m"),
        ("alias_is_a_village", 7, "aliases"),
    ]


def test_numbers_of_contacts_are_numbers(read):
    villages, told = read(
        "58010201,บ้าน,5,กำนัน;Kamnan",
        '58010202,บ้าน,5,"กำนัน, Kamnan, ๐-๐๐๐๐-๐๐๑๒"',
        '58010203,บ้าน,5,"กำนัน, Kamnan, 0-0000"',
        headings="code,name_th,population,contacts",
    )
    assert villages[1].contacts[0].phone == "0-0000-0012"
    assert [(t[0], t[2], t[3]) for t in told if t[2] > 2] == [
        ("digits_repaired", 3, "contacts"),
        ("not_a_phone", 4, "contacts"),
    ]


def test_headings(read):
    villages, told = read("58010201,บ้าน", headings="code,title")
    assert villages == ()
    assert [(t[0], t[1], t[3]) for t in told] == [
        ("columns_ignored", WARNING, None),
        ("missing_column", ERROR, "name_th"),
    ]
    villages, told = read("บ้าน,5", headings="name_th,moo")
    assert [(t[0], t[3]) for t in told] == [("missing_column", "code")]
    villages, told = read("58010201,บ้าน,58010299", headings="code,name_th,รหัสหมู่บ้าน")
    assert [v.code for v in villages] == ["58010201"]
    assert codes(told) == ["column_means_the_same", "no_population_column"]


def test_many_findings_of_one_kind_are_counted(read):
    rows = [f"580102{moo:02},บ้าน,Ban,x,97.9,5" for moo in range(1, 100)]
    more = [f"580103{moo:02},บ้าน,Ban,x,97.9,5" for moo in range(1, 100)]
    rest = [f"580104{moo:02},บ้าน,Ban,x,97.9,5" for moo in range(1, 13)]
    _, told = read(*rows, *more, *rest)
    assert codes(told).count("not_a_number") == 200
    assert told[-1][:2] == ("more_findings", ERROR)


def test_cp874_is_read_and_told(tmp_path, boundaries):
    path = tmp_path / "villages.csv"
    path.write_bytes(f"{HEADINGS}\n{GOOD}\n".encode("cp874"))
    (village,), told = read_file(path, boundaries)
    assert village.name_th == "บ้านห้วยโป่ง"
    assert told == [("encoding_repaired", REPAIRED, None, None, None)]


def test_a_byte_order_mark_is_nothing_to_tell(tmp_path, boundaries):
    path = tmp_path / "villages.csv"
    path.write_bytes(f"{HEADINGS}\n{GOOD}\n".encode("utf-8-sig"))
    (_,), told = read_file(path, boundaries)
    assert told == []


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("none.csv", None, "missing_file"),
        ("none.geojson", None, "missing_file"),
        ("list.pdf", b"%PDF", "unsupported_file"),
        ("list", b"", "unsupported_file"),
        ("list.csv", b"", "empty_file"),
        ("list.csv", b"\xff\xfeA", "unreadable_text"),
        ("list.csv", b"code,name_th\n\xdb\xdc\xfc,\xfd", "unreadable_text"),
        ("list.xlsx", b"PK not a zip", "unreadable_file"),
        ("list.geojson", b'{"features": []}', "empty_file"),
        ("list.geojson", b"<vrt>", "unreadable_geojson"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, boundaries, name, content, code):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    villages, told = read_file(tmp_path / name, boundaries)
    assert villages == ()
    assert [(t[0], t[1]) for t in told] == [(code, ERROR)]


def test_a_workbook(tmp_path, boundaries):
    book = openpyxl.Workbook()
    book.active.title = "หน้าปก"
    page = book.create_sheet("หมู่บ้าน")
    page.append(["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "ละติจูด", "ลองจิจูด", "ประชากร"])
    page.append([58010201.0, "บ้านห้วยโป่ง", 19.0295, 97.98325, 509])
    page.append(["58010202", "บ้านแก่นฟ้า", 19.05711, 97.91275, 509.0])
    book.save(tmp_path / "villages.xlsx")
    villages, findings = read_villages(
        tmp_path / "villages.xlsx", province_code="58", boundaries=boundaries, sheet="หมู่บ้าน"
    )
    assert [(v.code, v.population) for v in villages] == [("58010201", 509), ("58010202", 509)]
    assert {f.code for f in findings} <= {"code_was_number"}
    assert {f.sheet for f in findings} <= {"หมู่บ้าน"}
    _, findings = read_villages(
        tmp_path / "villages.xlsx", province_code="58", boundaries=boundaries, sheet="ไม่มี"
    )
    assert [f.code for f in findings] == ["missing_sheet"]


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def test_geojson(tmp_path, boundaries):
    point = {"type": "Point", "coordinates": [97.98325, 19.0295]}
    line = {"type": "LineString", "coordinates": [[97.9, 19.0], [97.9, 19.1]]}
    features = [
        feature(point, muban_code="58010201", name_th="บ้านห้วยโป่ง", population=509, lat=1, lon=2),
        feature(None, muban_code=58010202, name_th="บ้านแก่นฟ้า", population=509.0, aliases=[]),
        feature(line, muban_code="58010203", name_th="บ้านป่าลาน", population=None),
    ]
    path = tmp_path / "villages.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    villages, told = read_file(path, boundaries)
    assert [v.location for v in villages] == [Location(lon=97.98325, lat=19.0295), None, None]
    assert [(t[0], t[2]) for t in told] == [("not_a_point", 3), ("population_missing", 3)]


CELL = st.text(max_size=8) | st.sampled_from(
    ["58010201", "58010202.0", "5801021", "19.03", "97.98", "1e999", "-1", "๕๘", "", "บ้าน", "nan",
     '"', "\n", "\x00", "=1+1", "58990101;58990102"]
)  # fmt: skip


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=12), min_size=1, max_size=4),
    with_borders=st.booleans(),
)
def test_any_table_gives_villages_or_findings(tmp_path, boundaries, rows, with_borders):
    """Whatever the cells hold: no exception, codes once each and of the province."""
    headings = (
        "code,name_th,population,lat,lon,moo,tambon_code,aliases,need_weight,contacts,"
        "added_people,elevation_m"
    )
    path = tmp_path / "villages.csv"
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "\n".join((headings, *quoted))
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    villages, findings = read_villages(
        path, province_code="58", boundaries=boundaries if with_borders else None
    )
    assert len({v.code for v in villages}) == len(villages)
    assert {v.code[:2] for v in villages} <= {"58"}
    if len(villages) < sum(any(c.strip() for c in row) for row in rows) - 1:
        assert has_errors(findings)


@pytest.mark.parametrize(
    ("point", "told"),
    [
        ("north,197.97", [("not_a_number", "lat"), ("out_of_range", "lon")]),
        ("91.5,east", [("not_a_number", "lon"), ("out_of_range", "lat")]),
        ("north,97.97", [("not_a_number", "lat")]),
    ],
)
def test_one_half_of_a_point_is_judged_where_the_other_cannot_be_read(read, point, told):
    _, found = read(f"58010201,บ้านห้วยโป่ง,Ban Huai Pong,{point},509")
    assert [(code, column) for code, _, _, column, _ in found] == told
