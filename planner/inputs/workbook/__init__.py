"""The workbook of a province: one sheet for each part, written to be filled in, and read back."""

from planner.inputs.workbook.read import Book, is_unfilled, likely_province, open_book, read_book
from planner.inputs.workbook.sheets import choices_of, is_workbook, kind_of_file
from planner.inputs.workbook.write import write_template

__all__ = [
    "Book",
    "choices_of",
    "is_unfilled",
    "is_workbook",
    "kind_of_file",
    "likely_province",
    "open_book",
    "read_book",
    "write_template",
]
