"""MONEY: a plan costs no more baht than there are."""

from collections.abc import Iterator

from planner.assess.context import Context, broken
from planner.assess.money import baht_of
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_money(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.MONEY`."""
    limit = context.request.budget_baht
    if limit is None:
        return
    spent = baht_of(context)
    if spent > limit:
        yield broken(Rule.MONEY, "over", spent=spent, limit=limit)
