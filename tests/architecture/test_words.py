"""Every text that people read stands in one catalog, in Thai and in English."""

import importlib
import pkgutil
import re
import string
from enum import StrEnum

import pytest

import planner.words
from planner.assess.compare import ChangeKind
from planner.domain.demand import Facility
from planner.domain.plan import Reason
from planner.domain.rules import Rule, TermCode
from planner.words import Language, catalog, say

THAI = re.compile(r"[\u0e00-\u0e7f]")
NAMES_IN_THAI = {"ภาษาไทย"}
"""What stands in Thai on an English page: the way to the other language."""
CATALOGS = {
    info.name: importlib.import_module(f"planner.words.{info.name}").TEXTS
    for info in pkgutil.iter_modules(planner.words.__path__)
}


def fields_of(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_no_code_stands_in_two_catalogs() -> None:
    assert sum(len(texts) for texts in CATALOGS.values()) == len(catalog())


@pytest.mark.parametrize("name", sorted(CATALOGS))
def test_every_text_of_a_catalog_is_whole_in_both_languages(name: str) -> None:
    for code, (thai, english) in CATALOGS[name].items():
        assert re.fullmatch(r"[a-z0-9_.\-]+", code), code
        for text in (thai, english):
            assert text.rstrip() == text, f"{code}: space at its end"
            assert text, code
        assert fields_of(thai) == fields_of(english), f"{code}: other facts in Thai than in English"


@pytest.mark.parametrize("name", sorted(CATALOGS))
def test_every_text_can_be_said_even_without_its_facts(name: str) -> None:
    for code in CATALOGS[name]:
        for language in Language:
            assert say(code, language)


def test_thai_texts_are_thai_and_english_ones_are_not() -> None:
    """Only names stay as they are: of files, formats, commands, and of a language itself."""
    for code, (thai, english) in catalog().items():
        words = re.sub(r"\{[^}]*\}", "", thai)
        if thai != english and any(ch.isalpha() for ch in words):
            assert THAI.search(thai) or re.search(r"[A-Za-z]{3}", words), f"{code}: no Thai"
        assert not THAI.search(english) or english in NAMES_IN_THAI, f"{code}: Thai in English"


@pytest.mark.parametrize(
    ("kind", "prefix"),
    [
        (Rule, "rule_"),
        (Reason, "reason_"),
        (TermCode, "term_"),
        (Facility, "facility_"),
        (ChangeKind, "change_"),
    ],
)
def test_every_member_of_what_people_are_told_has_words(kind: type[StrEnum], prefix: str) -> None:
    for member in kind:
        thai, english = catalog()[f"{prefix}{member.value}"]
        assert THAI.search(thai)
        assert not THAI.search(english)


def test_english_counts_one_thing_as_one() -> None:
    """Words of the texts only: what a fact itself says stays as it is."""
    one, two = (say("home_near", Language.EN, count=n) for n in (1, 2))
    assert one.startswith("1 request is past")
    assert two.startswith("2 requests are past")
    assert say("home_promise_left", Language.EN, days="1") == "1 working day left"
    told = say("home_promise_line", Language.EN, service="1 visits", people="1", receipt="1 rows")
    assert told == "1 visits, 1 person · 1 rows"
