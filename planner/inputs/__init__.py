"""Dataset folders and single files into a province's data, with findings; and back into files."""

from planner.inputs.dataset import read_dataset
from planner.inputs.difference import (
    KeysByKind,
    PartDifference,
    differences,
    keys_of_book,
    keys_of_file,
    told_key,
)
from planner.inputs.headings import title_of
from planner.inputs.likely import likely_kinds
from planner.inputs.parts import default_place
from planner.inputs.records import (
    FORM,
    RECORD_KINDS,
    RecordKind,
    judge,
    read_texts,
    texts_of,
    with_record,
    without_record,
)
from planner.inputs.update import PART_KINDS, read_country, read_part, with_changed
from planner.inputs.workbook import (
    Book,
    choices_of,
    is_unfilled,
    is_workbook,
    kind_of_file,
    likely_province,
    open_book,
    read_book,
    write_template,
)
from planner.inputs.write import write_dataset

__all__ = [
    "FORM",
    "PART_KINDS",
    "RECORD_KINDS",
    "Book",
    "KeysByKind",
    "PartDifference",
    "RecordKind",
    "choices_of",
    "default_place",
    "differences",
    "is_unfilled",
    "is_workbook",
    "judge",
    "keys_of_book",
    "keys_of_file",
    "kind_of_file",
    "likely_kinds",
    "likely_province",
    "open_book",
    "read_book",
    "read_country",
    "read_dataset",
    "read_part",
    "read_texts",
    "texts_of",
    "title_of",
    "told_key",
    "with_changed",
    "with_record",
    "without_record",
    "write_dataset",
    "write_template",
]
