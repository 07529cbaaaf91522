"""Listings: Thai order, searching, pages that hold still, and workbooks without formulas."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from planner.outputs.listing import Asked, Heading, Line, Listing, arranged, leaf_of, write_listing
from planner.outputs.thai_order import thai_key
from planner.words import Language

DICTIONARY = [
    "บ้านกา", "บ้านกาน", "บ้านก้าน", "บ้านกู่", "บ้านเกาะ", "บ้านแก่", "บ้านโก", "บ้านไก่", "บ้านขา",
    "ปางมะผ้า", "ป่าแป๋", "ปาย",
]  # fmt: skip
"""In the order of the dictionary of the Royal Society: by consonant, vowel, then tone."""

HEADINGS = (
    Heading(key="name", title_code="villages_name"),
    Heading(key="people", title_code="villages_people", is_number=True, descends=True),
    Heading(key="last", title_code="villages_last"),
)


def a_line(i: int, name: str, people: int, last: date | None, english: str = "") -> Line:
    return Line(
        key=f"{58010000 + i}",
        values=(name, people, last),
        shown=(name, str(people), str(last)),
        found_by=f"{name} {english} {58010000 + i}",
    )


def a_listing(count: int = 12) -> Listing:
    lines = [
        a_line(i, name, i * 10, date(2026, 1, 1 + i) if i % 3 else None, f"Ban Number{i}")
        for i, name in enumerate(reversed(DICTIONARY[:count]))
    ]
    return Listing(headings=HEADINGS, lines=tuple(lines))


def names(lines: tuple[Line, ...]) -> list[object]:
    return [line.values[0] for line in lines]


def test_thai_sorts_as_a_dictionary_does() -> None:
    assert sorted(DICTIONARY, key=thai_key) == DICTIONARY
    assert sorted(DICTIONARY) != DICTIONARY
    assert names(arranged(a_listing(), Asked(sort="name"))) == DICTIONARY
    assert names(arranged(a_listing(), Asked(sort="-name"))) == DICTIONARY[::-1]


def test_numbers_begin_with_the_largest_and_what_is_empty_comes_last() -> None:
    listing = a_listing()
    assert [line.values[1] for line in arranged(listing, Asked(sort="people"))][:2] == [110, 100]
    assert [line.values[1] for line in arranged(listing, Asked(sort="-people"))][:2] == [0, 10]
    for sort in ("last", "-last"):
        found = [line.values[2] for line in arranged(listing, Asked(sort=sort))]
        assert found[-4:] == [None] * 4
        assert None not in found[:-4]
    assert arranged(listing, Asked(sort="no such")) == listing.lines


def test_words_are_found_in_thai_in_english_and_by_code() -> None:
    listing = a_listing()
    assert names(arranged(listing, Asked(query="เกาะ"))) == ["บ้านเกาะ"]
    assert len(arranged(listing, Asked(query="BAN number1"))) == 3
    assert len(arranged(listing, Asked(query="๕๘๐๑๐๐๐๓"))) == 1
    assert arranged(listing, Asked(query="58010003 กา")) == ()


def test_pages_go_on_from_a_line_and_back_again() -> None:
    listing = a_listing()
    first = leaf_of(listing, Asked(sort="name", size=5))
    assert (names(first.lines), first.previous_before) == (DICTIONARY[:5], "")
    second = leaf_of(listing, Asked(sort="name", size=5, after=first.next_after))
    assert (names(second.lines), second.first) == (DICTIONARY[5:10], 5)
    last = leaf_of(listing, Asked(sort="name", size=5, after=second.next_after))
    assert (names(last.lines), last.next_after) == (DICTIONARY[10:], "")
    back = leaf_of(listing, Asked(sort="name", size=5, before=last.previous_before))
    assert back.lines == second.lines
    assert leaf_of(listing, Asked(after="gone", size=5)).first == 0
    assert first.sorted_by == {"name": "ascending"}
    assert leaf_of(listing, Asked(sort="people")).sorted_by == {"people": "descending"}


def test_the_workbook_holds_what_was_found_and_no_formula(tmp_path: Path) -> None:
    lines = (a_line(1, '=HYPERLINK("http://x")', 1, None), a_line(2, "+66", 2, date(2026, 1, 2)))
    path = tmp_path / "table.xlsx"
    listing = Listing(headings=HEADINGS, lines=lines)
    write_listing(listing, Asked(sort="people"), path, "villages_menu", "หมู่บ้าน", Language.TH)
    sheet = load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["หมู่บ้าน", "ประชากร", "ไปครั้งล่าสุด"]
    assert [(row[0].value, row[0].data_type) for row in sheet.iter_rows(min_row=2)] == [
        ("+66", "s"),
        ('=HYPERLINK("http://x")', "s"),
    ]
