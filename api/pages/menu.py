"""The menu: every door of the pages in one list, each shown to whom it opens."""

from typing import NamedTuple

from planner.domain.people import GRANTS, Action, Member


class Door(NamedTuple):
    """An entry: its address, the code of its words, its section's name, and what it asks for."""

    address: str
    words: str
    section: str
    action: Action | None


DOORS: tuple[Door, ...] = (
    Door("/", "home_menu", "home", Action.READ_PLAN),
    Door("/newest", "page_newest", "newest", Action.READ_PLAN),
    Door("/plans", "page_all_plans", "plans", Action.READ_PLAN),
    Door("/quarter", "quarter_menu", "quarter", Action.READ_PLAN),
    Door("/plans/new", "make_menu", "make", Action.MAKE_PLAN),
    Door("/fairness", "fairness_menu", "fairness", Action.READ_PLAN),
    Door("/villages", "villages_menu", "villages", Action.READ_PLAN),
    Door("/requests", "office_menu", "requests", Action.READ_REQUEST),
    Door("/field", "fieldpage_menu", "field", Action.REPORT_VISIT),
    Door("/national", "national_menu", "national", Action.READ_PLAN),
    Door("/data", "data_menu", "data", Action.READ_DATA),
    Door("/accounts", "accounts_menu", "accounts", Action.MANAGE_MEMBERS),
    Door("/audit", "audit_menu", "audit", Action.READ_AUDIT),
    Door("/account", "own_menu", "own", None),
)
"""In the order shown. A page says `section=` to `render` to be marked as the present one."""


def doors_of(member: Member | None) -> tuple[Door, ...]:
    """The entries that a person may open; nobody signed in sees none."""
    if member is None:
        return ()
    granted = {action for role in member.roles for action in GRANTS[role]}
    return tuple(door for door in DOORS if door.action is None or door.action in granted)
