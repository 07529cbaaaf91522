"""Telephone numbers in what is shown: whole for those who serve, masked for all others."""

from typing import Any

from planner.domain.people import Action, Member, may

SERVING = (Action.WRITE_DATA, Action.REPORT_VISIT, Action.FILE_REQUEST)
"""Who may do one of these in a province calls its people: planners, field teams, offices."""
_DOTS = "•"


def sees_numbers(member: Member, province_code: str) -> bool:
    """Whether somebody may see the telephone numbers of a province."""
    return any(may(member, action, province_code) for action in SERVING)


def masked(data: Any) -> Any:
    """Plain data with the figures of every `phone` as dots, but the last two."""
    if isinstance(data, dict):
        return {
            name: mask_number(value)
            if name == "phone" and isinstance(value, str)
            else masked(value)
            for name, value in data.items()
        }
    return [masked(item) for item in data] if isinstance(data, list) else data


def mask_number(number: str) -> str:
    """A telephone number of which the last two figures are left."""
    left = sum(ch.isdigit() for ch in number) - 2
    shown = []
    for ch in number:
        hidden = ch.isdigit() and left > 0
        left -= ch.isdigit()
        shown.append(_DOTS if hidden else ch)
    return "".join(shown)
