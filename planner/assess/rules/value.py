"""VALUE: the plan's terms are what follows from its trips."""

from collections import Counter
from collections.abc import Iterator

from planner.assess.context import Context, broken
from planner.assess.value import terms_of
from planner.domain.rules import TIER_OF, Rule
from planner.domain.verdict import Violation


def check_value(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.VALUE`."""
    told = {term.code: term.points for term in context.plan.terms}
    for code, true in terms_of(context).items():
        points = told.get(code, 0)
        if points != true:
            facts = {"told_points": points, "true_points": true}
            yield broken(Rule.VALUE, "other_points", term=code.value, **facts)
    seen = Counter(term.code for term in context.plan.terms)
    for code, count in seen.items():
        if count > 1:
            yield broken(Rule.VALUE, "twice", term=code.value, count=count)
    for term in context.plan.terms:
        if term.tier != TIER_OF[term.code]:
            yield broken(Rule.VALUE, "other_tier", term=term.code.value, value=term.tier)
