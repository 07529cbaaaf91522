"""Plans of a site led on to their publication by two persons."""

from planner.domain.life import LifeStep
from planner.usecases.life import take_step
from tests.web import HOME, Site


def publish(site: Site, province: str = HOME, plan_id: str | None = None) -> str:
    """Approve and publish a province's plan (or the one named); its id."""
    plan_id = plan_id or site.plans[province].summary.id
    store, clock = site.planner.store, site.clock
    take_step(store, clock, plan_id, LifeStep.APPROVE, by="approver.one")
    take_step(store, clock, plan_id, LifeStep.PUBLISH, by="publisher.two")
    return plan_id


def withdraw(site: Site, plan_id: str) -> None:
    """Take a published plan back."""
    store, clock = site.planner.store, site.clock
    take_step(store, clock, plan_id, LifeStep.WITHDRAW, by="approver.one", reason="flood")
