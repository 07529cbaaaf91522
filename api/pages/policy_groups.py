"""The settings of the policy as a page shows them: under headings, each beside what holds now."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.documents import to_data
from planner.domain.policy import Policy
from planner.words import Language, catalog, say

GROUPS: dict[str, tuple[str, ...]] = {
    "people": (
        *("prize_per_person", "urgency_cap", "due_from", "required_from"),
        "never_visited_factor",
    ),
    "promises": ("weight_late_request", "weight_overdue", "weight_pin", "weight_caravan"),
    "told": ("points_per_change", "notice_days"),
    "money": ("points_per_drive_hour", "points_per_baht", "budget_year_baht"),
    "equity": ("equity_floor", "promise_tolerance", "equity_tolerance"),
    "access": ("access_near_min", "access_near_share", "access_far_min", "access_far_weight"),
}
"""Every setting of `Policy` but its version, in the order of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: what is in the field, what holds now, what the standard is, and a fault."""

    name: str
    label: str
    value: str
    now: str
    now_text: str
    standard: str
    is_own: bool
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingGroup:
    """Settings that belong together, under a heading with a sentence on what they do."""

    name: str
    title: str
    about: str
    settings: tuple[Setting, ...]


def setting_groups(
    policy: Policy, typed: Mapping[str, str], faults: Mapping[str, str], language: Language
) -> tuple[SettingGroup, ...]:
    """All settings of a policy, fields filled with what was typed or with what holds."""
    now, standard = to_data(policy), to_data(Policy())
    return tuple(
        SettingGroup(
            name=group,
            title=say(f"policy_group_{group}", language),
            about=say(f"policy_group_{group}_about", language),
            settings=tuple(
                Setting(
                    name=name,
                    label=setting_label(name, language),
                    value=typed.get(name, plain_number(now[name])),
                    now=plain_number(now[name]),
                    now_text=read_number(now[name]),
                    standard=read_number(standard[name]),
                    is_own=now[name] != standard[name],
                    fault=faults.get(name, ""),
                )
                for name in names
            ),
        )
        for group, names in GROUPS.items()
    )


def setting_label(name: str, language: Language) -> str:
    """What a setting of the policy, or a weight, is called."""
    for code in (f"form_policy_{name}", f"form_column_{name}"):
        if code in catalog():
            return say(code, language)
    return name


def plain_number(value: object) -> str:
    """A number as people type it."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def read_number(value: object) -> str:
    """A number as people read it."""
    return f"{value:,}" if isinstance(value, int) else plain_number(value)
