"""The menu: every door of the pages in one list, each shown to whom it opens."""

from typing import NamedTuple

from api.language import LANGUAGE_PARAMETER
from planner.domain.people import GRANTS, Action, Member
from planner.words import Language

PUBLIC = "public"
"""The section whose pages know nobody, and so no language that somebody chose."""


class Door(NamedTuple):
    """An entry: its address, the code of its words, its section's name, and what it asks for.

    Those with a `group` (the code of its words) stand under "more", together with their group.
    """

    address: str
    words: str
    section: str
    action: Action | None
    group: str = ""


DOORS: tuple[Door, ...] = (
    Door("/", "home_menu", "home", Action.READ_PLAN),
    Door("/newest", "page_newest", "newest", Action.READ_PLAN),
    Door("/plans", "page_all_plans", "plans", Action.READ_PLAN),
    Door("/plans/new", "make_menu", "make", Action.MAKE_PLAN),
    Door("/requests", "office_menu", "requests", Action.READ_REQUEST),
    Door("/villages", "villages_menu", "villages", Action.READ_PLAN),
    Door("/quarter", "quarter_menu", "quarter", Action.READ_DRAFT),
    Door("/fairness", "fairness_menu", "fairness", Action.READ_PLAN),
    Door("/field", "fieldpage_menu", "field", Action.REPORT_VISIT),
    Door("/data", "data_menu", "data", Action.READ_DATA),
    Door("/roads/closures", "closing_menu", "closures", Action.READ_DATA, "page_group_country"),
    Door("/national", "national_menu", "national", Action.READ_DRAFT, "page_group_country"),
    Door("/public", "public_menu", "public", Action.READ_PLAN, "page_group_country"),
    Door("/accounts", "accounts_menu", "accounts", Action.MANAGE_MEMBERS, "page_group_system"),
    Door("/hooks", "hooks_menu", "hooks", Action.MANAGE_MEMBERS, "page_group_system"),
    Door("/audit", "audit_menu", "audit", Action.READ_AUDIT, "page_group_system"),
    Door("/account", "own_menu", "own", None, "page_group_system"),
)
"""In the order shown. A page says `section=` to `render` to be marked as the present one."""


def address_in(door: Door, language: Language) -> str:
    """Where a door leads for a reader of this language."""
    if door.section != PUBLIC:
        return door.address
    return f"{door.address}?{LANGUAGE_PARAMETER}={language.value}"


class Group(NamedTuple):
    """Entries that stand together under "more"."""

    words: str
    doors: tuple[Door, ...]


def doors_of(member: Member | None) -> tuple[Door, ...]:
    """The entries that a person may open; nobody signed in sees none."""
    if member is None:
        return ()
    granted = {action for role in member.roles for action in GRANTS[role]}
    return tuple(door for door in DOORS if door.action is None or door.action in granted)


def groups_of(doors: tuple[Door, ...]) -> tuple[Group, ...]:
    """The entries under "more", by their groups, in order."""
    names = dict.fromkeys(door.group for door in doors if door.group)
    return tuple(Group(name, tuple(d for d in doors if d.group == name)) for name in names)
