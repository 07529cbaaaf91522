"""The policy's settings on their page: every one, once, beside what holds and what is standard."""

from dataclasses import fields, replace

import pytest

from api.pages.data_agreements import read_setting
from api.pages.policy_groups import GROUPS, setting_groups
from planner.domain.policy import Policy
from planner.words import Language


def test_every_setting_stands_in_one_group() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(f.name for f in fields(Policy) if f.name != "version")


@pytest.mark.parametrize("language", Language)
def test_what_differs_from_the_standard_is_told(language: Language) -> None:
    policy = replace(Policy(), budget_year_baht=4_000_000)
    groups = setting_groups(policy, {"equity_floor": "0.2"}, {}, language)
    settings = {one.name: one for group in groups for one in group.settings}
    assert [name for name, one in settings.items() if one.is_own] == ["budget_year_baht"]
    assert settings["budget_year_baht"].now_text == "4,000,000"
    assert (settings["equity_floor"].value, settings["equity_floor"].now) == ("0.2", "0")
    assert all(one.label != one.name for one in settings.values())


def test_numbers_are_read_as_people_write_them() -> None:
    assert read_setting(int, " 4,000,000 ") == 4_000_000
    assert read_setting(float, "0,25") == 0.25
    with pytest.raises(ValueError, match="ten"):
        read_setting(int, "ten")
